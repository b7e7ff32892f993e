import type { NoticedVisit, NoticeFacts, NoticeKind } from '@polyclinic/control'
import { describe, expect, test } from 'vitest'
import { languages } from '../language.ts'
import { countSegments, fitSms } from './fit-sms.ts'
import { TemplateFailed } from './fill-template.ts'
import { unfitPlaceholders } from './unfit-placeholders.ts'
import { writeNotice } from './write-notice.ts'

const visit: NoticedVisit = {
  clinicId: '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d01',
  appointmentId: '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d02',
  version: 4,
  reference: 'RVS-7K3M-92',
  startsAt: '2026-12-01T09:30:00Z',
  endsAt: '2026-12-01T10:00:00Z',
  clinic: {
    slug: 'rio',
    name: 'Clínica Río',
    timeZone: 'Europe/Madrid',
    address: 'Calle Mayor 1, Madrid',
    phone: '+34 915 555 123',
  },
  doctorName: 'Ada Byron',
  visitTypeName: 'HIV counselling',
  forName: 'Mia Moreau',
  manageLink: `https://clinics.example.org/manage#${'x'.repeat(91)}`,
}
const second = { ...visit, startsAt: '2026-12-01T11:00:00Z', endsAt: '2026-12-01T11:30:00Z' }
const { clinic } = visit
const facts: { readonly [K in NoticeKind]: NoticeFacts[K] } = {
  booked: { visits: [visit], pending: false },
  changed: { visit, before: { startsAt: '2026-11-30T15:00:00Z' } },
  cancelled: { visit, by: 'clinic' },
  reminder: { visits: [visit] },
  offered: { visit, until: '2026-11-30T15:00:00Z' },
  displaced: { visit },
  'day-list': {
    clinic,
    doctorName: 'Ada Byron',
    date: '2026-12-01',
    visits: [{ ...visit, visitTypeName: 'Consultation' }],
  },
  'by-hand': { clinic, subject: 'We are closed', text: 'On Friday.\n\nPlease call.' },
}
const kinds = Object.keys(facts) as NoticeKind[]
const write = <K extends NoticeKind>(kind: K, over: Partial<Parameters<typeof writeNotice<K>>[0]> = {}) =>
  writeNotice<K>({ kind, facts: facts[kind], locale: 'en', ...over })

