import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually, type FreshDatabase, freshDatabase, serverLog } from '../testing/index.ts'
import { loadMigrations, type Migration } from './load-migrations.ts'
import { migrateDatabase } from './migrate-database.ts'

let database: FreshDatabase
let other: pg.Client

beforeEach(async () => {
  database = await freshDatabase('empty')
  other = new pg.Client({ connectionString: database.url })
  other.on('error', () => {})
  await other.connect()
})

afterEach(async () => {
  await other.end()
  await database[Symbol.asyncDispose]()
})

const doctors = { '0001_doctors.sql': 'create table doctor (id int, day int);' }

describe('migrating a database', () => {
  it('applies each file once, in order, and writes it down', async () => {
    const one = await files(doctors)
    expect(await migrateDatabase(database.url, one)).toEqual({ applied: ['0001_doctors'], version: 1 })

    const two = await files({ ...doctors, '0002_rooms.sql': 'create table room (id int)' })
    const told: string[] = []
    const result = await migrateDatabase(database.url, two, { onApplied: ({ name }) => told.push(name) })
    expect(result).toEqual({ applied: ['0002_rooms'], version: 2 })
    expect(told).toEqual(['0002_rooms'])
    expect(await migrateDatabase(database.url, two)).toEqual({ applied: [], version: 2 })

    const ledger = await rows('select version, name, checksum from schema_migration order by version')
    expect(ledger).toEqual(two.map(({ version, name, checksum }) => ({ version, name, checksum })))
  })

  it('gives version 0 where there are no migrations', async () => {
    expect(await migrateDatabase(database.url, [])).toEqual({ applied: [], version: 0 })
  })

  it('keeps nothing of a file that fails, names its line, and carries on when it is mended', async () => {
    const name = '0002_rooms.sql'
    const broken = await files({
      ...doctors,
      [name]: "create table room (id int);\n-- 🩺\nselect '🩺';\nselect nothing;",
    })
    await expect(migrateDatabase(database.url, broken)).rejects.toMatchObject({
      code: 'migration-failed',
      facts: { file: name, line: 4, sqlState: '42703', undone: true },
      message: `${name}, line 4, failed and nothing of it was kept: column "nothing" does not exist.`,
    })
    expect(await rows('select name from schema_migration')).toEqual([{ name: '0001_doctors' }])
    const mended = await files({ ...doctors, [name]: 'create table room (id int)' })
    expect((await migrateDatabase(database.url, mended)).applied).toEqual(['0002_rooms'])
  })

  it('refuses a file that was edited after it was applied', async () => {
    await migrateDatabase(database.url, await files(doctors))
    const edited = await files({ '0001_doctors.sql': 'create table doctor (id bigint)' })
    await expect(migrateDatabase(database.url, edited)).rejects.toMatchObject({
      code: 'migration-edited',
      facts: { file: '0001_doctors.sql', version: 1 },
      message:
        '0001_doctors.sql was edited after it was applied; restore it and write a new migration instead.',
    })
  })

  it('refuses a database that is ahead of the code', async () => {
    await migrateDatabase(database.url, await files({ ...doctors, '0002_rooms.sql': 'select 1' }))
    await expect(migrateDatabase(database.url, await files(doctors))).rejects.toMatchObject({
      code: 'database-ahead',
      facts: { databaseVersion: 2, codeVersion: 1 },
    })
  })

  it('lets two migrators at once apply each file once', async () => {
    const migrations = await files({ ...doctors, '0002_index.sql': concurrently('index') })
    const results = await Promise.all([1, 2, 3].map(() => migrateDatabase(database.url, migrations)))
    expect(results.flatMap(({ applied }) => applied)).toEqual(['0001_doctors', '0002_index'])
    expect(results.map(({ version }) => version)).toEqual([2, 2, 2])
    expect(await serverLog(database.name)).not.toContain('deadlock detected')
  })

  it('says that another migrator holds the database for too long', async () => {
    await other.query('select pg_advisory_lock(7237001)')
    const waiting = migrateDatabase(database.url, await files(doctors), { patienceMilliseconds: 100 })
    await expect(waiting).rejects.toMatchObject({ code: 'migrator-busy', facts: { waitedMilliseconds: 100 } })
  })

  it('begins each file with a fresh session, and keeps the role of its address', async () => {
    await other.query(`create schema elsewhere; grant create on schema public to polyclinic_owner`)
    const url = new URL(database.url)
    url.searchParams.set('options', '-c role=polyclinic_owner')
    const migrations = await files({
      '0001_away.sql': "set search_path = 'elsewhere'; set lock_timeout = 1",
      '0002_doctors.sql': 'create table doctor (id int)',
    })
    await migrateDatabase(url.href, migrations)
    expect(await rows(`select schemaname, tableowner from pg_tables where tablename = 'doctor'`)).toEqual([
      { schemaname: 'public', tableowner: 'polyclinic_owner' },
    ])
  })
})

