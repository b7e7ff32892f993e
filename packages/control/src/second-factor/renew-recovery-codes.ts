import { Refusal, type SecondFactorProof } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { ownAccountRow } from './own-account-row.ts'
import { proveSecondFactor } from './prove-second-factor.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'
import { lockSecondFactor } from './second-factor-queries.ts'

/** Ten new codes; those there were count no more. */
export async function renewRecoveryCodes(
  control: ControlPlane,
  actor: Actor,
  proof: SecondFactorProof,
  at: Date = new Date(),
): Promise<string[]> {
  authorise(actor, 'second-factor.manage')
  return control.database.transaction(async (tx) => {
    const account = await ownAccountRow(tx, actor)
    const factor = await lockSecondFactor(tx, account.id)
    if (!factor?.sealedSecret) throw new Refusal('transition-not-allowed', { state: 'not set up' })
    await proveSecondFactor(tx, control, account, factor, proof, at)
    return makeRecoveryCodes(tx, control.vault, account.id)
  })
}
