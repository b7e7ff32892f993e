import type { Queryable } from '@polyclinic/postgres'
import { listClinicsKnowing } from '../patients/index.ts'

export interface ErasureOrder {
  readonly id: string
  readonly patientId: string
  readonly accountId: string | undefined
  readonly at: Date
}

/**
 * Lets one erasure of a patient through at a time. Proposals to merge them come first, in the order of who decides one;
 * then the patient.
 * @returns false where there is no such patient, or not any more
 */
export async function lockPatient(tx: Queryable, patientId: string): Promise<boolean> {
  await tx.query(
    `select from merge_proposal where $1 in (kept_id, duplicate_id) and merged_at is null order by id for update`,
    [patientId],
  )
  const { rows } = await tx.query('select from patient where id = $1 and erased_at is null for update', [
    patientId,
  ])
  return rows.length > 0
}

/** @returns the number under which it stands: of two that note the same patient, the first one's */
export async function insertErasure(
  tx: Queryable,
  { id, patientId, accountId, at }: ErasureOrder,
): Promise<string> {
  await tx.query(
    `insert into erasure (id, patient_id, account_id, requested_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [id, patientId, accountId, at],
  )
  const { rows } = await tx.query<{ id: string }>('select id from erasure where patient_id = $1', [patientId])
  return rows[0]?.id ?? id
}

/** Dependents of the patient, held: their clinics are on record or are given a card without the patient's contact. */
export async function lockDependents(tx: Queryable, patientId: string): Promise<void> {
  await tx.query(
    `select from patient where id in (select dependent_id from guardian where guardian_id = $1) order by id for update`,
    [patientId],
  )
}

/** Nobody decides any more whether the patient is somebody else. */
export async function withdrawProposals(tx: Queryable, patientId: string): Promise<void> {
  await tx.query(
    `update merge_proposal set state = 'withdrawn', decided_at = now()
     where state = 'proposed' and $1 in (kept_id, duplicate_id)`,
    [patientId],
  )
}

/** Whoever was merged into the patient, also while some clinic has not moved what it has of them. */
export async function findMergedInto(tx: Queryable, patientId: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    'select id from patient where merged_into = $1 and erased_at is null order by id for update',
    [patientId],
  )
  return rows.map(({ id }) => id)
}

/** Empties the patient's row and destroys their key. */
export async function emptyPatient(tx: Queryable, patientId: string): Promise<void> {
  await tx.query('delete from patient_key where patient_id = $1', [patientId])
  await tx.query('delete from patient_appointment where patient_id = $1', [patientId])
  await tx.query('delete from calendar_feed_patient where patient_id = $1', [patientId])
  await tx.query(
    `update patient set sealed_name = null, sealed_email = null, sealed_phone = null, sealed_birth_date = null,
       email_index = null, phone_index = null, locale = null, time_zone = null, erased_at = now()
     where id = $1 and erased_at is null`,
    [patientId],
  )
}

export interface PatientAccountRow {
  id: string
  emailIndex: Buffer
  /** It is a member or an operator too: only its patient goes */
  stays: boolean
}

export async function findAccountOfPatient(
  tx: Queryable,
  patientId: string,
): Promise<PatientAccountRow | undefined> {
  const { rows } = await tx.query<PatientAccountRow>(
    `select a.id, a.email_index as "emailIndex",
       a.operator or exists (select from membership m where m.account_id = a.id) as stays
     from account a where a.patient_id = $1 and a.state <> 'erased' for update`,
    [patientId],
  )
  return rows[0]
}

export async function partAccount(tx: Queryable, accountId: string): Promise<void> {
  await tx.query('update account set patient_id = null where id = $1', [accountId])
}

/**
 * What waits for the address goes too: mails, proofs, invitations, a registration that was never confirmed. What was
 * typed to sign in stands under a key of its own until it is looked up, seconds later, and nobody is found.
 */
export async function emptyAccount(tx: Queryable, { id, emailIndex }: PatientAccountRow): Promise<void> {
  await tx.query('delete from mail where account_id = $1', [id])
  await tx.query('delete from email_proof where account_id = $1 or email_index = $2', [id, emailIndex])
  await tx.query('delete from pending_registration where email_index = $1', [emailIndex])
  await tx.query('delete from invitation where email_index = $1', [emailIndex])
  // with its recovery codes
  await tx.query('delete from second_factor where account_id = $1', [id])
  await tx.query(
    `update account set state = 'erased', email_index = null, wrapped_key = null, sealed_email = null,
       password_hash = null
     where id = $1`,
    [id],
  )
}

/** Ends what the patient was to others. @returns how many of those they acted for nobody acts for now */
export async function endGuardianships(tx: Queryable, patientId: string): Promise<number> {
  await tx.query('delete from guardian where dependent_id = $1', [patientId])
  const { rows } = await tx.query<{ dependentId: string }>(
    'delete from guardian where guardian_id = $1 returning dependent_id as "dependentId"',
    [patientId],
  )
  const { rowCount } = await tx.query(
    `select from patient p where p.id = any ($1) and p.erased_at is null
       and not exists (select from guardian g where g.dependent_id = p.id)
       and not exists (select from account a where a.patient_id = p.id)`,
    [rows.map(({ dependentId }) => dependentId)],
  )
  return rowCount ?? 0
}

/** Every clinic that has a database, whether or not it is known to know the patient; those that are, first. */
export async function insertErasureClinics(
  tx: Queryable,
  { id, patientId }: Pick<ErasureOrder, 'id' | 'patientId'>,
): Promise<{ clinicId: string; knows: boolean }[]> {
  const { rows } = await tx.query<{ clinicId: string }>(
    `insert into erasure_clinic (erasure_id, clinic_id)
     select $1, id from clinic where state in ('active', 'suspended', 'moving', 'restoring', 'archived')
     on conflict (erasure_id, clinic_id) do update set confirmed_at = null
     returning clinic_id as "clinicId"`,
    [id],
  )
  const knowing = new Set((await listClinicsKnowing(tx, patientId)).map((each) => each.clinicId))
  return rows.map(({ clinicId }) => ({ clinicId, knows: knowing.has(clinicId) }))
}

export interface ErasureRow {
  id: string
  patientId: string
  requestedAt: Date
  confirmed: number
  of: number
}

const columns = `e.id, e.patient_id as "patientId", e.requested_at as "requestedAt",
  count(c.confirmed_at)::integer as confirmed, count(c.clinic_id)::integer as of`

export async function findErasure(
  db: Queryable,
  by: { id: string } | { patientId: string },
): Promise<ErasureRow | undefined> {
  const [condition, value] = 'id' in by ? ['e.id = $1', by.id] : ['e.patient_id = $1', by.patientId]
  const { rows } = await db.query<ErasureRow>(
    `select ${columns} from erasure e left join erasure_clinic c on c.erasure_id = e.id
     where ${condition} group by e.id`,
    [value],
  )
  return rows[0]
}

export async function putConfirmed(
  db: Queryable,
  { clinicId, erasureIds }: { clinicId: string; erasureIds: readonly string[] },
): Promise<void> {
  await db.query(
    // the list too: the relay may have been about to write there while the patient was erased
    `with confirmed as (
       update erasure_clinic set confirmed_at = now()
       where clinic_id = $1 and erasure_id = any ($2) and confirmed_at is null returning erasure_id)
     delete from patient_appointment a using confirmed c, erasure e
     where e.id = c.erasure_id and a.patient_id = e.patient_id and a.clinic_id = $1`,
    [clinicId, erasureIds],
  )
}

export interface UnfinishedRow {
  id: string
  requestedAt: Date
  /** Slugs of the clinics that have not confirmed */
  missing: string[]
}

/** The oldest first. */
export async function findUnfinished(db: Queryable): Promise<UnfinishedRow[]> {
  const { rows } = await db.query<UnfinishedRow>(
    `select e.id, e.requested_at as "requestedAt", array_agg(k.slug order by k.slug) as missing
     from erasure e join erasure_clinic c on c.erasure_id = e.id join clinic k on k.id = c.clinic_id
     where c.confirmed_at is null group by e.id order by e.requested_at, e.id`,
  )
  return rows
}

/** Who has been erased, in no order that matters; page by page. */
export async function findErased(
  db: Queryable,
  page: { after: string | undefined; limit: number },
): Promise<{ id: string; patientId: string }[]> {
  const { rows } = await db.query<{ id: string; patientId: string }>(
    `select id, patient_id as "patientId" from erasure where $1::uuid is null or id > $1 order by id limit $2`,
    [page.after, page.limit],
  )
  return rows
}

/** Of these patients, those whom this database does not hold for erased. */
export async function findUnerased(db: Queryable, patientIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `select given.id from unnest($1::uuid[]) as given (id)
     where not exists (select from erasure e where e.patient_id = given.id)
       or exists (select from patient p where p.id = given.id and p.erased_at is null)`,
    [patientIds],
  )
  return new Set(rows.map(({ id }) => id))
}
