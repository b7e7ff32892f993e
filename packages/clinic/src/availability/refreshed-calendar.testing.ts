import { afterAll, beforeAll, beforeEach } from 'vitest'
import { bookAppointment } from '../booking/index.ts'
import { bookingContext } from '../testing/booking-context.ts'
import { aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'

export let clinic: TestClinic
/** The first of the three days that the test has for itself. */
export let day: string
export const patient = aPatient()
export const run = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await clinic.owner.query<Row & Record<string, unknown>>(sql, values)).rows

export const none = { added: 0, removed: 0, displaced: 0, restored: 0 }
export const idOf = (name: string) => `(select id from doctor where name = '${name}')`

/** Of the test's first day and the two after it, unless told. */
export async function refresh(from = '$1::date', until = '$1::date + 2', doctors = 'null') {
  const { rows } = await clinic.database.query(
    `select * from refresh_slots(${from}, ${until}, 'system:test', ${doctors}), (select $1::date) as d`,
    [day],
  )
  const { added, removed, displaced, restored } = rows[0] ?? {}
  return { added, removed, displaced, restored }
}

/** "08:00" of Ada's slots on the first day, or as told. */
export async function times(name = 'Ada Byron', days = 0, state = 'open'): Promise<string[]> {
  const rows = await run<{ at: string }>(
    `select to_char(starts_at at time zone 'Europe/Berlin', 'HH24:MI') as at from slot
     where doctor_id = ${idOf(name)} and local_date = $1::date + $2::integer and state = $3 order by starts_at`,
    [day, days, state],
  )
  return rows.map(({ at }) => at)
}

export async function book(at: string, visitType = 'consultation') {
  const [slot] = await run<{ id: string }>(
    `select id from slot where doctor_id = ${idOf('Ada Byron')} and state = 'open'
       and starts_at = ($1::date + $2::time) at time zone 'Europe/Berlin'`,
    [day, at],
  )
  return bookAppointment(clinic, patient, { slotId: slot?.id ?? '', visitType }, bookingContext(clinic))
}

export const displacedNow = async () =>
  (
    await run<{ id: string }>('select id from appointment where displaced_at is not null order by starts_at')
  ).map(({ id }) => id)
export const eventsOf = async (id: string) =>
  (
    await run<{ type: string }>('select type from appointment_event where appointment_id = $1 order by at', [
      id,
    ])
  ).map(({ type }) => type)

/** A second refresh in a transaction that shows whether it wrote or locked anything. */
export async function writesAgain(): Promise<boolean> {
  return clinic.database.transaction(async (tx) => {
    await tx.query(`select refresh_slots($1, $1::date + 2, 'system:test')`, [day])
    const { rows } = await tx.query<{ wrote: boolean }>(
      'select pg_current_xact_id_if_assigned() is not null as wrote',
    )
    return rows[0]?.wrote ?? true
  })
}

export const morning = ['08:00', '08:30', '09:00', '09:30', '10:00', '10:30', '11:00', '11:30']

/** Opens the clinic for the tests of the file that calls it. */
export function useRefreshedCalendar(): void {
  beforeAll(async () => {
    clinic = await openTestClinic({ policy: { horizonDays: 20, cancelUntilMinutes: 0 } })
  })
  afterAll(() => clinic[Symbol.asyncDispose]())
  // each test has three days of its own, far enough ahead for a night before them
  let block = 0
  beforeEach(async () => {
    block += 3
    const [row] = await run<{ day: string }>(
      `select ((now() at time zone 'Europe/Berlin')::date + $1::integer)::text as day`,
      [(block % 15) + 1],
    )
    day = row?.day ?? ''
    await run('truncate closure, availability_override cascade')
    await run(`update shift set slot_minutes = 30, capacity = 1, starts_at = '08:00', ends_at = '12:00'
      where code = 'morning'`)
    await run('truncate appointment_slot, appointment, doctor_time, slot cascade')
    await refresh()
  })
}
