import type { Queryable } from '@polyclinic/postgres'

export interface FeedVisitRow {
  id: string
  patientId: string
  status: string
  version: number
  reference: string
  doctorName: string | null
  startsAt: Date
  endsAt: Date
  changedAt: Date
  clinicName: string
  phone: string | null
  addressLine: string | null
  city: string | null
  region: string | null
  postalCode: string | null
}

const most = 1_000

/** What is to come and of the last three months, as it was last heard of; what was cancelled, for a month. */
export async function findFeedVisits(db: Queryable, patientIds: readonly string[]): Promise<FeedVisitRow[]> {
  const { rows } = await db.query<FeedVisitRow>({
    name: 'find-feed-visits',
    text: `select a.appointment_id as id, a.patient_id as "patientId", a.status, a.version, a.reference,
        a.doctor_name as "doctorName", a.starts_at as "startsAt", a.ends_at as "endsAt",
        a.changed_at as "changedAt", c.name as "clinicName", c.phone, c.address_line as "addressLine", c.city,
        c.region, c.postal_code as "postalCode"
      from patient_appointment a join clinic c on c.id = a.clinic_id and c.state <> 'purged'
      where a.patient_id = any ($1::uuid[]) and a.hold_expires_at is null
        and a.ends_at > now() - interval '90 days'
        and (a.status not in ('cancelled', 'entered-in-error') or a.changed_at > now() - interval '30 days')
      order by a.starts_at desc, a.appointment_id limit ${most}`,
    values: [patientIds],
  })
  return rows
}
