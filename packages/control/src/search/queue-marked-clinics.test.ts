import { type Actor, newKeyRingText, parseKeyRing, Vault } from '@polyclinic/guard'
import { type OpenDatabase, openDatabase } from '@polyclinic/postgres'
import { type FreshDatabase, freshDatabase } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ControlPlane } from '../control-plane.ts'
import { installQueue } from '../queue/index.ts'
import { queueMarkedClinics } from './queue-marked-clinics.ts'

const worker: Actor = { kind: 'system', name: 'test' }
let fresh: FreshDatabase
let owner: OpenDatabase
let process: OpenDatabase
let control: ControlPlane
let clinicId: string

beforeAll(async () => {
  fresh = await freshDatabase('control')
  await installQueue(as('polyclinic_owner'))
  owner = openDatabase({ connectionString: as('polyclinic_owner'), applicationName: 'test' })
  process = openDatabase({ connectionString: as('polyclinic_control_app'), applicationName: 'test' })
  const vault = new Vault(parseKeyRing(newKeyRingText({ development: true }), 'a test'))
  control = { database: process, vault }
  await owner.query(
    `insert into database_server (name, region, admin_reference, host, port, clinic_limit, connection_limit)
     values ('main', 'local', 'default', 'localhost', 5432, 1, 1)`,
  )
  const { rows } = await owner.query<{ id: string }>(
    `insert into clinic (slug, name, time_zone, country, locale, state, server, database_name, role_name, credential)
     values ('a', 'A', 'UTC', 'DE', 'de-DE', 'active', 'main', 'd', 'r', '') returning id`,
  )
  clinicId = rows[0]?.id ?? ''
})
beforeEach(() => owner.query('truncate graphile_worker._private_jobs, search_mark'))
afterAll(async () => {
  await Promise.all([owner.end(), process.end()])
  await fresh[Symbol.asyncDispose]()
})

function as(role: string): string {
  const url = new URL(fresh.url)
  url.searchParams.set('options', `-c role=${role}`)
  return url.href
}

const mark = (secondsAgo: number) =>
  owner.query(
    'insert into search_mark (clinic_id, happened_at) values ($1, now() - make_interval(secs => $2))',
    [clinicId, secondsAgo],
  )
const look = (failedToo = false) => queueMarkedClinics(control, worker, { failedToo })
const jobs = async () =>
  (
    await owner.query<{ attempts: number; due: boolean }>(
      'select attempts::integer, run_at <= now() as due from graphile_worker._private_jobs order by id',
    )
  ).rows
/** As after an attempt that failed: the next one is later. */
const fail = (attempts: string) =>
  owner.query(
    `update graphile_worker._private_jobs set attempts = ${attempts}, run_at = now() + interval '1 hour'`,
  )

test('a clinic is read once what has happened was gathered for two seconds, and has one job', async () => {
  await mark(0)
  expect([await look(), await jobs()]).toEqual([0, []])
  await mark(3)
  expect(await look()).toBe(1)
  expect([await look(), await jobs()]).toEqual([0, [{ attempts: 0, due: true }]])
})

test.each([
  ['has failed', '5'],
  ['was given up', 'max_attempts'],
])('one whose job %s is left alone by each look, and begins anew once a minute', async (_, attempts) => {
  await mark(3)
  await look()
  await fail(attempts)
  expect([await look(), (await jobs())[0]?.due]).toEqual([0, false])
  expect([await look(true), await jobs()]).toEqual([1, [{ attempts: 0, due: true }]])
})

test('what happens while it is read is found by the next look', async () => {
  await mark(3)
  await look()
  await owner.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody'`)
  await mark(3)
  expect(await look()).toBe(0)
  await owner.query('delete from graphile_worker._private_jobs')
  expect(await look()).toBe(1)
})
