import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { deleteEndedSessions } from './session-queries.ts'

const keptDays = 30

/** Deletes sessions that ended, or ran out, a month ago, with their tokens. @returns how many */
export async function forgetOldSessions(control: ControlPlane, actor: Actor): Promise<number> {
  authorise(actor, 'identity.forget')
  return deleteEndedSessions(control.database, keptDays)
}
