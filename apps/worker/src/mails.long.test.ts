import { askForMail, enqueueJobs } from '@polyclinic/control'
import { parseKeyRing, Vault } from '@polyclinic/guard'
import { type Mailbox, type MoodyServer, openMailbox, openMoodyServer } from '@polyclinic/mail/mailbox'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from './boot/config.ts'
import { type RunningWorker, startWorker } from './boot/start-worker.ts'
import { forgetOldMails } from './tasks/forget-old-mails.ts'
import { sendMail } from './tasks/send-mail.ts'
import { openTestInstallation, type TestInstallation } from './testing/open-test-installation.ts'

const to = 'canary.ada@people.test'
let here: TestInstallation
let server: MoodyServer
let mailbox: Mailbox
const workers: RunningWorker[] = []
const log: string[] = []

beforeAll(async () => {
  ;[here, server, mailbox] = await Promise.all([
    openTestInstallation(),
    openMoodyServer(),
    openMailbox({ production: false }),
  ])
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
  await here.admin.query('truncate mail; truncate graphile_worker._private_jobs')
  server.mood = {}
  server.read = []
  // at every level, of every test
  expect(log.join('')).not.toMatch(/canary|people\.test|welcome/)
})
afterAll(async () => {
  await here[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
  await mailbox.close()
})

async function work(over: Record<string, string> = {}): Promise<RunningWorker> {
  const environment = {
    ...here.environment,
    POLYCLINIC_SMTP_URL: server.smtpUrl,
    LOG_LEVEL: 'trace',
    ...over,
  }
  const worker = await startWorker(
    readConfig(environment),
    { tasks: [sendMail, forgetOldMails], crontab: '' },
    { write: (line) => log.push(line) },
  )
  workers.push(worker)
  return worker
}

/** As a verb asks for it; gives its id. */
async function ask(): Promise<string> {
  const vault = new Vault(parseKeyRing(here.environment['POLYCLINIC_KEYS'] ?? '', 'a test'))
  await here.admin.transaction((tx) =>
    askForMail(tx, vault, {
      kind: 'sign-in',
      to,
      locale: 'es-MX',
      facts: { link: 'https://clinic.test/1', code: '482913' },
    }),
  )
  const { rows } = await here.admin.query<{ id: string }>('select id from mail order by id desc limit 1')
  return rows[0]?.id ?? ''
}

const mails = async () =>
  (
    await here.admin.query<{ state: string; attempts: number; error: string | null; sealed: boolean }>(
      `select state, attempts, error, wrapped_key is not null or sealed_contents is not null as sealed from mail`,
    )
  ).rows
const jobs = async () =>
  (
    await here.admin.query<{ task: string; attempts: number }>(
      'select task_identifier as task, attempts::integer from graphile_worker.jobs',
    )
  ).rows
const noJobsAreLeft = () => eventually(async () => (await jobs()).length === 0)
/** What the queue does by itself after some seconds */
const tryAgainNow = () => here.admin.query('update graphile_worker._private_jobs set run_at = now()')
const failedOnce = () =>
  eventually(async () => {
    const { rows } = await here.admin.query(
      'select from graphile_worker.jobs where attempts = 1 and locked_at is null and run_at > now()',
    )
    return rows.length === 1
  })

test('a mail that was asked for lies in the mailbox, and nothing of it is kept', async () => {
  await work({ POLYCLINIC_SMTP_URL: mailbox.smtpUrl, POLYCLINIC_MAIL_FROM: 'Ríos <hello@clinic.test>' })
  const id = await ask()
  await eventually(() => mailbox.sentTo(to).length === 1)
  expect(mailbox.sentTo(to)).toMatchObject([
    {
      subject: 'Su enlace para iniciar sesión',
      from: 'hello@clinic.test',
      messageId: `<${id}@clinic.test>`,
      text: expect.stringContaining('482913'),
      html: expect.stringContaining('href="https://clinic.test/1"'),
    },
  ])
  await noJobsAreLeft()
  expect(await mails()).toEqual([{ state: 'sent', attempts: 1, error: null, sealed: false }])
})

describe('nothing is sent twice', () => {
  test('where the worker is asked again after it was sent', async () => {
    await work()
    const mailId = await ask()
    await noJobsAreLeft()
    await enqueueJobs(here.admin, [{ task: 'send-mail', payload: { mailId } }])
    await noJobsAreLeft()
    expect(server.read).toHaveLength(1)
    expect(await mails()).toMatchObject([{ state: 'sent', attempts: 1 }])
  })

  test('where two workers are asked at the same time', async () => {
    const gate = Promise.withResolvers<void>()
    server.mood = { waitsFor: gate.promise }
    await Promise.all([work(), work()])
    const mailId = await ask()
    await eventually(() => server.read.length === 1)
    await enqueueJobs(here.admin, [{ task: 'send-mail', payload: { mailId } }])
    // the second one finds it taken, and only looks again later
    await eventually(async () => {
      const { rows } = await here.admin.query('select from graphile_worker.jobs where run_at > now()')
      return rows.length === 1
    })
    gate.resolve()
    await eventually(async () => (await jobs()).length === 1)
    await tryAgainNow()
    await noJobsAreLeft()
    expect(server.read).toHaveLength(1)
    expect(await mails()).toMatchObject([{ state: 'sent', attempts: 1 }])
  })
})

describe('a mail that is not taken', () => {
  test.each([
    ['a server that goes away', { greeting: 421 }, '421', 0],
    ['a busy recipient', { recipient: 450 }, '450', 0],
    ['a connection that is cut in the middle', { cuts: 'amid' }, 'ECONNECTION', 0],
    ['an answer that is lost', { cuts: 'after' }, 'ECONNECTION', 1],
  ] as const)('waits after %s, and goes out later', async (_, mood, error, readBefore) => {
    server.mood = mood
    await work()
    const id = await ask()
    await failedOnce()
    expect(await mails()).toEqual([{ state: 'waiting', attempts: 1, error, sealed: true }])
    server.mood = {}
    await tryAgainNow()
    await noJobsAreLeft()
    expect(await mails()).toEqual([{ state: 'sent', attempts: 2, error: null, sealed: false }])
    // one that was read twice is known by its id
    expect(server.read).toHaveLength(readBefore + 1)
    for (const { source } of server.read) expect(source).toContain(`Message-ID: <${id}@localhost>`)
  })

  test('for good is not tried again, is counted, and nothing of it is kept', async () => {
    server.mood = { recipient: 550 }
    const worker = await work({ POLYCLINIC_WORKER_PORT: '0' })
    await ask()
    await noJobsAreLeft()
    expect(await mails()).toEqual([{ state: 'refused', attempts: 1, error: '550', sealed: false }])
    const metrics = await (await fetch(`http://127.0.0.1:${worker.port}/metrics`)).text()
    expect(metrics).toContain('mails_total{outcome="refused"} 1')
    expect(log.join('')).toContain('"reason":"550"')
  })

  test('for two days is given up', async () => {
    await ask()
    await here.admin.query(`update mail set created_at = now() - interval '49 hours'`)
    await work()
    await noJobsAreLeft()
    expect(server.read).toHaveLength(0)
    expect(await mails()).toMatchObject([{ state: 'refused', error: 'too-late', sealed: false }])
  })
})

describe('without a mail server', () => {
  test('mails wait, and a worker that has one sends them', async () => {
    await work({ POLYCLINIC_SMTP_URL: '' })
    await ask()
    await enqueueJobs(here.admin, [{ task: 'forget-old-mails', payload: {} }])
    await eventually(async () => (await jobs()).every(({ task }) => task === 'send-mail'))
    expect(await jobs()).toEqual([{ task: 'send-mail', attempts: 0 }])
    expect(log.filter((line) => line.includes('mails wait'))).toHaveLength(1)
    await work()
    await noJobsAreLeft()
    expect(await mails()).toMatchObject([{ state: 'sent' }])
  })

  test('or a sender production does not start, and a password is not repeated', () => {
    const production = { ...here.environment, NODE_ENV: 'production' }
    expect(() => readConfig(production)).toThrow(
      'In production the worker sends mails: set POLYCLINIC_SMTP_URL, as in smtp://user:password@host:587.',
    )
    const url = 'smtps://me:s3cret@mail.test'
    expect(() => readConfig({ ...production, POLYCLINIC_SMTP_URL: url })).toThrow(/set POLYCLINIC_MAIL_FROM/)
    expect(
      readConfig({ ...production, POLYCLINIC_SMTP_URL: url, POLYCLINIC_MAIL_FROM: 'hello@clinic.test' }).mail,
    ).toMatchObject({ server: { host: 'mail.test' }, from: { address: 'hello@clinic.test' } })
    expect(() => readConfig({ ...production, POLYCLINIC_SMTP_URL: 'me:s3cret@mail.test' })).toThrow(
      /^The setting POLYCLINIC_SMTP_URL cannot be used: write (?!.*s3cret)/,
    )
  })
})

test('every night what is over is forgotten, and what nobody could send is given up', async () => {
  const ids = await Promise.all([1, 2, 3, 4].map(ask))
  const { rows } = await here.admin.query<{ id: string }>('select id from mail order by id')
  expect(new Set(ids).size).toBeGreaterThan(0)
  const [fresh, late, ended, old] = rows.map(({ id }) => id)
  await here.admin.query('truncate graphile_worker._private_jobs')
  await here.admin.query(`update mail set created_at = now() - interval '3 days' where id = $1`, [late])
  const end = (id: string | undefined, days: number) =>
    here.admin.query(
      `update mail set state = 'sent', wrapped_key = null, sealed_contents = null,
         finished_at = now() - make_interval(days => $2) where id = $1`,
      [id, days],
    )
  await end(ended, 29)
  await end(old, 31)
  await enqueueJobs(here.admin, [{ task: 'forget-old-mails', payload: {} }])
  await work()
  await noJobsAreLeft()
  const kept = await here.admin.query<{ id: string; state: string }>('select id, state from mail order by id')
  expect(kept.rows).toEqual([
    { id: fresh, state: 'waiting' },
    { id: late, state: 'refused' },
    { id: ended, state: 'sent' },
  ])
})
