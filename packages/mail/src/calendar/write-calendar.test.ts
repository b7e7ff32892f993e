import ical from 'ical.js'
import nodeIcal from 'node-ical'
import { describe, expect, test } from 'vitest'
import { type CalendarEvent, type CalendarOptions, writeCalendar } from './write-calendar.ts'

const event: CalendarEvent = {
  uid: '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e',
  sequence: 3,
  startsAt: '2027-03-29T08:30:00.000Z',
  endsAt: '2027-03-29T09:00:00.000Z',
  timeZone: 'Europe/Madrid',
  summary: 'Ada Byron, Riverside',
  location: 'Riverside, Calle Mayor 1',
  description: ['Reference RVS-7K3M-92', '+34 915 555 123'],
  status: 'confirmed',
}
const organizer = { name: 'Polyclinic', address: 'no-reply@clinic.test' }
const now = new Date('2027-01-05T12:00:00Z')
const write = (over: Partial<CalendarEvent> = {}, options: Partial<CalendarOptions> = {}) =>
  writeCalendar([{ ...event, ...over }], { method: 'REQUEST', now, organizer, ...options })

/** What each of two readers by other authors makes of it. */
const readers = {
  'ical.js': (text: string) => {
    const calendar = new ical.Component(ical.parse(text))
    const zones = calendar.getAllSubcomponents('vtimezone').map((each) => new ical.Timezone(each))
    ical.TimezoneService.reset()
    for (const zone of zones) ical.TimezoneService.register(zone)
    return calendar.getAllSubcomponents('vevent').map((each) => {
      const { uid, sequence, startDate, endDate, summary } = new ical.Event(each)
      return {
        uid,
        sequence,
        starts: startDate.toJSDate().toISOString(),
        ends: endDate.toJSDate().toISOString(),
        summary,
        status: each.getFirstPropertyValue('status'),
        method: calendar.getFirstPropertyValue('method'),
      }
    })
  },
  'node-ical': (text: string) => {
    const read = nodeIcal.sync.parseICS(text)
    return Object.values(read).flatMap((each) => {
      if (each?.type !== 'VEVENT') return []
      const { uid, sequence, start, end, summary, status, method } = each
      return {
        uid,
        sequence: Number(sequence),
        starts: start.toISOString(),
        ends: end?.toISOString(),
        summary,
        status,
        method,
      }
    })
  },
}

describe.each(Object.entries(readers))('for %s', (_, read) => {
  test('an entry is what was written', () => {
    expect(read(write())).toMatchObject([
      {
        uid: event.uid,
        sequence: 3,
        starts: event.startsAt,
        ends: event.endsAt,
        summary: event.summary,
        status: 'CONFIRMED',
        method: 'REQUEST',
      },
    ])
  })

  test.each([
    'Europe/Madrid',
    'America/New_York',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Asia/Kathmandu',
    'Pacific/Auckland',
    'America/Sao_Paulo',
    'UTC',
  ])('it is at the same instant, every six hours around each change of the clock in %s', (timeZone) => {
    const hour = 3_600_000
    for (const from of [
      '2027-03-12',
      '2027-03-27',
      '2027-04-02',
      '2027-09-24',
      '2027-10-01',
      '2027-10-30',
      '2027-11-06',
    ]) {
      for (let hours = 0; hours < 60; hours += 6) {
        const startsAt = new Date(Date.parse(from) + hours * hour).toISOString()
        const endsAt = new Date(Date.parse(startsAt) + hour / 2).toISOString()
        const [found] = read(write({ timeZone, startsAt, endsAt }))
        expect([found?.starts, found?.ends]).toEqual([startsAt, endsAt])
      }
    }
  })

  test('a later version replaces its entry and a cancellation takes it out', () => {
    // a calendar keeps the highest SEQUENCE of each UID (RFC 5546, 2.1.5)
    const calendar = new Map<string, { sequence: number; starts: string; status: unknown }>()
    const receive = (text: string) => {
      for (const each of read(text)) {
        const known = calendar.get(each.uid)
        if (known && known.sequence > each.sequence) continue
        if (each.method === 'CANCEL' && each.status === 'CANCELLED') calendar.delete(each.uid)
        else calendar.set(each.uid, each)
      }
    }
    const moved = write({
      sequence: 4,
      startsAt: '2027-03-30T08:30:00.000Z',
      endsAt: '2027-03-30T09:00:00.000Z',
    })
    for (const text of [write(), moved, write()]) receive(text)
    expect([...calendar.values()]).toMatchObject([{ sequence: 4, starts: '2027-03-30T08:30:00.000Z' }])
    receive(write({ sequence: 5, status: 'cancelled' }, { method: 'CANCEL' }))
    expect(calendar.size).toBe(0)
  })

  test('names cannot add an event', () => {
    const evil = 'Eve\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\n\u2028";:\\n,'
    const text = write(
      { summary: evil, location: evil, description: [evil] },
      { organizer: { ...organizer, name: evil } },
    )
    expect(read(text)).toHaveLength(1)
    expect(read(text)[0]?.uid).toBe(event.uid)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  })
})

test('it keeps the time of the wall with the rules of its zone, where the clock shows it once', () => {
  expect(write()).toContain('\r\nDTSTART;TZID=Europe/Madrid:20270329T103000\r\n')
  expect(write()).toContain('\r\nTZID:Europe/Madrid\r\n')
  expect(write()).toContain('\r\nDTSTAMP:20270105T120000Z\r\n')
  // the night that has this hour twice
  const twice = write({ startsAt: '2027-10-31T00:30:00.000Z', endsAt: '2027-10-31T00:45:00.000Z' })
  expect(twice).toContain('\r\nDTSTART:20271031T003000Z\r\n')
  expect(twice).not.toContain('VTIMEZONE')
})

test('it says who asks and who comes', () => {
  const text = write({}, { attendee: 'ada@people.test' }).replaceAll('\r\n ', '')
  expect(text).toContain('ORGANIZER;CN="Polyclinic":')
  expect(text).toMatch(/ORGANIZER[^\r]*mailto:no-reply@clinic\.test\r\n/i)
  expect(text).toMatch(/ATTENDEE;[^\r]*PARTSTAT=ACCEPTED[^\r]*RSVP=FALSE[^\r]*mailto:ada@people\.test\r\n/i)
})
