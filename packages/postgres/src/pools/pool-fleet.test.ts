import { describe, expect, it, vi } from 'vitest'
import { eventually } from '../testing/index.ts'
import { fleetsOver, unavailable } from './fleets.testing.ts'

const { aFleet, backends, place, places } = fleetsOver(18)

describe('the budget of a server', () => {
  it('is kept while 18 databases are asked at once, and every request is served by its own database', async () => {
    const { fleet, applicationName } = aFleet({
      seatsPerServer: 6,
      waitMilliseconds: 20_000,
    })
    const handles = places().map((one) => ({ owner: one.owner, database: fleet.database(one) }))
    let most = 0
    let running = true
    const watching = (async () => {
      while (running) most = Math.max(most, (await backends(applicationName)).length)
    })()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => handles)
        .flat()
        .map(async ({ owner, database }) => {
          const { rows } = await database.query<{ id: string }>('select id, pg_sleep(0.002) from identity')
          return rows[0]?.id === owner
        }),
    )
    running = false
    await watching
    expect(answers.every(Boolean)).toBe(true)
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThanOrEqual(6)
    expect(fleet.stats().servers[0]).toMatchObject({ seats: 6, leased: 0, waiting: 0 })
  }, 30_000)

  it('lets a hot database grow, and takes the grown seats back when another one asks', async () => {
    const { fleet, applicationName } = aFleet({ seatsPerServer: 4, seatsPerDatabase: 8 })
    const hot = fleet.database(place(0))
    let keepOn = true
    const busy = Array.from({ length: 12 }, async () => {
      while (keepOn) await hot.query('select pg_sleep(0.005)')
    })
    await eventually(async () => (await backends(applicationName)).length === 4)
    const others = await Promise.all(
      [1, 2, 3].map((at) => fleet.database(place(at)).query<{ id: string }>('select id from identity')),
    )
    expect(others.map(({ rows }) => rows[0]?.id)).toEqual([1, 2, 3].map((at) => place(at).owner))
    keepOn = false
    await Promise.all(busy)
  })

  it('refuses who waited too long, and tells when to come back', async () => {
    const { fleet } = aFleet({ seatsPerServer: 1, waitMilliseconds: 400 })
    const client = await fleet.database(place(0)).connect()
    await expect(fleet.database(place(1)).query('select 1')).rejects.toEqual(unavailable('no-seat'))
    await expect(fleet.database(place(0)).query('select 1')).rejects.toEqual(unavailable('no-seat'))
    client.release()
    await expect(fleet.database(place(1)).query('select 1')).resolves.toMatchObject({ rowCount: 1 })
    expect(fleet.stats().servers).toEqual([
      { server: 'one', seats: 1, taken: 1, leased: 0, idle: 1, waiting: 0, pools: 1 },
    ])
  })

  it('closes connections that were not used for a while and gives their seats back', async () => {
    const { fleet, applicationName } = aFleet({ idleMilliseconds: 40 })
    await fleet.database(place(0)).query('select 1')
    await eventually(() => fleet.stats().servers[0]?.taken === 0)
    expect(await backends(applicationName)).toEqual([])
  })

  it('counts servers apart', async () => {
    const { fleet } = aFleet({ seatsPerServer: 1, waitMilliseconds: 5_000 })
    const first = await fleet.database(place(0)).connect()
    const second = await fleet.database(place(1, { server: 'two' })).connect()
    first.release()
    second.release()
    expect(fleet.stats().servers.map(({ server, taken }) => [server, taken])).toEqual([
      ['one', 1],
      ['two', 1],
    ])
  })
})

describe('retiring and closing', () => {
  it('drains the old pool of an owner, refuses who waits for it, and leaves the one to keep', async () => {
    const { fleet, applicationName } = aFleet({ seatsPerDatabase: 1 })
    const [old, kept] = [place(14), place(14, { key: 'moved:2:1' })]
    const leased = await fleet.database(old).connect()
    await fleet.database(kept).query('select 1')
    const waiting = expect(fleet.database(old).query('select 1')).rejects.toEqual(unavailable('retired'))
    const retired = fleet.retire(old.owner, kept.key)
    await waiting
    expect(await backends(applicationName)).toHaveLength(2)
    await expect(leased.query('select 1')).resolves.toMatchObject({ rowCount: 1 })
    leased.release()
    await retired
    expect(await backends(applicationName)).toHaveLength(1)
    expect(fleet.stats().servers[0]).toMatchObject({ taken: 1, idle: 1, pools: 1 })
  })

  it('closes every connection, cuts off who does not give back, and refuses who comes later', async () => {
    const { fleet, applicationName } = aFleet()
    const database = fleet.database(place(15))
    await Promise.all([place(16), place(17)].map((one) => fleet.database(one).query('select 1')))
    const forgotten = await database.connect()
    const running = expect(forgotten.query('select pg_sleep(30)')).rejects.toEqual(unavailable('unreachable'))
    await fleet.close({ graceMilliseconds: 30 })
    await running
    await eventually(async () => (await backends(applicationName)).length === 0)
    await expect(database.query('select 1')).rejects.toEqual(unavailable('retired'))
  })

  it('leaves nothing that keeps the process alive', async () => {
    const before = process.getActiveResourcesInfo().filter((name) => /TCP|Timeout/.test(name)).length
    const { fleet } = aFleet()
    await Promise.all([10, 11, 12].map((at) => fleet.database(place(at)).query('select 1')))
    await fleet.close()
    await vi.waitFor(() => {
      const after = process.getActiveResourcesInfo().filter((name) => /TCP|Timeout/.test(name)).length
      expect(after).toBeLessThanOrEqual(before)
    })
  })
})
