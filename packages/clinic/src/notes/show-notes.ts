import type { VisitNotes } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { Clinic } from '../clinic.ts'
import { findNote } from './note-queries.ts'
import { notesDocument } from './notes-document.ts'
import { findOwnVisit } from './own-visit.ts'

/** What the doctor has written about a visit to them. */
export async function showNotes(clinic: Clinic, actor: Actor, appointmentId: string): Promise<VisitNotes> {
  const standing = authorise(actor, 'note.keep', clinic)
  const { facts, wrappedKey } = await findOwnVisit(clinic, standing, appointmentId)
  const { patientId } = facts
  const notes = notesDocument(clinic, await findNote(clinic.database, appointmentId), {
    patientId,
    wrappedKey,
  })
  const objects = [{ type: 'visit-notes', id: appointmentId, patientId }]
  await recordAccess(clinic, actor, standing, { kind: 'read', purpose: 'note.keep', objects })
  return notes
}
