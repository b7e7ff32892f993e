import { Refusal, type SecondFactorProof } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import type { SecondFactorRule } from '../identity/actor-loader.ts'
import { tellOwner } from '../identity/tell-owner.ts'
import { ownAccountRow } from './own-account-row.ts'
import { proveSecondFactor } from './prove-second-factor.ts'
import { deleteSecondFactor, lockSecondFactor } from './second-factor-queries.ts'

/** Removes it with its recovery codes, but from people whose roles need it. */
export async function removeSecondFactor(
  control: ControlPlane,
  rule: SecondFactorRule,
  actor: Actor,
  proof: SecondFactorProof,
  at: Date = new Date(),
): Promise<void> {
  authorise(actor, 'second-factor.manage')
  await control.database.transaction(async (tx) => {
    const account = await ownAccountRow(tx, actor)
    if (rule === 'required' && (account.operator || account.hasMemberships)) {
      throw new Refusal('second-factor-needed', {}, 'Your roles need it: put another in its place instead.')
    }
    const factor = await lockSecondFactor(tx, account.id)
    if (!factor?.sealedSecret) throw new Refusal('transition-not-allowed', { state: 'not set up' })
    await proveSecondFactor(tx, control, account, factor, proof, at)
    await deleteSecondFactor(tx, account.id)
    await tellOwner(tx, control.vault, account, 'second-factor-changed', { change: 'removed' })
  })
}
