import { type IncomingMessage, request } from 'node:http'
import { eventually } from '@polyclinic/postgres/testing'

export interface Told {
  readonly event: string
  readonly id: string
  readonly data: Record<string, unknown>
}

export interface FollowedStream extends Disposable {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  /** All that was told so far */
  readonly told: readonly Told[]
  /** Whether it has ended */
  readonly ended: () => boolean
  /** The first of that kind, as soon as it is told; with what is asked of its data */
  next(event: string, like?: (data: Told['data']) => boolean): Promise<Told>
  /** The problem of a refusal */
  readonly problem: () => Record<string, unknown>
}

interface How {
  readonly token?: string | undefined
  readonly lastEventId?: string
  readonly address?: string
}

let asked = 0

/** Follows a stream of server-sent events as a browser's `fetch` would. */
export async function followLive(port: number, topics: string, how: How = {}): Promise<FollowedStream> {
  const headers = {
    'x-forwarded-for': how.address ?? `2001:db9::${(++asked).toString(16)}:0:0:0:1`,
    ...(how.token && { authorization: `Bearer ${how.token}` }),
    ...(how.lastEventId !== undefined && { 'last-event-id': how.lastEventId }),
  }
  const path = `/v1/live?topics=${encodeURIComponent(topics)}`
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, headers, agent: false }, resolve)
    outgoing.on('error', reject).end()
  })
  const told: Told[] = []
  let text = ''
  let ended = false
  answer.setEncoding('utf8')
  answer.on('data', (chunk) => {
    text += chunk
    if (answer.statusCode !== 200) return
    const frames = text.split('\n\n')
    text = frames.pop() ?? ''
    told.push(...frames.flatMap(readFrame))
  })
  answer.on('error', () => {})
  answer.on('close', () => (ended = true))
  if (answer.statusCode !== 200) await new Promise((resolve) => answer.once('end', resolve))
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    told,
    ended: () => ended,
    next: (event, like = () => true) =>
      eventually(() => told.find((each) => each.event === event && like(each.data))),
    problem: () => JSON.parse(text),
    [Symbol.dispose]: () => answer.destroy(),
  }
}

/** A comment, or the time to wait before coming again, is no event. */
function readFrame(text: string): Told[] {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1] ?? ''
  return field('event') ? [{ event: field('event'), id: field('id'), data: JSON.parse(field('data')) }] : []
}
