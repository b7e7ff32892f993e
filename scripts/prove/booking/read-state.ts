import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { State } from './state.ts'

const ms = (expression: string) => `(extract(epoch from ${expression}) * 1000)::float8`

const readings = {
  slots: `select id, doctor_id as "doctorId", ${ms('starts_at')} as "startsAt", ${ms('ends_at')} as "endsAt",
    capacity, taken, overbooked, state = 'open' as open from slot`,
  appointments: `select a.id, a.doctor_id as "doctorId", v.code as "visitType", a.patient_id as "patientId",
    ${ms('a.starts_at')} as "startsAt", ${ms('a.ends_at')} as "endsAt", a.status,
    ${ms('a.hold_expires_at')} as "holdExpiresAt", a.doctor_time_id as "doctorTimeId", a.version
    from appointment a join visit_type v on v.id = a.visit_type_id`,
  seats: `select slot_id as "slotId", seat, appointment_id as "appointmentId", overbooked from appointment_slot`,
  times: `select id, doctor_id as "doctorId", ${ms('lower(occupied)')} as "from", ${ms('upper(occupied)')} as "until",
    session_slot_id as "sessionSlotId" from doctor_time`,
  events: `select appointment_id as "appointmentId", version, type, payload ->> 'status' as status,
    ${ms("(payload ->> 'startsAt')::timestamptz")} as "startsAt", payload ->> 'doctorId' as "doctorId",
    payload -> 'slotIds' as "slotIds", ${ms("(payload ->> 'holdExpiresAt')::timestamptz")} as "holdExpiresAt",
    coalesce((payload ->> 'override')::boolean, false) as override, payload ->> 'why' as why
    from appointment_event`,
  keys: `select key, reply ->> 'id' as id, (reply ->> 'version')::integer as version from idempotency_key`,
  visitTypes: `select code, minutes, buffer_before_minutes as before, buffer_after_minutes as after from visit_type`,
} satisfies Record<keyof State, string>

/** Reads it all from one snapshot, once nobody is about to change it. */
export async function readState(client: pg.Client): Promise<State> {
  await untilQuiet(client)
  await client.query('begin isolation level repeatable read read only')
  const state: Record<string, unknown[]> = {}
  for (const [name, text] of Object.entries(readings)) state[name] = (await client.query(text)).rows
  await client.query('commit')
  return state as unknown as State
}

const patienceMilliseconds = 15_000

/** A call whose client has gone may still be under way. */
async function untilQuiet(client: pg.Client): Promise<void> {
  const deadline = Date.now() + patienceMilliseconds
  while (Date.now() < deadline) {
    const { rows } = await client.query<{ busy: number }>(
      `select count(*)::integer as busy from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
         and state <> 'idle'`,
    )
    if (rows[0]?.busy === 0) return
    await pause(50)
  }
  throw new Error('The clinic’s database did not come to rest, so nothing can be said about it.')
}
