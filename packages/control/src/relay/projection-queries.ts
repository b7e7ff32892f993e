import type { AppointmentMoved } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'

/**
 * One event an appointment; an older one than is known changes nothing. What a clinic still tells of a duplicate is the
 * kept one's, and of whoever is erased nothing is kept.
 */
export async function upsertPatientAppointments(
  db: Queryable,
  clinicId: string,
  events: readonly AppointmentMoved[],
): Promise<void> {
  await db.query({
    name: 'upsert-patient-appointments',
    text: `insert into patient_appointment (clinic_id, appointment_id, patient_id, version, status, reference,
         doctor_id, visit_type, starts_at, ends_at, hold_expires_at, displaced)
       select $1, e."appointmentId", coalesce(p.merged_into, (e.state ->> 'patientId')::uuid), e.version, e.state ->> 'status',
         e.state ->> 'reference', (e.state ->> 'doctorId')::uuid, e.state ->> 'visitType',
         (e.state ->> 'startsAt')::timestamptz, (e.state ->> 'endsAt')::timestamptz,
         (e.state ->> 'holdExpiresAt')::timestamptz, (e.state ->> 'displaced')::boolean
       from json_to_recordset($2::json) as e ("appointmentId" uuid, version integer, state jsonb)
       left join patient p on p.id = (e.state ->> 'patientId')::uuid
       where p.erased_at is null
       order by e."appointmentId"
       on conflict (clinic_id, appointment_id) do update set
         patient_id = excluded.patient_id, version = excluded.version, status = excluded.status,
         reference = excluded.reference,
         doctor_id = excluded.doctor_id, visit_type = excluded.visit_type, starts_at = excluded.starts_at,
         ends_at = excluded.ends_at, hold_expires_at = excluded.hold_expires_at, displaced = excluded.displaced,
         updated_at = now()
       where patient_appointment.version < excluded.version`,
    values: [clinicId, JSON.stringify(events)],
  })
}
