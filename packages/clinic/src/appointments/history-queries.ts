import type { Queryable } from '@polyclinic/postgres'

export interface EventRow {
  id: string
  appointmentId: string
  type: string
  actor: string
  at: Date
  /** The appointment's, after it; null before events knew it */
  version: number | null
  payload: Readonly<Record<string, unknown>>
}

const columns = `id, appointment_id as "appointmentId", type, actor, at, version, payload`
// neither a time nor an identifier is in the order in which a row changed: its version is
const inOrder = 'order by appointment_id, version nulls first, at, id'

export async function findEvents(db: Queryable, appointmentId: string): Promise<EventRow[]> {
  const { rows } = await db.query<EventRow>({
    name: 'find-events',
    text: `select ${columns} from appointment_event where appointment_id = $1 ${inOrder}`,
    values: [appointmentId],
  })
  return rows
}

/** Of many appointments, each one's in order. */
export async function findEventsOf(db: Queryable, appointmentIds: readonly string[]): Promise<EventRow[]> {
  const { rows } = await db.query<EventRow>(
    `select ${columns} from appointment_event where appointment_id = any ($1) ${inOrder}`,
    [appointmentIds],
  )
  return rows
}

/** An appointment as its rows say it, in the words of the events. */
export interface StateRow {
  id: string
  status: string
  patientId: string
  doctorId: string
  visitType: string
  /** Whole milliseconds since 1970, as JavaScript reads an instant of JSON */
  startsAt: number
  endsAt: number
  holdExpiresAt: number | null
  displaced: boolean
  slotIds: string[]
  version: number
}

/** By identifier; holds too. */
export async function findStates(
  db: Queryable,
  page: { after: string | undefined; limit: number },
): Promise<StateRow[]> {
  const { rows } = await db.query<StateRow>(
    `select a.id, a.status, a.patient_id as "patientId", a.doctor_id as "doctorId", v.code as "visitType",
       floor(extract(epoch from a.starts_at) * 1000)::float8 as "startsAt",
       floor(extract(epoch from a.ends_at) * 1000)::float8 as "endsAt",
       floor(extract(epoch from a.hold_expires_at) * 1000)::float8 as "holdExpiresAt",
       a.displaced_at is not null as displaced, a.version,
       array(select x.slot_id::text from appointment_slot x join slot s on s.id = x.slot_id
         where x.appointment_id = a.id order by s.starts_at) as "slotIds"
     from appointment a join visit_type v on v.id = a.visit_type_id
     where $1::uuid is null or a.id > $1 order by a.id limit $2`,
    [page.after, page.limit],
  )
  return rows
}

/**
 * Stretches of one doctor's time that overlap. The constraint forbids them and asks an index; this asks the rows
 * themselves, for when that index is damaged.
 */
export async function findOverlaps(
  db: Queryable,
): Promise<{ doctorId: string; one: string; other: string }[]> {
  const { rows } = await db.query<{ doctorId: string; one: string; other: string }>(
    `select a.doctor_id as "doctorId", a.occupied::text as one, b.occupied::text as other
     from doctor_time a join doctor_time b on a.doctor_id = b.doctor_id and a.id < b.id
     where lower(a.occupied) < upper(b.occupied) and lower(b.occupied) < upper(a.occupied)
     order by a.doctor_id, a.occupied`,
  )
  return rows
}
