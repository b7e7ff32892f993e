import type { AppointmentMoved } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'

/** In the order of their identifiers. The state is as an event tells it. */
export async function findAppointmentsAfter(
  db: Queryable,
  after: string | undefined,
  limit: number,
): Promise<Pick<AppointmentMoved, 'appointmentId' | 'version' | 'at' | 'state'>[]> {
  const { rows } = await db.query<Pick<AppointmentMoved, 'appointmentId' | 'version' | 'at' | 'state'>>({
    name: 'find-appointments-after',
    text: `select a.id as "appointmentId", a.version, to_json(a.updated_at) #>> '{}' as at, jsonb_build_object(
        'status', a.status, 'patientId', a.patient_id, 'doctorId', a.doctor_id, 'doctorName', d.name,
        'visitType', v.code, 'visitTypeName', v.name, 'reference', a.reference, 'startsAt', a.starts_at,
        'endsAt', a.ends_at, 'holdExpiresAt', a.hold_expires_at, 'displaced', a.displaced_at is not null) as state
      from appointment a join doctor d on d.id = a.doctor_id join visit_type v on v.id = a.visit_type_id
      where $1::uuid is null or a.id > $1 order by a.id limit $2`,
    values: [after, limit],
  })
  return rows
}
