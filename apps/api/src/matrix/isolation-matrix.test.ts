import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plantWorld, type World } from './plant-world.ts'
import { type RouteId, routeIds } from './route-ids.ts'
import { figuresOf, type MatrixResult, runMatrix } from './run-matrix.ts'

const seed = Number(process.env['POLYCLINIC_SEED'] ?? 20_261_121)
const of = process.env['POLYCLINIC_MATRIX'] === 'whole' ? 'whole' : { seed }

/** The planted doctors work all day and all night: every further shift clashes, which is told by a 400 too. */
const clashes: ReadonlySet<RouteId> = new Set(['createAssignment'])

describe('every route, for everybody, at every clinic, about every id', () => {
  let world: World
  let result: MatrixResult
  beforeAll(async () => {
    world = await plantWorld()
    result = await runMatrix(world, { routes: routeIds, of })
    console.log([of === 'whole' ? 'The whole matrix.' : `Seed ${seed}.`, ...figuresOf(result)].join('\n'))
  }, 600_000)
  afterAll(() => world?.[Symbol.asyncDispose]())

  it('is answered as the policy table says, and tells nobody what is not theirs', () => {
    expect(result.findings.map(({ rule, sentence }) => `${rule}: ${sentence}`)).toEqual([])
  })

  it('lets somebody in at each route, and not only to be told that the sample is wrong', () => {
    const understood = new Set(
      result.asked
        .filter(({ cell, answer }) => cell.expected === 'in' && answer.status !== 400)
        .map(({ cell }) => cell.route),
    )
    expect(routeIds.filter((id) => !understood.has(id) && !clashes.has(id))).toEqual([])
  })

  it('lets patients read and cancel at a suspended clinic', () => {
    const done = (route: RouteId) =>
      result.asked.some(({ cell, answer }) => {
        return (
          cell.route === route &&
          cell.place === 'suspended' &&
          cell.person.name === 'patient' &&
          answer.status === 200
        )
      })
    expect([done('showAppointment'), done('listAppointments'), done('cancelWithReason')]).toEqual([
      true,
      true,
      true,
    ])
  })
})
