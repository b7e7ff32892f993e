import type { ClinicEvent } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { DatabaseUnavailable } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'
import type { Effect } from './effect.ts'
import { effects as allEffects } from './effects.ts'
import { insertSetAside, noteSeen } from './relay-queries.ts'

export interface Carried {
  /** Events that had effects now */
  readonly fresh: number
  /** Events that had had them before */
  readonly repeated: number
  /** Events whose effects failed: they are kept for themselves, so that those behind them go on */
  readonly setAside: number
}

/**
 * Lets events of one clinic have their effects, each once: what it returns for may be settled there.
 * @param events the oldest first, of one appointment in order
 * @param effects all unless told
 * @throws DatabaseUnavailable and nothing has happened: the events are to be brought again
 */
export async function carryEvents(
  control: ControlPlane,
  actor: Actor,
  clinicId: string,
  events: readonly ClinicEvent[],
  effects: readonly Effect[] = allEffects,
): Promise<Carried> {
  authorise(actor, 'event.carry')
  try {
    return await carryTogether(control, clinicId, events, effects)
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    if (events.length > 1) return carryOneByOne(control, actor, clinicId, events, effects)
    const [event] = events
    if (event) await insertSetAside(control.database, clinicId, event, reasonOf(error))
    return { fresh: 0, repeated: 0, setAside: events.length }
  }
}

const carryTogether = (
  { database }: ControlPlane,
  clinicId: string,
  events: readonly ClinicEvent[],
  effects: readonly Effect[],
): Promise<Carried> =>
  database.transaction(async (tx) => {
    const ids = events.map(({ id }) => id)
    const unseen = await noteSeen(tx, clinicId, ids)
    const fresh = events.filter(({ id }) => unseen.has(id))
    if (fresh.length > 0) for (const effect of effects) await effect(tx, clinicId, fresh)
    return { fresh: fresh.length, repeated: events.length - fresh.length, setAside: 0 }
  })

/** One of them cannot be carried: the others must not wait for it. */
async function carryOneByOne(
  control: ControlPlane,
  actor: Actor,
  clinicId: string,
  events: readonly ClinicEvent[],
  effects: readonly Effect[],
): Promise<Carried> {
  const sum = { fresh: 0, repeated: 0, setAside: 0 }
  for (const event of events) {
    const { fresh, repeated, setAside } = await carryEvents(control, actor, clinicId, [event], effects)
    sum.fresh += fresh
    sum.repeated += repeated
    sum.setAside += setAside
  }
  return sum
}

/** The code alone: a database's words may repeat what somebody typed. */
const reasonOf = (error: unknown): string => {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown'
}
