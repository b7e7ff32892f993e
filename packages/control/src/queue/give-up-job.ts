import type { Queryable } from '@polyclinic/postgres'
import { useUpAttempts } from './queue-queries.ts'

/** A job that is about to fail becomes a dead letter at once: more attempts would end alike. */
export const giveUpJob = (db: Queryable, id: string): Promise<void> => useUpAttempts(db, id)
