import type { ClinicEvent } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { type Carried, CarriedElsewhere, sumOf } from './carried.ts'
import { isDataFault, reasonOf } from './data-fault.ts'
import type { Effect } from './effect.ts'
import { effects as allEffects } from './effects.ts'
import { type Had, haveEffects, type Page } from './have-effects.ts'
import { insertSetAside } from './relay-queries.ts'

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
  return carryPage(control, { clinicId, events }, effects)
}

/**
 * The same for several clinics in one transaction: what it costs is shared, and so is the wait for the disk. Where that
 * fails each goes for itself, so that the fault of one is not another's.
 * @param pages each of another clinic
 * @returns one for each page, in their order; what `carryEvents` throws is the reason of one that was rejected
 */
export async function carryPages(
  control: ControlPlane,
  actor: Actor,
  pages: readonly Page[],
  effects: readonly Effect[] = allEffects,
): Promise<PromiseSettledResult<Carried>[]> {
  authorise(actor, 'event.carry')
  if (pages.length > 1) {
    const all = await inOneTransaction(control, pages, effects).catch(() => undefined)
    if (all) return Promise.allSettled(all.map(async (had, nth) => carriedOf(had, pages[nth]?.events ?? [])))
  }
  return Promise.allSettled(pages.map((page) => carryPage(control, page, effects)))
}

async function carryPage(
  control: ControlPlane,
  { clinicId, events }: Page,
  effects: readonly Effect[],
): Promise<Carried> {
  if (events.length === 0) return { fresh: 0, repeated: 0, setAside: 0, faults: [], lags: [] }
  try {
    const [had] = await inOneTransaction(control, [{ clinicId, events }], effects)
    return carriedOf(had, events)
  } catch (error) {
    if (!isDataFault(error)) throw error
    const [event] = events
    if (event && events.length === 1) {
      await insertSetAside(control.database, clinicId, { id: event.id, event, reason: reasonOf(error) })
      return { fresh: 0, repeated: 0, setAside: 1, faults: [{ eventId: event.id, error }], lags: [] }
    }
    // one of them cannot be carried, and the others must not wait for it
    const middle = Math.ceil(events.length / 2)
    const former = await carryPage(control, { clinicId, events: events.slice(0, middle) }, effects)
    const latter = await carryPage(control, { clinicId, events: events.slice(middle) }, effects)
    return sumOf(former, latter)
  }
}

const inOneTransaction = (
  { database }: ControlPlane,
  pages: readonly Page[],
  effects: readonly Effect[],
): Promise<Had[]> => database.transaction((tx) => haveEffects(tx, pages, effects))

function carriedOf(had: Had | undefined, events: readonly ClinicEvent[]): Carried {
  if (!had || had.elsewhere) throw new CarriedElsewhere()
  const fresh = had.fresh.length
  return { fresh, repeated: events.length - fresh, setAside: 0, faults: [], lags: had.lags() }
}
