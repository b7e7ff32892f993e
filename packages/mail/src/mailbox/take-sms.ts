import type { IncomingMessage, ServerResponse } from 'node:http'

export interface TakenSms {
  readonly account: string
  readonly from: string
  readonly to: string
  readonly body: string
  /** What a sender gives each attempt alike */
  readonly key: string | undefined
}

/** How a gateway answers; what is not told it takes. */
export interface SmsMood {
  readonly status?: number
  /** Twilio's, as 21211 */
  readonly code?: number
  /** Answers no sooner than this resolves. */
  readonly waitsFor?: Promise<void>
  /** Ends the connection in place of an answer, having taken the message */
  readonly cuts?: boolean
}

const mostBytes = 50_000
const path = /^\/2010-04-01\/Accounts\/(\w+)\/Messages\.json$/

export const isForGateway = (pathname: string): boolean => path.test(pathname)

/**
 * Reads a message as Twilio's interface takes it and answers in its form. The words of a refusal name the number, as
 * those of real gateways do.
 * @param take what becomes of a message; gives its SID
 */
export async function takeSms(
  request: IncomingMessage,
  response: ServerResponse,
  take: (sms: TakenSms) => string,
  { status, code, waitsFor, cuts }: SmsMood = {},
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const account = path.exec(pathname)?.[1] ?? ''
  // a page of somebody else's could post a form here, but no such header
  if (!isSigned(request.headers.authorization, account)) return refuse(response, 401, 20_003, 'Authenticate')
  const form = new URLSearchParams(await read(request))
  const [to, body] = [form.get('To') ?? '', form.get('Body') ?? '']
  const from = form.get('From') ?? form.get('MessagingServiceSid') ?? ''
  if (!/^\+[1-9]\d{6,14}$/.test(to)) return refuse(response, 400, 21_211, `'To' number ${to} is not valid`)
  if (body === '') return refuse(response, 400, 21_602, 'Message body is required')
  if (from === '') return refuse(response, 400, 21_603, "A 'From' phone number is required")
  if (status === undefined) {
    const key = request.headers['idempotency-key']
    const sid = take({ account, from, to, body, key: typeof key === 'string' ? key : undefined })
    await waitsFor
    if (cuts) return void response.destroy()
    const made = { sid, status: 'queued', to, from, body, error_code: null, error_message: null }
    return send(response, 201, made)
  }
  await waitsFor
  if (cuts) return void response.destroy()
  refuse(response, status, code, `<${to}> is not welcome`)
}

function isSigned(header: string | undefined, account: string): boolean {
  const [, encoded = ''] = /^Basic (.+)$/.exec(header ?? '') ?? []
  const [user, password] = Buffer.from(encoded, 'base64').toString().split(':')
  return user === account && Boolean(password)
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > mostBytes) break
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

const refuse = (response: ServerResponse, status: number, code: number | undefined, message: string): void =>
  send(response, status, { code, message, status, more_info: `https://www.twilio.com/docs/errors/${code}` })

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
