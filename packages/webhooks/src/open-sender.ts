import type { DeliveryOutcome } from '@polyclinic/contract'
import { type AddressRules, addressRules, literalOf } from './address-rules.ts'
import { outcomeOfError, outcomeOfStatus } from './outcome.ts'
import { post } from './post.ts'
import { nameServers, NotResolved, type ResolveHost, thisMachine } from './resolve-host.ts'
import { signatureHeaders } from './sign.ts'

export interface WebhookMessage {
  readonly url: string
  /** The newest first */
  readonly secrets: readonly string[]
  /** The same at each attempt */
  readonly id: string
  /** A CloudEvent in JSON */
  readonly body: string
}

export interface SendResult {
  readonly outcome: DeliveryOutcome
  readonly status?: number
  /** For how long the receiver asks to be left alone, in seconds; with a refusal only */
  readonly retryAfter?: number
}

export interface WebhookSender {
  /** One attempt, which never fails but says how it ended. */
  send(message: WebhookMessage): Promise<SendResult>
}

export interface SenderOptions {
  /** For development: this machine and plain `http` are allowed */
  readonly local: boolean
  /** For everything, from the look-up of the name to the end of the answer */
  readonly limitMilliseconds: number
  readonly resolve?: ResolveHost
  readonly now?: () => Date
}

/** Sends signed events to addresses that clinics have given, and to nothing inside of our network. */
export function openWebhookSender(options: SenderOptions): WebhookSender {
  const rules = addressRules(options)
  const { resolve = options.local ? thisMachine : nameServers(), now = () => new Date() } = options
  return {
    async send({ url, secrets, id, body }) {
      if (rules.faultOf(url) !== undefined) return { outcome: 'address-refused' }
      const signal = AbortSignal.timeout(options.limitMilliseconds)
      try {
        const target = new URL(url)
        const addresses = await orAborted(signal, addressesOf(target.hostname, rules, resolve))
        if (!addresses) return { outcome: 'address-refused' }
        const headers = { ...fixedHeaders, ...signatureHeaders(secrets, { id, at: now(), body }) }
        const { status, retryAfter } = await post({ url: target, addresses, headers, body, signal })
        const outcome = outcomeOfStatus(status)
        return { outcome, status, ...(outcome === 'refused' && retryAfter && { retryAfter }) }
      } catch (error) {
        return { outcome: signal.aborted ? 'timeout' : outcomeOfError(error) }
      }
    },
  }
}

const fixedHeaders = {
  'content-type': 'application/cloudevents+json; charset=utf-8',
  'user-agent': 'Polyclinic-Webhooks/1',
  accept: '*/*',
}

/**
 * Looked up once: what is checked here is what is connected to. A name that leads inside with one of its addresses is
 * refused with all of them.
 */
async function addressesOf(
  hostname: string,
  { permits }: AddressRules,
  resolve: ResolveHost,
): Promise<readonly string[] | undefined> {
  const literal = literalOf(hostname)
  const found = literal === undefined ? await resolve(hostname) : [literal]
  if (found.length === 0) throw new NotResolved('The name has no address.')
  return found.every(permits) ? found : undefined
}

async function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
