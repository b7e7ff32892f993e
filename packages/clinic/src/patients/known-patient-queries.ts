import type { PatientCard } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'

export interface KnownRow {
  patientId: string
  /** Of the database's bigint */
  localNumber: string
  state: 'active' | 'blocked' | 'erased' | 'merged'
  sealedName: Buffer | null
  sealedContact: Buffer | null
  wrappedKey: Buffer | null
  sealedBlockReason: Buffer | null
  mergedInto: string | null
  since: Date
  version: number
}

const columns = `patient_id as "patientId", local_number as "localNumber", state, sealed_name as "sealedName",
  sealed_contact as "sealedContact", wrapped_key as "wrappedKey", sealed_block_reason as "sealedBlockReason",
  merged_into as "mergedInto", since, version`
const living = `state in ('active', 'blocked')`

export async function findKnown(db: Queryable, patientId: string): Promise<KnownRow | undefined> {
  const { rows } = await db.query<KnownRow>(`select ${columns} from known_patient where patient_id = $1`, [
    patientId,
  ])
  return rows[0]
}

/** Changed by nobody else until the transaction ends; bookings go on. */
export async function lockKnown(tx: Queryable, patientId: string): Promise<KnownRow | undefined> {
  const { rows } = await tx.query<KnownRow>(
    `select ${columns} from known_patient where patient_id = $1 for no key update`,
    [patientId],
  )
  return rows[0]
}

/** Makes the patient known with consent as of now; fills in a card where there was none, and leaves what there is. */
export async function introduceKnown(tx: Queryable, patientId: string, card: PatientCard): Promise<void> {
  const base64 = {
    name: card.sealedName?.toString('base64'),
    contact: card.sealedContact?.toString('base64'),
    key: card.wrappedKey?.toString('base64'),
  }
  await tx.query('select introduce_patient($1, $2)', [patientId, JSON.stringify(base64)])
}

export async function updateCard(tx: Queryable, patientId: string, card: PatientCard): Promise<void> {
  await tx.query(
    `update known_patient set sealed_name = $2, sealed_contact = $3, wrapped_key = $4
     where patient_id = $1 and state in ('active', 'blocked')`,
    [patientId, card.sealedName, card.sealedContact, card.wrappedKey],
  )
}

export interface Stamp {
  /** Another one after every change of any of them: versions only grow, and no row is ever taken away */
  all: string
  /** How many are the clinic's patients now */
  living: number
  /** When the last one was changed */
  newest: string | null
}

export async function findStamp(db: Queryable): Promise<Stamp> {
  const { rows } = await db.query<Stamp>({
    name: 'known-patients-stamp',
    text: `select count(*) || ' ' || coalesce(sum(version), 0) as all, max(updated_at)::text as newest,
        (count(*) filter (where ${living}))::integer as living from known_patient`,
  })
  return rows[0] ?? { all: '', living: 0, newest: null }
}

export interface VersionRow {
  patientId: string
  version: number
  living: boolean
}

/**
 * @param since only those that were changed since then; a little more, because a change counts as of the beginning of
 * its transaction, and may be seen after younger ones
 */
export async function findVersions(db: Queryable, since: string | null): Promise<VersionRow[]> {
  const { rows } = await db.query<VersionRow>(
    `select patient_id as "patientId", version, ${living} as living from known_patient
     where $1::timestamptz is null or updated_at >= $1::timestamptz - interval '15 minutes'`,
    [since],
  )
  return rows
}

export async function findKnownOf(db: Queryable, patientIds: readonly string[]): Promise<KnownRow[]> {
  const { rows } = await db.query<KnownRow>(
    `select ${columns} from known_patient where patient_id = any ($1) and ${living}`,
    [patientIds],
  )
  return rows
}
