import type { Appointment } from '@polyclinic/contract'
import { describe, expect, it } from 'vitest'
import { calendarEntry, type PlaceOfVisit } from './calendar-entry.ts'
import { readCalendar } from './read-calendar.testing.ts'

const visit: Appointment = {
  id: '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e',
  reference: 'RVS-7K3M-92',
  status: 'booked',
  clinic: { slug: 'riverside', name: 'Riverside' },
  doctor: { id: '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8f', name: 'Ada Byron' },
  visitType: { code: 'consultation', name: 'HIV counselling' },
  patientId: '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d90',
  startsAt: '2027-03-28T00:30:00.000Z',
  endsAt: '2027-03-28T01:30:00.000Z',
  localDate: '2027-03-28',
  localTime: '01:30',
  timeZone: 'Europe/Berlin',
  reason: 'BEGIN:VEVENT',
  bookedAt: '2027-01-04T08:00:00.000Z',
  version: 3,
}
const place: PlaceOfVisit = {
  name: 'Riverside',
  address: { line: 'Uferweg 1', city: 'Berlin', postalCode: '10115' },
  phone: '+493012345678',
}
const now = new Date('2027-01-05T12:00:00Z')
const entry = (over: Partial<Appointment> = {}, at = place) =>
  readCalendar(calendarEntry({ ...visit, ...over }, at, now))

describe('a calendar’s entry', () => {
  it('says who, where and when by the clinic’s clock, whatever it does that night, and not what for', () => {
    const lines = entry()
    const rules = lines.indexOf('END:VTIMEZONE')
    expect(lines.slice(4, 6)).toEqual(['BEGIN:VTIMEZONE', 'TZID:Europe/Berlin'])
    expect([...lines.slice(0, 4), ...lines.slice(rules + 1)]).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Polyclinic//Booking//EN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e',
      'SEQUENCE:3',
      'DTSTAMP:20270105T120000Z',
      'DTSTART;TZID=Europe/Berlin:20270328T013000',
      'DTEND;TZID=Europe/Berlin:20270328T033000',
      'SUMMARY:Ada Byron\\, Riverside',
      'LOCATION:Riverside\\, Uferweg 1\\, 10115 Berlin',
      'DESCRIPTION:Reference RVS-7K3M-92\\n+493012345678',
      'STATUS:CONFIRMED',
      'CLASS:PRIVATE',
      'END:VEVENT',
      'END:VCALENDAR',
    ])
  })

  it('replaces the one before: same UID, a later SEQUENCE, and cancelled where it is', () => {
    const cancelled = entry({ status: 'cancelled', version: 4 })
    expect(cancelled).toEqual(
      expect.arrayContaining([`UID:${visit.id}`, 'SEQUENCE:4', 'STATUS:CANCELLED', 'METHOD:CANCEL']),
    )
    expect(entry({ status: 'pending' })).toContain('STATUS:TENTATIVE')
  })

  it('does without an address while nobody can be asked for it', () => {
    expect(entry({}, { name: 'Riverside' })).toContain('LOCATION:Riverside')
  })

  it.each([
    ['CR LF', '\r\n'],
    ['LF', '\n'],
    ['CR', '\r'],
    ['an escaped break', '\\n'],
    ['a semicolon', ';'],
    ['a comma', ','],
    ['a line separator', '\u2028'],
    ['a next line', '\u0085'],
    ['a vertical tab', '\v'],
    ['a fold', '\r\n '],
    ['a quote and a colon', '":'],
  ])('has no line more when a name holds %s', (_, between) => {
    const evil = `Eve${between}END:VEVENT${between}BEGIN:VEVENT${between}ATTACH:http://evil.test`
    const names = (lines: readonly string[]) => lines.map((line) => line.replace(/[:;].*/s, ''))
    const doctor = { ...visit.doctor, name: evil }
    const address = { line: evil, city: evil, region: evil, postalCode: evil }
    const written = calendarEntry({ ...visit, doctor }, { name: evil, address, phone: evil }, now)
    expect(names(readCalendar(written))).toEqual(names(entry()))
    // nor for a reader that breaks lines where others do
    for (const line of written.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)) {
      expect(line).not.toMatch(/^(ATTACH|BEGIN:VEVENT.+|END:VEVENT.+)/)
    }
  })

  it('folds a long name by octets and loses nothing of it', () => {
    const name = 'Żółć 👩‍⚕️ '.repeat(40).trim()
    const written = calendarEntry({ ...visit, doctor: { ...visit.doctor, name } }, place, now)
    for (const line of written.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(readCalendar(written)).toContain(`SUMMARY:${name}\\, Riverside`)
  })
})
