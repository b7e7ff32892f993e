import type { AppointmentStatus } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'
import { type TimeFacts, timeColumns } from './time-facts.ts'

export interface DisplacedRow extends TimeFacts {
  id: string
  reference: string
  status: AppointmentStatus
  visitTypeCode: string
  visitTypeName: string
  patientId: string
  /** Seconds since 1970 */
  displacedAt: number
  version: number
}

/** Those that wait for staff, by start; one more than the limit. */
export async function findDisplaced(
  db: Queryable,
  page: { after: readonly string[] | undefined; limit: number },
): Promise<DisplacedRow[]> {
  const [afterTime, afterId] = page.after ?? []
  const { rows } = await db.query<DisplacedRow>({
    name: 'find-displaced',
    text: `select t.id, t.reference, t.status, ${timeColumns}, v.code as "visitTypeCode", v.name as "visitTypeName",
        t.patient_id as "patientId", extract(epoch from t.displaced_at)::float8 as "displacedAt", t.version
      from appointment t
      join doctor d on d.id = t.doctor_id
      join visit_type v on v.id = t.visit_type_id
      cross join clinic_profile p
      where t.displaced_at is not null and t.hold_expires_at is null and t.status in ('pending', 'booked')
        and ($1::timestamptz is null or (t.starts_at, t.id) > ($1, $2::uuid))
      order by t.starts_at, t.id
      limit $3`,
    values: [afterTime, afterId, page.limit + 1],
  })
  return rows
}
