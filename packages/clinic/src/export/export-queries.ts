import type { Queryable } from '@polyclinic/postgres'
import type { AppointmentFacts } from '../appointment-facts.ts'

export interface ExportedRow {
  facts: AppointmentFacts
  justification: Buffer | null
}

/** All of a patient's, the earliest first; what is only held is no appointment. */
export async function findAllAppointments(db: Queryable, patientId: string): Promise<ExportedRow[]> {
  const { rows } = await db.query<ExportedRow>(
    `select appointment_facts(a.id) as facts, a.sealed_justification as justification
     from appointment a where a.patient_id = $1 and a.hold_expires_at is null order by a.starts_at, a.id`,
    [patientId],
  )
  return rows
}
