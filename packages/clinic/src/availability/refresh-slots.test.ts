import { describe, expect, test } from 'vitest'
import { cancelAppointment } from '../appointments/index.ts'
import {
  book,
  clinic,
  displacedNow,
  eventsOf,
  morning,
  none,
  patient,
  refresh,
  run,
  times,
  writesAgain,
  useRefreshedCalendar,
} from './refreshed-calendar.testing.ts'

useRefreshedCalendar()

describe('a calendar that is as it should be', () => {
  test('is not touched: no row is written, no row is locked', async () => {
    await book('09:00')
    await book('18:00')
    const before = await run('select id, xmin, ctid, version from slot order by id')
    expect(await refresh()).toEqual(none)
    expect(await writesAgain()).toBe(false)
    expect(await run('select id, xmin, ctid, version from slot order by id')).toEqual(before)
  })

  test('is the same after several at once as after one', async () => {
    await run('delete from slot')
    const all = await Promise.all(Array.from({ length: 4 }, () => refresh()))
    expect(all.filter(({ added }) => added > 0)).toHaveLength(1)
    expect(await times()).toEqual([...morning, '18:00'])
    expect(await writesAgain()).toBe(false)
  })
})

describe('what nobody wants any more', () => {
  const shorten = () => run(`update shift set ends_at = '10:00' where code = 'morning'`)

  test('is removed, unless somebody has booked it: then it is withdrawn and the visit displaced', async () => {
    const [early, late] = [await book('09:30'), await book('11:00')]
    await shorten()
    expect(await refresh()).toEqual({ ...none, removed: 3 * 8 - 1, displaced: 1 })
    expect(await times()).toEqual(['08:00', '08:30', '09:00', '09:30', '18:00'])
    expect(await times('Ada Byron', 0, 'withdrawn')).toEqual(['11:00'])
    expect(await displacedNow()).toEqual([late.id])
    expect(await eventsOf(late.id)).toEqual(['booked', 'displaced'])
    expect(await eventsOf(early.id)).toEqual(['booked'])
    expect(await writesAgain()).toBe(false)
  })

  test('takes its visit back when it is wanted again', async () => {
    const visit = await book('11:00')
    await shorten()
    await refresh()
    await run(`update shift set ends_at = '12:00', capacity = 2 where code = 'morning'`)
    expect(await refresh()).toEqual({ ...none, added: 3 * 8 - 1, restored: 1 })
    expect(await displacedNow()).toEqual([])
    expect(await eventsOf(visit.id)).toEqual(['booked', 'displaced', 'restored'])
    expect(await times()).toEqual([...morning, '18:00'])
    expect(
      await run('select distinct capacity from slot where ends_at - starts_at < $1', ['1 hour']),
    ).toEqual([{ capacity: 2 }])
    expect(await writesAgain()).toBe(false)
  })

  test('is forgotten once its visit is cancelled', async () => {
    const visit = await book('11:00')
    await shorten()
    await refresh()
    const [{ version } = { version: 0 }] = await run<{ version: number }>(
      'select version from appointment where id = $1',
      [visit.id],
    )
    await cancelAppointment(clinic, patient, visit.id, version)
    expect(await refresh()).toEqual(none)
    expect(await times('Ada Byron', 0, 'withdrawn')).toEqual([])
  })

  test('displaces a visit of two slots when it loses one, until it has both again', async () => {
    const visit = await book('09:30', 'long-visit')
    await shorten()
    expect((await refresh()).displaced).toBe(1)
    expect(await times('Ada Byron', 0, 'withdrawn')).toEqual(['10:00'])
    await run(
      `update shift set ends_at = '10:00', starts_at = '09:45', slot_minutes = 15 where code = 'morning'`,
    )
    expect(await refresh()).toMatchObject({ displaced: 0, restored: 0 })
    await run(
      `update shift set ends_at = '10:30', starts_at = '10:00', slot_minutes = 30 where code = 'morning'`,
    )
    // one of its two slots is there again: that is not enough
    expect(await refresh()).toMatchObject({ restored: 1 })
    expect(await displacedNow()).toEqual([visit.id])
    await run(`update shift set starts_at = '08:00' where code = 'morning'`)
    expect(await refresh()).toMatchObject({ restored: 1 })
    expect(await displacedNow()).toEqual([])
    expect(await eventsOf(visit.id)).toEqual(['booked', 'displaced', 'restored'])
  })

  test('stays withdrawn while something else stands in its place', async () => {
    const visit = await book('11:00')
    await run(`update shift set slot_minutes = 60 where code = 'morning'`)
    await refresh()
    expect(await times()).toEqual(['08:00', '09:00', '10:00', '11:00', '18:00'])
    expect(await displacedNow()).toEqual([visit.id])
    expect(await writesAgain()).toBe(false)
  })
})
