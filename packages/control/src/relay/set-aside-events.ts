import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { insertSetAside } from './relay-queries.ts'

/** Keeps events that nobody could read, as they came, for an operator: they may be settled at the clinic. */
export async function setAsideEvents(
  control: ControlPlane,
  actor: Actor,
  clinicId: string,
  unreadable: readonly { readonly id: string; readonly event: unknown }[],
): Promise<void> {
  authorise(actor, 'event.carry')
  for (const { id, event } of unreadable) {
    await insertSetAside(control.database, clinicId, { id, event, reason: 'unreadable' })
  }
}
