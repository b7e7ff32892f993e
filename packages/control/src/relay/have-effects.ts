import type { ClinicEvent } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'
import type { Effect, EventOfClinic } from './effect.ts'
import { noteSeen } from './relay-queries.ts'

/** What has happened at one clinic: the oldest first, of one appointment in order. */
export interface Page {
  readonly clinicId: string
  readonly events: readonly ClinicEvent[]
}

export interface Had {
  /** Whether another transaction carries events of this clinic at this moment: then nothing has happened */
  readonly elsewhere: boolean
  /** Those that had effects now; the others had had them before */
  readonly fresh: readonly ClinicEvent[]
  /** Seconds from the fresh events to the moment at which this is asked, by the clocks of the two databases */
  lags(): number[]
}

/**
 * Lets events of some clinics have their effects in this transaction, which notes them as seen. One transaction of a
 * clinic at a time, so that events of one appointment keep their order under many workers.
 * @param pages each of another clinic
 * @returns one for each page
 */
export async function haveEffects(
  tx: Queryable,
  pages: readonly Page[],
  effects: readonly Effect[],
): Promise<Had[]> {
  const all = pages.flatMap(({ clinicId, events }) => events.map((event) => ({ clinicId, event })))
  const { mine, now, unseen } = await noteSeen(tx, all.map(idOf))
  const noted = performance.now()
  const fresh = all.filter((each) => unseen.has(keyOf(idOf(each))))
  if (fresh.length > 0) for (const effect of effects) await effect(tx, fresh)
  const lagsOf = (events: readonly ClinicEvent[]) => {
    const at = now.getTime() + (performance.now() - noted)
    return events.map((event) => Math.max(0, at - Date.parse(event.at)) / 1000)
  }
  return pages.map(({ clinicId, events }) => {
    const own = fresh.filter((each) => each.clinicId === clinicId).map(({ event }) => event)
    return { elsewhere: events.length > 0 && !mine.has(clinicId), fresh: own, lags: () => lagsOf(own) }
  })
}

const idOf = ({ clinicId, event }: EventOfClinic) => ({ clinicId, eventId: event.id })
const keyOf = ({ clinicId, eventId }: ReturnType<typeof idOf>): string => `${clinicId}/${eventId}`
