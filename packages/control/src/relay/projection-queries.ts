import type { AppointmentMoved } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'

/** An appointment as it stands, whatever has happened last. */
export interface AppointmentNow extends Pick<AppointmentMoved, 'appointmentId' | 'version' | 'at' | 'state'> {
  readonly clinicId: string
}

/**
 * Where an appointment stood before the events of now. To be joined laterally: its limit has each looked up by its key,
 * where a plan that was made while the table was small reads all of it.
 * @param given names what has "clinicId" and "appointmentId"
 */
export const whereItWas = (
  given: string,
): string => `select doctor_id, starts_at, ends_at from patient_appointment
  where clinic_id = ${given}."clinicId" and appointment_id = ${given}."appointmentId" limit 1`

/**
 * One state an appointment; an older one than is known changes nothing. What a clinic still tells of a duplicate is the
 * kept one's, and of whoever is erased nothing is kept.
 * @param rebuiltFrom what was heard of before then gives way to any other version too: a restored clinic goes back
 */
export async function upsertPatientAppointments(
  db: Queryable,
  states: readonly AppointmentNow[],
  rebuiltFrom?: Date,
): Promise<void> {
  await db.query({
    name: 'upsert-patient-appointments',
    text: `insert into patient_appointment (clinic_id, appointment_id, patient_id, version, status, reference,
         doctor_id, doctor_name, visit_type, visit_type_name, starts_at, ends_at, hold_expires_at, displaced,
         changed_at)
       select e."clinicId", e."appointmentId", coalesce(p.merged_into, (e.state ->> 'patientId')::uuid), e.version,
         e.state ->> 'status', e.state ->> 'reference', (e.state ->> 'doctorId')::uuid, e.state ->> 'doctorName',
         e.state ->> 'visitType', e.state ->> 'visitTypeName',
         (e.state ->> 'startsAt')::timestamptz, (e.state ->> 'endsAt')::timestamptz,
         (e.state ->> 'holdExpiresAt')::timestamptz, (e.state ->> 'displaced')::boolean, e.at
       from json_to_recordset($1::json) as e ("clinicId" uuid, "appointmentId" uuid, version integer, at timestamptz, state jsonb)
       left join patient p on p.id = (e.state ->> 'patientId')::uuid
       where p.erased_at is null
       order by e."clinicId", e."appointmentId"
       on conflict (clinic_id, appointment_id) do update set
         patient_id = excluded.patient_id, version = excluded.version, status = excluded.status,
         reference = excluded.reference,
         doctor_id = excluded.doctor_id, doctor_name = excluded.doctor_name,
         visit_type = excluded.visit_type, visit_type_name = excluded.visit_type_name,
         starts_at = excluded.starts_at,
         ends_at = excluded.ends_at, hold_expires_at = excluded.hold_expires_at, displaced = excluded.displaced,
         changed_at = excluded.changed_at, updated_at = now()
       where patient_appointment.version < excluded.version or patient_appointment.updated_at < $2`,
    values: [JSON.stringify(states), rebuiltFrom],
  })
}

/** A little before now, by this database's clock: what is on its way here at this moment counts as heard since. */
export async function beginRebuilding(db: Queryable): Promise<Date> {
  const { rows } = await db.query<{ at: Date }>(`select now() - interval '10 seconds' as at`)
  return rows[0]?.at ?? new Date(0)
}

/** @returns how many there were that nobody has heard of since */
export async function deleteUnheard(db: Queryable, clinicId: string, since: Date): Promise<number> {
  const { rowCount } = await db.query(
    'delete from patient_appointment where clinic_id = $1 and updated_at < $2',
    [clinicId, since],
  )
  return rowCount ?? 0
}
