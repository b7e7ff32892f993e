import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { type OpenDatabase, openDatabase } from './open-database.ts'
import { eventually } from '../testing/index.ts'
import { type SomeDatabases, someDatabases } from './some-databases.testing.ts'

let some: SomeDatabases
const opened: OpenDatabase[] = []

beforeAll(async () => {
  some = await someDatabases(1)
})
afterAll(() => some[Symbol.asyncDispose]())
afterEach(async () => {
  for (const database of opened.splice(0)) await database.end()
})

function open(max: number, name = some.places[0]?.owner) {
  const url = new URL(inject('adminUrl'))
  url.pathname = `/${name}`
  const options = { connectionString: url.href, max, applicationName: 'open-database' }
  const database = openDatabase({ ...options, timeouts: { connectMilliseconds: 200 } })
  opened.push(database)
  return database
}

const pidOf = async (database: OpenDatabase) => {
  const { rows } = await database.query<{ pid: number }>('select pg_backend_pid() as pid')
  return rows[0]?.pid
}

describe('one database with a pool of its own', () => {
  it('keeps its connection through an SQL error', async () => {
    const database = open(1)
    const before = await pidOf(database)
    await expect(database.query('select 1/0')).rejects.toMatchObject({ code: '22012' })
    expect(await pidOf(database)).toBe(before)
  })

  it('heals when the server ends its session, idle or in a transaction', async () => {
    const database = open(1)
    const before = await pidOf(database)
    await some.admin.query('select pg_terminate_backend($1, 5000)', [before])
    await eventually(() => database.pool.totalCount === 0)
    const cut = database.transaction(async (tx) => {
      const { rows } = await tx.query('select pg_backend_pid() as pid')
      await some.admin.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid])
      await tx.query('select 1')
    })
    await expect(cut).rejects.toMatchObject({
      code: 'database-unavailable',
      facts: { reason: 'unreachable' },
    })
    expect(await pidOf(database)).toBeGreaterThan(0)
  })

  it('refuses when all its connections are taken for too long, and when there is no such database', async () => {
    const database = open(1)
    const client = await database.connect()
    await expect(database.query('select 1')).rejects.toMatchObject({ facts: { reason: 'no-seat' } })
    await client.query('begin')
    client.release()
    await eventually(() => database.pool.totalCount === 0)
    await expect(open(1, 'no_such_database').query('select 1')).rejects.toMatchObject({
      facts: { reason: 'missing' },
    })
  })
})
