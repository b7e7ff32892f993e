import type { Access, Accessor } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'

export interface EntryRow extends Accessor, Pick<Access, 'kind' | 'purpose'> {
  readonly objectType: string
  readonly objectId: string | undefined
  readonly patientId: string | undefined
}

export async function insertEntries(db: Queryable, entries: readonly EntryRow[]): Promise<void> {
  await db.query({
    name: 'insert-audit-entries',
    text: `insert into audit_entry (actor, capacity, purpose, kind, object_type, object_id, patient_id)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[])`,
    values: [
      entries.map(({ actor }) => actor),
      entries.map(({ capacity }) => capacity),
      entries.map(({ purpose }) => purpose),
      entries.map(({ kind }) => kind),
      entries.map(({ objectType }) => objectType),
      entries.map(({ objectId }) => objectId),
      entries.map(({ patientId }) => patientId),
    ],
  })
}
