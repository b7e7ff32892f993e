import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messageIdOf } from './hand-over.ts'
import { type MoodyServer, openMoodyServer } from './mailbox/index.ts'
import { sampleFacts, writeNotice } from './notices/index.ts'
import { type Mailer, openMailer } from './open-mailer.ts'
import { readSmtpUrl, type SmtpServer } from './read-smtp-url.ts'
import { sendNotice, unsubscribeHeaders } from './send-notice.ts'

let server: MoodyServer
let mailer: Mailer
beforeAll(async () => {
  server = await openMoodyServer()
  mailer = openMailer(readSmtpUrl(server.smtpUrl) as SmtpServer, {
    name: 'Polyclinic',
    address: 'no-reply@clinic.test',
  })
})
afterAll(async () => {
  mailer.close()
  await server[Symbol.asyncDispose]()
})

const facts = sampleFacts({ slug: 'rio', name: 'Clínica Río', timeZone: 'Europe/Madrid' })
const written = writeNotice({ kind: 'booked', facts: facts.booked })

test('its calendar is a part that programs understand and a file that people open', async () => {
  const link = 'https://clinics.test/v1/unsubscribe/abc'
  const headers = unsubscribeHeaders(link)
  await sendNotice(mailer, {
    to: 'ada@people.test',
    messageId: messageIdOf('notice-1', 'no-reply@clinic.test'),
    written,
    headers,
  })
  const { source = '' } = server.read[0] ?? {}
  const mail = await simpleParser(source)
  expect(source).toMatch(/content-type: text\/calendar; charset=utf-8; method=REQUEST/i)
  expect(mail.attachments.map(({ filename }) => filename)).toContain('visit.ics')
  const file = mail.attachments.find(({ filename }) => filename === 'visit.ics')?.content.toString() ?? ''
  expect(file.replaceAll('\r\n ', '')).toMatch(
    /METHOD:REQUEST[^]*ORGANIZER[^\r]*no-reply@clinic\.test[^]*ATTENDEE[^\r]*ada@people\.test/i,
  )
  const [head = ''] = source.replaceAll('\r\n ', ' ').split('\r\n\r\n')
  expect(head).toContain('Message-ID: <notice-1@clinic.test>')
  expect(head).toMatch(/List-Unsubscribe: *<https:\/\/clinics\.test\/v1\/unsubscribe\/abc>/)
  expect(head).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
})

test('an address that could be two never reaches the calendar', async () => {
  const before = server.read.length
  for (const to of ['a@x.test, b@x.test', 'a@x.test\r\nATTENDEE:b@x.test']) {
    await expect(sendNotice(mailer, { to, messageId: '<n@clinic.test>', written })).rejects.toMatchObject({
      facts: { lasts: 'for-good', reason: 'no-address' },
    })
  }
  expect(server.read).toHaveLength(before)
})
