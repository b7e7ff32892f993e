import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findAllSigningKeys, type SigningKeyRow } from './signing-key-queries.ts'

export type SigningKey = Pick<SigningKeyRow, 'kid' | 'state' | 'createdAt' | 'retiredAt'>

/** Every key that ever signed, the newest first, without what it signs with. */
export async function listSigningKeys({ database }: ControlPlane, actor: Actor): Promise<SigningKey[]> {
  authorise(actor, 'signing-key.manage')
  const rows = await findAllSigningKeys(database)
  return rows.map(({ kid, state, createdAt, retiredAt }) => ({ kid, state, createdAt, retiredAt }))
}
