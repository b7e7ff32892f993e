import { anonymous, type Actor, newKeyRingText, parseKeyRing, Vault } from '@polyclinic/guard'
import type { OpenDatabase } from '@polyclinic/postgres'
import { eventually, type FreshDatabase, freshDatabase, openTestDatabase } from '@polyclinic/postgres/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ControlPlane } from '../control-plane.ts'
import {
  dropDeadLetters,
  enqueueJobs,
  type FreedJob,
  installQueue,
  keepWatch,
  listDeadLetters,
  retryDeadLetters,
  type Watch,
} from './index.ts'

const operator: Actor = { kind: 'system', name: 'test' }
let fresh: FreshDatabase
let owner: OpenDatabase
let process: OpenDatabase
let control: ControlPlane

beforeAll(async () => {
  fresh = await freshDatabase('control')
  // two installations at once, as two processes that start together
  await Promise.all([installQueue(as('polyclinic_owner')), installQueue(as('polyclinic_owner'))])
  owner = openTestDatabase(as('polyclinic_owner'))
  process = openTestDatabase(as('polyclinic_control_app'))
  control = {
    database: process,
    vault: new Vault(parseKeyRing(newKeyRingText({ development: true }), 'a test')),
  }
})
beforeEach(() => owner.query('truncate graphile_worker._private_jobs'))
afterAll(async () => {
  await Promise.all([owner.end(), process.end()])
  await fresh[Symbol.asyncDispose]()
})

function as(role: string): string {
  const url = new URL(fresh.url)
  url.searchParams.set('options', `-c role=${role}`)
  return url.href
}

function openAdmin(): OpenDatabase & AsyncDisposable {
  const database = openTestDatabase(fresh.url, { max: 1 })
  return Object.assign(database, { [Symbol.asyncDispose]: () => database.end() })
}

interface JobFacts {
  id: string
  key: string | null
  attempts: number
  revision: number
}

const jobs = async (): Promise<JobFacts[]> =>
  (
    await process.query<JobFacts>(
      'select id::text, key, attempts::integer, revision from graphile_worker.jobs order by id',
    )
  ).rows

const giveUp = () => owner.query('update graphile_worker._private_jobs set attempts = max_attempts')

/** As a worker leaves it that took all jobs and was killed. */
const taken = (by: string) =>
  owner.query('update graphile_worker._private_jobs set locked_at = now(), locked_by = $1, attempts = 1', [
    by,
  ])

