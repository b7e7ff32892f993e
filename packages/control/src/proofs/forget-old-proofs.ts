import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { deleteOldProofs, type ForgottenProofs } from './proof-queries.ts'

/** Deletes links, codes, forms and typed addresses that nobody can use any more. */
export async function forgetOldProofs(control: ControlPlane, actor: Actor): Promise<ForgottenProofs> {
  authorise(actor, 'address.answer')
  return deleteOldProofs(control.database)
}
