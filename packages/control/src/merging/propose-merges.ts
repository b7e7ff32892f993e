import type { Queryable } from '@polyclinic/postgres'
import { insertLikelyMerges } from './merge-queries.ts'

/**
 * Looks whether a patient has been registered twice: one with an account, and one made at a desk under the same address
 * or phone number. To be asked in the transaction that makes a patient at a desk, confirms an account, or changes the
 * contact of either. Nothing is merged by it: a person decides.
 */
export const proposeMerges = (tx: Queryable, patientId: string): Promise<void> =>
  insertLikelyMerges(tx, patientId)
