/** Where and as whom short messages are handed over. */
export interface SmsServer {
  /** Without a slash at its end */
  readonly baseUrl: string
  /** The account's SID, which is the user too */
  readonly account: string
  readonly token: string
}

/**
 * Reads `https://ACCOUNT:TOKEN@api.twilio.com`, or any gateway that speaks the same; gives nothing for anything else.
 * Without TLS on loopback only: the token goes with every message.
 */
export function readSmsUrl(text: string): SmsServer | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
  if (!isSafe || url.search !== '' || url.hash !== '') return undefined
  const [account, token] = [url.username, url.password].map(decoded)
  if (!account || !token || !/^\w+$/.test(account)) return undefined
  return { baseUrl: `${url.origin}${url.pathname.replace(/\/$/, '')}`, account, token }
}

/** A number (+E.164), a name of letters and digits, or the SID of a messaging service. */
export const readSmsSender = (text: string): string | undefined =>
  /^(\+[1-9]\d{6,14}|MG[0-9a-f]{32}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/.test(text.trim())
    ? text.trim()
    : undefined

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host)

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
