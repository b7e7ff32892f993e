import { brokenConstraint } from '@polyclinic/postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bookingContext } from '../testing/booking-context.ts'
import { aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from '../appointments/index.ts'

/** What the database refuses whatever the code above it does: plain SQL, with the runtime's rights. */
let clinic: TestClinic
let doctor: string
let slot: string
beforeAll(async () => {
  clinic = await openTestClinic()
})
afterAll(() => clinic[Symbol.asyncDispose]())
beforeEach(async () => {
  const { rows } = await clinic.database.query<{ id: string; doctor_id: string }>(
    `select s.id, s.doctor_id from slot s
     where s.state = 'open' and s.taken = 0 and s.capacity = 1 and s.starts_at > now() + interval '1 day' order by s.starts_at limit 1`,
  )
  slot = rows[0]?.id ?? ''
  doctor = rows[0]?.doctor_id ?? ''
})

const run = (sql: string, values?: unknown[]) => clinic.database.query(sql, values)

/** The constraint that a statement broke, or the SQLSTATE where there is none. */
const refusal = (sql: string, values?: unknown[]) =>
  run(sql, values).then(
    () => 'nothing refused it',
    (error: { code: string }) => brokenConstraint(error)?.constraint ?? error.code,
  )
const noRight = '42501'
const book = async (patient = aPatient()) => {
  const request = { slotId: slot, visitType: 'consultation' }
  return bookAppointment(clinic, patient, request, bookingContext(clinic))
}

describe('the database refuses', () => {
  test('two stretches of one doctor that overlap, and lets them touch', async () => {
    const occupy = 'insert into doctor_time (doctor_id, occupied) values ($1, $2)'
    await run(occupy, [doctor, '[2030-01-01 10:00Z, 2030-01-01 10:30Z)'])
    await run(occupy, [doctor, '[2030-01-01 10:30Z, 2030-01-01 11:00Z)'])
    const across = [doctor, '[2030-01-01 10:29:59Z, 2030-01-01 10:31Z)']
    expect(await refusal(occupy, across)).toBe('doctor_time_no_overlap')
    expect(await refusal(occupy, [doctor, 'empty'])).toBe('doctor_time_occupied_check')
  })

  test('more taken than there is room for, and less than none', async () => {
    const take = 'update slot set taken = $2 where id = $1'
    expect(await refusal(take, [slot, 2])).toBe('slot_not_over_capacity')
    expect(await refusal(take, [slot, -1])).toBe('slot_not_over_capacity')
    await book()
    expect(await refusal('update slot set capacity = 0 where id = $1', [slot])).toMatch(/capacity/)
  })

  test('two open slots of one doctor that overlap; a withdrawn one is no obstacle', async () => {
    const copy = `insert into slot (doctor_id, open_doctor_id, local_date, starts_at, ends_at, capacity)
      select doctor_id, doctor_id, local_date, starts_at + $2, ends_at + $2, 1 from slot where id = $1`
    expect(await refusal(copy, [slot, '10 minutes'])).toBe('slot_no_overlap')
    expect(await refusal(copy, [slot, '0 minutes'])).toMatch(/^slot_(once|no_overlap)$/)
    await run("update slot set state = 'withdrawn', open_doctor_id = null where id = $1", [slot])
    expect(await refusal(copy, [slot, '0 minutes'])).toBe('nothing refused it')
  })

  test('two appointments in one seat', async () => {
    const { id } = await book()
    const sit = 'insert into appointment_slot (slot_id, seat, appointment_id) values ($1, 1, $2)'
    expect(await refusal(sit, [slot, id])).toBe('appointment_slot_pkey')
  })

  test('an appointment of somebody the clinic does not know, or that occupies nobody', async () => {
    const copy = `insert into appointment (id, reference, doctor_id, visit_type_id, patient_id, doctor_time_id,
        local_date, starts_at, ends_at, status, booked_by)
      select uuidv7(), $1, doctor_id, visit_type_id, coalesce($2, patient_id),
        case when $3 then doctor_time_id end, local_date, starts_at, ends_at, 'booked', 'a test'
      from appointment limit 1`
    await book()
    expect(await refusal(copy, ['A', crypto.randomUUID(), true])).toBe('appointment_patient_id_fkey')
    expect(await refusal(copy, ['B', null, false])).toBe('appointment_occupies')
  })
})

describe('an inactive doctor', () => {
  const deactivate = 'update doctor set active = false where id = $1'
  const withdraw = "update slot set state = 'withdrawn', open_doctor_id = null where doctor_id = $1"

  test('is one only after shifts and open slots are withdrawn, and gets no new ones', async () => {
    expect(await refusal(deactivate, [doctor])).toMatch(
      /^(doctor_shift_doctor_id_fkey|slot_open_has_doctor)$/,
    )
    await run(withdraw, [doctor])
    expect(await refusal(deactivate, [doctor])).toBe('doctor_shift_doctor_id_fkey')
    const { rows: shifts } = await run('delete from doctor_shift where doctor_id = $1 returning *', [doctor])
    const reopen = "update slot set state = 'open', open_doctor_id = doctor_id where id = $1"
    await run(reopen, [slot])
    expect(await refusal(deactivate, [doctor])).toBe('slot_open_has_doctor')
    await run(withdraw, [doctor])
    await run(deactivate, [doctor])

    expect(await refusal(reopen, [slot])).toBe('slot_open_doctor_id_fkey')
    const openWithout = "update slot set state = 'open' where id = $1"
    expect(await refusal(openWithout, [slot])).toBe('slot_open_has_doctor')
    const assign = 'insert into doctor_shift (doctor_id, shift_id, weekdays) values ($1, $2, $3)'
    const again = [doctor, shifts[0]?.['shift_id'], [1]]
    expect(await refusal(assign, again)).toBe('doctor_shift_doctor_id_fkey')
    await run('update doctor set active = true where id = $1', [doctor])
    expect(await refusal(assign, again)).toBe('nothing refused it')
  })
})

describe('the runtime role', () => {
  test.each([
    ['say which clinic this is', 'update clinic_profile set clinic_id = uuidv7()'],
    ['rename the clinic in its addresses', "update clinic_profile set slug = 'elsewhere'"],
    ['move its time zone', "update clinic_profile set time_zone = 'UTC'"],
    ['remove its profile', 'delete from clinic_profile'],
    ['change what has happened', "update appointment_event set type = 'booked'"],
    ['forget what has happened', 'delete from appointment_event'],
    ['empty the history', 'truncate appointment_event'],
    ['reach the history by its partitions', 'select from appointment_event_default'],
    ['remove an appointment', 'delete from appointment'],
    ['forget a patient without erasing them', 'delete from known_patient'],
    ['allow itself moves', "insert into appointment_transition values ('cancelled', 'booked')"],
    ['change a stored reply', "update idempotency_key set reply = '{}'"],
    ['touch the ledger of migrations', 'delete from schema_migration'],
    ['make tables', 'create table mine (id integer)'],
    ['switch the checks off', 'alter table appointment disable trigger all'],
  ])('may not %s', async (_, sql) => {
    expect(await refusal(sql)).toBe(noRight)
  })

  test('may change the rules', async () => {
    expect(await refusal('update clinic_profile set hold_seconds = 60')).toBe('nothing refused it')
  })
})

describe('a stored reply', () => {
  test('survives what happens to the appointment later', async () => {
    const [patient, context] = [aPatient(), bookingContext(clinic)]
    const request = { slotId: slot, visitType: 'consultation' }
    const first = await bookAppointment(clinic, patient, request, context)
    await cancelAppointment(clinic, patient, first.id, 1)
    expect(await bookAppointment(clinic, patient, request, context)).toEqual(first)
    const { rows } = await run('select status from appointment where patient_id = $1', [patient.patientId])
    expect(rows).toEqual([{ status: 'cancelled' }])
  })
})

describe('a stretch that the constraint’s index does not show', () => {
  const giveBack = () =>
    run(
      'delete from doctor_time t where not exists (select from appointment a where a.doctor_time_id = t.id)',
    )

  test.each([
    ['from before the visit into it', '-20 minutes', '10 minutes'],
    ['inside the visit', '5 minutes', '10 minutes'],
    ['from the visit beyond it', '20 minutes', '60 minutes'],
    ['all around the visit', '-10 minutes', '60 minutes'],
  ])('is seen all the same: %s', async (_, from, until) => {
    await clinic.owner.query('alter table doctor_time drop constraint doctor_time_no_overlap')
    await run(
      `insert into doctor_time (doctor_id, occupied)
       select $1, tstzrange(starts_at + $3::interval, starts_at + $4::interval) from slot where id = $2`,
      [doctor, slot, from, until],
    )
    const occupied = (visit: string) =>
      run(
        `select occupy(s, v) is not null as let from slot s, visit_type v where s.id = $1 and v.code = $2`,
        [slot, visit],
      )
    expect((await occupied('consultation')).rows).toEqual([{ let: false }])
    await giveBack()
    expect((await occupied('consultation')).rows).toEqual([{ let: true }])
    await giveBack()
    await clinic.owner.query(
      'alter table doctor_time add constraint doctor_time_no_overlap exclude using gist (doctor_id with =, occupied with &&)',
    )
  })
})
