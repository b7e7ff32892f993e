import type { VisitNotes } from '@polyclinic/contract'
import type { Clinic } from '../clinic.ts'
import type { NoteRow } from './note-queries.ts'

/** Where the notes about a visit stand; their seal is bound to it. */
export const notesPlace = 'appointment_note.text'

interface Whose {
  readonly patientId: string
  readonly wrappedKey: Buffer | null
}

/** The notes as their doctor sees them; of an erased patient nothing opens any more. */
export function notesDocument({ vault }: Clinic, note: NoteRow | undefined, whose: Whose): VisitNotes {
  if (!note) return { version: 0 }
  const { patientId, wrappedKey } = whose
  return {
    ...(wrappedKey && { text: vault.unwrap(wrappedKey, patientId).open(note.sealedText, notesPlace) }),
    updatedAt: note.updatedAt.toISOString(),
    version: note.version,
  }
}
