import { Refusal, type SecondFactorProof } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'
import type { AccountRow } from '../identity/account-queries.ts'
import { tellOwner } from '../identity/tell-owner.ts'
import { stepOf } from './one-time-code.ts'
import { hashOfRecoveryCode } from './recovery-codes.ts'
import { type SecondFactorRow, takeRecoveryCode, takeStep } from './second-factor-queries.ts'

/** Where a secret stands, offered or confirmed; the seal is bound to it. */
export const secretPlace = 'second_factor.secret'

/**
 * Takes a code of the authenticator, or a recovery code, whose use its owner is told of. Each counts once.
 * @throws Refusal code-refused
 */
export async function proveSecondFactor(
  tx: Queryable,
  { vault }: ControlPlane,
  account: AccountRow,
  factor: SecondFactorRow,
  proof: SecondFactorProof,
  at: Date,
): Promise<void> {
  const { id } = account
  if (proof.recoveryCode !== undefined) {
    const taken = await takeRecoveryCode(tx, id, hashOfRecoveryCode(vault, id, proof.recoveryCode))
    if (!taken) throw new Refusal('code-refused', {})
    await tellOwner(tx, vault, account, 'second-factor-changed', { change: 'recovery-code-used' })
    return
  }
  const secret =
    factor.sealedSecret && vault.unwrap(account.wrappedKey, id).open(factor.sealedSecret, secretPlace)
  const step = secret && stepOf(secret, proof.code ?? '', at)
  if (!step || !(await takeStep(tx, id, step))) throw new Refusal('code-refused', {})
}
