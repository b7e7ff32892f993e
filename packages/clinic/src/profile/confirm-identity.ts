import type { Queryable } from '@polyclinic/postgres'
import { findIdentity } from './identify-queries.ts'

export class ForeignDatabase extends Error {
  readonly code = 'foreign-database'
}

/**
 * Asked on every new connection, before anybody gets it: a registry row that was swapped or restored wrongly must
 * not lead one clinic's request into another's database.
 */
export async function confirmIdentity(db: Queryable, expected: { id: string }): Promise<void> {
  const found = await findIdentity(db)
  if (found?.clinicId === expected.id) return
  throw new ForeignDatabase(
    found
      ? `The database says it belongs to clinic ${found.clinicId}, not to ${expected.id}.`
      : 'The database belongs to no clinic yet.',
  )
}
