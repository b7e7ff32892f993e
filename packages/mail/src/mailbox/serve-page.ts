import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { readFileSync } from 'node:fs'
import { mailFacts, mailInFull } from './api-views.ts'
import { countSegments } from '../notices/fit-sms.ts'
import { contentPolicy, framedPolicy, withLinksOutside } from './framed-mail.ts'
import { listPage, mailPage, missingPage, smsPage } from './pages.ts'
import type { MailStore, ReceivedMail } from './mail-store.ts'
import { parseMail } from './receive-mails.ts'
import { isForGateway, takeSms } from './take-sms.ts'

const asset = (name: string): string => readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8')
const style = asset('mailbox.css')
const script = asset('mailbox.js')

/** The page and the JSON that show what arrived. */
export function servePage(store: MailStore): Server {
  return createServer((request, response) => {
    answer(store, request, response).catch(() => send(response, 500, 'text/plain', 'It could not be shown.'))
  })
}

async function answer(store: MailStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // a foreign page that has its name point here would read every link to a new password
  if (!isOurHost(request.headers.host)) return send(response, 403, 'text/plain', 'Ask localhost.')
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  if (request.method === 'POST' && isForGateway(pathname)) return keepSms(store, request, response)
  if (request.method !== 'GET') return send(response, 405, 'text/plain', 'Only GET.', { allow: 'GET' })
  switch (pathname) {
    case '/':
      return sendPage(response, 200, listPage(store))
    case '/mailbox.css':
      return send(response, 200, 'text/css', style)
    case '/mailbox.js':
      return send(response, 200, 'text/javascript', script)
    case '/events':
      return sendChanges(store, request, response)
    case '/api/sms': {
      const to = searchParams.get('to')
      return sendJson(response, 200, { items: to === null ? store.sms : store.smsTo(to) })
    }
    case '/api/mails': {
      const to = searchParams.get('to')
      const mails = to === null ? store.mails : store.sentTo(to)
      return sendJson(response, 200, { items: mails.map(mailFacts) })
    }
  }
  const sms = store.findSms(/^\/sms\/([\w-]+)$/.exec(pathname)?.[1] ?? '')
  if (sms) return sendPage(response, 200, smsPage(store, sms))
  const [, api, id = '', part, place] =
    /^(\/api)?\/mails\/([\w-]+)(?:\/(html|source|attachments)(?:\/(\d+))?)?$/.exec(pathname) ?? []
  const mail = store.find(id)
  if (!mail) {
    return api ? sendJson(response, 404, { error: 'absent' }) : sendPage(response, 404, missingPage(store))
  }
  if (api) return sendJson(response, 200, mailInFull(mail))
  return sendPart(response, store, mail, part, Number(place))
}

async function sendPart(
  response: ServerResponse,
  store: MailStore,
  mail: ReceivedMail,
  part: string | undefined,
  place: number,
): Promise<void> {
  switch (part) {
    case 'html':
      return send(response, 200, 'text/html', withLinksOutside(mail.html ?? ''), {
        'content-security-policy': framedPolicy,
      })
    case 'source':
      return sendFile(response, `${mail.id}.eml`, mail.source)
    case 'attachments': {
      const found = (await parseMail(mail.source)).attachments[place]
      if (!found) return sendPage(response, 404, missingPage(store))
      return sendFile(response, found.filename ?? 'attachment', found.content)
    }
    default:
      return sendPage(response, 200, mailPage(store, mail))
  }
}

const keepSms = (store: MailStore, request: IncomingMessage, response: ServerResponse): Promise<void> =>
  takeSms(request, response, ({ from, to, body }) => {
    const id = store.addSms({ at: new Date(), from, to, body, segments: countSegments(body) })
    return `SM${id.replaceAll('-', '')}`
  })

const isOurHost = (host = ''): boolean => /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host)

/** Tells a page that is open when to look again. */
function sendChanges(store: MailStore, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(':\n\n')
  const stop = store.onChange(() => response.write('data: changed\n\n'))
  request.on('close', stop)
}

const sendPage = (response: ServerResponse, status: number, page: string): void =>
  send(response, status, 'text/html', page, { 'content-security-policy': contentPolicy })

const sendJson = (response: ServerResponse, status: number, body: unknown): void =>
  send(response, status, 'application/json', JSON.stringify(body))

/** Never shown, always saved: what arrived may be a page of its own. */
const sendFile = (response: ServerResponse, name: string, content: Buffer): void =>
  send(response, 200, 'application/octet-stream', content, {
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name.toWellFormed()).replaceAll("'", '%27')}`,
  })

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent) return void response.destroy()
  const charset = type.startsWith('text/') ? '; charset=utf-8' : ''
  response
    .writeHead(status, {
      'content-type': type + charset,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      ...headers,
    })
    .end(body)
}
