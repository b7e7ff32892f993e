import {
  carryEvents,
  dropSetAside,
  type Effect,
  enqueueJobs,
  enqueueTending,
  listSetAside,
  relayJob,
  relayWhereWritten,
  retrySetAside,
} from '@polyclinic/control'
import type { ClinicEvent } from '@polyclinic/contract'
import { type Actor, parseKeyRing, Vault } from '@polyclinic/guard'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readConfig } from './boot/config.ts'
import { type RunningWorker, startWorker } from './boot/start-worker.ts'
import { refreshSearch } from './tasks/refresh-search.ts'
import { relayOutbox } from './tasks/relay-outbox.ts'
import { sweepOutboxes } from './tasks/sweep-outboxes.ts'
import { tendClinic } from './tasks/tend-clinic.ts'
import { openTestInstallation, type TestInstallation } from './testing/open-test-installation.ts'

const operator: Actor = { kind: 'system', name: 'test' }
let here: TestInstallation
let clinic: Awaited<ReturnType<TestInstallation['onboard']>>
const workers: RunningWorker[] = []
beforeAll(async () => {
  here = await openTestInstallation()
  clinic = await here.onboard('riverside')
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
  await clinic.inside.query('truncate outbox')
  await here.admin.query('truncate graphile_worker._private_jobs; truncate event_set_aside')
})
afterAll(() => here[Symbol.asyncDispose]())

const control = () => ({
  database: here.admin,
  vault: new Vault(parseKeyRing(here.environment['POLYCLINIC_KEYS'] ?? '', 'a test')),
})
const work = async (tasks = [relayOutbox, tendClinic, sweepOutboxes], effects?: readonly Effect[]) => {
  const config = readConfig({ ...here.environment, POLYCLINIC_WORKER_PORT: '0' })
  const worker = await startWorker(config, { tasks, crontab: '', ...(effects && { effects }) })
  workers.push(worker)
  return worker
}
const hint = () => enqueueJobs(here.admin, [relayJob(clinic.id)])
const count = async (what: string, where = here.admin) =>
  (await where.query<{ count: number }>(`select count(*)::integer as count from ${what}`)).rows[0]?.count
const arrived = () =>
  eventually(async () => (await count('outbox', clinic.inside)) === 0, { withinMilliseconds: 20_000 })

/** So many events more of the one appointment, each with the next version; of some the payload is bent. */
const happen = (events: number, bent: Readonly<Record<number, object>> = {}) =>
  clinic.inside.transaction(async (tx) => {
    await tx.query(
      `insert into appointment_event (id, appointment_id, type, actor, version, payload)
       select uuidv7(), e.appointment_id, 'rescheduled', 'a test', e.version + n, e.payload || coalesce($2::jsonb -> n::text, '{}')
       from (select * from appointment_event order by version desc limit 1) e, generate_series(1, $1) n order by n`,
      [events, JSON.stringify(bent)],
    )
    // else the server hears of it after seconds
    await tx.query('select pg_stat_force_next_flush()')
  })
const projected = async () =>
  (await here.admin.query<{ version: number }>('select version from patient_appointment')).rows[0]?.version
const newest = async () =>
  (await clinic.inside.query<{ version: number }>('select max(version) as version from appointment_event'))
    .rows[0]?.version

test('what is booked at a clinic is carried into the list of its patient, without that anybody was told', async () => {
  await work()
  await clinic.inside.query(
    `select outcome from (
       select s.id as slot, v.code as visit from slot s, clinic_profile p, visit_type v
       where visit_refusal(s, p, v, false) is null order by s.starts_at, v.code limit 1) as free,
     lateral note_booking_request(jsonb_build_object('id', uuidv7(), 'principal', 'a test', 'key', 'a key', 'route',
       'bookAppointment', 'fingerprint', 'ab', 'slot_id', slot, 'visit_type', visit, 'patient_id', uuidv7(), 'acting',
       'a test', 'acting_as', 'patient', 'hold', false, 'introduction', '{}'::jsonb), 1000)`,
  )
  // the tending that books it hints the relay
  await enqueueTending(here.admin, clinic.id)
  await eventually(async () => (await count('patient_appointment')) === 1)
  await arrived()
  const { rows: inside } = await clinic.inside.query(
    `select id as appointment_id, reference, status, version, starts_at from appointment`,
  )
  const { rows: carried } = await here.admin.query(
    'select appointment_id, reference, status, version, starts_at from patient_appointment',
  )
  expect(carried).toEqual(inside)
})

test('a lost hint is made up for by the sweep', async () => {
  await work()
  await happen(3)
  await here.admin.query(`select graphile_worker.add_job('sweep-outboxes', '{}')`)
  await arrived()
  expect(await projected()).toBe(await newest())
})

