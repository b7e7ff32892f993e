import { Webhook } from 'standardwebhooks'

/**
 * The headers of Standard Webhooks.
 * @param secrets `whsec_…`, the newest first: each adds a signature, and a receiver knows one of them
 */
export const signatureHeaders = (
  secrets: readonly string[],
  { id, at, body }: { readonly id: string; readonly at: Date; readonly body: string },
): Record<string, string> => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
})
