import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { deleteOutboxRows } from './outbox-queries.ts'

/** Forgets events that have arrived. They stay in the appointments' histories. */
export async function settleOutbox(clinic: Clinic, actor: Actor, eventIds: readonly string[]): Promise<void> {
  authorise(actor, 'outbox.read', clinic)
  await deleteOutboxRows(clinic.database, eventIds)
}
