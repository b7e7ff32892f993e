import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { accountEmailPlace, findAccount } from '../identity/index.ts'
import { askForMail } from '../mail/index.ts'
import { ownPatient } from '../patients/index.ts'
import { confirmIdentityAgain } from './confirm-identity-again.ts'
import { type ErasureMade, type ErasureMeans, erasePatientOf } from './erase-patient-of.ts'
import { findErasure } from './erasure-queries.ts'

/**
 * Erases the patient that the actor is, and their account where it is nothing else. Repeating it tells of the same
 * erasure: there is nothing left to protect with a password.
 * @param linkOf where the erasure can be followed, for the last mail
 * @throws Refusal not-allowed for a wrong password
 */
export async function eraseOwnPatient(
  control: ControlPlane,
  actor: Actor,
  form: { password?: string | undefined },
  means: ErasureMeans & { linkOf(erasureId: string): string },
): Promise<ErasureMade> {
  const standing = authorise(actor, 'patient.erase-own')
  const patientId = ownPatient(standing)
  const before = async () => {
    const done = await findErasure(control.database, { patientId })
    return done && { id: done.id, dependentsWithoutGuardian: 0, sessions: [] }
  }
  const done = await before()
  if (done) return done
  try {
    await confirmIdentityAgain(control, actor, form.password, means.now())
  } catch (refusal) {
    // of several at once another one may have been through meanwhile
    const meanwhile = await before()
    if (meanwhile) return meanwhile
    throw refusal
  }
  return erasePatientOf(control, { actor, standing, patientId }, means, async (tx, erasureId) => {
    const account = actor.kind === 'account' ? await findAccount(tx, actor.accountId) : undefined
    if (!account) return
    const own = control.vault.unwrap(account.wrappedKey, account.id)
    await askForMail(tx, control.vault, {
      kind: 'erasure-begun',
      to: own.open(account.sealedEmail, accountEmailPlace),
      locale: account.locale ?? undefined,
      facts: { link: means.linkOf(erasureId) },
    })
  })
}
