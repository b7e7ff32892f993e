import type { WaitlistEntry } from '@polyclinic/contract'
import type { Clinic } from '../clinic.ts'
import { entryDocument } from './entry-document.ts'
import { type EntryRow, findEntries } from './waitlist-queries.ts'

const atOnce = 200

/** All that a patient waits or has waited for; whoever calls has authorised it. */
export async function listAllEntries(clinic: Clinic, patientId: string): Promise<WaitlistEntry[]> {
  const found: EntryRow[] = []
  for (;;) {
    const last = found.at(-1)
    const after = last && [last.joinedAt, last.id]
    const rows = await findEntries(clinic.database, { patientId, state: undefined, after, limit: atOnce })
    found.push(...rows.slice(0, atOnce))
    if (rows.length <= atOnce) return found.map((row) => entryDocument(clinic, row))
  }
}
