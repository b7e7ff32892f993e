import type { AppointmentStatus, CalendarChange } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'
import { weeksOf } from './days-between.ts'

/**
 * Brings the range to what it should be: a week a statement, so that none runs for long and others get their turn
 * between. Outside of a transaction each week stands by itself; asking again does the rest.
 * @param range days of the clinic's calendar, both included
 */
export async function callRefresh(
  db: Queryable,
  range: { from: string; to: string; doctors?: readonly string[] | undefined; actor: string },
): Promise<CalendarChange> {
  const total = { added: 0, removed: 0, displaced: 0, restored: 0 }
  for (const { from, to } of weeksOf(range)) {
    const { rows } = await db.query<CalendarChange>(
      'select added, removed, displaced, restored from refresh_slots($1, $2, $3, $4)',
      [from, to, range.actor, range.doctors],
    )
    total.added += rows[0]?.added ?? 0
    total.removed += rows[0]?.removed ?? 0
    total.displaced += rows[0]?.displaced ?? 0
    total.restored += rows[0]?.restored ?? 0
  }
  return total
}

/** From yesterday, whose night shift may still be under way, to the last day that can be booked. */
export async function findHorizon(db: Queryable): Promise<{ from: string; to: string }> {
  const { rows } = await db.query<{ from: string; to: string }>(
    `select (today - 1)::text as from, (today + horizon_days)::text as to
     from clinic_profile p, lateral (select (now() at time zone p.time_zone)::date) as t (today)`,
  )
  const horizon = rows[0]
  if (!horizon) throw new Error('the clinic has no profile')
  return horizon
}

/** Makes the event partitions of this month and the two after it. */
export async function makeEventPartitions(db: Queryable): Promise<void> {
  await db.query('select make_event_partitions(2)')
}

interface WhenRow {
  /** JSON text of an instant */
  startsAt: string
  endsAt: string
  localDate: string
  localTime: string
}

export interface CalendarRow {
  id: string
  name: string
  slots: (WhenRow & {
    id: string
    capacity: number
    taken: number
    bookable: boolean
    state: 'open' | 'withdrawn'
    version: number
  })[]
  appointments: (WhenRow & {
    id: string
    reference: string
    status: AppointmentStatus
    visitType: string
    patientId: string
    /** Base64 */
    sealedName: string | null
    wrappedKey: string | null
    displaced: boolean
    version: number
  })[]
}

/**
 * Slots and appointments of the doctors in one statement, a row a doctor: as JSON made in the database a week costs a
 * quarter of the CPU of its rows.
 */
export async function findCalendar(
  db: Queryable,
  range: { from: string; to: string; doctors?: readonly string[] | undefined },
): Promise<CalendarRow[]> {
  const { rows } = await db.query<CalendarRow>({
    name: 'find-calendar',
    text: `select d.id, d.name, coalesce(slots.list, '[]') as slots, coalesce(visits.list, '[]') as appointments
      from clinic_profile p
      cross join doctor d
      left join lateral (
        select json_agg(json_build_object(
          'id', s.id, 'startsAt', s.starts_at, 'endsAt', s.ends_at, 'localDate', s.local_date,
          'localTime', to_char(s.starts_at at time zone p.time_zone, 'HH24:MI'), 'capacity', s.capacity,
          'taken', s.taken, 'bookable', rule.refusal is null, 'state', s.state, 'version', s.version
        ) order by s.starts_at) as list
        from slot s cross join lateral slot_rule(s, p) as rule (refusal)
        where s.doctor_id = d.id and s.local_date between $1 and $2
      ) as slots on true
      left join lateral (
        select json_agg(json_build_object(
          'id', a.id, 'reference', a.reference, 'status', a.status, 'startsAt', a.starts_at, 'endsAt', a.ends_at,
          'localDate', a.local_date, 'localTime', to_char(a.starts_at at time zone p.time_zone, 'HH24:MI'),
          'visitType', v.code, 'patientId', a.patient_id, 'sealedName', encode(k.sealed_name, 'base64'),
          'wrappedKey', encode(k.wrapped_key, 'base64'), 'displaced', a.displaced_at is not null,
          'version', a.version
        ) order by a.starts_at) as list
        from appointment a
        join visit_type v on v.id = a.visit_type_id
        join known_patient k on k.patient_id = a.patient_id
        where a.doctor_id = d.id and a.local_date between $1 and $2
          and a.hold_expires_at is null and a.status not in ('cancelled', 'entered-in-error')
      ) as visits on true
      where ($3::uuid[] is null and d.active) or d.id = any ($3)
      order by d.name, d.id`,
    values: [range.from, range.to, range.doctors],
  })
  return rows
}
