import pg from 'pg'
import { describe, expect, inject, it } from 'vitest'
import { asAdmin } from './as-admin.ts'
import { freshDatabase } from './fresh-database.ts'
import { serverLog } from './server-log.ts'

describe('a fresh database', () => {
  it.each(['control', 'clinic', 'empty'] as const)('is cloned and dropped again (%s)', async (template) => {
    let name: string
    {
      await using database = await freshDatabase(template)
      name = database.name
      expect(await ask(database.url, 'select current_database() as name')).toEqual([{ name }])
      const [ledger] = await ask(database.url, `select to_regclass('public.schema_migration') as ledger`)
      expect(ledger?.['ledger'] !== null).toBe(template !== 'empty')
    }
    const left = await asAdmin((client) => client.query('select from pg_database where datname = $1', [name]))
    expect(left.rowCount).toBe(0)
  })

  it('is dropped although somebody is connected', async () => {
    const database = await freshDatabase('empty')
    const client = new pg.Client({ connectionString: database.url })
    const ended = new Promise((settle) => client.on('error', settle))
    await client.connect()
    await database[Symbol.asyncDispose]()
    expect(await ended).toBeInstanceOf(Error)
  })

  it('leaves the templates closed to everybody', async () => {
    const url = new URL(inject('adminUrl'))
    url.pathname = `/${inject('clinicTemplate')}`
    await expect(ask(url.href, 'select 1')).rejects.toMatchObject({ code: '55000' })
  })
})

describe('the server’s log', () => {
  it('holds a deadlock, under the name of its database', async () => {
    await using database = await freshDatabase('empty')
    await using quiet = await freshDatabase('empty')
    await ask(database.url, 'create table t (id int); insert into t values (1), (2)')
    await Promise.allSettled([lockBoth(database.url, 1, 2), lockBoth(database.url, 2, 1)])
    expect(await serverLog(database.name)).toContain('deadlock detected')
    expect(await serverLog()).toContain('deadlock detected')
    expect(await serverLog(quiet.name)).not.toContain('deadlock detected')
  })
})

/** Two of these, crosswise, deadlock: each waits in the advisory lock until the other holds its row. */
async function lockBoth(url: string, first: number, second: number): Promise<void> {
  await ask(
    url,
    `do $$ begin
       perform from t where id = ${first} for update;
       perform pg_advisory_lock(${first});
       while (select count(*) from pg_locks where locktype = 'advisory' and granted and database =
         (select oid from pg_database where datname = current_database())) < 2 loop perform pg_sleep(0.01); end loop;
       perform from t where id = ${second} for update;
     end $$`,
  )
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
