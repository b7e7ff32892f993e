import { type Actor, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { turnOffReminders } from './turn-off-reminders.ts'
import { readUnsubscribeToken } from './unsubscribe-link.ts'

/**
 * Ends the reminders of whom the link of one went to.
 * @returns whether the link counts
 */
export async function unsubscribe(control: ControlPlane, actor: Actor, token: string): Promise<boolean> {
  const standing = authorise(actor, 'link.open')
  const patientId = readUnsubscribeToken(control.vault, token)
  if (patientId === undefined) return false
  await control.database.transaction(async (tx) => {
    if (!(await turnOffReminders(tx, patientId))) return
    const objects = [{ type: 'notice-preference', id: patientId, patientId }]
    await recordAccess(control, actor, standing, { kind: 'write', purpose: 'link.open', objects }, tx)
  })
  return true
}
