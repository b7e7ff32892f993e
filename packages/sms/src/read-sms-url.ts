export interface SmsServer {
  readonly baseUrl: string
  readonly account: string
  readonly token: string
}

/** Reads `https://ACCOUNT:TOKEN@api.twilio.com`; gives nothing for anything else. */
export function readSmsUrl(text: string): SmsServer | undefined {
  if (!URL.canParse(text)) return undefined
  const { origin, username: account, password: token } = new URL(text)
  return account && token ? { baseUrl: origin, account, token } : undefined
}

export const readSmsSender = (text: string): string | undefined => text.trim() || undefined
