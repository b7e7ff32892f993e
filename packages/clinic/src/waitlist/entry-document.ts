import type { WaitlistEntry } from '@polyclinic/contract'
import { instant } from '../appointment-facts.ts'
import { holdDocument } from '../booking/index.ts'
import type { Clinic } from '../clinic.ts'
import type { EntryRow } from './waitlist-queries.ts'

/** Who waits for what, with the time that is offered to them or what became of it. */
export const entryDocument = (clinic: Clinic, row: EntryRow): WaitlistEntry => ({
  id: row.id,
  patientId: row.patientId,
  visitType: row.visitType,
  ...(row.doctors && { doctors: row.doctors }),
  ...(row.specialty !== null && { specialty: row.specialty }),
  from: row.from,
  to: row.to,
  ...(row.partsOfDay && { partsOfDay: row.partsOfDay }),
  state: row.state,
  ...(row.state === 'offered' && row.facts && { offer: holdDocument(clinic, row.facts) }),
  ...(row.state === 'booked' && row.facts && { appointmentId: row.facts.id }),
  joinedAt: instant(row.joinedAt),
  version: row.version,
})