describe('a lock that is not to be had', () => {
  const columns = { '0002_rooms.sql': 'alter table doctor add room int' }

  it('is let go and asked for again', async () => {
    await migrateDatabase(database.url, await files(doctors))
    await other.query('begin; lock table doctor in access share mode')
    const migrating = migrateDatabase(database.url, await files({ ...doctors, ...columns }), {
      lockTimeoutMilliseconds: 50,
    })
    await eventually(async () => (await serverLog(database.name)).includes('due to lock timeout'))
    await other.query('commit')
    expect((await migrating).applied).toEqual(['0002_rooms'])
  })

  it('ends the migration after a few tries, with nothing kept', async () => {
    await migrateDatabase(database.url, await files(doctors))
    await other.query('begin; lock table doctor in access share mode')
    const migrating = migrateDatabase(database.url, await files({ ...doctors, ...columns }), {
      lockTimeoutMilliseconds: 20,
    })
    await expect(migrating).rejects.toMatchObject({ code: 'migration-failed', facts: { sqlState: '55P03' } })
    expect(await rows('select max(version) as version from schema_migration')).toEqual([{ version: 1 }])
  })
})

describe('a file without a transaction', () => {
  it('builds an index concurrently, waiting for old transactions beyond the lock timeout', async () => {
    await migrateDatabase(database.url, await files(doctors))
    await other.query('begin; insert into doctor values (1, 1)')
    const migrations = await files({ ...doctors, '0002_index.sql': concurrently('index') })
    const migrating = migrateDatabase(database.url, migrations, { lockTimeoutMilliseconds: 50 })
    await eventually(async () => {
      // within a transaction Postgres shows what it showed first
      await other.query('select pg_stat_clear_snapshot()')
      const waiting = await rows(`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like 'create index%'
          and clock_timestamp() - query_start > interval '500 milliseconds'`)
      return waiting.length === 1
    })
    await other.query('commit')
    expect((await migrating).applied).toEqual(['0002_index'])
    expect(await validity()).toEqual([{ valid: true }])
  })

  it('is run again from its start after a half-made run, and leaves no invalid index', async () => {
    const migrations = await files({ ...doctors, '0002_index.sql': concurrently('unique index') })
    await migrateDatabase(database.url, migrations.slice(0, 1))
    await other.query('insert into doctor values (1, 1), (2, 1)')
    await expect(migrateDatabase(database.url, migrations)).rejects.toMatchObject({
      code: 'migration-failed',
      facts: { file: '0002_index.sql', sqlState: '23505', undone: false },
    })
    expect(await validity()).toEqual([{ valid: false }])
    await other.query('delete from doctor where id = 2')
    expect((await migrateDatabase(database.url, migrations)).applied).toEqual(['0002_index'])
    expect(await validity()).toEqual([{ valid: true }])
  })

  it('names the line of a statement that fails', async () => {
    const migrations = await files({ '0001_a.sql': '--! no-transaction\nvacuum;\n\nselect 1,\n  nothing;' })
    await expect(migrateDatabase(database.url, migrations)).rejects.toMatchObject({ facts: { line: 5 } })
  })
})

function concurrently(kind: 'index' | 'unique index'): string {
  return `--! no-transaction
    drop index concurrently if exists doctor_day;
    create ${kind} concurrently doctor_day on doctor (day);`
}

function validity(): Promise<unknown[]> {
  return rows(`select indisvalid as valid from pg_index where indexrelid = to_regclass('doctor_day')`)
}

async function rows(sql: string): Promise<unknown[]> {
  return (await other.query(sql)).rows
}

async function files(contents: Record<string, string>): Promise<Migration[]> {
  const directory = await mkdtemp(join(tmpdir(), 'polyclinic-migrations-'))
  try {
    for (const [name, text] of Object.entries(contents)) await writeFile(join(directory, name), text)
    return await loadMigrations(directory)
  } finally {
    await rm(directory, { recursive: true })
  }
}
