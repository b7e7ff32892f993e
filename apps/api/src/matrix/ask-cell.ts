import type { Question, Reply } from '../testing/ask-over-http.ts'
import { askPatiently } from './ask-patiently.ts'
import type { Cell } from './cells.ts'
import { places, type World } from './plant-world.ts'
import { type Kind, shownBy, shownFor } from './records.ts'
import { type RouteId, routeOf } from './route-ids.ts'
import { sampleOf } from './sample-of.ts'
import type { Material } from './sample-requests.ts'
import { kindOf } from './targets.ts'

export type Answer = Pick<Reply<unknown>, 'status' | 'headers' | 'text'>

/** A version that no row ever had: an edit under it is let in and changes nothing. */
const neverSeen = '"999999"'

/** Asks the question of a cell with a sample that its route takes. */
export async function askCell(world: World, cell: Cell, nth: number): Promise<Answer> {
  const { route, clinic, person, target } = cell
  const changes = cell.expected === 'in' && routeOf(route).method !== 'get'
  const material = materialOf(world, cell, changes ? nth : 0)
  const { headers, ...sample } = sampleOf(route, material)
  const question = {
    ...(clinic !== undefined && { clinic }),
    token: person.token,
    params: target.params,
    ...sample,
    ...(routeOf(route).ifMatch && {
      ifMatch: (changes ? await versionOf(world, cell) : undefined) ?? neverSeen,
    }),
    headers: { ...(routeOf(route).idempotencyKey && { 'idempotency-key': `cell-${nth}` }), ...headers },
  } as Question
  return askPatiently(() => world.service.ask(route, question))
}

/** @param turn which of the free slots: whoever gets one takes one of their own */
export function materialOf({ records, slots }: World, { clinic, target }: Cell, turn: number): Material {
  const at = clinic === undefined || clinic === places.unknown ? places.own : clinic
  const free = slots[at] ?? []
  return {
    slotId: free[turn % free.length] ?? '',
    named: target.named,
    first: (kind) => records.find((record) => record.kind === kind && record.clinic === at)?.id ?? '',
    nth: turn,
  }
}

/** The version that stands, as those see it who are let in. */
async function versionOf(world: World, { route, clinic, person, target }: Cell): Promise<string | undefined> {
  const show = showing(route)
  if (!show) return undefined
  const { headers } = await world.service.ask(show, {
    clinic,
    token: person.token,
    params: target.params,
  } as Question)
  return headers.etag
}

function showing(route: RouteId): RouteId | undefined {
  const kind: Kind | undefined = kindOf(route)
  return shownFor[route] ?? (kind && shownBy[kind])
}
