import { enqueueJobs, enqueueTending, relayJob } from '@polyclinic/control'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningWorker, startWorker } from './boot/start-worker.ts'
import { refreshSearch } from './tasks/refresh-search.ts'
import { relayOutbox } from './tasks/relay-outbox.ts'
import { tendClinic } from './tasks/tend-clinic.ts'
import { openTestInstallation, type TestInstallation } from './testing/open-test-installation.ts'

let here: TestInstallation
let clinic: Awaited<ReturnType<TestInstallation['onboard']>>
let worker: RunningWorker
beforeAll(async () => {
  here = await openTestInstallation()
  clinic = await here.onboard('riverside')
  worker = await startWorker(here.config, { tasks: [relayOutbox, tendClinic, refreshSearch], crontab: '' })
})
afterAll(async () => {
  await worker.stop()
  await here[Symbol.asyncDispose]()
})

const left = async () => {
  const { rows } = await clinic.inside.query<{ count: number }>(
    'select count(*)::integer as count from outbox',
  )
  return rows[0]?.count
}

test('what is booked at a clinic is carried into the list of its patient, once', async () => {
  await clinic.inside.query(
    `select outcome from (
       select s.id as slot, v.code as visit from slot s, clinic_profile p, visit_type v
       where visit_refusal(s, p, v, false) is null order by s.starts_at, v.code limit 1) as free,
     lateral note_booking_request(jsonb_build_object('id', uuidv7(), 'principal', 'a test', 'key', 'a key', 'route',
       'bookAppointment', 'fingerprint', 'ab', 'slot_id', slot, 'visit_type', visit, 'patient_id', uuidv7(), 'acting',
       'a test', 'acting_as', 'patient', 'hold', false, 'introduction', '{}'::jsonb), 1000)`,
  )
  await enqueueTending(here.admin, clinic.id)
  await eventually(async () => (await clinic.inside.query('select from appointment')).rowCount === 1)
  await enqueueJobs(here.admin, [relayJob(clinic.id)])
  await eventually(async () => (await left()) === 0)
  const { rows: inside } = await clinic.inside.query(
    `select id as appointment_id, reference, status, version, starts_at from appointment`,
  )
  const { rows: carried } = await here.admin.query(
    'select appointment_id, reference, status, version, starts_at from patient_appointment',
  )
  expect(carried).toEqual(inside)
})

test('what is free at a clinic is known to the search soon after', async () => {
  await enqueueJobs(here.admin, [relayJob(clinic.id)])
  const { rows: told } = await clinic.inside.query(
    `select count(*)::integer as days, min(first_free_at) as first from free_days('-infinity', 'infinity', null)`,
  )
  const known = await eventually(async () => {
    const { rows } = await here.admin.query<{ days: number; first: Date }>(
      'select count(*)::integer as days, min(first_free_at) as first from open_slot_day',
    )
    const { rowCount: unread } = await here.admin.query('select from search_mark where happened_at <= now()')
    return (rows[0]?.days ?? 0) > 0 && unread === 0 ? rows : undefined
  })
  expect(known).toEqual(told)
})
