import { Refusal, type Session } from '@polyclinic/contract'
import { type Actor, authorise, type PersonalSeal } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findAccount } from '../identity/account-queries.ts'
import { devicePlace } from './open-session.ts'
import { ownAccount } from './own-account.ts'
import { findOpenSessions, type SessionRow } from './session-queries.ts'

/** Where the account is signed in, opened for its owner. */
export async function listSessions(
  control: ControlPlane,
  actor: Actor,
  at: Date = new Date(),
): Promise<Session[]> {
  authorise(actor, 'session.manage')
  const { accountId, sessionId } = ownAccount(actor)
  const account = await findAccount(control.database, accountId)
  if (!account) throw new Refusal('not-signed-in', {})
  const own = control.vault.unwrap(account.wrappedKey, accountId)
  const rows = await findOpenSessions(control.database, accountId, at)
  return rows.map((row) => ({ ...shown(row, own), current: row.id === sessionId }))
}

const shown = (row: SessionRow, own: PersonalSeal): Omit<Session, 'current'> => ({
  id: row.id,
  method: row.method,
  secondFactor: row.secondFactor,
  ...(row.sealedDevice && { device: own.open(row.sealedDevice, devicePlace) }),
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
})
