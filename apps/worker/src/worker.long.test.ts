import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { enqueueJobs, listDeadLetters, type NewJob } from '@polyclinic/control'
import { type Actor, parseKeyRing, Vault } from '@polyclinic/guard'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readConfig } from './boot/config.ts'
import { type RunningWorker, startWorker } from './boot/start-worker.ts'
import { defineTask, type Task } from './queue/task.ts'
import { schedule } from './tasks/index.ts'
import { refreshSearch } from './tasks/refresh-search.ts'
import { relayOutbox } from './tasks/relay-outbox.ts'
import { topUpCalendar } from './tasks/top-up-calendar.ts'
import { topUpCalendars } from './tasks/top-up-calendars.ts'
import { openTestInstallation, type TestInstallation } from './testing/open-test-installation.ts'

const operator: Actor = { kind: 'system', name: 'test' }
let here: TestInstallation
const workers: RunningWorker[] = []
const children: ChildProcess[] = []

beforeAll(async () => {
  here = await openTestInstallation()
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await here.admin.query('truncate graphile_worker._private_jobs')
})
afterAll(() => here[Symbol.asyncDispose]())

async function work(tasks: readonly Task[], over: Record<string, string> = {}): Promise<RunningWorker> {
  const worker = await startWorker(readConfig({ ...here.environment, ...over }), { tasks, crontab: '' })
  workers.push(worker)
  return worker
}

/** In a process of its own; resolves when it says the word. */
async function workApart(until: 'ready' | 'begun', over: Record<string, string> = {}): Promise<ChildProcess> {
  const file = fileURLToPath(new URL('./testing/worker-process.ts', import.meta.url))
  const stdio = ['pipe', 'inherit', 'inherit', 'ipc'] as const
  const child = spawn(process.execPath, [file], {
    stdio: [...stdio],
    env: { ...process.env, ...here.environment, ...over },
  })
  children.push(child)
  const said = Promise.withResolvers<void>()
  child.on('message', (word) => word === until && said.resolve())
  child.on('exit', () => said.reject(new Error('the worker ended')))
  await said.promise
  child.removeAllListeners('exit')
  return child
}

const task = (
  name: string,
  run: (payload: { id?: string | undefined }) => Promise<void>,
  limitSeconds = 60,
) =>
  defineTask({
    name,
    limitSeconds,
    payload: z.looseObject({ id: z.string().optional() }),
    run: (_, payload) => run(payload),
  })

const enqueue = (...jobs: Partial<NewJob>[]) =>
  enqueueJobs(
    here.admin,
    jobs.map((job) => ({ task: 'note', payload: {}, ...job })),
  )

const left = async () => (await here.admin.query('select from graphile_worker.jobs')).rowCount
const deadLetters = async () => {
  const vault = new Vault(parseKeyRing(here.environment['POLYCLINIC_KEYS'] ?? '', 'a test'))
  return (await listDeadLetters({ database: here.admin, vault }, operator, { limit: 100 })).items
}

describe('workers', () => {
  test('share the jobs and run each once', async () => {
    const ids = Array.from({ length: 60 }, (_, n) => String(n))
    const runs: string[][] = [[], []]
    await enqueue(...ids.map((id) => ({ payload: { id } })))
    await Promise.all(runs.map((own) => work([task('note', async ({ id = '' }) => void own.push(id))])))
    await eventually(async () => (await left()) === 0, { withinMilliseconds: 15_000 })
    expect(runs.flat().toSorted()).toEqual(ids.toSorted())
  })

  test('take up the job of one that was killed in the middle of it, and leave that of one that is alive', async () => {
    await enqueue({ task: 'deaf' }, { task: 'deaf' })
    const alone = { POLYCLINIC_WORKER_CONCURRENCY: '1' }
    const [killed] = await Promise.all([workApart('begun', alone), workApart('begun', alone)])
    let taken = 0
    await work([task('deaf', async () => void taken++)])
    killed.kill('SIGKILL')
    await eventually(async () => (await left()) === 1, { withinMilliseconds: 15_000 })
    expect(taken).toBe(1)
    const { rows } = await here.admin.query('select attempts::integer from graphile_worker.jobs')
    expect(rows).toEqual([{ attempts: 1 }])
  })
})

describe('a job that fails', () => {
  test('delays nobody, and is a dead letter in the end', async () => {
    const done: string[] = []
    const poison = task('poison', async () => {
      throw new Error('Ada Byron, ada@clinic.test')
    })
    const worker = await work([poison, task('note', async ({ id = '' }) => void done.push(id))], {
      POLYCLINIC_WORKER_CONCURRENCY: '1',
      POLYCLINIC_WORKER_PORT: '0',
    })
    const ids = ['1', '2', '3', '4', '5']
    await enqueue(
      { task: 'poison', payload: { id: 'patient' } },
      { task: 'poison', payload: { id: 'given up' }, attempts: 1 },
      ...ids.map((id) => ({ payload: { id } })),
    )
    await eventually(async () => done.length === ids.length && (await deadLetters()).length === 1)
    expect(await deadLetters()).toMatchObject([
      { task: 'poison', payload: { id: 'given up' }, error: 'It failed with Error.' },
    ])
    // its failure is written down a moment after it failed
    const postponed = () =>
      here.admin.query(
        'select from graphile_worker.jobs where attempts < max_attempts and attempts = 1 and run_at > now()',
      )
    await eventually(async () => (await postponed()).rows.length === 1)
    const metrics = await (await fetch(`http://127.0.0.1:${worker.port}/metrics`)).text()
    expect(metrics).toContain('jobs_died_total{task="poison"} 1')
    expect(metrics).toContain('dead_letters{task="poison"} 1')
    expect(metrics).toContain('job_attempts_total{task="note",outcome="done"} 5')
  })

  test('because it takes too long makes way for the next', async () => {
    let done = 0
    await enqueue({ task: 'endless', attempts: 1 }, {})
    await work([task('endless', () => new Promise(() => {}), 0.1), task('note', async () => void done++)], {
      POLYCLINIC_WORKER_CONCURRENCY: '1',
    })
    await eventually(async () => done === 1 && (await deadLetters()).length === 1)
    expect(await deadLetters()).toMatchObject([{ task: 'endless', error: 'It took longer than 0.1 s.' }])
  })
})

