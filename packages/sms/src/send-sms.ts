import type { SmsGateway } from './open-sms-gateway.ts'
import { refusedWith, SmsNotSent } from './sms-not-sent.ts'

export interface SentSms {
  /** What the gateway calls it */
  readonly providerId: string | undefined
}

const mostBytes = 100_000

/**
 * Hands one short message over. A gateway knows no repetition: where its answer is lost the message may arrive twice, so
 * the id goes along for those that do look for one.
 * @throws SmsNotSent
 */
export async function sendSms(
  gateway: SmsGateway,
  { to, body, id }: { readonly to: string; readonly body: string; readonly id: string },
): Promise<SentSms> {
  if (!/^\+[1-9]\d{6,14}$/.test(to)) throw new SmsNotSent({ reason: 'no-number', lasts: 'for-good' })
  const { status, json } = await post(gateway, { to, body, id })
  if (status >= 200 && status < 300) return { providerId: textOf(json['sid']) }
  throw refusedWith(status, Number.isInteger(json['code']) ? Number(json['code']) : undefined)
}

async function post(
  { url, authorization, from, patienceMilliseconds }: SmsGateway,
  { to, body, id }: { to: string; body: string; id: string },
): Promise<{ status: number; json: Record<string, unknown> }> {
  const sender: Record<string, string> = /^MG[0-9a-f]{32}$/.test(from)
    ? { MessagingServiceSid: from }
    : { From: from }
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { authorization, 'idempotency-key': id, accept: 'application/json' },
      body: new URLSearchParams({ To: to, ...sender, Body: body }),
      // it would take the token along
      redirect: 'manual',
      // a gateway that says a word now and then is never silent for long
      signal: AbortSignal.timeout(patienceMilliseconds),
    })
    return { status: answer.status, json: readJson(await shortText(answer)) }
  } catch (error) {
    // the reason of a failed fetch names the address, which may hold more than we want to tell
    const reason = (error as Error).name === 'TimeoutError' ? 'timeout' : 'unreachable'
    throw new SmsNotSent({ reason, lasts: 'for-now' })
  }
}

async function shortText(answer: Response): Promise<string> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    if (text.length > mostBytes) break
  }
  return text
}

function readJson(text: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\w{1,64}$/.test(value) ? value : undefined
