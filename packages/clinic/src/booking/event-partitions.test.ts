import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFreeSlots } from '../availability/index.ts'
import { bookingContext } from '../testing/booking-context.ts'
import { aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { bookAppointment } from './book-appointment.ts'

let clinic: TestClinic
beforeAll(async () => {
  clinic = await openTestClinic()
})
afterAll(() => clinic[Symbol.asyncDispose]())

const partitions = async () => {
  const { rows } = await clinic.owner.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits
     where inhparent = 'appointment_event'::regclass order by name`,
  )
  return rows.map(({ name }) => name)
}
const month = (ahead: number) => {
  const now = new Date()
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead))
  return `appointment_event_${first.toISOString().slice(0, 7).replace('-', '_')}`
}
const expected = [month(0), month(1), month(2), 'appointment_event_default']
const isSomebodyWaiting = async () => {
  const { rowCount } = await clinic.owner.query(
    `select from pg_locks
     where not granted and database = (select oid from pg_database where datname = current_database())`,
  )
  return rowCount !== 0
}
const make = () => clinic.database.query('select make_event_partitions()')

describe('the partitions of the history', () => {
  test('are made at the founding for this month and the two ahead, and not again', async () => {
    expect(await partitions()).toEqual(expected)
    await make()
    expect(await partitions()).toEqual(expected)
  })

  test('are made by the runtime role, and once when two processes want them together', async () => {
    for (const name of expected.slice(1, 3)) await clinic.owner.query(`drop table ${name}`)
    let second: Promise<string> | undefined
    await clinic.owner.transaction(async (first) => {
      // having looked at the default partition, each would wait for the other to let go of it
      await first.query('select make_event_partitions(0)')
      second = make().then(
        () => 'made',
        (error: Error) => error.message,
      )
      await eventually(isSomebodyWaiting)
      await first.query('select make_event_partitions()')
    })
    expect(await second).toBe('made')
    expect(await partitions()).toEqual(expected)
  })

  test('are of one month each, so that the rows of that month find them', async () => {
    await clinic.owner.query(
      `insert into appointment_event (appointment_id, type, actor, payload, at)
       select uuidv7(), 'a test', 'a test', '{}', (date_trunc('month', now() at time zone 'UTC') + after) at time zone 'UTC'
       from unnest('{0 days, 1 month - 1 microsecond, 1 month, 2 months, 3 months}'::interval[]) as after`,
    )
    const { rows } = await clinic.owner.query<{ name: string }>(
      `delete from appointment_event where type = 'a test' returning tableoid::regclass::text as name`,
    )
    const [now, next, last, beyond] = expected
    expect(rows.map(({ name }) => name).sort()).toEqual([now, now, next, last, beyond])
  })

  test('are not needed by a booking: a month without one goes to the default, and stays there', async () => {
    await clinic.owner.query(`drop table ${month(0)}`)
    const { items } = await listFreeSlots(clinic, { kind: 'anonymous' }, { limit: 2 })
    for (const { id } of items) {
      const request = { slotId: id, visitType: 'consultation' }
      await bookAppointment(clinic, aPatient(), request, bookingContext(clinic))
      await make()
    }
    const { rows } = await clinic.database.query(
      'select tableoid::regclass::text as name, type from appointment_event',
    )
    expect(rows).toEqual(items.map(() => ({ name: 'appointment_event_default', type: 'booked' })))
    expect(await partitions()).toEqual(expected.slice(1))
  })
})
