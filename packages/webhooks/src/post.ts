import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'

export interface Post {
  readonly url: URL
  /** Where to connect to, whatever the name says by then */
  readonly addresses: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: AbortSignal
}

export interface Posted {
  readonly status: number
  /** For how long the receiver asks to be left alone, where it does, in seconds */
  readonly retryAfter?: number
}

/** More of an answer nobody waits for. */
const bodyBytes = 16_384

/**
 * Posts once, on a connection of its own, through no proxy, following nothing.
 * @returns the status and for how long to stay away; of the body nothing is kept
 * @throws what the network says, or an AbortError
 */
export async function post({ url, addresses, headers, body, signal }: Post): Promise<Posted> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    // one of its own with the defaults: no proxy of the environment, no connection kept
    agent: false,
    lookup: lookupOf(addresses),
    maxHeaderSize: 16_384,
    signal,
  })
  request.on('response', resolve)
  request.on('error', reject)
  // cut off, or an upgrade that nobody asked for
  request.on('close', () => reject(new Error('It was closed without an answer.')))
  request.end(body)
  try {
    const response = await promise
    await drain(response)
    const retryAfter = secondsOf(response.headers['retry-after'])
    return { status: response.statusCode ?? 0, ...(retryAfter !== undefined && { retryAfter }) }
  } finally {
    request.destroy()
  }
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3). */
function secondsOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000
  return seconds > 0 ? seconds : undefined
}

/** Lets the receiver finish, within bounds. Whatever becomes of the body, the status has been said. */
async function drain(response: IncomingMessage): Promise<void> {
  let read = 0
  try {
    for await (const chunk of response) {
      read += (chunk as Buffer).length
      if (read > bodyBytes) return
    }
  } catch {
    // cut off, or too slow
  }
}

/** The addresses that were checked, and no others. */
const lookupOf =
  (addresses: readonly string[]): LookupFunction =>
  (_hostname, options, callback) => {
    const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    const [first] = all
    if (options.all) callback(null, all)
    else callback(null, first?.address ?? '', first?.family ?? 4)
  }
