import { createHash, randomBytes } from 'node:crypto'

/** What a link carries, and what is kept of it: 256 random bits need no slow hash. */
export function newInvitationToken(): { token: string; tokenHash: Buffer } {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashOfToken(token) }
}

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()
