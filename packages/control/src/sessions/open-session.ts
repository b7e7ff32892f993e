import type { PersonalSeal } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { v7 as newId } from 'uuid'
import { hashOfToken, newRefreshToken } from './refresh-secret.ts'
import { deleteOldSessions, insertSession, type NewSession } from './session-queries.ts'

export const devicePlace = 'session.device'
const lifeMilliseconds = 30 * 24 * 3_600_000

export interface SessionFacts extends Pick<NewSession, 'accountId' | 'method' | 'secondFactor'> {
  readonly device?: string | undefined
}

/** Opens a session for thirty days, with the token that prolongs its access for the first time. */
export async function openSession(
  tx: Queryable,
  own: PersonalSeal,
  { device, ...facts }: SessionFacts,
  at: Date,
): Promise<{ id: string; refreshToken: string }> {
  const id = newId()
  const refreshToken = newRefreshToken()
  await deleteOldSessions(tx, facts.accountId, at)
  const session: NewSession = {
    ...facts,
    id,
    sealedDevice: device === undefined ? null : own.seal(device, devicePlace),
    createdAt: at,
    expiresAt: new Date(at.getTime() + lifeMilliseconds),
  }
  await insertSession(tx, session, hashOfToken(refreshToken))
  return { id, refreshToken }
}
