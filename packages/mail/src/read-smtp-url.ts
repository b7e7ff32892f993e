/** Where and how mails are handed over. */
export interface SmtpServer {
  readonly host: string
  readonly port: number
  readonly auth: { readonly user: string; readonly pass: string } | undefined
  /**
   * `from-the-start` for smtps; `required` (STARTTLS) for smtp; `optional` where the address ends in `?tls=optional`;
   * `none` on loopback, where nobody listens in
   */
  readonly tls: 'from-the-start' | 'required' | 'optional' | 'none'
}

/** Reads `smtp://user:password@host:587` or `smtps://…`; gives nothing for anything else. */
export function readSmtpUrl(text: string): SmtpServer | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const secure = url.protocol === 'smtps:'
  if ((!secure && url.protocol !== 'smtp:') || url.hostname === '' || !['', '/'].includes(url.pathname)) {
    return undefined
  }
  const { search, username, password } = url
  if (search !== '' && search !== '?tls=optional') return undefined
  // Node's sockets take an IPv6 address without the brackets
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    auth: username === '' ? undefined : { user: decoded(username), pass: decoded(password) },
    tls: secure ? 'from-the-start' : isLoopback(host) ? 'none' : search === '' ? 'required' : 'optional',
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host)

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
