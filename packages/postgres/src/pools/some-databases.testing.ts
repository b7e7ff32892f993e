import pg from 'pg'
import { inject } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../testing/index.ts'
import type { Place } from './place.ts'

export interface SomeDatabases extends AsyncDisposable {
  /** The superuser, connected to `postgres`. */
  admin: pg.Client
  places: Place[]
}

/** Databases of one test file, each with `sql` run in it and knowing its own name; dropped at the end. */
export async function someDatabases(count: number, sql = ''): Promise<SomeDatabases> {
  const admin = new pg.Client(inject('adminUrl'))
  await admin.connect()
  const databases: FreshDatabase[] = []
  while (databases.length < count) databases.push(await freshDatabase('empty'))
  for (const { name, url } of databases) {
    await run(
      url,
      `create table identity (id text not null); insert into identity values ('${name}'); ${sql}`,
    )
  }
  return {
    admin,
    places: databases.map(placeOf),
    async [Symbol.asyncDispose]() {
      for (const database of databases) await database[Symbol.asyncDispose]()
      await admin.end()
    },
  }
}

function placeOf({ name, url }: FreshDatabase): Place {
  const { hostname: host, port, username, password } = new URL(url)
  return {
    key: `${name}:1:1`,
    owner: name,
    server: 'one',
    address: {
      host,
      port: Number(port),
      database: name,
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
    },
    async verify(client) {
      const { rows } = await client.query<{ id: string }>('select id from identity')
      if (rows[0]?.id !== name) throw new Error(`This database is ${rows[0]?.id ?? 'nobody'}, not ${name}.`)
    },
  }
}

async function run(connectionString: string, sql: string) {
  const client = new pg.Client(connectionString)
  await client.connect()
  await client.query(sql)
  await client.end()
}
