import { Refusal } from '@polyclinic/contract'
import type { PatientCard } from '@polyclinic/guard'
import { appointmentPlaces, findKnownKey } from '../appointments/index.ts'
import type { Clinic } from '../clinic.ts'
import type { BookingContext } from './booking-context.ts'
import type { Patient } from './choose-patient.ts'

export interface SealedReason {
  /** Base64 */
  readonly sealed: string
  /** The patient's, to open it again for the answer */
  readonly key: Buffer
  /** Where the control plane had to be asked for the key */
  readonly card?: PatientCard | undefined
}

/**
 * Seals what a patient says under their own key.
 * @throws Refusal patient-unknown where the desk names a stranger; service-unavailable where nobody has the key now
 */
export async function sealReason(
  clinic: Clinic,
  patient: Patient,
  reason: string,
  { introduce }: Pick<BookingContext, 'introduce'>,
): Promise<SealedReason> {
  const known = await findKnownKey(clinic.database, patient.id)
  if (patient.byDesk && known === undefined) throw new Refusal('patient-unknown', {})
  const card = known || patient.byDesk ? undefined : await introduce(patient.id)
  const key = known ?? card?.wrappedKey
  if (!key) {
    const detail = 'A reason cannot be kept safely at the moment. Book without one, or try again later.'
    throw new Refusal('service-unavailable', { retryAfter: 30 }, detail)
  }
  const sealed = clinic.vault.unwrap(key, patient.id).seal(reason, appointmentPlaces.reason)
  return { sealed: sealed.toString('base64'), key, card }
}
