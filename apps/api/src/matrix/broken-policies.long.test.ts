import { routes } from '@polyclinic/contract'
import { type Actor, type Capacity, policy } from '@polyclinic/guard'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type * as Edge from '../edge/index.ts'
import type { Person } from './people.ts'
import { plantWorld, type World } from './plant-world.ts'
import type { RouteId } from './route-ids.ts'
import { runMatrix } from './run-matrix.ts'

type AnyCall = { readonly actor: Actor; readonly clinic: { readonly id: string } }
type AnyHandler = (call: AnyCall) => Promise<object>
/** What stands in place of a handler while a control lasts. */
const sabotage = new Map<string, (handler: AnyHandler) => AnyHandler>()

vi.mock(import('../edge/index.ts'), async (original) => {
  const edge: typeof Edge = await original()
  const createEdge: typeof edge.createEdge = (ports) => {
    const wrapped = Object.entries(ports.handlers as unknown as Record<string, AnyHandler>).map(
      ([id, handler]) => [id, (call: AnyCall) => (sabotage.get(id)?.(handler) ?? handler)(call)],
    )
    return edge.createEdge({ ...ports, handlers: Object.fromEntries(wrapped) as typeof ports.handlers })
  }
  return { ...edge, createEdge }
})

let world: World
beforeAll(async () => {
  world = await plantWorld()
}, 120_000)
afterAll(() => world?.[Symbol.asyncDispose]())

const ask = (...some: RouteId[]) => runMatrix(world, { routes: some, of: 'whole' })
const rulesOf = async (...some: RouteId[]) => new Set((await ask(...some)).findings.map(({ rule }) => rule))

/** The same call by somebody at the desk of that clinic, whoever makes it. */
const byTheDesk = (call: AnyCall): AnyCall =>
  as(call, {
    kind: 'account',
    accountId: '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e',
    operator: false,
    memberships: [{ clinicId: call.clinic.id, role: 'staff' }],
  })

const as = (call: AnyCall, actor: Actor): AnyCall =>
  Object.create(call, { actor: { value: actor } }) as AnyCall

const accountOf = ({ token = '' }: Person): string =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sub

describe('the matrix finds', () => {
  it('nothing wrong with the routes that are broken below', async () => {
    const { findings } = await ask('showAppointment', 'showWaitlistEntry', 'listShifts', 'showCalendar')
    expect(findings).toEqual([])
  })

  it('an action that is opened to another role', async () => {
    const table = policy as unknown as Record<string, readonly Capacity[]>
    const rightly = table['staffing.read'] ?? []
    table['staffing.read'] = [...rightly, 'doctor']
    const found = await rulesOf('listShifts').finally(() => (table['staffing.read'] = rightly))
    expect(found).toContain('refusal')
  })

  it('a verb that does not ask whose appointment it is', async () => {
    sabotage.set('showAppointment', (handler) => async (call) => {
      // authorised as before: only the narrowing is gone
      const { kind } = call.actor
      return kind === 'account' && (call.actor.patientId ?? call.actor.memberships.length > 0)
        ? handler(byTheDesk(call))
        : handler(call)
    })
    const found = await rulesOf('showAppointment').finally(() => sabotage.clear())
    expect([...found]).toEqual(expect.arrayContaining(['told apart', 'canary']))
  })

  it('an answer that tells a foreign record from none by one word', async () => {
    sabotage.set('showWaitlistEntry', (handler) => async (call) => {
      try {
        return await handler(call)
      } catch (error) {
        const there = await handler(byTheDesk(call)).catch(() => undefined)
        if (there) (error as Error).message = 'That entry is somebody else’s.'
        throw error
      }
    })
    const found = await rulesOf('showWaitlistEntry').finally(() => sabotage.clear())
    expect([...found]).toEqual(['told apart'])
  })

  it('a role that counts without a second factor', async () => {
    sabotage.set('listShifts', (handler) => (call) => {
      const { actor } = call
      return handler(actor.kind === 'account' ? as(call, { ...actor, ...actor.withheld }) : call)
    })
    const found = await rulesOf('listShifts').finally(() => sabotage.clear())
    expect([...found]).toContain('refusal')
  })

  it('a session that somebody else can end', async () => {
    const owner = accountOf(world.people.patient)
    sabotage.set('endSession', (handler) => async (call) => {
      const theirs: Actor = { kind: 'account', accountId: owner, operator: false, memberships: [] }
      return handler(call).catch(() => handler(as(call, theirs)))
    })
    const found = await rulesOf('endSession').finally(() => sabotage.clear())
    expect([...found]).toEqual(['told apart'])
  })

  it('a route that skips the sign-in', async () => {
    const route = routes.showCalendar as { access: string }
    route.access = 'public'
    sabotage.set('showCalendar', (handler) => (call) => handler(byTheDesk(call)))
    const found = await rulesOf('showCalendar').finally(() => {
      route.access = 'signed-in'
      sabotage.clear()
    })
    expect([...found]).toEqual(expect.arrayContaining(['refusal', 'canary']))
  })
})
