import type { Actor } from '@polyclinic/guard'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestControlPlane, type TestControlPlane } from '../testing/open-test-control-plane.ts'
import { queueMarkedClinics } from './queue-marked-clinics.ts'

const worker: Actor = { kind: 'system', name: 'test' }
let here: TestControlPlane
beforeAll(async () => {
  here = await openTestControlPlane(1)
})
beforeEach(() => here.owner.query('truncate graphile_worker._private_jobs, search_mark'))
afterAll(() => here[Symbol.asyncDispose]())

const mark = (secondsAgo: number) =>
  here.owner.query(
    'insert into search_mark (clinic_id, happened_at) values ($1, now() - make_interval(secs => $2))',
    [here.clinicIds[0], secondsAgo],
  )
const look = (failedToo = false) => queueMarkedClinics(here.control, worker, { failedToo })
const jobs = async () =>
  (
    await here.owner.query<{ attempts: number; due: boolean }>(
      'select attempts::integer, run_at <= now() as due from graphile_worker._private_jobs order by id',
    )
  ).rows
/** As after an attempt that failed: the next one is later. */
const fail = (attempts: string) =>
  here.owner.query(
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
  await here.owner.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody'`)
  await mark(3)
  expect(await look()).toBe(0)
  await here.owner.query('delete from graphile_worker._private_jobs')
  expect(await look()).toBe(1)
})
