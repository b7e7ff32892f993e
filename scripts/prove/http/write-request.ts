export interface Request {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly token?: string | undefined
  readonly key?: string | undefined
  /** The version that was seen */
  readonly ifMatch?: number | undefined
  readonly body?: unknown
}

/** A request as it goes over the wire. */
export function writeRequest({ method, path, token, key, ifMatch, body }: Request): string {
  const text = body === undefined ? '' : JSON.stringify(body)
  const lines = [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1']
  if (token !== undefined) lines.push(`authorization: Bearer ${token}`)
  if (key !== undefined) lines.push(`idempotency-key: ${key}`)
  if (ifMatch !== undefined) lines.push(`if-match: "${ifMatch}"`)
  if (body !== undefined) {
    lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(text)}`)
  }
  return `${lines.join('\r\n')}\r\n\r\n${text}`
}
