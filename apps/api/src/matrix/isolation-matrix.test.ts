import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askInside, bodiesThatName } from './named-inside.ts'
import { plantWorld, type World } from './plant-world.ts'
import { type RouteId, routeIds } from './route-ids.ts'
import { figuresOf, type MatrixResult, runMatrix } from './run-matrix.ts'

const seed = Number(process.env['POLYCLINIC_SEED'] ?? 20_261_121)
const of = process.env['POLYCLINIC_MATRIX'] === 'whole' ? 'whole' : { seed }

/** The planted doctors work all day and all night: every further shift clashes, which is told by a 400 too. */
const clashes: ReadonlySet<RouteId> = new Set(['createAssignment'])

let world: World
beforeAll(async () => {
  world = await plantWorld()
}, 120_000)
afterAll(() => world?.[Symbol.asyncDispose]())

it('a record of another clinic that a body names is told apart from none by nothing', async () => {
  const answered: string[] = []
  for (const each of bodiesThatName(world)) {
    const { foreign, absent } = await askInside(world, each)
    const told = ({ status, text }: typeof absent) => [
      each[0],
      status,
      text.replace(/"requestId":"[^"]+"/, ''),
    ]
    expect(told(foreign)).toEqual(told(absent))
    answered.push(`${each[0]} ${foreign.status}`)
  }
  console.log(`of another clinic, in a body: ${answered.join(', ')}`)
})

describe('every route, for everybody, at every clinic, about every id', () => {
  let result: MatrixResult
  beforeAll(async () => {
    result = await runMatrix(world, { routes: routeIds, of })
    console.log([of === 'whole' ? 'The whole matrix.' : `Seed ${seed}.`, ...figuresOf(result)].join('\n'))
  }, 600_000)

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
