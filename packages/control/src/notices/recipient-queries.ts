import type { Queryable } from '@polyclinic/postgres'
import type { NoticeChannel } from './notice.ts'

export interface RecipientRow {
  readonly id: string
  readonly sealedName: Buffer
  readonly sealedEmail: Buffer | null
  readonly sealedPhone: Buffer | null
  readonly locale: string | null
  readonly wrappedKey: Buffer
}

const columns = `p.id, p.sealed_name as "sealedName", p.sealed_email as "sealedEmail",
  p.sealed_phone as "sealedPhone", p.locale, k.wrapped_key as "wrappedKey"`

/** The patient, or whom they were merged into. */
export async function findLivingPatient(db: Queryable, patientId: string): Promise<RecipientRow | undefined> {
  const { rows } = await db.query<RecipientRow>({
    name: 'find-notice-recipient',
    text: `select ${columns} from patient p join patient_key k on k.patient_id = p.id
      where p.id = coalesce((select m.merged_into from patient m where m.id = $1), $1) and p.erased_at is null`,
    values: [patientId],
  })
  return rows[0]
}

/** Who has acted for them longest. */
export async function findGuardianOf(db: Queryable, dependentId: string): Promise<RecipientRow | undefined> {
  const { rows } = await db.query<RecipientRow>({
    name: 'find-guardian-recipient',
    text: `select ${columns}
      from guardian g join patient p on p.id = g.guardian_id join patient_key k on k.patient_id = p.id
      where g.dependent_id = $1 and p.erased_at is null
      order by g.since, p.id limit 1`,
    values: [dependentId],
  })
  return rows[0]
}

export interface PreferenceRow {
  readonly channels: NoticeChannel[]
  readonly reminders: boolean
  readonly version: number
}

export async function findPreference(db: Queryable, patientId: string): Promise<PreferenceRow | undefined> {
  const { rows } = await db.query<PreferenceRow>({
    name: 'find-notice-preference',
    text: 'select channels, reminders, version from notice_preference where patient_id = $1',
    values: [patientId],
  })
  return rows[0]
}
