import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { deleteRetiredKeys } from './signing-key-queries.ts'

const keptDays = 30

/** Deletes keys that were retired a month ago: nothing they signed has been good for as long. @returns how many */
export async function forgetOldSigningKeys(control: ControlPlane, actor: Actor): Promise<number> {
  authorise(actor, 'identity.forget')
  return deleteRetiredKeys(control.database, keptDays)
}
