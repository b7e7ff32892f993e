import type { AppointmentStatus } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'

export interface SealedPatient {
  patientId: string
  localNumber: number
  sealedName: Buffer | null
  sealedContact: Buffer | null
  wrappedKey: Buffer | null
}

const patientColumns = `k.patient_id as "patientId", k.local_number::double precision as "localNumber",
  k.sealed_name as "sealedName", k.sealed_contact as "sealedContact", k.wrapped_key as "wrappedKey"`

export interface ExportedAppointmentRow extends SealedPatient {
  id: string
  reference: string
  status: AppointmentStatus
  startsAt: Date
  endsAt: Date
  doctor: string
  visitType: string
  bookedAt: Date
  cancelledAt: Date | null
}

/** By start; holds are none. @param days of the clinic's calendar, both included */
export async function findExportedAppointments(
  db: Queryable,
  days: { from: string; to: string },
  part: { after: Pick<ExportedAppointmentRow, 'startsAt' | 'id'> | undefined; limit: number },
): Promise<ExportedAppointmentRow[]> {
  const { rows } = await db.query<ExportedAppointmentRow>({
    name: 'find-exported-appointments',
    text: `select a.id, a.reference, a.status, a.starts_at as "startsAt", a.ends_at as "endsAt", d.name as doctor,
        v.name as "visitType", a.booked_at as "bookedAt", a.cancelled_at as "cancelledAt", ${patientColumns}
      from appointment a
      join known_patient k using (patient_id)
      join doctor d on d.id = a.doctor_id
      join visit_type v on v.id = a.visit_type_id
      where a.hold_expires_at is null and a.local_date between $1 and $2
        and ($3::timestamptz is null or (a.starts_at, a.id) > ($3, $4::uuid))
      order by a.starts_at, a.id limit $5`,
    values: [days.from, days.to, part.after?.startsAt, part.after?.id, part.limit],
  })
  return rows
}

export interface ExportedPatientRow extends SealedPatient {
  state: 'active' | 'blocked'
  since: Date
}

/** By number; erased patients are gone. */
export async function findExportedPatients(
  db: Queryable,
  part: { after: number; limit: number },
): Promise<ExportedPatientRow[]> {
  const { rows } = await db.query<ExportedPatientRow>({
    name: 'find-exported-patients',
    text: `select ${patientColumns}, k.state, k.since from known_patient k
      where k.state in ('active', 'blocked') and k.local_number > $1 order by k.local_number limit $2`,
    values: [part.after, part.limit],
  })
  return rows
}
