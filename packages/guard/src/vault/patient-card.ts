/**
 * What a clinic keeps of a patient it knows, sealed under the patient's own key. Empty where the control plane could
 * not be asked: the link is made all the same and filled in later.
 */
export interface PatientCard {
  readonly sealedName?: Buffer
  readonly sealedContact?: Buffer
  readonly wrappedKey?: Buffer
}

/** Where in a clinic's database the parts of a card stand; the seal is bound to it. */
export const cardPlaces = { name: 'known_patient.name', contact: 'known_patient.contact' } as const
