import type { Queryable } from '@polyclinic/postgres'
import { deleteNoticesOf, moveNotices } from './follow-queries.ts'

/** Whoever is erased is told nothing any more, and what they were told is forgotten. */
export const forgetNoticesOf = (tx: Queryable, patientId: string): Promise<void> =>
  deleteNoticesOf(tx, patientId)

/** What a duplicate was told belongs to the patient who is kept. */
export const carryNoticesOver = (tx: Queryable, duplicateId: string, keptId: string): Promise<void> =>
  moveNotices(tx, duplicateId, keptId)
