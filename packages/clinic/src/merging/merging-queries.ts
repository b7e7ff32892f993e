import type { Queryable } from '@polyclinic/postgres'

/** The locks that every booking of either of them waits for, in the order in which bookings take theirs. */
export async function lockPatients(tx: Queryable, patientIds: readonly string[]): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(each.key) from (
       select distinct lock_key('patient', id) as key from unnest($1::text[]) as id order by 1) as each`,
    [patientIds],
  )
}

/** What is sealed in an appointment under its patient's key. */
export interface SealedAppointment {
  id: string
  sealedReason: Buffer | null
  sealedCancelReason: Buffer | null
  sealedJustification: Buffer | null
}

export async function lockAppointmentsOf(tx: Queryable, patientId: string): Promise<SealedAppointment[]> {
  const { rows } = await tx.query<SealedAppointment>(
    `select id, sealed_reason as "sealedReason", sealed_cancel_reason as "sealedCancelReason",
       sealed_justification as "sealedJustification"
     from appointment where patient_id = $1 order by id for no key update`,
    [patientId],
  )
  return rows
}

/** Gives an appointment to the kept patient, and says so in its history. */
export async function moveAppointment(
  tx: Queryable,
  appointment: SealedAppointment,
  to: { keptId: string; duplicateId: string; acting: string },
): Promise<void> {
  const { id, sealedReason, sealedCancelReason, sealedJustification } = appointment
  await tx.query(
    `update appointment set patient_id = $2, sealed_reason = $3, sealed_cancel_reason = $4,
       sealed_justification = $5 where id = $1`,
    [id, to.keptId, sealedReason, sealedCancelReason, sealedJustification],
  )
  await tx.query(`select record_event($1, 'patient-merged', $2, 'system', $3)`, [
    id,
    to.acting,
    JSON.stringify({ from: { patientId: to.duplicateId } }),
  ])
}

/** What doctors wrote about visits of the patient, who has the lock of those appointments. */
export async function findNotesOf(
  tx: Queryable,
  patientId: string,
): Promise<{ appointmentId: string; sealedText: Buffer }[]> {
  const { rows } = await tx.query<{ appointmentId: string; sealedText: Buffer }>(
    `select n.appointment_id as "appointmentId", n.sealed_text as "sealedText"
     from appointment_note n join appointment a on a.id = n.appointment_id where a.patient_id = $1`,
    [patientId],
  )
  return rows
}

/** The same text under another key, or none any more where it cannot be read. */
export async function putResealed(
  tx: Queryable,
  note: { appointmentId: string; sealedText: Buffer | null },
): Promise<void> {
  const { appointmentId, sealedText } = note
  if (sealedText) {
    await tx.query('update appointment_note set sealed_text = $2 where appointment_id = $1', [
      appointmentId,
      sealedText,
    ])
  } else await tx.query('delete from appointment_note where appointment_id = $1', [appointmentId])
}

export async function moveWaiting(tx: Queryable, duplicateId: string, keptId: string): Promise<void> {
  await tx.query('update waitlist_entry set patient_id = $2 where patient_id = $1', [duplicateId, keptId])
}

/** Noted bookings that are not worked off, with the reason that each carries, in base64. */
export async function lockRequestsOf(
  tx: Queryable,
  patientId: string,
): Promise<{ id: string; reason: string | null }[]> {
  const { rows } = await tx.query<{ id: string; reason: string | null }>(
    `select id, call ->> 'reason' as reason from booking_request
     where patient_id = $1 and state = 'pending' order by id for update`,
    [patientId],
  )
  return rows
}

export async function moveRequest(
  tx: Queryable,
  request: { id: string; reason: string | null },
  keptId: string,
): Promise<void> {
  await tx.query(
    `update booking_request set patient_id = $2::uuid, call = jsonb_strip_nulls((call - 'introduction')
       || jsonb_build_object('patient_id', $2::text, 'reason', $3::text)) where id = $1`,
    [request.id, keptId, request.reason],
  )
}

/** Noted bookings that were worked off say whose they were. */
export async function moveEndedRequests(tx: Queryable, duplicateId: string, keptId: string): Promise<void> {
  await tx.query(`update booking_request set patient_id = $2 where patient_id = $1 and state <> 'pending'`, [
    duplicateId,
    keptId,
  ])
}

/** The duplicate is a pointer from now on, and nothing personal is left in it. */
export async function pointTo(tx: Queryable, duplicateId: string, keptId: string): Promise<void> {
  await tx.query(
    `update known_patient set state = 'merged', merged_into = $2, sealed_name = null, sealed_contact = null,
       wrapped_key = null, sealed_block_reason = null where patient_id = $1`,
    [duplicateId, keptId],
  )
}

export async function blockKept(tx: Queryable, keptId: string, sealedReason: Buffer | null): Promise<void> {
  await tx.query(
    `update known_patient set state = 'blocked', sealed_block_reason = $2
     where patient_id = $1 and state = 'active'`,
    [keptId, sealedReason],
  )
}

/** For one who was erased before the clinic knew them: they stay unknown, and what was the duplicate's has no name. */
export async function markErased(tx: Queryable, keptId: string): Promise<void> {
  await tx.query(
    `update known_patient set state = 'erased' where patient_id = $1 and state = 'active' and wrapped_key is null`,
    [keptId],
  )
}
