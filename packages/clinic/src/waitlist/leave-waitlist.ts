import { recordAccess, writing } from '../audit/index.ts'
import { Refusal, type WaitlistEntry } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { declineOffer } from './decline-offer.ts'
import { entryDocument } from './entry-document.ts'
import { findOwnEntry } from './find-own-entry.ts'
import { endWaiting } from './waitlist-queries.ts'

const mostAttempts = 5

/** Waits no longer; a time that was offered passes on first. */
export async function leaveWaitlist(clinic: Clinic, actor: Actor, id: string): Promise<WaitlistEntry> {
  const standing = authorise(actor, 'waitlist.join', clinic)
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const { state, patientId } = await findOwnEntry(clinic, actor, standing, id)
    if (state !== 'waiting' && state !== 'offered') throw new Refusal('transition-not-allowed', { state })
    if (state === 'offered') await declineOffer(clinic, actor, id)
    // the next offer may have come in between
    const left = await clinic.database.transaction(async (tx) => {
      const ended = await endWaiting(tx, id)
      const changed = writing('waitlist.join', 'waitlist-entry', ended ? [{ id, patientId }] : [])
      await recordAccess(clinic, actor, standing, changed, tx)
      return ended
    })
    if (left) {
      return entryDocument(clinic, await findOwnEntry(clinic, actor, standing, id))
    }
  }
  throw new Refusal('clinic-unavailable', { retryAfter: 1 })
}
