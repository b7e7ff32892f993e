import type { SmsGateway } from './open-sms-gateway.ts'
import { SmsNotSent } from './sms-not-sent.ts'

export interface SentSms {
  readonly providerId: string | undefined
}

/** @throws SmsNotSent */
export async function sendSms(
  { url, authorization, from }: SmsGateway,
  { to, body, id }: { readonly to: string; readonly body: string; readonly id: string },
): Promise<SentSms> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization, 'idempotency-key': id },
    body: new URLSearchParams({ To: to, From: from, Body: body }),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => {
    throw new SmsNotSent({ reason: 'unreachable', lasts: 'for-now' })
  })
  const json = (await answer.json().catch(() => ({}))) as { sid?: string; code?: number }
  if (answer.ok) return { providerId: json.sid }
  const reason = String(json.code ?? answer.status)
  throw new SmsNotSent({ reason, lasts: json.code === 21211 ? 'for-good' : 'for-now' })
}
