import { defineEntity, MetadataDiscovery, OptimisticLockError, p } from '@mikro-orm/core'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { brokenConstraint, type Database, type Place, PoolFleet } from '../pools/index.ts'
import { type SomeDatabases, someDatabases } from '../pools/some-databases.testing.ts'
import { openTestDatabase, patience } from '../testing/index.ts'
import { SharedOrm } from './shared-orm.ts'

const Room = defineEntity({
  name: 'Room',
  tableName: 'room',
  properties: {
    id: p.integer().primary().autoincrement(false),
    name: p.text().unique('room_name_once'),
    opens: p.date().nullable(),
    madeAt: p
      .datetime()
      .columnType('timestamptz')
      .onCreate(() => new Date('2026-03-29T00:30:00Z')),
    posted: p.datetime().columnType('timestamp').nullable(),
    version: p.integer().version(),
    stays: () => p.oneToMany(Stay).mappedBy('room'),
  },
})
const Stay = defineEntity({
  name: 'Stay',
  tableName: 'stay',
  properties: { id: p.integer().primary().autoincrement(false), room: () => p.manyToOne(Room) },
})

const tables = `
  create table room (
    id int primary key, name text not null constraint room_name_once unique, opens date,
    made_at timestamptz not null, posted timestamp, version int not null default 1
  );
  create table stay (id int primary key, room_id int not null references room deferrable initially deferred);`

let some: SomeDatabases
let databases: Database[]
const fleet = new PoolFleet({
  seatsPerServer: 3,
  seatsPerDatabase: 2,
  applicationName: 'shared-orm',
  timeouts: patience,
})
const orm = new SharedOrm([Room, Stay])

beforeAll(async () => {
  some = await someDatabases(3, tables)
  databases = some.places.map((place) => fleet.database(place))
  const [first, second] = databases
  await first?.query(`insert into room values (1, 'first', '2026-03-29', '2026-03-29 00:30Z')`)
  await second?.query(`insert into room values (1, 'second', '2026-10-25', '2026-10-25 00:30Z')`)
})
afterAll(async () => {
  await orm.close()
  await fleet.close()
  await some[Symbol.asyncDispose]()
})

const em = (at: number) => orm.entityManager(databases[at] as Database)
const seats = () => fleet.stats().servers[0]

describe('entity managers over many databases', () => {
  it('read each its own database, and share no identity map, not even over the same one', async () => {
    const [a, b, again] = [em(0), em(1), em(0)]
    const [first, second, firstAgain] = await Promise.all(
      [a, b, again].map((one) => one.findOneOrFail(Room, 1)),
    )
    expect([first?.name, second?.name]).toEqual(['first', 'second'])
    expect(firstAgain === first, 'two units of work, two objects').toBe(false)
    expect(a.getUnitOfWork().getIdentityMap().keys()).toHaveLength(1)
  })

  it('never hand the cached rows of one database to another', async () => {
    const cached = (at: number) => em(at).findOneOrFail(Room, 1, { cache: ['rooms', 60_000] })
    expect((await cached(0)).name).toBe('first')
    expect((await cached(1)).name).toBe('second')
  })

  it('keep to their own database inside another one’s transaction', async () => {
    const names = await em(0).transactional(async (tx) => {
      const outside = await em(1).findOneOrFail(Room, 1)
      const inside = await tx.findOneOrFail(Room, 1)
      return [inside.name, outside.name]
    })
    expect(names).toEqual(['first', 'second'])
  })

  it('keep to their own transaction when another ORM works inside it', async () => {
    const other = new SharedOrm([Room, Stay])
    const name = await em(0).transactional(async () => {
      const room = await other.entityManager(databases[1] as Database).findOneOrFail(Room, 1)
      return room.name
    })
    expect(name).toBe('second')
    await other.close()
  })

  it('read a date as its day and an instant as a Date, whatever the zone of the process', async () => {
    vi.stubEnv('TZ', 'Pacific/Apia')
    await databases[1]?.query(`update room set posted = '2026-10-25 12:00'`)
    const room = await em(1).findOneOrFail(Room, 1)
    vi.unstubAllEnvs()
    expect(room.posted).toEqual(new Date('2026-10-25T12:00:00Z'))
    expect(room.opens).toBe('2026-10-25')
    expect(room.madeAt).toEqual(new Date('2026-10-25T00:30:00Z'))
  })

  it('cost little: 500 of them discover nothing anew and open nothing', async () => {
    const before = { taken: seats()?.taken, metadata: orm.metadata, bytes: process.memoryUsage().heapUsed }
    const handles = Array.from({ length: 500 }, (_, at) =>
      fleet.database({ ...(some.places[0] as Place), key: `none-${at}`, server: 'none' }),
    )
    const discovering = vi.spyOn(MetadataDiscovery.prototype, 'discoverSync')
    const managers = handles.map((handle) => orm.entityManager(handle))
    const kilobytes = Math.round((process.memoryUsage().heapUsed - before.bytes) / 500 / 1024)
    console.log(`an entity manager over one more database: ${kilobytes} KB`)
    expect(discovering).not.toHaveBeenCalled()
    discovering.mockRestore()
    expect(managers.every((one) => one.getMetadata() === before.metadata)).toBe(true)
    expect(new Set(managers.map((one) => one.getComparator())).size).toBe(1)
    expect(fleet.stats().servers.map(({ server }) => server)).toEqual(['one'])
    expect(seats()?.taken).toBe(before.taken)
  })
})

