import type { Queryable } from '@polyclinic/postgres'
import type { AppointmentFacts } from '../appointment-facts.ts'

export interface VisitPage {
  readonly patientId: string
  readonly when: 'upcoming' | 'past'
  readonly after: readonly string[] | undefined
  readonly limit: number
}

/** What is not over, earliest first, or what is, latest first; one more than the limit. No hold is listed. */
export async function findVisitsOf(db: Queryable, page: VisitPage): Promise<AppointmentFacts[]> {
  const [time, id] = page.after ?? []
  const [over, beyond, order] = page.when === 'upcoming' ? ['>', '>', 'asc'] : ['<=', '<', 'desc']
  const { rows } = await db.query<{ facts: AppointmentFacts }>({
    name: `find-visits-of-patient-${page.when}`,
    text: `select appointment_facts(a.id) as facts from appointment a
      where a.patient_id = $1 and a.hold_expires_at is null and a.ends_at ${over} now()
        and ($2::timestamptz is null or (a.starts_at, a.id) ${beyond} ($2, $3::uuid))
      order by a.starts_at ${order}, a.id ${order} limit $4`,
    values: [page.patientId, time, id, page.limit + 1],
  })
  return rows.map(({ facts }) => facts)
}

export interface TakenTimeRow {
  id: string
  patientId: string
  doctorName: string
  held: boolean
  startsAt: Date
  endsAt: Date
}

/** What takes the time of these patients from now on, holds included. */
export async function findTakenTimes(db: Queryable, patientIds: readonly string[]): Promise<TakenTimeRow[]> {
  const { rows } = await db.query<TakenTimeRow>({
    name: 'find-taken-times',
    text: `select a.id, a.patient_id as "patientId", d.name as "doctorName",
        a.hold_expires_at is not null as held, a.starts_at as "startsAt", a.ends_at as "endsAt"
      from appointment a join doctor d on d.id = a.doctor_id
      where a.patient_id = any ($1::uuid[]) and a.status in ('pending', 'booked', 'arrived') and a.ends_at > now()
        and (a.hold_expires_at is null or a.hold_expires_at > now())
      order by a.starts_at limit 10000`,
    values: [patientIds],
  })
  return rows
}

export interface ScheduledRow {
  id: string
  patientId: string
  status: string
  version: number
  reference: string
  startsAt: Date
  endsAt: Date
  changedAt: Date
}

const most = 2_000

/** A doctor's: what is to come and of the last three months; what was cancelled, for a month. */
export async function findSchedule(db: Queryable, doctorId: string): Promise<ScheduledRow[]> {
  const { rows } = await db.query<ScheduledRow>({
    name: 'find-schedule-of-doctor',
    text: `select a.id, a.patient_id as "patientId", a.status, a.version, a.reference, a.starts_at as "startsAt",
        a.ends_at as "endsAt", a.updated_at as "changedAt"
      from appointment a
      where a.doctor_id = $1 and a.hold_expires_at is null and a.starts_at > now() - interval '91 days'
        and a.ends_at > now() - interval '90 days'
        and (a.status not in ('cancelled', 'entered-in-error') or a.updated_at > now() - interval '30 days')
      order by a.starts_at desc, a.id limit ${most}`,
    values: [doctorId],
  })
  return rows
}
