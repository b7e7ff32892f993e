import { enqueueTending } from '@polyclinic/control'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningWorker, startWorker } from './boot/start-worker.ts'
import { relayOutbox } from './tasks/relay-outbox.ts'
import { tendClinic } from './tasks/tend-clinic.ts'
import { tendClinics } from './tasks/tend-clinics.ts'
import { openTestInstallation, type TestInstallation } from './testing/open-test-installation.ts'

type Onboarded = Awaited<ReturnType<TestInstallation['onboard']>>
let here: TestInstallation
let clinic: Onboarded
const workers: RunningWorker[] = []
beforeAll(async () => {
  here = await openTestInstallation()
  clinic = await here.onboard('riverside')
})
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  await here[Symbol.asyncDispose]()
})

const work = async () => {
  workers.push(
    await startWorker(here.config, { tasks: [tendClinics(0), tendClinic, relayOutbox], crontab: '' }),
  )
}

/** So many requests for the first free visit that one may have, as the API notes them. */
const note = (count: number) =>
  clinic.inside.query(
    `select outcome from generate_series(1, $1) n, lateral (
       select s.id as slot, v.code as visit from slot s, clinic_profile p, visit_type v
       where s.capacity = 1 and visit_refusal(s, p, v, false) is null order by s.starts_at, v.code limit 1) as free,
     lateral note_booking_request(jsonb_build_object('id', uuidv7(), 'principal', 'a test', 'key', n::text, 'route',
       'bookAppointment', 'fingerprint', 'ab', 'slot_id', slot, 'visit_type', visit, 'patient_id', uuidv7(), 'acting',
       'a test', 'acting_as', 'patient', 'hold', false, 'introduction', '{}'::jsonb), 1000)`,
    [count],
  )
const states = async () => {
  const { rows } = await clinic.inside.query<{ state: string; count: number }>(
    'select state, count(*)::integer as count from booking_request group by state order by state',
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}
const jobs = async () =>
  (
    await here.admin.query<{ key: string; later: boolean }>(
      // what follows from a clinic's events besides is told elsewhere
      `select key, run_at > now() + interval '5 seconds' as later from graphile_worker.jobs
       where task_identifier in ('tend-clinic', 'tend-clinics')`,
    )
  ).rows

test('bookings that were noted are worked off once, by several workers that are all told', async () => {
  await note(30)
  await Promise.all([work(), work()])
  await Promise.all([1, 2, 3].map(() => enqueueTending(here.admin, clinic.id)))
  await eventually(async () => (await states())['pending'] === undefined, { withinMilliseconds: 15_000 })
  expect(await states()).toEqual({ booked: 1, refused: 29 })
  const { rows } = await clinic.inside.query('select from appointment')
  expect(rows).toHaveLength(1)
  await eventually(async () => (await jobs()).length === 0)
})

test('a clinic where somebody waits is looked after again, and one where nobody does is left', async () => {
  await clinic.inside.query(
    `insert into waitlist_entry (id, patient_id, visit_type_id, from_day, until_day, joined_by)
     select uuidv7(), a.patient_id, a.visit_type_id, '2190-01-01', '2190-01-02', 'a test' from appointment a`,
  )
  await enqueueTending(here.admin, clinic.id)
  await eventually(async () => (await jobs()).every(({ later }) => later))
  expect(await jobs()).toEqual([{ key: `tend-clinic:${clinic.id}:later`, later: true }])
  await clinic.inside.query(`update waitlist_entry set state = 'left'`)
  await here.admin.query('update graphile_worker._private_jobs set run_at = now()')
  await eventually(async () => (await jobs()).length === 0)
})

test('every hour all are looked after, whatever the queue was not told of', async () => {
  await clinic.inside.query('delete from booking_request')
  await clinic.inside.query('delete from idempotency_key')
  await note(3)
  expect(await states()).toEqual({ pending: 3 })
  await here.admin.query(`select graphile_worker.add_job('tend-clinics', '{}')`)
  await eventually(async () => (await states())['pending'] === undefined, { withinMilliseconds: 15_000 })
  await eventually(async () => (await jobs()).length === 0)
})