describe('a unit of work', () => {
  it('starts a version at 1, raises it, and refuses a stale change', async () => {
    const [mine, theirs] = [em(2), em(2)]
    await em(2).transactional(async (tx) => {
      tx.create(Room, { id: 10, name: 'versioned' })
    })
    const [a, b] = [await mine.findOneOrFail(Room, 10), await theirs.findOneOrFail(Room, 10)]
    expect(a.version).toBe(1)
    a.name = 'mine'
    await mine.flush()
    expect(a.version).toBe(2)
    b.name = 'theirs'
    await expect(theirs.flush()).rejects.toThrow(OptimisticLockError)
    expect((await em(2).findOneOrFail(Room, 10)).name).toBe('mine')
  })

  it('runs a transaction on one leased connection and gives it back', async () => {
    const pids = await em(2).transactional(async (tx) => {
      expect(seats()?.leased).toBe(1)
      const ask = () => tx.execute<{ pid: number }[]>('select pg_backend_pid() as pid')
      return [...(await ask()), ...(await ask())].map(({ pid }) => pid)
    })
    expect(pids[0]).toBe(pids[1])
    expect(seats()).toMatchObject({ leased: 0, waiting: 0 })
  })

  it('gives it back too when the work throws, when a statement fails, and when the commit does', async () => {
    const broken = em(2).transactional(async (tx) => {
      tx.create(Room, { id: 20, name: 'undone' })
      await tx.flush()
      throw new Error('changed my mind')
    })
    await expect(broken).rejects.toThrow('changed my mind')
    await expect(em(2).transactional((tx) => tx.execute('select 1/0'))).rejects.toMatchObject({
      code: '22012',
    })
    // the foreign key is deferred: it breaks at commit
    const late = em(2).transactional((tx) => tx.execute('insert into stay values (1, 999)'))
    await expect(late).rejects.toMatchObject({ code: '23503' })
    expect(seats()).toMatchObject({ leased: 0, waiting: 0 })
    expect(await em(2).findOne(Room, 20)).toBeNull()
  })

  it('gives the seat back when the server ends the session inside a transaction', async () => {
    const cut = em(2).transactional(async (tx) => {
      const [row] = await tx.execute<{ pid: number }[]>('select pg_backend_pid() as pid')
      await some.admin.query('select pg_terminate_backend($1, 5000)', [row?.pid])
      await tx.find(Room, {})
    })
    await expect(cut).rejects.toMatchObject({
      code: 'database-unavailable',
      facts: { reason: 'unreachable' },
    })
    await expect.poll(() => seats()?.leased).toBe(0)
    expect(await em(2).count(Room, { id: 10 })).toBe(1)
  })

  it('gives it back to a single pool as well', async () => {
    const { address } = some.places[2] as Place
    const url = Object.assign(new URL(inject('adminUrl')), { pathname: `/${address.database}` })
    const single = openTestDatabase(url.href, { max: 1, applicationName: 'shared-orm-single' })
    const cut = orm.entityManager(single).transactional(async (tx) => {
      const [row] = await tx.execute<{ pid: number }[]>('select pg_backend_pid() as pid')
      await some.admin.query('select pg_terminate_backend($1, 5000)', [row?.pid])
      await tx.find(Room, {})
    })
    await expect(cut).rejects.toMatchObject({ code: 'database-unavailable' })
    expect(await orm.entityManager(single).count(Room, { id: 10 })).toBe(1)
    await single.end()
  })

  it('names the constraint that a flush broke', async () => {
    const unit = em(0)
    unit.create(Room, { id: 2, name: 'first' })
    const error = await unit.flush().catch((reason: unknown) => reason)
    expect(brokenConstraint(error)).toEqual({ kind: 'unique', constraint: 'room_name_once', table: 'room' })
  })

  it('waits in the same queue as everybody, and is refused like everybody', async () => {
    const small = new PoolFleet({
      seatsPerServer: 1,
      waitMilliseconds: 400,
      applicationName: 'shared-orm-small',
    })
    const client = await small.database(some.places[0] as Place).connect()
    const refused = orm.entityManager(small.database(some.places[1] as Place)).find(Room, {})
    await expect(refused).rejects.toMatchObject({
      name: 'DatabaseUnavailable',
      facts: { reason: 'no-seat', retryAfterSeconds: 1 },
    })
    client.release()
    await small.close()
  })
})

describe('a database that is not there', () => {
  it('is not created by a first query, or by a transaction', async () => {
    const place = some.places[0] as Place
    const database = `${place.owner}_never_made`
    const missing = { ...place, key: database, address: { ...place.address, database } }
    const unit = orm.entityManager(fleet.database(missing))
    await expect(unit.find(Room, {})).rejects.toMatchObject({ facts: { reason: 'missing' } })
    await expect(unit.transactional((tx) => tx.find(Room, {}))).rejects.toMatchObject({
      facts: { reason: 'missing' },
    })
    const { rows } = await some.admin.query('select 1 from pg_database where datname = $1', [database])
    expect(rows).toEqual([])
  })
})