describe('the queue’s rights', () => {
  test('let a process work it off and not change it', async () => {
    await enqueueJobs(process, [{ task: 'a', payload: {} }])
    expect(await jobs()).toHaveLength(1)
    const forbidden = [
      'create table graphile_worker.mine ()',
      'drop table graphile_worker._private_jobs',
      'truncate graphile_worker._private_jobs',
      'delete from graphile_worker._private_tasks',
      'delete from graphile_worker._private_known_crontabs',
      'insert into graphile_worker.migrations (id) values (999)',
    ]
    for (const statement of forbidden) {
      await expect(process.query(statement), statement).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('refuse a queue by name', async () => {
    const named = process.query("select graphile_worker.add_job('a', queue_name := 'a clinic')")
    await expect(named).rejects.toMatchObject({ code: '42501' })
  })

  test('are the same after another installation', async () => {
    const rights = () =>
      owner.query(
        `select relname, relacl::text, (select count(*) from pg_policy where polrelid = c.oid) from pg_class c
         where relnamespace = 'graphile_worker'::regnamespace order by relname`,
      )
    const before = await rights()
    await installQueue(as('polyclinic_owner'))
    expect((await rights()).rows).toEqual(before.rows)
  })
})

describe('a job', () => {
  test('is there when the transaction commits, and not when it does not', async () => {
    const attempt = process.transaction(async (tx) => {
      await enqueueJobs(tx, [{ task: 'a', payload: {} }])
      throw new Error('no')
    })
    await expect(attempt).rejects.toThrow('no')
    expect(await jobs()).toEqual([])
  })

  test('waits once under its key', async () => {
    const job = { task: 'a', payload: { id: '1' }, key: 'a:1' }
    await enqueueJobs(process, [job])
    await enqueueJobs(process, [job, { ...job, key: 'a:2' }])
    await enqueueJobs(process, [{ ...job, whileUnderWay: 'leave' }])
    expect((await jobs()).map(({ key }) => key)).toEqual(['a:1', 'a:2'])
  })

  test('under way is followed by another, or left alone where it is told so', async () => {
    const job = { task: 'a', payload: {}, key: 'a' }
    await enqueueJobs(process, [job])
    await taken('somebody')
    await enqueueJobs(process, [{ ...job, whileUnderWay: 'leave' }])
    expect(await jobs()).toHaveLength(1)
    await enqueueJobs(process, [job])
    expect(await jobs()).toHaveLength(2)
  })

  test('keeps its place in line however often it is asked for, or takes the new time', async () => {
    const job = { task: 'a', payload: {}, key: 'a' }
    const due = async () => {
      const { rows } = await process.query<{ at: string }>(
        'select run_at::text as at from graphile_worker.jobs',
      )
      return rows.map(({ at }) => at)
    }
    await enqueueJobs(process, [job])
    const first = await due()
    await enqueueJobs(process, [{ ...job, keepsItsTime: true }])
    expect(await due()).toEqual(first)
    await enqueueJobs(process, [job])
    expect(await due()).not.toEqual(first)
  })

  test('due later wakes nobody, and is there when it is due', async () => {
    const told: string[] = []
    const client = await owner.connect()
    client.on('notification', ({ channel }) => told.push(channel))
    await client.query('listen "jobs:insert"')
    const later = { task: `never-seen-${Date.now()}`, payload: { id: '1' }, afterSeconds: 60 }
    await enqueueJobs(process, [later, { ...later, payload: { id: '2' }, attempts: 3 }])
    // notifications come in order: what had come before this one would be here
    await process.query("select pg_notify('jobs:insert', 'control')")
    await eventually(() => told.length > 0)
    client.release()
    expect(told).toHaveLength(1)
    const { rows } = await owner.query(
      `select t.identifier as task, j.payload ->> 'id' as id, j.max_attempts::integer as attempts,
         j.run_at > now() + interval '50 seconds' as later
       from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by 2`,
    )
    const common = { task: later.task, later: true }
    expect(rows).toEqual([
      { ...common, id: '1', attempts: 12 },
      { ...common, id: '2', attempts: 3 },
    ])
  })

  test('takes the place of one that was given up under its key', async () => {
    const job = { task: 'a', payload: {}, key: 'a', whileUnderWay: 'leave' } as const
    await enqueueJobs(process, [job])
    await giveUp()
    await enqueueJobs(process, [job])
    expect(await jobs()).toMatchObject([{ key: 'a', attempts: 0 }])
  })
})

describe('dead letters', () => {
  test('are listed page by page, retried and dropped', async () => {
    await enqueueJobs(
      process,
      ['1', '2', '3'].map((id) => ({ task: 'a', payload: { id } })),
    )
    await giveUp()
    await enqueueJobs(process, [{ task: 'alive', payload: {} }])
    const first = await listDeadLetters(control, operator, { limit: 2 })
    const rest = await listDeadLetters(control, operator, { limit: 2, cursor: first.next })
    const found = [...first.items, ...rest.items]
    expect(found.map(({ payload }) => payload)).toEqual([{ id: '1' }, { id: '2' }, { id: '3' }])
    expect(rest.next).toBeUndefined()

    const [one, two, three] = found.map(({ id }) => id) as [string, string, string]
    const alive = (await jobs()).at(-1)?.id ?? ''
    expect(await retryDeadLetters(control, operator, [one, alive, '9999'])).toEqual([one])
    expect(await dropDeadLetters(control, operator, [two, alive, one])).toEqual([two])
    expect(await listDeadLetters(control, operator, { limit: 9 })).toMatchObject({ items: [{ id: three }] })
    expect(await jobs()).toMatchObject([{ id: one, attempts: 0 }, { id: three }, { id: alive }])
  })

  test('name the clinic', async () => {
    await owner.query(
      `insert into database_server (name, region, admin_reference, host, port, clinic_limit, connection_limit)
       values ('main', 'local', 'default', 'localhost', 5432, 1, 1)`,
    )
    const { rows } = await owner.query<{ id: string }>(
      `insert into clinic (slug, name, time_zone, country, locale, state, server, database_name, role_name, credential)
       values ('riverside', 'Riverside', 'UTC', 'US', 'en', 'active', 'main', 'd', 'r', '') returning id`,
    )
    await enqueueJobs(process, [{ task: 'a', payload: { clinicId: rows[0]?.id ?? '' } }])
    await giveUp()
    const { items } = await listDeadLetters(control, operator, { limit: 1 })
    expect(items).toMatchObject([{ task: 'a', clinic: 'riverside' }])
  })

  test('are the operator’s business', async () => {
    for (const verb of [
      () => listDeadLetters(control, anonymous, { limit: 1 }),
      () => retryDeadLetters(control, anonymous, ['1']),
      () => dropDeadLetters(control, anonymous, ['1']),
    ]) {
      await expect(verb()).rejects.toMatchObject({ code: 'not-signed-in' })
    }
  })
})

describe('the watch', () => {
  const freed: FreedJob[] = []
  const watches: Watch[] = []
  const underWay = new Set<string>()
  const watching = (workerId: string, everyMilliseconds = 20, unheardMilliseconds = 0) => {
    const watch = keepWatch(process, {
      workerId,
      ...{ everyMilliseconds, unheardMilliseconds },
      underWay: () => underWay,
      onFreed: (jobs) => freed.push(...jobs),
      onLost: () => {},
    })
    watches.push(watch)
    return watch
  }
  const holders = async () =>
    (await process.query('select from graphile_worker.jobs where locked_by is not null')).rowCount

  beforeEach(() => {
    freed.length = 0
  })
  afterEach(() => Promise.all(watches.splice(0).map((watch) => watch.stop())))

  test('frees what a killed worker held, and leaves what a living one holds', async () => {
    // the one watched looks so rarely that it frees nothing itself
    const living = watching('living', 3_600_000)
    const watch = watching('watcher')
    await Promise.all([living.begun, watch.begun])
    await enqueueJobs(process, [{ task: 'a', payload: {} }])
    await taken('living')
    await enqueueJobs(process, [{ task: 'b', payload: {} }])
    await owner.query(
      `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'killed' where locked_by is null`,
    )
    await eventually(() => freed.length > 0)
    expect(freed).toMatchObject([{ task: 'b' }])
    expect(await holders()).toBe(1)
    await living.stop()
    await eventually(async () => (await holders()) === 0)
    expect(freed.map(({ task }) => task)).toEqual(['b', 'a'])
  })

  test('frees what its own worker took and never heard of', async () => {
    await enqueueJobs(process, [
      { task: 'a', payload: {} },
      { task: 'b', payload: {} },
    ])
    await taken('forgetful')
    underWay.add((await jobs())[0]?.id ?? '')
    await watching('forgetful').begun
    await eventually(() => freed.length > 0)
    expect(freed).toMatchObject([{ task: 'b' }])
    expect(await holders()).toBe(1)
  })

  test('leaves what its own worker may yet hear of', async () => {
    await enqueueJobs(process, [{ task: 'a', payload: {} }])
    await taken('slow to hear')
    await watching('slow to hear', 20, 3_600_000).begun
    // another's are looked at in the same way, and it has been looking for long when those are freed
    await enqueueJobs(process, [{ task: 'b', payload: {} }])
    await owner.query(
      `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'killed' where locked_by is null`,
    )
    await eventually(() => freed.length > 0)
    expect(freed).toMatchObject([{ task: 'b' }])
    expect(await holders()).toBe(1)
  })

  test('has its lock again after its connection was cut', async () => {
    const watch = watching('cut off')
    await watch.begun
    await using admin = openAdmin()
    const cut = await admin.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()
         and database = (select oid from pg_database where datname = current_database())`,
    )
    expect(cut.rowCount).toBe(1)
    await eventually(() => !watch.holding)
    await eventually(() => watch.holding)
    await watch.stop()
    expect(watch.holding).toBe(false)
  })

  test('can be stopped before it has begun', async () => {
    const first = watching('the same')
    await first.begun
    const watch = watching('the same')
    await watch.stop()
    await watch.begun
    expect(watch.holding).toBe(false)
  })
})
