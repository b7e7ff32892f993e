import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { turnOffReminders } from './turn-off-reminders.ts'
import { readUnsubscribeToken } from './unsubscribe-link.ts'

/**
 * Ends the reminders of whom the link of one went to.
 * @returns whether the link counts
 */
export async function unsubscribe(control: ControlPlane, actor: Actor, token: string): Promise<boolean> {
  authorise(actor, 'link.open')
  const patientId = readUnsubscribeToken(control.vault, token)
  if (patientId === undefined) return false
  await turnOffReminders(control, patientId)
  return true
}
