import { Refusal, type SecondFactorOffer, type SecondFactorProof } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { accountEmailPlace } from '../identity/add-account.ts'
import { newSecret, uriOf } from './one-time-code.ts'
import { ownAccountRow } from './own-account-row.ts'
import { proveSecondFactor, secretPlace } from './prove-second-factor.ts'
import { lockSecondFactor, putOffer } from './second-factor-queries.ts'

/**
 * Offers a secret for an authenticator. It counts once it is confirmed.
 * @param proof of the one there is, which this one is to replace
 */
export async function beginSecondFactor(
  control: ControlPlane,
  actor: Actor,
  proof: SecondFactorProof,
  at: Date = new Date(),
): Promise<SecondFactorOffer> {
  authorise(actor, 'second-factor.manage')
  const { database, vault } = control
  return database.transaction(async (tx) => {
    const account = await ownAccountRow(tx, actor)
    const factor = await lockSecondFactor(tx, account.id)
    if (factor?.sealedSecret) {
      if (proof.code === undefined && proof.recoveryCode === undefined) {
        throw new Refusal('code-refused', {}, 'One is set up: show a code of it to put another in its place.')
      }
      await proveSecondFactor(tx, control, account, factor, proof, at)
    }
    const own = vault.unwrap(account.wrappedKey, account.id)
    const secret = newSecret()
    await putOffer(tx, account.id, own.seal(secret, secretPlace))
    return { secret, uri: uriOf(secret, own.open(account.sealedEmail, accountEmailPlace)) }
  })
}