test('the sweep looks only where something was written since its last look', async () => {
  const { rows } = await here.admin.query<{ database: string; server: string }>(
    'select database_name as database, server from clinic',
  )
  const { database = '', server = '' } = rows[0] ?? {}
  const look = (mark: string) =>
    relayWhereWritten(control(), operator, server, [
      { database, mark },
      { database: 'postgres', mark },
    ])
  expect([await look('1'), await look('1'), await look('2'), await look('2')]).toEqual([1, 0, 1, 0])
  expect(await count('graphile_worker.jobs')).toBe(1)
})

test('several workers at one clinic carry each event once and in order, and those that cannot be carried stop nobody', async () => {
  await here.admin.query(
    'create table carried (n bigint generated always as identity, event_id uuid, version integer); grant insert on carried to public',
  )
  const record: Effect = async (tx, events) => {
    await tx.query(
      `insert into carried (event_id, version)
       select (e ->> 'id')::uuid, (e ->> 'version')::integer from json_array_elements($1::json) e
       where (e #>> '{state,startsAt}')::timestamptz is not null`,
      [JSON.stringify(events.map(({ event }) => event))],
    )
  }
  const before = (await newest()) ?? 0
  await happen(1_000, { 100: { status: null }, 500: { startsAt: 'never' } })
  const [first] = await Promise.all([1, 2, 3].map(() => work([relayOutbox], [record])))
  // several jobs for one clinic at once, as hints make them while one is under way
  await enqueueJobs(
    here.admin,
    [1, 2, 3, 4, 5, 6].map((n) => ({ ...relayJob(clinic.id), key: `hint ${n}` })),
  )
  await arrived()
  await eventually(async () => (await count('graphile_worker.jobs')) === 0, { withinMilliseconds: 15_000 })
  const { rows } = await here.admin.query<{ version: number }>('select version from carried order by n')
  const expected = Array.from({ length: 1_000 }, (_, n) => before + n + 1)
  expect(rows.map(({ version }) => version)).toEqual(
    expected.filter((version) => version !== before + 100 && version !== before + 500),
  )
  const { items } = await listSetAside(control(), operator, { limit: 10 })
  expect(items.map(({ reason, clinic: slug }) => [reason, slug])).toEqual([
    ['unreadable', 'riverside'],
    ['22007', 'riverside'],
  ])
  const metrics = await (await fetch(`http://127.0.0.1:${first?.port}/metrics`)).text()
  expect(metrics).toContain('events_set_aside 2')
  expect(metrics).toMatch(/relay_lag_seconds_bucket\{le="\+Inf"\} \d+/)
})

test('a clinic that was restored brings its events again, and they have their effects once', async () => {
  await work()
  await happen(5)
  await clinic.inside.query('create table backup as select * from outbox')
  await hint()
  await arrived()
  const before = await here.admin.query('select * from patient_appointment')
  const seen = await count('event_seen')
  await clinic.inside.query('insert into outbox select * from backup')
  await hint()
  await arrived()
  expect((await here.admin.query('select * from patient_appointment')).rows).toEqual(before.rows)
  expect(await count('event_seen')).toBe(seen)
})

const failing =
  (code: string): Effect =>
  async () => {
    throw Object.assign(new Error('for now'), { code })
  }
const anEvent = (): ClinicEvent => ({
  id: crypto.randomUUID(),
  at: new Date().toISOString(),
  kind: 'calendar',
  type: 'calendar-changed',
})

test.each(['40P01', '55P03', '57014', '53100', '08006', '42501'])(
  'an event that fails with %s, which passes, is brought again',
  async (code) => {
    const event = anEvent()
    await expect(carryEvents(control(), operator, clinic.id, [event], [failing(code)])).rejects.toThrow(
      'for now',
    )
    expect(await count('event_set_aside')).toBe(0)
    expect(await carryEvents(control(), operator, clinic.id, [event], [])).toMatchObject({ fresh: 1 })
  },
)

test('an operator retries or drops what was set aside', async () => {
  const [mended, broken, dropped] = [anEvent(), anEvent(), anEvent()]
  const all = [mended, broken, dropped]
  await carryEvents(control(), operator, clinic.id, all, [failing('23514')])
  const listed = async () =>
    (await listSetAside(control(), operator, { limit: 10 })).items.map(({ id, reason }) => [id, reason])
  expect((await listed()).toSorted()).toEqual(all.map(({ id }) => [id, '23514']).toSorted())
  const had: string[] = []
  const mend: Effect = async (_tx, events) => void had.push(...events.map(({ event }) => event.id))
  expect(await retrySetAside(control(), operator, [mended.id], [mend])).toEqual([mended.id])
  expect(await retrySetAside(control(), operator, [broken.id], [failing('P0001')])).toEqual([])
  expect(await dropSetAside(control(), operator, [dropped.id])).toEqual([dropped.id])
  expect(had).toEqual([mended.id])
  expect(await listed()).toEqual([[broken.id, 'P0001']])
})

test('what is free at a clinic is known to the search soon after', async () => {
  await work([relayOutbox, tendClinic, refreshSearch])
  await clinic.inside.query(
    `insert into outbox (id, type, change) values (uuidv7(), 'calendar-changed', '{}')`,
  )
  await hint()
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
