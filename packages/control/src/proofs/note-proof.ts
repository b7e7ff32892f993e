import type { Vault } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { linkLives } from '../mail/index.ts'
import { drawProof } from './draw-proof.ts'
import {
  countRecentProofs,
  insertProof,
  lockAddress,
  type NewProof,
  type ProofPurpose,
} from './proof-queries.ts'

/** How many minutes a proof is good for: as long as its mail says. */
export const proofLife: Readonly<Record<ProofPurpose, number>> = {
  register: linkLives['confirm-registration'],
  'sign-in': linkLives['sign-in'],
  'reset-password': linkLives['reset-password'],
  'change-email': linkLives['confirm-email'],
}

const mailsAnHour = 5

export type WantedProof = Pick<
  NewProof,
  'purpose' | 'emailIndex' | 'accountId' | 'registrationId' | 'sealedEmail'
>

/** Whether one more mail may go to that address: a stranger must not fill a mailbox. Holds until the end of `tx`. */
export async function mayBeMailed(
  tx: Queryable,
  purpose: ProofPurpose,
  emailIndex: Buffer,
): Promise<boolean> {
  await lockAddress(tx, purpose, emailIndex)
  return (await countRecentProofs(tx, purpose, emailIndex)) < mailsAnHour
}

/**
 * Notes that a link and a code are on their way to an address.
 * @returns both, for the mail; nothing else ever knows them
 */
export async function noteProof(
  tx: Queryable,
  vault: Vault,
  wanted: WantedProof,
): Promise<{ token: string; code: string }> {
  const { id, token, tokenHash, code, codeHash } = drawProof(vault)
  await insertProof(tx, {
    ...wanted,
    id,
    tokenHash,
    // a password is reset by the link alone
    codeHash: wanted.purpose === 'reset-password' ? undefined : codeHash,
    lifeMinutes: proofLife[wanted.purpose],
  })
  return { token, code }
}
