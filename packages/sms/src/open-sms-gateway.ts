import type { SmsServer } from './read-sms-url.ts'

/** The way to a gateway. It holds no connection of its own: `fetch` keeps and closes them. */
export interface SmsGateway {
  /** Where messages are posted */
  readonly url: string
  readonly authorization: string
  /** A number, a name, or a messaging service's SID */
  readonly from: string
  readonly patienceMilliseconds: number
}

export function openSmsGateway(settings: {
  readonly server: SmsServer
  readonly from: string
  /** How long the gateway may take for its answer */
  readonly patienceMilliseconds?: number
}): SmsGateway {
  const { server, from, patienceMilliseconds = 10_000 } = settings
  const { baseUrl, account, token } = server
  return {
    url: `${baseUrl}/2010-04-01/Accounts/${account}/Messages.json`,
    authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
    from,
    patienceMilliseconds,
  }
}
