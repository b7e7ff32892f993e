import { type Action, policy, routePolicy } from '@polyclinic/guard'
import { describe, expect, it } from 'vitest'
import { faultOfSample } from './sample-of.ts'
import { routeIds, routeOf } from './route-ids.ts'
import { kindOf } from './targets.ts'
import { whose } from './whose.ts'

const someId = '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e'
const material = { slotId: someId, named: someId, first: () => someId, nth: 1 }
/** What patients or doctors reach some of and not others. */
const somebodys = new Set([
  'appointment',
  'hold',
  'booking request',
  'waitlist entry',
  'patient',
  'dependent',
  'own proposal',
  'session',
  'assignment',
  'override',
])

describe('each route of the map', () => {
  it('stands under an action of the policy table', () => {
    const without = routeIds.filter((id) => !Object.hasOwn(policy, routePolicy[id] ?? ''))
    expect(without, 'give them an action in packages/guard/src/policy/route-policy.ts').toEqual([])
    const gone = Object.keys(routePolicy).filter((id) => !routeIds.includes(id as never))
    expect(gone, 'no route has these names').toEqual([])
  })

  it('needs no token exactly where its action admits anybody', () => {
    const differ = routeIds.filter(
      (id) => (routeOf(id).access === 'public') !== admits(routePolicy[id], 'anyone'),
    )
    expect(differ, 'their `access` and the policy table say different things').toEqual([])
  })

  it('says that it refuses those whom its action does not admit', () => {
    const silent = routeIds.filter((id) => {
      const action = routePolicy[id]
      const admitsAll = admits(action, 'anyone') || admits(action, 'account')
      return !admitsAll && !routeOf(id).problems.includes('not-allowed')
    })
    expect(silent, "list 'not-allowed' among their problems").toEqual([])
  })

  it('has a sample that its own schemas take, so that the matrix and the attacks can ask it', () => {
    expect(routeIds.flatMap((id) => faultOfSample(id, material) ?? [])).toEqual([])
  })

  it('names things of which the matrix has records', () => {
    const faults = routeIds.flatMap((id) => {
      try {
        kindOf(id)
        return []
      } catch (error) {
        return [(error as Error).message]
      }
    })
    expect(faults).toEqual([])
  })

  it('that lets patients or doctors at records of persons says whose they reach', () => {
    const open = routeIds.filter((id) => {
      const action = routePolicy[id]
      const narrowed = ['account', 'patient', 'doctor'].some((capacity) => admits(action, capacity))
      return narrowed && somebodys.has(kindOf(id) ?? '') && !whose[action]
    })
    expect(open, 'add their actions to apps/api/src/matrix/whose.ts').toEqual([])
  })
})

const admits = (action: Action, capacity: string): boolean =>
  (policy[action] as readonly string[]).includes(capacity)
