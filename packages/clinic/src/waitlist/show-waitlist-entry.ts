import type { WaitlistEntry } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { reading, recordAccess } from '../audit/index.ts'
import type { Clinic } from '../clinic.ts'
import { entryDocument } from './entry-document.ts'
import { findOwnEntry } from './find-own-entry.ts'

export async function showWaitlistEntry(clinic: Clinic, actor: Actor, id: string): Promise<WaitlistEntry> {
  const standing = authorise(actor, 'waitlist.join', clinic)
  const entry = await findOwnEntry(clinic, actor, standing, id)
  await recordAccess(clinic, actor, standing, reading('waitlist.join', 'waitlist-entry', [entry]))
  return entryDocument(clinic, entry)
}
