import type { Queryable } from '@polyclinic/postgres'

export interface KnownPlaceRow {
  id: string
  slug: string
  name: string
}

const reachable = `('active', 'suspended', 'moving', 'restoring', 'archived')`

/** The clinics that may have appointments of the patient: those that know them, and those heard from. */
export async function findPlacesOf(db: Queryable, patientId: string): Promise<KnownPlaceRow[]> {
  const { rows } = await db.query<KnownPlaceRow>({
    name: 'find-places-of-patient',
    text: `select c.id, c.slug, c.name from clinic c
      where c.state in ${reachable} and c.id in (
        select clinic_id from patient_clinic where patient_id = $1
        union select clinic_id from patient_appointment where patient_id = $1)
      order by c.slug`,
    values: [patientId],
  })
  return rows
}

/** An appointment as it was last heard of, with its clinic. */
export interface HeardRow {
  id: string
  patientId: string
  slug: string
  clinicName: string
  clinicId: string
  timeZone: string
  reference: string
  status: string
  version: number
  doctorId: string
  doctorName: string | null
  visitType: string
  visitTypeName: string | null
  startsAt: Date
  endsAt: Date
  held: boolean
  displaced: boolean
  changedAt: Date
  heardAt: Date
}

const columns = `a.appointment_id as id, a.patient_id as "patientId", c.slug, c.name as "clinicName",
  a.clinic_id as "clinicId", c.time_zone as "timeZone", a.reference, a.status, a.version,
  a.doctor_id as "doctorId", a.doctor_name as "doctorName", a.visit_type as "visitType",
  a.visit_type_name as "visitTypeName", a.starts_at as "startsAt", a.ends_at as "endsAt",
  a.hold_expires_at is not null as held, a.displaced, a.changed_at as "changedAt", a.updated_at as "heardAt"`
const joined = `patient_appointment a join clinic c on c.id = a.clinic_id and c.state in ${reachable}`
const live = `a.status in ('pending', 'booked', 'arrived') and (a.hold_expires_at is null or a.hold_expires_at > now())`

export interface HeardPage {
  readonly patientId: string
  readonly clinicIds: readonly string[]
  readonly when: 'upcoming' | 'past'
  readonly after: readonly string[] | undefined
  readonly limit: number
}

/** At these clinics; one more than the limit. No hold is listed. */
export async function findHeard(db: Queryable, page: HeardPage): Promise<HeardRow[]> {
  const [time, id] = page.after ?? []
  const [over, beyond, order] = page.when === 'upcoming' ? ['>', '>', 'asc'] : ['<=', '<', 'desc']
  const { rows } = await db.query<HeardRow>({
    name: `find-heard-${page.when}`,
    text: `select ${columns} from ${joined}
      where a.patient_id = $1 and a.clinic_id = any ($2::uuid[]) and a.hold_expires_at is null
        and a.ends_at ${over} now()
        and ($3::timestamptz is null or (a.starts_at, a.appointment_id) ${beyond} ($3, $4::uuid))
      order by a.starts_at ${order}, a.appointment_id ${order} limit $5`,
    values: [page.patientId, page.clinicIds, time, id, page.limit + 1],
  })
  return rows
}

/** What takes the patient's time within those bounds, holds included. */
export async function findHeardBetween(
  db: Queryable,
  { patientId, from, until }: { patientId: string; from: string; until: string },
): Promise<HeardRow[]> {
  const { rows } = await db.query<HeardRow>({
    name: 'find-heard-between',
    text: `select ${columns} from ${joined}
      where a.patient_id = $1 and a.starts_at < $3 and a.ends_at > $2 and ${live}
      order by a.starts_at, a.appointment_id limit 500`,
    values: [patientId, from, until],
  })
  return rows
}

/** What takes the time of these patients from now on, holds included. */
export async function findHeardOf(db: Queryable, patientIds: readonly string[]): Promise<HeardRow[]> {
  const { rows } = await db.query<HeardRow>({
    name: 'find-heard-of-patients',
    text: `select ${columns} from ${joined}
      where a.patient_id = any ($1::uuid[]) and a.ends_at > now() and ${live}
      order by a.starts_at limit 10000`,
    values: [patientIds],
  })
  return rows
}
