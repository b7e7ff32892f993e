import { type Actor, authorise, cardPlaces, type PatientCard } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { type KnownRow, lockKnown, updateCard } from './known-patient-queries.ts'
import { ownSeal } from './own-seal.ts'

/**
 * Brings a patient's card to what the control plane says now. Of several at once each reads under the row's lock, so
 * that the newest stands in the end; twice is as once.
 * @param read the card as it is now; undefined for an erased patient
 * @returns whether something was written
 */
export async function refreshCard(
  clinic: Clinic,
  actor: Actor,
  patientId: string,
  read: () => Promise<PatientCard | undefined>,
): Promise<boolean> {
  authorise(actor, 'patient.refresh', clinic)
  return clinic.database.transaction(async (tx) => {
    const known = await lockKnown(tx, patientId)
    // not known yet: who makes them known has the newest card
    if (known?.state !== 'active' && known?.state !== 'blocked') return false
    const card = await read()
    if (!card?.wrappedKey || says(clinic, known) === says(clinic, { patientId, ...card })) return false
    await updateCard(tx, patientId, card)
    return true
  })
}

type Sayable = Pick<KnownRow, 'patientId'> & { [K in keyof PatientCard]?: Buffer | null | undefined }

/** What a card says: sealed twice, the same text looks different. */
function says(clinic: Pick<Clinic, 'vault'>, { patientId, wrappedKey, ...card }: Sayable): string {
  const own = ownSeal(clinic, { patientId, wrappedKey })
  if (!own) return ''
  const open = (sealed: Buffer | null | undefined, place: string) => (sealed ? own.open(sealed, place) : '')
  return `${open(card.sealedName, cardPlaces.name)}\n${open(card.sealedContact, cardPlaces.contact)}`
}
