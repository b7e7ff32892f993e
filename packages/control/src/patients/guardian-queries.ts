import type { Queryable } from '@polyclinic/postgres'
import type { PatientRow } from './patient-queries.ts'

/** Lets one change of a guardian's dependents through at a time. @returns false for an erased patient */
export async function lockGuardian(tx: Queryable, guardianId: string): Promise<boolean> {
  const { rows } = await tx.query(
    'select from patient where id = $1 and erased_at is null for no key update',
    [guardianId],
  )
  return rows.length > 0
}

/** To be asked after the lock, in a statement of its own: one that waits for a lock counts as of its beginning. */
export async function countDependents(tx: Queryable, guardianId: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    'select count(*)::integer as count from guardian where guardian_id = $1',
    [guardianId],
  )
  return rows[0]?.count ?? 0
}

export async function insertGuardian(
  tx: Queryable,
  link: { guardianId: string; dependentId: string; request: Once | undefined },
): Promise<void> {
  const { guardianId, dependentId, request } = link
  await tx.query(
    `insert into guardian (guardian_id, dependent_id, request_key, request_fingerprint)
     values ($1, $2, $3, decode($4, 'hex'))`,
    [guardianId, dependentId, request?.idempotencyKey, request?.fingerprint],
  )
}

/** A creating request that may be repeated under its key. */
export interface Once {
  readonly idempotencyKey: string
  /** SHA-256 of the request, hex */
  readonly fingerprint: string
}

/** The link that was made under that key. Under the guardian's lock. */
export async function findLinkMadeBy(
  tx: Queryable,
  guardianId: string,
  key: string,
): Promise<{ dependentId: string; fingerprint: string } | undefined> {
  const { rows } = await tx.query<{ dependentId: string; fingerprint: string }>(
    `select dependent_id as "dependentId", encode(request_fingerprint, 'hex') as fingerprint
     from guardian where guardian_id = $1 and request_key = $2`,
    [guardianId, key],
  )
  return rows[0]
}

/** @returns whether there was such a link */
export async function deleteGuardian(
  db: Queryable,
  link: { guardianId: string; dependentId: string },
): Promise<boolean> {
  const { rowCount } = await db.query('delete from guardian where guardian_id = $1 and dependent_id = $2', [
    link.guardianId,
    link.dependentId,
  ])
  return rowCount === 1
}

export async function findDependentIds(db: Queryable, guardianId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>({
    name: 'find-dependent-ids',
    text: 'select dependent_id as id from guardian where guardian_id = $1',
    values: [guardianId],
  })
  return rows.map(({ id }) => id)
}

export type ContactRow = Pick<PatientRow, 'id' | 'sealedEmail' | 'sealedPhone' | 'wrappedKey'>
/** Who acts for somebody. */
export async function findGuardians(db: Queryable, dependentId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select guardian_id as id from guardian where dependent_id = $1',
    [dependentId],
  )
  return rows.map(({ id }) => id)
}

export type DependentRow = Pick<PatientRow, 'id' | 'sealedName' | 'sealedBirthDate' | 'wrappedKey'>

/** With their keys, the longest known first; erased ones are gone. */
export async function findDependents(db: Queryable, guardianId: string): Promise<DependentRow[]> {
  const { rows } = await db.query<DependentRow>(
    `select p.id, p.sealed_name as "sealedName", p.sealed_birth_date as "sealedBirthDate",
       k.wrapped_key as "wrappedKey"
     from guardian g join patient p on p.id = g.dependent_id join patient_key k on k.patient_id = p.id
     where g.guardian_id = $1 and p.erased_at is null
     order by g.since, p.id`,
    [guardianId],
  )
  return rows
}

/** Whether the guardian acts for that patient now. */
export async function isGuardian(
  db: Queryable,
  link: { guardianId: string; dependentId: string },
): Promise<boolean> {
  const { rows } = await db.query('select from guardian where guardian_id = $1 and dependent_id = $2', [
    link.guardianId,
    link.dependentId,
  ])
  return rows.length > 0
}

/** Of a dependent: the contact of whoever has acted for them longest. Erased guardians are gone. */
export async function findGuardianContact(
  db: Queryable,
  dependentId: string,
): Promise<ContactRow | undefined> {
  const { rows } = await db.query<ContactRow>({
    name: 'find-guardian-contact',
    text: `select p.id, p.sealed_email as "sealedEmail", p.sealed_phone as "sealedPhone",
        k.wrapped_key as "wrappedKey"
      from guardian g join patient p on p.id = g.guardian_id join patient_key k on k.patient_id = p.id
      where g.dependent_id = $1 and p.erased_at is null
      order by g.since, p.id limit 1`,
    values: [dependentId],
  })
  return rows[0]
}
