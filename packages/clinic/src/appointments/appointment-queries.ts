import type { Queryable } from '@polyclinic/postgres'
import type { AppointmentFacts } from '../appointment-facts.ts'

export interface AppointmentRow {
  facts: AppointmentFacts
  wrappedKey: Buffer | null
}

/** A hold is no appointment: it is found by the verbs of holds only. */
export async function findAppointment(db: Queryable, id: string): Promise<AppointmentRow | undefined> {
  const { rows } = await db.query<AppointmentRow>({
    name: 'find-appointment',
    text: `select appointment_facts(a.id) as facts, k.wrapped_key as "wrappedKey"
      from appointment a join known_patient k using (patient_id) where a.id = $1 and a.hold_expires_at is null`,
    values: [id],
  })
  return rows[0]
}

export interface AppointmentFilter {
  patientId?: string | undefined
  doctorId?: string | undefined
  from?: string | undefined
  to?: string | undefined
  status?: string | undefined
  /** As it is written: RVS-7K3M-92 */
  reference?: string | undefined
  after?: readonly string[] | undefined
  limit: number
}

/** By start, earliest first; one more than the limit. */
export async function findAppointments(db: Queryable, filter: AppointmentFilter): Promise<AppointmentRow[]> {
  const [afterTime, afterId] = filter.after ?? []
  const { rows } = await db.query<AppointmentRow>({
    name: 'find-appointments',
    text: `select appointment_facts(a.id) as facts, k.wrapped_key as "wrappedKey"
      from appointment a join known_patient k using (patient_id)
      where a.hold_expires_at is null
        and ($1::uuid is null or a.patient_id = $1) and ($2::uuid is null or a.doctor_id = $2)
        and ($3::date is null or a.local_date >= $3) and ($4::date is null or a.local_date <= $4)
        and ($5::text is null or a.status = $5) and ($9::text is null or a.reference = $9)
        and ($6::timestamptz is null or (a.starts_at, a.id) > ($6, $7::uuid))
      order by a.starts_at, a.id
      limit $8`,
    values: [
      filter.patientId,
      filter.doctorId,
      filter.from,
      filter.to,
      filter.status,
      afterTime,
      afterId,
      filter.limit + 1,
      filter.reference,
    ],
  })
  return rows
}

/** Undefined for a patient the clinic does not know, null for one whose key it has not got yet. */
export async function findKnownKey(db: Queryable, patientId: string): Promise<Buffer | null | undefined> {
  const { rows } = await db.query<{ key: Buffer | null }>({
    name: 'find-known-key',
    text: `select wrapped_key as key from known_patient
      where patient_id = $1 and state not in ('erased', 'merged')`,
    values: [patientId],
  })
  return rows[0]?.key
}