describe('a worker that is told to stop', () => {
  test('finishes what it has begun', async () => {
    const begun = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const worker = await work([
      task('note', async () => {
        begun.resolve()
        await gate.promise
      }),
    ])
    await enqueue({})
    await begun.promise
    const stopped = worker.stop()
    workers.length = 0
    gate.resolve()
    await stopped
    expect(await left()).toBe(0)
  })

  test('ends at its deadline although a job hears nothing, told twice', async () => {
    await enqueue({ task: 'deaf' })
    const child = await workApart('begun', { POLYCLINIC_WORKER_STOP_SECONDS: '0.3' })
    child.kill('SIGTERM')
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([1, null])
    expect(await left()).toBe(1)
  })

  test('ends when its parent does', async () => {
    const child = await workApart('ready', { POLYCLINIC_TIED_TO_PARENT: '1' })
    child.stdin?.end()
    expect(await once(child, 'exit')).toEqual([0, null])
  })
})

describe('a worker whose control plane goes away', () => {
  const answers = async (worker: RunningWorker, status: number) =>
    (await fetch(`http://127.0.0.1:${worker.port}/ready`)).status === status
  const withPort = { POLYCLINIC_WORKER_PORT: '0' }

  test('goes on when its connections are cut', async () => {
    let done = 0
    const worker = await work([task('note', async () => void done++)], withPort)
    await eventually(() => answers(worker, 200))
    const { rowCount } = await here.admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'polyclinic-worker'`,
    )
    expect(rowCount).toBeGreaterThan(1)
    await enqueue({}, {})
    // or more: one whose end could not be written down runs again, after the time that the writing may take
    await eventually(() => done >= 2, { withinMilliseconds: 30_000 })
    await eventually(() => answers(worker, 200))
  })

  test('heals when the server is back, and what ended meanwhile is done again', async () => {
    const begun = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    let runs = 0
    const worker = await work(
      [
        task('note', async () => {
          runs++
          begun.resolve()
          await gate.promise
        }),
      ],
      withPort,
    )
    await enqueue({})
    await begun.promise
    await here.stopServer()
    await eventually(() => answers(worker, 503))
    gate.resolve()
    await here.startServer()
    await eventually(() => answers(worker, 200), { withinMilliseconds: 15_000 })
    await eventually(async () => (await left()) === 0, { withinMilliseconds: 15_000 })
    expect(runs).toBe(2)
  })
})

test('a worker that is told to stop while its control plane is away does so', async () => {
  const worker = await work([task('note', async () => {})], { POLYCLINIC_WORKER_PORT: '0' })
  await here.stopServer()
  try {
    await eventually(async () => (await fetch(`http://127.0.0.1:${worker.port}/ready`)).status === 503)
    await expect(worker.stop()).resolves.toBeUndefined()
  } finally {
    workers.length = 0
    await here.startServer()
  }
})

test('every night each clinic that takes bookings has its calendar filled, once, and old replies forgotten', async () => {
  const clinics = await Promise.all(['riverside', 'himal-clinic', 'harbour-view'].map(here.onboard))
  const suspended = await here.onboard('alster-praxis')
  await here.admin.query(`update clinic set state = 'suspended' where id = $1`, [suspended.id])
  for (const { inside } of [...clinics, suspended]) {
    await inside.query('delete from slot')
    await inside.query(
      `insert into idempotency_key (principal, route, key, fingerprint, reply, created_at)
       values ('p', 'r', 'old', '', '{}', now() - interval '25 hours'), ('p', 'r', 'new', '', '{}', now())`,
    )
  }
  await enqueue({ task: 'top-up-calendars' }, { task: 'top-up-calendars' })
  await work([topUpCalendars(0), topUpCalendar, relayOutbox, refreshSearch])
  await eventually(async () => (await left()) === 0, { withinMilliseconds: 15_000 })
  const slots = ({ inside }: (typeof clinics)[number]) =>
    inside.query<{ days: number }>('select count(distinct local_date)::integer as days from slot')
  for (const clinic of clinics) {
    expect((await slots(clinic)).rows[0]?.days).toBeGreaterThan(5)
    const { rows } = await clinic.inside.query('select key from idempotency_key')
    expect(rows).toEqual([{ key: 'new' }])
  }
  expect((await slots(suspended)).rows).toEqual([{ days: 0 }])
})

test('the night and the hour begin by themselves', async () => {
  workers.push(await startWorker(here.config))
  const known = () =>
    here.admin.query('select identifier from graphile_worker._private_known_crontabs order by 1')
  const begun = schedule.split('\n').map((line) => line.split(' ')[5])
  await eventually(async () => (await known()).rowCount === begun.length)
  expect((await known()).rows).toEqual(begun.toSorted().map((identifier) => ({ identifier })))
})

test('the rights of the process are enough to work and too few to install', async () => {
  await here.admin.query('alter schema graphile_worker rename to graphile_worker_away')
  try {
    await expect(work([topUpCalendar])).rejects.toMatchObject({ code: 'queue-not-installed' })
  } finally {
    await here.admin.query('alter schema graphile_worker_away rename to graphile_worker')
  }
})
