import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

/**
 * What `create role … password '<here>'` stores for a password (RFC 5803), so that the password itself never
 * reaches the server's log. ASCII only: beyond it both sides would have to agree on a normalisation.
 */
export function scramVerifier(
  password: string,
  { salt = randomBytes(16), iterations = 4096 }: { salt?: Uint8Array; iterations?: number } = {},
): string {
  if (!/^[\x20-\x7e]+$/.test(password)) throw new Error('A role password must be printable ASCII.')
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const clientKey = createHmac('sha256', salted).update('Client Key').digest()
  const storedKey = createHash('sha256').update(clientKey).digest('base64')
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64')
  return `SCRAM-SHA-256$${iterations}:${Buffer.from(salt).toString('base64')}$${storedKey}:${serverKey}`
}
