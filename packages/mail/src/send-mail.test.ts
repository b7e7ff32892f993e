import { createServer } from 'node:net'
import { once } from 'node:events'
import type { OpenedMail } from '@polyclinic/control'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MailNotSent } from './mail-not-sent.ts'
import { type Mood, type MoodyServer, openMoodyServer } from './mailbox/index.ts'
import { type Mailer, openMailer } from './open-mailer.ts'
import { readSmtpUrl, type SmtpServer } from './read-smtp-url.ts'
import { sendMail } from './send-mail.ts'
import { readSender } from './sender.ts'

let server: MoodyServer
let mailer: Mailer
const open = (url: string) =>
  openMailer(readSmtpUrl(url) as SmtpServer, { name: 'Polyclinic', address: 'no-reply@clinic.test' })
beforeAll(async () => {
  server = await openMoodyServer()
  mailer = open(server.smtpUrl)
})
afterAll(async () => {
  mailer.close()
  await server[Symbol.asyncDispose]()
})

const mail = (over: Partial<OpenedMail> = {}) =>
  ({
    id: '0199c5f0-0000-7000-8000-000000000001',
    kind: 'invitation',
    to: 'ada@people.test',
    locale: undefined,
    facts: { clinic: 'Riverside\r\nBcc: all@people.test', role: 'doctor', link: 'https://clinic.test/1' },
    ...over,
  }) as OpenedMail
const failure = async (mood: Mood, over: Partial<OpenedMail> = {}) => {
  server.mood = mood
  // a connection of its own: one that is kept has been greeted
  const mailer = open(server.smtpUrl)
  const error = await sendMail(mailer, mail(over)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  server.mood = {}
  mailer.close()
  expect(error).toBeInstanceOf(MailNotSent)
  // neither the recipient nor the server's words, wherever one looks
  const { stack, cause, facts } = error as MailNotSent
  expect(stack + JSON.stringify(error)).not.toMatch(/people\.test|welcome/)
  expect(cause).toBeUndefined()
  return facts
}

test('a mail arrives once, for its one recipient, and says that a machine wrote it', async () => {
  await sendMail(mailer, mail())
  expect(server.read).toHaveLength(1)
  const { to, source } = server.read[0] ?? { to: [], source: '' }
  expect(to).toEqual(['ada@people.test'])
  const [head = ''] = source.split('\r\n\r\n')
  expect(head).toContain('Message-ID: <0199c5f0-0000-7000-8000-000000000001@clinic.test>')
  expect(head).toContain('Auto-Submitted: auto-generated')
  expect(head).toContain('From: Polyclinic <no-reply@clinic.test>')
  expect(head).not.toMatch(/^bcc:/im)
})

describe('a mail that is not taken', () => {
  test.each<[string, Mood, string]>([
    ['its recipient does not exist', { recipient: 550 }, '550'],
    ['the server dislikes what it says', { message: 554 }, '554'],
  ])('is refused for good where %s', async (_, mood, reason) => {
    expect(await failure(mood)).toEqual({ lasts: 'for-good', reason })
  })

  test.each<[string, Mood, string | RegExp]>([
    ['the server is about to go away', { greeting: 421 }, '421'],
    ['the recipient is busy', { recipient: 450 }, '450'],
    ['the server asks who we are', { recipient: 530 }, '530'],
    ['the message cannot be kept now', { message: 452 }, '452'],
    ['the connection is cut in the middle', { cuts: 'amid' }, /^E[A-Z]+$/],
    ['the answer is lost', { cuts: 'after' }, /^E[A-Z]+$/],
  ])('may be taken later where %s', async (_, mood, reason) => {
    expect(await failure(mood)).toEqual({ lasts: 'for-now', reason: expect.stringMatching(reason) })
  })

  test('is not tried where its address could be two', async () => {
    const before = server.read.length
    for (const to of ['a@x.test, b@x.test', 'a@x.test\r\nRCPT TO:<b@x.test>', 'nobody', '"a b"@x.test']) {
      expect(await failure({}, { to })).toEqual({ lasts: 'for-good', reason: 'no-address' })
    }
    expect(server.read).toHaveLength(before)
  })

  test('may be taken later where nobody listens', async () => {
    const closed = createServer().listen(0, '127.0.0.1')
    await once(closed, 'listening')
    const { port } = closed.address() as { port: number }
    closed.close()
    const other = open(`smtp://127.0.0.1:${port}`)
    await expect(sendMail(other, mail())).rejects.toMatchObject({
      facts: { lasts: 'for-now', reason: 'ESOCKET' },
    })
    other.close()
  })
})

test('a server elsewhere must speak TLS unless told', async () => {
  const { port } = new URL(server.smtpUrl)
  const [here, there] = ['127.0.0.1', 'mail.test'].map((host) => readSmtpUrl(`smtp://${host}:${port}`))
  expect([here?.tls, there?.tls]).toEqual(['none', 'required'])
  expect(readSmtpUrl('smtp://mail.test?tls=optional')).toMatchObject({ port: 587, tls: 'optional' })
  expect(readSmtpUrl('smtps://me%40x.test:s%2Fx@[2001:db8::1]')).toEqual({
    host: '2001:db8::1',
    port: 465,
    auth: { user: 'me@x.test', pass: 's/x' },
    tls: 'from-the-start',
  })
  for (const text of ['', 'mail.test', 'http://mail.test', 'smtp://mail.test/x', 'smtp://mail.test?pool=1']) {
    expect(readSmtpUrl(text)).toBeUndefined()
  }
  // one that offers no STARTTLS gets no mail
  const strict = openMailer({ ...(here as SmtpServer), tls: 'required' }, { name: '', address: 'a@b.test' })
  const before = server.read.length
  await expect(sendMail(strict, mail())).rejects.toMatchObject({ facts: { lasts: 'for-now' } })
  expect(server.read).toHaveLength(before)
  strict.close()
})

test('a sender is a name and an address, or an address', () => {
  expect(readSender('Polyclinic <no-reply@clinic.test>')).toEqual({
    name: 'Polyclinic',
    address: 'no-reply@clinic.test',
  })
  expect(readSender('no-reply@clinic.test')).toEqual({ name: '', address: 'no-reply@clinic.test' })
  for (const text of ['', 'Polyclinic', 'A <a@b>\r\nBcc: <c@d>', '<>', 'A <a@b, c@d>']) {
    expect(readSender(text)).toBeUndefined()
  }
})
