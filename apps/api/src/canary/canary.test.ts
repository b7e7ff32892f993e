import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canaryWords, control } from './canary.ts'
import { beIll, beSeenAtDesk, beTold, comeIn, keepHouse, meetMisfortunes } from './life/index.ts'
import { type Aviary, openAviary, redisOfAviary } from './open-aviary.ts'
import { searchDatabase } from './search-database.ts'
import { searchFiles } from './search-files.ts'
import { searchRedis } from './search-redis.ts'
import { WordFinder } from './word-finder.ts'

const redis = redisOfAviary()
let aviary: Aviary
let finder: WordFinder
beforeAll(async () => {
  aviary = await openAviary()
  await writeControl()
  await comeIn(aviary)
  const token = await keepHouse(aviary)
  const ill = await beIll(aviary, token)
  await beTold(aviary, { ...ill, token })
  await beSeenAtDesk(aviary, { ...ill, token })
  await meetMisfortunes(aviary, token)
  await noJobIsLeft()
  finder = new WordFinder(new Map([...canaryWords, ...aviary.secrets.all, [control, control]]))
}, 120_000)
afterAll(() => aviary?.[Symbol.asyncDispose]())

const server = () => aviary.service.fleet.asSuperuser('postgres')
const databases = async () => {
  const { fleet, clinic } = aviary.service
  const clinics = await Promise.all(['alpha', 'beta', 'doomed'].map(clinic))
  return [fleet.name, ...clinics.map(({ databaseName }) => databaseName)]
}

/** In the very places where the canary must not be, before it comes. */
async function writeControl(): Promise<void> {
  await server().query(`create table scratch as select '${control}' as word`)
  await server().query(`do $$ begin raise log '${control}'; end $$`)
}

async function noJobIsLeft(): Promise<void> {
  const queue = aviary.service.fleet.asSuperuser(aviary.service.fleet.name)
  await eventually(
    async () => {
      const { rows } = await queue.query<{ busy: number }>(
        `select count(*)::integer as busy from graphile_worker.jobs where run_at <= now() and attempts < max_attempts`,
      )
      return rows[0]?.busy === 0
    },
    { withinMilliseconds: 20_000 },
  )
}

it('was given secrets of every kind, which are looked for as well', () => {
  const kinds = new Set([...aviary.secrets.all.keys()].map((name) => name.replace(/ \d.*$/, '')))
  expect([...kinds].sort()).toEqual([
    'access token',
    'address of a calendar',
    'challenge',
    'code of a mail',
    'link of a mail',
    'link of a notice',
    'recovery code',
    'refresh token',
    'secret of a webhook',
    'secret of the authenticator',
  ])
})

describe('a patient’s name, address, phone and words, and what proves who they are', () => {
  it('stand in no byte of the database server’s files', async () => {
    await server().query('checkpoint')
    const { rows } = await server().query<{ path: string }>(
      `select current_setting('data_directory') as path`,
    )
    const { files, bytes, found } = await searchFiles(rows[0]?.path ?? '', finder)
    console.log(`canary: ${files} files of Postgres, ${Math.round(bytes / 1e6)} MB`)
    const planted = found.filter((each) => each.includes(control)).toSorted()
    // the control: what is there is found, in the table and in the write-ahead log
    expect(planted).toEqual([
      expect.stringMatching(/^base\/\d+\/\d+: Control Kookaburra \(plain\)$/),
      expect.stringMatching(/^pg_wal\/[0-9A-F]{24}: Control Kookaburra \(plain\)$/),
    ])
    expect(found.filter((each) => !planted.includes(each))).toEqual([])
  })

  it('stand in no table, jobs included', async () => {
    const searched: string[] = []
    for (const database of await databases()) {
      const { tables, found } = await searchDatabase(aviary.service.fleet.asSuperuser(database), finder)
      expect(found).toEqual([])
      searched.push(...tables)
    }
    expect(searched).toEqual(
      expect.arrayContaining(['public.patient', 'public.known_patient', 'graphile_worker._private_jobs']),
    )
    expect((await searchDatabase(server(), finder)).found).toEqual([`public.scratch: ${control} (plain)`])
  })

  it('stand in no log at its most talkative: of the API, of the worker, of the database server', async () => {
    const [api, worker] = [aviary.service.log.join(''), aviary.worker.log]
    const postgres = await eventually(() => {
      const text = aviary.serverLog.join('\n')
      return text.includes('doomed') ? text : undefined
    })
    expect(api).toContain('request failed')
    expect(worker).toContain('the worker takes jobs')
    expect(worker).toContain('"reason":"550"')
    expect(finder.findIn(api)).toEqual([])
    expect(finder.findIn(worker)).toEqual([])
    expect(finder.findIn(postgres)).toEqual([`${control} (plain)`])
  })

  it('stand in no metric', async () => {
    const [api, worker] = [(await aviary.service.send('GET', '/metrics')).text, await aviary.worker.metrics()]
    expect(api).toContain('http_requests_total')
    expect(worker).toContain('mails_total')
    expect(worker).toContain('notices_total')
    expect([finder.findIn(api), finder.findIn(worker)]).toEqual([[], []])
  })

  it('stand in no refusal', () => {
    const statuses = new Set(aviary.refusals.map(({ status }) => status))
    expect([...statuses].sort()).toEqual(
      expect.arrayContaining([400, 401, 403, 404, 409, 412, 422, 500, 503]),
    )
    const telling = aviary.refusals.map(({ of, status, text }) => [of, status, ...finder.findIn(text)])
    expect(telling.filter((each) => each.length > 2)).toEqual([])
  })

  it('stand in no file that the service writes beside its databases', async () => {
    const { files, found } = await searchFiles(join(aviary.directory, 'written'), finder)
    expect([files > 0, found]).toEqual([true, []])
    const ledger = await readFile(join(aviary.directory, 'written', 'erasures.jsonl'), 'utf8')
    expect(ledger).toContain('erasureId')
  })

  it.skipIf(redis === undefined)('stand in no key and no value of Redis', async () => {
    const { keys, found } = await searchRedis(redis ?? '', finder)
    expect([keys > 0, found]).toEqual([true, []])
  })

  it('do not stand in what a stranger is shown', async () => {
    const { ask } = aviary
    for (const id of ['listClinics', 'ready', 'jwks'] as const)
      expect(finder.findIn((await ask(id)).text)).toEqual([])
  })
})
