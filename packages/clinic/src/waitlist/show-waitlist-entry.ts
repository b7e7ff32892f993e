import type { WaitlistEntry } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { entryDocument } from './entry-document.ts'
import { findOwnEntry } from './find-own-entry.ts'

export async function showWaitlistEntry(clinic: Clinic, actor: Actor, id: string): Promise<WaitlistEntry> {
  const standing = authorise(actor, 'waitlist.join', clinic)
  return entryDocument(clinic, await findOwnEntry(clinic, actor, standing, id))
}
