import { Refusal, type VisitNotes } from '@polyclinic/contract'
import { type Actor, actorReference, authorise } from '@polyclinic/guard'
import { noSuchAppointment } from '../appointments/index.ts'
import { recordAccess } from '../audit/index.ts'
import type { Clinic } from '../clinic.ts'
import { findNote, holdKey, putNote } from './note-queries.ts'
import { notesDocument, notesPlace } from './notes-document.ts'
import { findOwnVisit } from './own-visit.ts'

/**
 * Writes the notes about a visit to the doctor who asks, sealed under the patient's key.
 * @param seenVersion of the notes; 0 where none were written yet
 * @throws Refusal service-unavailable while the clinic has no key of the patient
 */
export async function keepNotes(
  clinic: Clinic,
  actor: Actor,
  appointmentId: string,
  { text }: { readonly text: string },
  seenVersion: number,
): Promise<VisitNotes> {
  const standing = authorise(actor, 'note.keep', clinic)
  await findOwnVisit(clinic, standing, appointmentId)
  return clinic.database.transaction(async (tx) => {
    const whose = await holdKey(tx, appointmentId)
    if (!whose) throw noSuchAppointment()
    const { patientId, wrappedKey } = whose
    if (!wrappedKey) throw noKey()
    const sealedText = clinic.vault.unwrap(wrappedKey, patientId).seal(text, notesPlace)
    const writtenBy = actorReference(actor)
    const written = await putNote(tx, { appointmentId, sealedText, writtenBy, seenVersion })
    if (!written) {
      const current = notesDocument(clinic, await findNote(tx, appointmentId), whose)
      throw new Refusal('version-mismatch', { current }, 'The notes were changed meanwhile.')
    }
    const objects = [{ type: 'visit-notes', id: appointmentId, patientId }]
    await recordAccess(clinic, actor, standing, { kind: 'write', purpose: 'note.keep', objects }, tx)
    return notesDocument(clinic, written, whose)
  })
}

const noKey = () =>
  new Refusal(
    'service-unavailable',
    { retryAfter: 30 },
    'Notes cannot be kept safely at the moment: the clinic has not been introduced to the patient yet.',
  )
