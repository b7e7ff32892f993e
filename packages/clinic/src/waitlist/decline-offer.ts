import { recordAccess, writing } from '../audit/index.ts'
import { Refusal, type WaitlistEntry } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { actingOf } from '../appointments/index.ts'
import { callReleasing } from '../booking/index.ts'
import type { Clinic } from '../clinic.ts'
import { entryDocument } from './entry-document.ts'
import { findOwnEntry } from './find-own-entry.ts'

/** Refuses the time that is offered and waits on; it passes to the next and is not offered to this one again. */
export async function declineOffer(clinic: Clinic, actor: Actor, id: string): Promise<WaitlistEntry> {
  const standing = authorise(actor, 'waitlist.join', clinic)
  const entry = await findOwnEntry(clinic, actor, standing, id)
  const { state, facts, patientId } = entry
  if (state !== 'offered' || !facts) {
    throw new Refusal('transition-not-allowed', { state }, 'No time is offered at the moment.')
  }
  const acting = actingOf(actor, standing)
  const { outcome } = await clinic.database.transaction(async (tx) => {
    const released = await callReleasing(tx, { id: facts.id, ...acting, holder: patientId })
    await recordAccess(clinic, actor, standing, writing('waitlist.join', 'waitlist-entry', [entry]), tx)
    return released
  })
  if (outcome !== 'released') throw new Refusal('hold-ended', {})
  return entryDocument(clinic, await findOwnEntry(clinic, actor, standing, id))
}
