import type { Queryable } from '@polyclinic/postgres'
import { findHorizon, generateSlotsBetween, makeEventPartitions } from './slot-queries.ts'

/**
 * Fills the clinic's calendar up to its horizon. Idempotent: what is there stays, so it may run at any time.
 * @returns how many slots were made
 */
export async function generateSlots(db: Queryable): Promise<number> {
  await makeEventPartitions(db)
  const { from, until } = await findHorizon(db)
  return generateSlotsBetween(db, from, until)
}
