import { setTimeout as pause } from 'node:timers/promises'
import type { Queryable } from '@polyclinic/postgres'
import type { Person } from './open-arena.ts'

/**
 * Makes the patients known, and writes down one call for each free slot in the order in which all series take them: the
 * statement that is the limit looks its call up by number, which costs it some microseconds.
 * @param days how far ahead
 */
export async function prepareCalls(inside: Queryable, people: readonly Person[], days = 59): Promise<void> {
  await inside.query(
    'insert into known_patient (patient_id, consented_at) select p, now() from unnest($1::uuid[]) as p',
    [people.map(({ patientId }) => patientId)],
  )
  await inside.query('create table bench_call (n integer primary key, slot_id uuid, call jsonb)')
  await inside.query(
    `insert into bench_call
     select s.n, s.id, jsonb_build_array(jsonb_build_object(
       'nth', 0, 'principal', 'account:' || p.account, 'route', 'bookAppointment', 'key', 'statement-' || s.n,
       'fingerprint', encode(sha256(s.id::text::bytea), 'hex'), 'id', uuidv7(), 'slot_id', s.id, 'visit_type', 'visit',
       'patient_id', p.patient, 'acting', 'account:' || p.account, 'acting_as', 'patient', 'hold', false))
     from (
       select id, row_number() over (order by md5(id::text)) - 1 as n
       from slot where capacity = 1 and starts_at between now() + interval '3 hours' and now() + make_interval(days => $3)
     ) as s
     join unnest($1::uuid[], $2::uuid[]) with ordinality as p (account, patient, nth)
       on p.nth = s.n % cardinality($1::uuid[]) + 1
     order by s.n`,
    [people.map(({ accountId }) => accountId), people.map(({ patientId }) => patientId), days],
  )
  await inside.query('grant select on bench_call to polyclinic_clinic_app')
  await inside.query('vacuum analyze bench_call')
}

/** Takes all bookings away again, so that each series begins with the same empty calendar. */
export async function resetBookings(inside: Queryable): Promise<void> {
  // the last requests of a series are still under way when it is over; a truncation would meet their locks
  await quiet(inside)
  await inside.query(
    `truncate appointment, appointment_slot, doctor_time, appointment_event, idempotency_key, booking_request,
       waitlist_entry, waitlist_pass, appointment_note`,
  )
  await inside.query('update slot set taken = 0, version = 1, held_until = null where taken > 0')
  await inside.query('vacuum slot')
  await inside.query('checkpoint')
}

async function quiet(inside: Queryable): Promise<void> {
  for (let look = 0; look < 200; look++) {
    const { rows } = await inside.query<{ busy: number }>(
      `select count(*)::integer as busy from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
    )
    if (rows[0]?.busy === 0) return
    await pause(50)
  }
  throw new Error('somebody still books ten seconds after a series was over')
}
