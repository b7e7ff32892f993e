import type { Clinic } from '../clinic.ts'
import type { BookingCall, BookingRow } from '../coalescing/index.ts'
import type { BookingContext } from './booking-context.ts'
import type { Patient } from './choose-patient.ts'
import { introduced } from './prepare-call.ts'
import { type SealedReason, sealReason } from './seal-reason.ts'
import { takeTime } from './take-time.ts'

/**
 * Sends the call for its patient: with their reason sealed, and with an introduction where the clinic does not know
 * them. One round trip for a patient who is known and says nothing.
 * @returns the row, and the key that opens the reason
 */
export async function bookFor(
  clinic: Clinic,
  patient: Patient,
  prepared: BookingCall,
  reason: string | undefined,
  context: Pick<BookingContext, 'introduce'>,
): Promise<{ row: BookingRow; key: Buffer | null }> {
  const sealed: SealedReason | undefined =
    reason === undefined ? undefined : await sealReason(clinic, patient, reason, context)
  const worded = sealed ? { ...prepared, reason: sealed.sealed } : prepared
  const first = sealed?.card ? introduced(worded, sealed.card) : worded
  const row = await takeTime(clinic, first)
  const key = sealed?.key ?? null
  if (row.outcome !== 'patient-unknown' || patient.byDesk || first.introduction) return { row, key }
  return { row: await takeTime(clinic, introduced(worded, await context.introduce(patient.id))), key }
}
