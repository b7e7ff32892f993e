import type { Queryable } from '@polyclinic/postgres'

export interface NoteRow {
  sealedText: Buffer
  version: number
  updatedAt: Date
}

export async function findNote(db: Queryable, appointmentId: string): Promise<NoteRow | undefined> {
  const { rows } = await db.query<NoteRow>(
    `select sealed_text as "sealedText", version, updated_at as "updatedAt"
     from appointment_note where appointment_id = $1`,
    [appointmentId],
  )
  return rows[0]
}

/**
 * The patient's key, held until the transaction ends: whoever erases them, or brings two of them together, waits for
 * what is being sealed under it. The appointment is held first, since its patient may change.
 */
export async function holdKey(
  tx: Queryable,
  appointmentId: string,
): Promise<{ patientId: string; wrappedKey: Buffer | null } | undefined> {
  const held = await tx.query<{ patientId: string }>(
    'select patient_id as "patientId" from appointment where id = $1 for share',
    [appointmentId],
  )
  const { rows } = await tx.query<{ patientId: string; wrappedKey: Buffer | null }>(
    `select patient_id as "patientId", wrapped_key as "wrappedKey"
     from known_patient where patient_id = $1 for share`,
    [held.rows[0]?.patientId],
  )
  return rows[0]
}

/**
 * Writes over the version that was seen; the first one over version 0.
 * @returns nothing where another one stands there meanwhile
 */
export async function putNote(
  tx: Queryable,
  note: { appointmentId: string; sealedText: Buffer; writtenBy: string; seenVersion: number },
): Promise<NoteRow | undefined> {
  const returning = 'returning sealed_text as "sealedText", version, updated_at as "updatedAt"'
  const values = [note.appointmentId, note.sealedText, note.writtenBy]
  const { rows } =
    note.seenVersion === 0
      ? await tx.query<NoteRow>(
          `insert into appointment_note (appointment_id, sealed_text, written_by) values ($1, $2, $3)
           on conflict (appointment_id) do nothing ${returning}`,
          values,
        )
      : await tx.query<NoteRow>(
          `update appointment_note set sealed_text = $2, written_by = $3
           where appointment_id = $1 and version = $4 ${returning}`,
          [...values, note.seenVersion],
        )
  return rows[0]
}
