import { type AddressInfo, createServer, type Socket } from 'node:net'
import { mkdtemp, chmod, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freePort, startEmbeddedPostgres } from '../embedded/index.ts'
import { eventually } from '../testing/index.ts'
import { fleetsOver, unavailable } from './fleets.testing.ts'
import type { FleetEvent } from './place.ts'

const { aFleet, ask, backends, place, terminate } = fleetsOver(4)

describe('a database that cannot be had', () => {
  it('is refused when it is not the one expected, and nobody gets that connection', async () => {
    const { fleet, applicationName } = aFleet()
    const misled = place(0, { address: place(1).address })
    await expect(fleet.database(misled).query('select 1')).rejects.toEqual(unavailable('wrong-database'))
    await eventually(async () => (await backends(applicationName)).length === 0)
  })

  it('is missing once it is dropped, is not created again, and the others do not notice', async () => {
    const { fleet } = aFleet()
    const [lost, kept] = [fleet.database(place(3)), fleet.database(place(2))]
    await Promise.all([lost.query('select 1'), kept.query('select 1')])
    await ask(`drop database ${place(3).owner} with (force)`)
    // the first may still meet the connection that the drop has cut
    await lost.query('select 1').catch(() => {})
    await expect(lost.query('select 1')).rejects.toEqual(unavailable('missing'))
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => lost.query('select 1')))
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true)
    await expect(kept.query('select 1')).resolves.toMatchObject({ rowCount: 1 })
    const { rows } = await ask('select 1 from pg_database where datname = $1', [place(3).owner])
    expect(rows).toEqual([])
  })

  it('is refused with a wrong password, and unreachable on a closed port; each asks once for its queue', async () => {
    const events: FleetEvent[] = []
    const { fleet } = aFleet({ onEvent: (event) => events.push(event) })
    const { address } = place(1)
    const closedPort = await freePort()
    const dead = fleet.database(place(1, { address: { ...address, port: closedPort } }))
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => dead.query('select 1')))
    for (const answer of answers) expect(answer).toMatchObject({ reason: unavailable('unreachable') })
    expect(events.filter(({ event }) => event === 'connection-closed')).toHaveLength(1)
    const locked = fleet.database(place(1, { address: { ...address, user: 'nobody_at_all', password: 'x' } }))
    await expect(locked.query('select 1')).rejects.toEqual(unavailable('refused'))
    expect(fleet.stats().servers[0]).toMatchObject({ waiting: 0, leased: 0 })
  })

  it('times out on a server that accepts and says nothing', async () => {
    await using deaf = await aDeafServer()
    const { fleet } = aFleet({ timeouts: { connectMilliseconds: 60 } })
    const database = fleet.database(place(0, { address: { ...place(0).address, port: deaf.port } }))
    await expect(database.query('select 1')).rejects.toEqual(unavailable('timeout'))
    await eventually(() => fleet.stats().servers[0]?.taken === 0)
  })
})

describe('a connection that breaks', () => {
  it('while idle is replaced without anybody noticing', async () => {
    const { fleet, applicationName } = aFleet()
    const database = fleet.database(place(0))
    await database.query('select 1')
    const [before] = await backends(applicationName)
    await terminate(before?.pid)
    await eventually(() => fleet.stats().servers[0]?.taken === 0)
    await expect(database.query('select 1')).resolves.toMatchObject({ rowCount: 1 })
    expect((await backends(applicationName))[0]?.pid).not.toBe(before?.pid)
  })

  it('while in use fails that use only, and gives the seat back though the borrower never does', async () => {
    const { fleet, applicationName } = aFleet({ seatsPerServer: 1 })
    const database = fleet.database(place(1))
    const client = await database.connect()
    const sleeping = expect(client.query('select pg_sleep(30)')).rejects.toEqual(unavailable('unreachable'))
    const [before] = await backends(applicationName)
    await terminate(before?.pid)
    await sleeping
    await expect(database.query('select 1')).resolves.toMatchObject({ rowCount: 1 })
    client.release()
    expect(fleet.stats().servers[0]).toMatchObject({ taken: 1, leased: 0, idle: 1 })
  })

  it('is not lent again after a read timeout', async () => {
    const { fleet, applicationName } = aFleet({ timeouts: { queryMilliseconds: 50 } })
    const database = fleet.database(place(2))
    await expect(database.query('select pg_sleep(1)')).rejects.toEqual(unavailable('timeout'))
    const [late] = await backends(applicationName)
    const { rows } = await database.query<{ pid: number }>('select pg_backend_pid() as pid')
    expect(rows[0]?.pid).not.toBe(late?.pid)
  })

  it('is not lent again when it comes back inside a transaction', async () => {
    const { fleet } = aFleet()
    const database = fleet.database(place(2))
    const client = await database.connect()
    await client.query('begin')
    client.release()
    const { rows } = await database.query<{ fresh: boolean }>('select now() = statement_timestamp() as fresh')
    expect(rows).toEqual([{ fresh: true }])
    expect(() => client.release()).toThrow('released before')
  })
})

describe('a server that stops and comes back', () => {
  it('is unavailable meanwhile, and the pools heal by themselves', async () => {
    const home = await mkdtemp(join(tmpdir(), 'pool-fleet-'))
    await chmod(home, 0o755)
    const options = { dataDirectory: join(home, 'pg'), port: await freePort(), settings: { fsync: 'off' } }
    const first = await startEmbeddedPostgres(options)
    const { fleet } = aFleet({ seatsPerServer: 2 })
    const password = decodeURIComponent(new URL(first.adminUrl()).password)
    const address = { host: '127.0.0.1', port: first.port, database: 'postgres', user: 'postgres', password }
    const database = fleet.database(place(0, { key: 'mortal', address, verify: async () => {} }))
    await Promise.all([database.query('select pg_sleep(0.05)'), database.query('select pg_sleep(0.05)')])
    const inUse = expect(database.query('select pg_sleep(30)')).rejects.toEqual(unavailable('unreachable'))
    await first.stop()
    await inUse
    await expect(database.query('select 1')).rejects.toEqual(unavailable('unreachable'))
    const second = await startEmbeddedPostgres(options)
    await expect(database.query('select 1')).resolves.toMatchObject({ rowCount: 1 })
    await fleet.close()
    await second.stop()
    await rm(home, { recursive: true, force: true })
  })
})

async function aDeafServer() {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => sockets.add(socket.on('error', () => {})))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
