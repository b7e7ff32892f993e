import type { SmsServer } from './read-sms-url.ts'

/** The way to a gateway. */
export interface SmsGateway {
  readonly url: string
  readonly authorization: string
  readonly from: string
}

export const openSmsGateway = ({
  server: { baseUrl, account, token },
  from,
}: {
  readonly server: SmsServer
  readonly from: string
}): SmsGateway => ({
  url: `${baseUrl}/2010-04-01/Accounts/${account}/Messages.json`,
  authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
  from,
})
