import type { Queryable } from '@polyclinic/postgres'
import type { AppointmentFacts } from '../appointment-facts.ts'
import { only } from '../appointments/index.ts'

export interface EntryRow {
  id: string
  patientId: string
  visitType: string
  doctors: string[] | null
  specialty: string | null
  from: string
  to: string
  partsOfDay: ('morning' | 'afternoon' | 'evening')[] | null
  state: 'waiting' | 'offered' | 'booked' | 'left' | 'over'
  /** The hold that is offered, or what was booked */
  facts: AppointmentFacts | null
  /** As JSON has it, with its microseconds: pages go on from there */
  joinedAt: string
  version: number
}

const columns = `w.id, w.patient_id as "patientId", v.code as "visitType", w.doctor_ids as doctors,
  x.code as specialty, w.from_day::text as "from", w.until_day::text as "to", w.parts_of_day as "partsOfDay", w.state,
  appointment_facts(w.offer_id) as facts, to_json(w.created_at) #>> '{}' as "joinedAt", w.version`
const joined = `waitlist_entry w join visit_type v on v.id = w.visit_type_id
  left join specialty x on x.id = w.specialty_id`

export interface JoinCall {
  principal: string
  key: string
  fingerprint: string
  id: string
  patientId: string
  visitType: string
  doctors: readonly string[] | undefined
  specialty: string | undefined
  from: string
  to: string
  partsOfDay: readonly string[] | undefined
  introduction: Readonly<Record<'name' | 'contact' | 'key', string | undefined>> | undefined
}

export interface JoinRow {
  outcome:
    | 'joined'
    | 'replayed'
    | 'idempotency-mismatch'
    | 'visit-type-unknown'
    | 'staff-only'
    | 'doctor-unknown'
    | 'specialty-unknown'
    | 'patient-unknown'
    | 'patient-blocked'
    | 'waitlist-entries-per-patient'
    | 'past'
  id: string | null
  limit: string | null
}

export async function callJoining(db: Queryable, call: JoinCall, atDesk: boolean): Promise<JoinRow> {
  const { rows } = await db.query<JoinRow>({
    name: 'join-waitlist',
    text: 'select outcome, id, limit_value as "limit" from join_waitlist($1, $2)',
    values: [JSON.stringify(call), atDesk],
  })
  return only(rows)
}

export async function findEntry(db: Queryable, id: string): Promise<EntryRow | undefined> {
  const { rows } = await db.query<EntryRow>({
    name: 'find-waitlist-entry',
    text: `select ${columns} from ${joined} where w.id = $1`,
    values: [id],
  })
  return rows[0]
}

/** Longest first; one more than the limit. */
export async function findEntries(
  db: Queryable,
  filter: {
    patientId: string | undefined
    state: string | undefined
    after: readonly string[] | undefined
    limit: number
  },
): Promise<EntryRow[]> {
  const [afterTime, afterId] = filter.after ?? []
  const { rows } = await db.query<EntryRow>({
    name: 'find-waitlist-entries',
    text: `select ${columns} from ${joined}
      where ($1::uuid is null or w.patient_id = $1) and ($2::text is null or w.state = $2)
        and ($3::timestamptz is null or (w.created_at, w.id) > ($3, $4::uuid))
      order by w.created_at, w.id limit $5`,
    values: [filter.patientId, filter.state, afterTime, afterId, filter.limit + 1],
  })
  return rows
}

/** Ends the waiting of an entry without an offer; false where it has one, or has ended. */
export async function endWaiting(db: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'end-waiting',
    text: "update waitlist_entry set state = 'left' where id = $1 and state = 'waiting'",
    values: [id],
  })
  return rowCount === 1
}

/** Offers free times to those who wait, so many transactions as it takes to look at all of them; says how many. */
export async function callAdvancing(db: Queryable, signal?: AbortSignal): Promise<number> {
  let offers = 0
  let page = await advance(db, null)
  for (; page.last !== null && !signal?.aborted; page = await advance(db, page.last)) offers += page.offers
  return offers + page.offers
}

async function advance(
  db: Queryable,
  after: string | null,
): Promise<{ offers: number; last: string | null }> {
  const { rows } = await db.query<{ offers: number; last: string | null }>(
    'select offers, last_entry as last from advance_waitlist(after => $1)',
    [after],
  )
  return only(rows)
}

/** Offers one entry a time that is free already, if there is any that suits. */
export async function callOffering(db: Queryable, entryId: string): Promise<void> {
  await db.query({
    name: 'offer-what-is-free',
    text: 'select from advance_waitlist(only_entry => $1)',
    values: [entryId],
  })
}

export async function countUnserved(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    "select count(*)::integer as count from waitlist_entry where state in ('waiting', 'offered')",
  )
  return only(rows).count
}
