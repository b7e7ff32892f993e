import { describe, expect, it } from 'vitest'
import { fleetsOver, unavailable } from './fleets.testing.ts'

const { aFleet, backends, place, terminate } = fleetsOver(1)

describe('a handle on a database', () => {
  it('passes SQL errors through as they are and keeps the connection', async () => {
    const { fleet, applicationName } = aFleet()
    const database = fleet.database(place(0))
    await database.query('select 1')
    const [before] = await backends(applicationName)
    await expect(database.query('select * from nothing_here')).rejects.toMatchObject({ code: '42P01' })
    await expect(database.query('drop database nothing_here')).rejects.toMatchObject({ code: '3D000' })
    await database.query('select 1')
    expect(await backends(applicationName)).toEqual([before])
  })

  it('commits what a transaction did, and undoes all of it when the work throws', async () => {
    const { fleet } = aFleet()
    const database = fleet.database(place(0))
    await database.query('create table kept (n int)')
    const sum = await database.transaction(async (tx) => {
      await tx.query('insert into kept values (1)')
      return (await tx.query('select n from kept')).rows
    })
    expect(sum).toEqual([{ n: 1 }])
    const doomed = database.transaction(async (tx) => {
      await tx.query('insert into kept values (2)')
      throw new Error('changed my mind')
    })
    await expect(doomed).rejects.toThrow('changed my mind')
    expect((await database.query('select n from kept')).rows).toEqual([{ n: 1 }])
  })

  it('does not call a transaction committed whose failed statement was swallowed', async () => {
    const { fleet } = aFleet()
    const swallowing = fleet.database(place(0)).transaction(async (tx) => {
      await tx.query('select 1/0').catch(() => {})
    })
    await expect(swallowing).rejects.toThrow('rolled back')
  })

  it('refuses a query that outlives its transaction', async () => {
    const { fleet } = aFleet()
    const escaped = await fleet.database(place(0)).transaction(async (tx) => ({ tx }))
    await expect(escaped.tx.query('select 1')).rejects.toThrow('has ended')
  })

  it('frees the seat when the server ends the session inside a transaction', async () => {
    const { fleet } = aFleet({ seatsPerServer: 1 })
    const database = fleet.database(place(0))
    const cut = database.transaction(async (tx) => {
      const { rows } = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
      await terminate(rows[0]?.pid)
      await tx.query('select 1')
    })
    await expect(cut).rejects.toEqual(unavailable('unreachable'))
    await expect(database.query('select 1')).resolves.toMatchObject({ rowCount: 1 })
  })

  it('reads a date as the day it is, and an instant as a Date', async () => {
    const { fleet } = aFleet()
    const { rows } = await fleet
      .database(place(0))
      .query(
        `select date '2026-03-29' as day, array[date '2026-03-29'] as days, timestamptz '2026-03-29 00:30Z' as at`,
      )
    expect(rows).toEqual([{ day: '2026-03-29', days: ['2026-03-29'], at: new Date('2026-03-29T00:30:00Z') }])
  })

  it('sets every limit on the server too', async () => {
    const { fleet } = aFleet({ timeouts: { lockMilliseconds: 1_234 } })
    const { rows } = await fleet.database(place(0)).query(
      `select name, setting from pg_settings where name in
       ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by name`,
    )
    expect(rows.map(({ setting }) => setting)).toEqual(['10000', '1234', '5000'])
  })
})
