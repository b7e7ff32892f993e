import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { deleteExpiredInvitations } from './invitation-queries.ts'

const keptDays = 30

/** Deletes invitations that nobody accepted and that expired a month ago, with the address. @returns how many */
export async function forgetOldInvitations(control: ControlPlane, actor: Actor): Promise<number> {
  authorise(actor, 'identity.forget')
  return deleteExpiredInvitations(control.database, keptDays)
}
