import type { FreeSlot } from '@polyclinic/contract'
import type { Database, Queryable } from '@polyclinic/postgres'
import { LRUCache } from 'lru-cache'
import type { Clinic } from '../clinic.ts'
import { freeSlotDocument } from './free-slot-document.ts'
import { findAlternatives, type WantedTime } from './near-time-queries.ts'

const shown = 3
const believedMilliseconds = 500

type Near = LRUCache<string, FreeSlot[], WantedTime>
/** Of each clinic, as long as it is open. */
const known = new WeakMap<Database, Near>()

/**
 * What a refused caller is shown instead. In a rush all of them ask for the same: it is looked up once and believed for
 * half a second. Booking never reads it.
 */
export async function nearTimes(clinic: Clinic, wanted: WantedTime): Promise<FreeSlot[]> {
  const near = known.get(clinic.database) ?? remember(clinic)
  return (await near.fetch(JSON.stringify(wanted), { context: wanted })) ?? []
}

/** The same, looked up now: for who has a connection already and must not wait for a second. */
export async function nearTimesWithin(
  db: Queryable,
  { timeZone }: Pick<Clinic, 'timeZone'>,
  wanted: WantedTime,
): Promise<FreeSlot[]> {
  return (await findAlternatives(db, wanted, shown)).map((row) => freeSlotDocument(row, timeZone))
}

function remember(clinic: Clinic): Near {
  const near: Near = new LRUCache({
    max: 500,
    ttl: believedMilliseconds,
    ignoreFetchAbort: true,
    fetchMethod: (_key, _stale, { context }) => nearTimesWithin(clinic.database, clinic, context),
  })
  known.set(clinic.database, near)
  return near
}
