import { randomBytes } from 'node:crypto'
import { hashOfToken } from '../members/invitation-token.ts'

/**
 * What a calendar's address carries, and what is kept of it. The beginning shows whoever finds one what it is, and has
 * a character that no identifier of ours has: no place that shows identifiers takes it for one.
 */
export function newFeedToken(): { token: string; tokenHash: Buffer } {
  const token = `cal_${randomBytes(32).toString('base64url')}`
  return { token, tokenHash: hashOfToken(token) }
}
