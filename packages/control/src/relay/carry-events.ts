import type { ClinicEvent } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { isDataFault, reasonOf } from './data-fault.ts'
import type { Effect } from './effect.ts'
import { effects as allEffects } from './effects.ts'
import { haveEffects } from './have-effects.ts'
import { insertSetAside } from './relay-queries.ts'

export interface Carried {
  /** Events that had effects now */
  readonly fresh: number
  /** Events that had had them before */
  readonly repeated: number
  /** Events whose effects failed: they are kept for themselves, so that those behind them go on */
  readonly setAside: number
  /** Why, for each of those */
  readonly faults: readonly { readonly eventId: string; readonly error: unknown }[]
  /** For each that had effects now: seconds until these were committed, by the databases' clocks */
  readonly lags: readonly number[]
}

/**
 * Lets events of one clinic have their effects, each once: what it returns for may be settled there. One whose own data is
 * at fault is set aside for an operator.
 * @param events the oldest first, of one appointment in order
 * @param effects all unless told
 * @throws CarriedElsewhere, DatabaseUnavailable and whatever else may pass: all are to be brought again, and those that had
 * their effects before it was thrown have them no second time
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
    if (!isDataFault(error)) throw error
    const [event] = events
    if (event && events.length === 1) {
      await insertSetAside(control.database, clinicId, { id: event.id, event, reason: reasonOf(error) })
      return { fresh: 0, repeated: 0, setAside: 1, faults: [{ eventId: event.id, error }], lags: [] }
    }
    // one of them cannot be carried, and the others must not wait for it
    const middle = Math.ceil(events.length / 2)
    const former = await carryEvents(control, actor, clinicId, events.slice(0, middle), effects)
    const latter = await carryEvents(control, actor, clinicId, events.slice(middle), effects)
    return sumOf(former, latter)
  }
}

async function carryTogether(
  { database }: ControlPlane,
  clinicId: string,
  events: readonly ClinicEvent[],
  effects: readonly Effect[],
): Promise<Carried> {
  if (events.length === 0) return { fresh: 0, repeated: 0, setAside: 0, faults: [], lags: [] }
  const had = await database.transaction((tx) => haveEffects(tx, clinicId, events, effects))
  const fresh = had.fresh.length
  return { fresh, repeated: events.length - fresh, setAside: 0, faults: [], lags: had.lags() }
}

const sumOf = (a: Carried, b: Carried): Carried => ({
  fresh: a.fresh + b.fresh,
  repeated: a.repeated + b.repeated,
  setAside: a.setAside + b.setAside,
  faults: [...a.faults, ...b.faults],
  lags: [...a.lags, ...b.lags],
})
