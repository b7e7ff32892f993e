import { reading, recordAccess } from '../audit/index.ts'
import { pageOf, Refusal, type WaitlistEntry } from '@polyclinic/contract'
import { type Actor, authorise, mayActFor } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { decodeTimeCursor } from '../time-cursor.ts'
import { entryDocument } from './entry-document.ts'
import { findEntries } from './waitlist-queries.ts'

/** Who waits, longest first: all for the desk, one's own and one's dependents' for a patient. */
export async function listWaitlist(
  clinic: Clinic,
  actor: Actor,
  search: {
    state?: WaitlistEntry['state'] | undefined
    patient?: string | undefined
    limit: number
    cursor?: string | undefined
  },
): Promise<{ items: WaitlistEntry[]; next?: string }> {
  const standing = authorise(actor, 'waitlist.join', clinic)
  const patientId = search.patient ?? (standing.atDesk ? undefined : standing.patientId)
  if (!standing.atDesk && (!patientId || !(await mayActFor(actor, standing, patientId)))) {
    throw new Refusal('not-allowed', {})
  }
  const after = decodeTimeCursor(search.cursor)
  const { state, limit } = search
  const rows = await findEntries(clinic.database, { patientId, state, after, limit })
  await recordAccess(
    clinic,
    actor,
    standing,
    reading('waitlist.join', 'waitlist-entry', rows.slice(0, limit)),
  )
  return pageOf(
    rows,
    limit,
    (row) => entryDocument(clinic, row),
    (row) => [row.joinedAt, row.id],
  )
}
