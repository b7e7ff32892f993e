import { request } from 'node:http'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MailStore } from './mail-store.ts'
import { type Mailbox, openMailbox } from './open-mailbox.ts'

let mailbox: Mailbox
beforeAll(async () => {
  mailbox = await openMailbox({ production: false })
})
afterAll(() => mailbox.close())

const send = async (mail: object) => {
  const { hostname: host, port } = new URL(mailbox.smtpUrl)
  await createTransport({ host, port: Number(port), ignoreTLS: true }).sendMail({
    from: 'clinic@people.test',
    text: 'Hello',
    ...mail,
  })
}
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${mailbox.pagePort}${path}`, { headers })
const list = async (path: string) =>
  (await (await get(path)).json()) as { items: { id: string; subject: string }[] }

test('shows what arrived, newest first, and finds it by its recipient', async () => {
  await send({ to: 'ada@people.test', subject: 'One' })
  await send({ to: ['ben@people.test', 'Ada@people.test'], subject: 'Two' })
  const { items } = await list('/api/mails')
  expect(items.map(({ subject }) => subject)).toEqual(['Two', 'One'])
  const found = await list('/api/mails?to=BEN@people.test')
  expect(found.items).toMatchObject([
    { to: ['ben@people.test', 'Ada@people.test'], from: 'clinic@people.test' },
  ])
  expect(await (await get(`/api/mails/${found.items[0]?.id}`)).json()).toMatchObject({ text: 'Hello\n' })
  expect(mailbox.sentTo('ada@people.test')).toHaveLength(2)
  const page = await (await get('/')).text()
  expect(page.indexOf('Two')).toBeLessThan(page.indexOf('One'))
  expect((await get('/api/mails/absent')).status).toBe(404)
})

test('a mail that is a page can do nothing', async () => {
  const evil = '<script>alert(1)</script><img src="https://elsewhere.test/x">'
  await send({ to: `ada@people.test`, subject: evil, html: `<html><head></head><body>${evil}</body></html>` })
  const { id } = mailbox.mails[0] ?? { id: '' }
  const page = await get(`/mails/${id}`)
  const text = await page.text()
  expect(text).not.toContain('<script>alert')
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(text).toMatch(/<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  const framed = await get(`/mails/${id}/html`)
  expect(await framed.text()).toContain('<head><base target="_blank"></head>')
  const policy = framed.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain('sandbox allow-popups')
  expect(policy).not.toMatch(/script-src|https?:|allow-scripts|allow-same-origin/)
})

test('gives attachments and the source to be saved, never to be shown', async () => {
  await send({
    to: 'ada@people.test',
    subject: 'Files',
    attachments: [{ filename: 'a "b".html', content: '<b>' }],
  })
  const { id, attachments } = mailbox.mails[0] ?? { id: '', attachments: [] }
  expect(attachments).toEqual([{ name: 'a "b".html', type: 'text/html', bytes: 3 }])
  const file = await get(`/mails/${id}/attachments/0`)
  expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''a%20%22b%22.html")
  expect(file.headers.get('content-type')).toBe('application/octet-stream')
  expect(await file.text()).toBe('<b>')
  expect(await (await get(`/mails/${id}/source`)).text()).toContain('Subject: Files')
  expect((await get(`/mails/${id}/attachments/7`)).status).toBe(404)
})

test('tells a page that is open when something arrives', async () => {
  const events = (await get('/events')).body?.pipeThrough(new TextDecoderStream()).getReader()
  await events?.read()
  await send({ to: 'ada@people.test', subject: 'Now' })
  expect((await events?.read())?.value).toBe('data: changed\n\n')
  await events?.cancel()
})

test('refuses what is too large, and goes on', async () => {
  const large = { to: 'ada@people.test', subject: 'Large', text: 'x'.repeat(5_100_000) }
  await expect(send(large)).rejects.toMatchObject({ responseCode: 552 })
  await send({ to: 'ada@people.test', subject: 'After' })
  expect(mailbox.mails[0]?.subject).toBe('After')
})

test('keeps the last 500, and no more than memory bears', () => {
  const store = new MailStore()
  const add = (n: number, bytes: number) =>
    store.add({
      at: new Date(),
      from: '',
      to: [],
      subject: String(n),
      messageId: undefined,
      text: '',
      html: undefined,
      attachments: [],
      source: Buffer.alloc(bytes),
    })
  for (let n = 1; n <= 510; n++) add(n, 1)
  expect(store.mails.map(({ subject }) => Number(subject))).toEqual(
    Array.from({ length: 500 }, (_, n) => 510 - n),
  )
  for (let n = 1; n <= 5; n++) add(n, 30_000_000)
  expect(store.mails.map(({ subject }) => subject).slice(0, 3)).toEqual(['5', '4', '3'])
  expect(store.mails.reduce((sum, { source }) => sum + source.length, 0)).toBeLessThan(100_000_001)
})

test('answers to its own name only, and takes no orders', async () => {
  const status = await new Promise((resolve) =>
    request({ port: mailbox.pagePort, host: '127.0.0.1', headers: { host: 'elsewhere.test' } }, (answer) =>
      resolve(answer.resume().statusCode),
    ).end(),
  )
  expect(status).toBe(403)
  const port = mailbox.pagePort
  expect((await fetch(`http://127.0.0.1:${port}/`, { method: 'POST' })).status).toBe(405)
})

test('takes another port where its own is taken, and does not run in production', async () => {
  const wanted = { production: false, smtpPort: mailbox.smtpPort, pagePort: mailbox.pagePort }
  await using second = await openMailbox(wanted)
  expect(second.smtpPort).not.toBe(mailbox.smtpPort)
  expect(second.pagePort).not.toBe(mailbox.pagePort)
  await expect(openMailbox({ production: true })).rejects.toMatchObject({ code: 'mailbox-refused' })
})

const post = (over: Record<string, string> = {}, headers: Record<string, string> = {}) => {
  const { origin, username, password } = new URL(mailbox.smsUrl)
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
  return fetch(`${origin}/2010-04-01/Accounts/${username}/Messages.json`, {
    method: 'POST',
    headers: { authorization, ...headers },
    body: new URLSearchParams({
      To: '+34600111222',
      From: '+34900',
      Body: 'See https://x.test/#a <b>',
      ...over,
    }),
  })
}

test('a short message lies beside the mails and is found by its number', async () => {
  const answer = await post()
  expect(answer.status).toBe(201)
  expect(await answer.json()).toMatchObject({ sid: expect.stringMatching(/^SM\w{32}$/), to: '+34600111222' })
  expect(mailbox.smsTo('+34 600 111 222')).toMatchObject([{ from: '+34900', segments: 1 }])
  const found = await (await get('/api/sms?to=%2B34600111222')).json()
  expect(found).toMatchObject({ items: [{ body: 'See https://x.test/#a <b>' }] })
  expect(await (await get('/')).text()).toContain('See https://x.test/#a &lt;b&gt;')
  const page = await (await get(`/sms/${mailbox.sms[0]?.id}`)).text()
  expect(page).toContain('<a href="https://x.test/#a" target="_blank" rel="noopener noreferrer">')
  expect(page).not.toContain('<b>')
})

test('a page of somebody else’s can post no short message', async () => {
  const before = mailbox.sms.length
  expect((await post({}, { authorization: '' })).status).toBe(401)
  expect((await post({ To: 'nobody' })).status).toBe(400)
  expect(mailbox.sms).toHaveLength(before)
})
