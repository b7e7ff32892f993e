import { anonymous } from '@polyclinic/guard'
import { isRefusal } from '@polyclinic/contract'
import { eventually, serverLog } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cancelAppointment } from '../appointments/index.ts'
import { bookAppointment } from '../booking/index.ts'
import { bookingContext } from '../testing/booking-context.ts'
import { aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { listFreeSlots } from './list-free-slots.ts'

let clinic: TestClinic
beforeAll(async () => {
  clinic = await openTestClinic({
    policy: { horizonDays: 5, minimumNoticeMinutes: 0, cancelUntilMinutes: 0 },
  })
})
afterAll(() => clinic[Symbol.asyncDispose]())

const run = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await clinic.owner.query<Row & Record<string, unknown>>(sql, values)).rows

const refresh = `select * from refresh_slots(
  (now() at time zone 'Europe/Berlin')::date - 1, (now() at time zone 'Europe/Berlin')::date + 5, 'system:test')`

// hours that come and go, half hours that become hours, places that become more and fewer
const mornings = [
  ['08:00', '10:00', 30, 1],
  ['08:00', '12:00', 60, 1],
  ['09:00', '12:00', 30, 1],
  ['08:00', '12:00', 30, 3],
  ['08:00', '12:00', 30, 1],
]

describe('a rush of bookings and cancellations while the calendar changes', () => {
  test('ends without a deadlock, and each visit in its place or displaced', async () => {
    const outcomes: string[] = []
    const note = (outcome: Promise<unknown>) =>
      outcome.then(
        () => outcomes.push('done'),
        (error: unknown) => outcomes.push(isRefusal(error) ? error.code : String(error)),
      )
    let changing = true
    const visits = Array.from({ length: 10 }, async (_, who) => {
      const patient = aPatient()
      for (let turn = 0; changing; turn++) {
        const { items } = await listFreeSlots(clinic, anonymous, { limit: 100 })
        const wishes = (items.length ? [0, 1] : []).map((nth) => {
          const slotId = items[(who * 3 + turn + nth) % items.length]?.id ?? ''
          const visitType = (who + nth) % 2 ? 'consultation' : 'long-visit'
          return bookAppointment(clinic, patient, { slotId, visitType }, bookingContext(clinic))
        })
        await Promise.all(wishes.map(note))
        const booked = (await Promise.allSettled(wishes)).flatMap((o) =>
          o.status === 'fulfilled' ? [o.value] : [],
        )
        // some of the visits stay
        for (const { id, version } of turn % 5 ? booked : [])
          await note(cancelAppointment(clinic, patient, id, version))
      }
    })
    for (let turn = 0; turn < 20; turn++) {
      await run(
        `update shift set starts_at = $1, ends_at = $2, slot_minutes = $3, capacity = $4 where code = 'morning'`,
        mornings[turn % mornings.length],
      )
      await Promise.all([clinic.database.query(refresh), clinic.database.query(refresh)])
    }
    changing = false
    await Promise.all(visits)

    const expected = [
      'done',
      'slot-taken',
      'outside-policy',
      'not-found',
      'version-mismatch',
      'invalid-request',
    ]
    expect(outcomes.filter((outcome) => !expected.includes(outcome))).toEqual([])
    expect(outcomes.filter((outcome) => outcome === 'done').length).toBeGreaterThan(20)
    expect(await serverLog(clinic.databaseName)).not.toMatch(/deadlock detected|ERROR|FATAL/)
    expect(await disorder()).toEqual([])
    expect((await run<{ displaced: number }>(displacedEver))[0]?.displaced).toBeGreaterThan(0)
  })
})

describe('taking away a shift', () => {
  test('waits for a refresh that may still use it, and neither is lost', async () => {
    await run(
      `insert into shift (code, name, starts_at, ends_at, slot_minutes) values ('noon', 'N', '12:00', '13:00', 20)`,
    )
    await run(`insert into doctor_shift (doctor_id, shift_id, weekdays)
      select d.id, s.id, '{1,2,3,4,5,6,7}' from doctor d, shift s where s.code = 'noon'`)
    let other: Promise<unknown> | undefined
    await clinic.database.transaction(async (tx) => {
      const gone = `(select id from shift where code = 'noon')`
      await tx.query(`delete from doctor_shift where shift_id = ${gone}`)
      await tx.query(`delete from shift where code = 'noon'`)
      // sees the shift still, and would make slots of it
      other = clinic.database.query(refresh)
      await eventually(async () => {
        const waiting = `select from pg_locks where not granted and pid <> pg_backend_pid()
          and database = (select oid from pg_database where datname = current_database())`
        return (await clinic.owner.query(waiting)).rowCount
      })
      await tx.query(refresh)
    })
    await other
    expect(
      await run(`select from slot where shift_id is null and ends_at - starts_at = '20 minutes'`),
    ).toEqual([])
    expect(await serverLog(clinic.databaseName)).not.toMatch(/deadlock detected|ERROR/)
  })
})

const displacedEver = `select count(*)::integer as displaced from appointment_event where type = 'displaced'`

/** Slots that count wrongly, and visits that are neither in their place nor displaced. */
const disorder = () =>
  run(
    `select 'counts wrongly' as what, s.id from slot s
       where s.taken <> (select count(*) from appointment_slot x where x.slot_id = s.id)
     union all select 'overlaps', a.id from slot a join slot b
       on a.doctor_id = b.doctor_id and a.id < b.id and a.state = 'open' and b.state = 'open'
       and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
     union all select 'has no slot', a.id from appointment a where a.status in ('pending', 'booked')
       and not exists (select from appointment_slot x where x.appointment_id = a.id)
     union all select 'lost its time unnoticed', a.id from appointment a
       join appointment_slot x on x.appointment_id = a.id join slot s on s.id = x.slot_id
       where s.state = 'withdrawn' and a.displaced_at is null
     union all select 'is displaced in its place', a.id from appointment a
       where a.displaced_at is not null and a.status = 'booked' and not exists (
         select from appointment_slot x join slot s on s.id = x.slot_id
         where x.appointment_id = a.id and s.state = 'withdrawn')
     union all select 'is withdrawn for nobody', s.id from slot s where s.state = 'withdrawn' and s.taken = 0
       and not exists (select from appointment a where a.doctor_id = s.doctor_id and a.status = 'cancelled'
         and a.starts_at <= s.starts_at and a.ends_at > s.starts_at)`,
  )
