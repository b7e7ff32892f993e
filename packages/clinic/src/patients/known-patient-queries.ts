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

/** Rises with every change of any of them: versions only grow, and no row is ever taken away. */
export async function findStamp(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ stamp: string }>({
    name: 'known-patients-stamp',
    text: `select count(*) || ' ' || coalesce(sum(version), 0) as stamp from known_patient`,
  })
  return rows[0]?.stamp ?? ''
}

export async function findVersions(db: Queryable): Promise<{ patientId: string; version: number }[]> {
  const { rows } = await db.query<{ patientId: string; version: number }>(
    `select patient_id as "patientId", version from known_patient where state in ('active', 'blocked')`,
  )
  return rows
}

export async function findKnownOf(db: Queryable, patientIds: readonly string[]): Promise<KnownRow[]> {
  const { rows } = await db.query<KnownRow>(
    `select ${columns} from known_patient where patient_id = any ($1) and state in ('active', 'blocked')`,
    [patientIds],
  )
  return rows
}