describe.each(languages)('in %s', (locale) => {
  test.each(kinds)('%s tells the same in text and in HTML, and on a locked screen not what for', (kind) => {
    const { subject, text, html, sms } = write(kind, { locale })
    expect(subject.length).toBeLessThan(78)
    expect(html).toContain(`<html lang="${locale}">`)
    expect(text + html + subject + sms).not.toMatch(/undefined|\[object/)
    expect(subject + sms).not.toMatch(/HIV|Moreau/)
    expect(countSegments(sms)).toBeLessThanOrEqual(2)
    expect(sms).toBe(fitSms(sms))
    if (kind === 'by-hand') return
    for (const fact of ['Ada Byron', 'Clínica Río', 'RVS-7K3M-92']) {
      expect(text).toContain(fact)
      expect(html).toContain(fact)
    }
  })
})

test('a time is told by the clinic’s clock, and the zone by its name', () => {
  const told = (locale: string, startsAt = visit.startsAt, timeZone = 'Europe/Madrid') =>
    /^(?:When|Cuándo|Wann): (.*)$/m.exec(
      write('displaced', {
        locale,
        facts: { visit: { ...visit, startsAt, clinic: { ...clinic, timeZone } } },
      }).text,
    )?.[1]
  expect(told('en')).toBe('Tuesday, 1 December 2026, 10:30 (Europe/Madrid, CET)')
  expect(told('en-US')).toBe('Tuesday, December 1, 2026, 10:30 AM (Europe/Madrid, CET)')
  expect(told('es')).toBe('martes, 1 de diciembre de 2026, 10:30 (Europe/Madrid, CET)')
  expect(told('de-AT')).toBe('Dienstag, 1. Dezember 2026, 10:30 (Europe/Madrid, MEZ)')
  // both sides of the night when the clock goes back
  expect(told('en', '2026-10-25T00:30:00Z')).toContain('02:30 (Europe/Madrid, CEST)')
  expect(told('en', '2026-10-25T01:30:00Z')).toContain('02:30 (Europe/Madrid, CET)')
  expect(told('en', visit.startsAt, 'America/New_York')).toContain('04:30 (America/New_York, EST)')
  expect(told('en', visit.startsAt, 'Asia/Kathmandu')).toContain('15:15 (Asia/Kathmandu, GMT+5:45)')
})

test('several visits of a day are one message and one calendar of several entries', () => {
  const { subject, text, sms, calendar } = write('booked', {
    facts: { visits: [visit, second], pending: false },
  })
  expect(subject).toBe('Booked: Tue 1 Dec, 10:30 and 12:00 CET, Clínica Río')
  expect(text.match(/^When: /gm)).toHaveLength(2)
  expect(sms).toBe('Clinica Rio: booked for Mia: Tue 1 Dec, 10:30 and 12:00 CET.')
  expect(calendar?.method).toBe('PUBLISH')
  expect(calendar?.content.match(/BEGIN:VEVENT/g)).toHaveLength(2)
})

test('what puts a visit into a calendar also takes it out', () => {
  const of = (kind: NoticeKind) => write(kind).calendar
  expect(of('booked')).toMatchObject({ method: 'REQUEST', filename: 'visit.ics' })
  for (const kind of ['cancelled', 'displaced'] as const) {
    expect(of(kind)?.method).toBe('CANCEL')
    expect(of(kind)?.content).toContain('STATUS:CANCELLED')
    expect(of(kind)?.content).toContain(`UID:${visit.appointmentId}\r\nSEQUENCE:4`)
  }
  expect(write('booked', { facts: { visits: [visit], pending: true } }).calendar?.content).toContain(
    'STATUS:TENTATIVE',
  )
  for (const kind of ['reminder', 'offered', 'day-list', 'by-hand'] as const) expect(of(kind)).toBeUndefined()
  expect(of('booked')?.content).not.toMatch(/HIV|Moreau|manage/)
})

test('names that are pages stay text', () => {
  const evil = '<img src=x onerror=alert(1)>'
  const { html } = write('booked', {
    facts: {
      visits: [
        { ...visit, doctorName: evil, manageLink: 'javascript:alert(1)', clinic: { ...clinic, name: evil } },
      ],
      pending: false,
    },
  })
  expect(html).not.toContain('<img')
  expect(html).not.toMatch(/href="javascript/i)
})

test('a long name or another script makes a message longer, never endless', () => {
  const named = (name: string) =>
    write('reminder', { facts: { visits: [{ ...visit, clinic: { ...clinic, name } }] } }).sms
  expect(countSegments(named('x'.repeat(300)))).toBe(2)
  expect(named('Поликлиника')).toContain('Поликлиника')
  expect(countSegments('a'.repeat(160))).toBe(1)
  expect(countSegments('a'.repeat(161))).toBe(2)
  expect(countSegments('€'.repeat(81))).toBe(2)
  expect(countSegments('ш'.repeat(71))).toBe(2)
  expect(fitSms('„Nº 5“ – mañana… á é')).toBe('"Nº 5" - mañana... a é')
})

describe('a clinic’s own words', () => {
  test('take the place of ours, as text, and the facts stay', () => {
    const { subject, text, html, sms } = write('reminder', {
      facts: { visits: [{ ...visit, doctorName: 'Ada <b>' }, second] },
      template: {
        email: {
          subject: 'See you on {{date}}',
          body: 'Dear {{firstName}},\n\n{{#visits}}{{time}} with {{doctor}} & <i>{{visitType}}</i>; {{/visits}}',
        },
        sms: { body: '{{clinic}}: see you at {{time}}{{#manageLink}} {{manageLink}}{{/manageLink}}' },
      },
    })
    expect(subject).toBe('See you on Tuesday, 1 December 2026')
    expect(text).toContain('10:30 with Ada <b> & <i>HIV counselling</i>; 12:00 with')
    expect(html).toContain('10:30 with Ada &lt;b&gt; &amp; &lt;i&gt;HIV')
    expect(text).toContain('When: Tuesday')
    expect(sms).toBe(`Clinica Rio: see you at 10:30 ${visit.manageLink}`)
  })

  test('that cannot be filled end in an error of their own, which quotes nothing', () => {
    for (const body of ['{{#visits}}', '{{secret}}', '{{> /etc/passwd}}', '{{when}']) {
      const attempt = () => write('reminder', { template: { email: { body } } })
      expect(attempt).toThrow(TemplateFailed)
      expect(attempt).toThrow("The clinic's template for reminder (email) cannot be filled.")
    }
  })

  test('may hold only what is fit for their place', () => {
    expect(
      unfitPlaceholders('booked', 'email', '{{when}} {{^pending}}{{visitType}}{{/pending}}{{! note }}'),
    ).toEqual([])
    expect(unfitPlaceholders('booked', 'sms', '{{visitType}} {{forName}} {{firstName}}')).toEqual([
      'visitType',
      'forName',
    ])
    expect(unfitPlaceholders('cancelled', 'subject', '{{until}} {{manageLink}} {{&when}}')).toEqual([
      'until',
      'manageLink',
      'when',
    ])
    expect(unfitPlaceholders('booked', 'email', '{{#visits}}{{#visits}}x{{/visits}}{{/visits}}')).toEqual([
      'visits',
    ])
    expect(unfitPlaceholders('booked', 'email', '{{constructor}}{{__proto__}}')).toHaveLength(2)
  })
})
