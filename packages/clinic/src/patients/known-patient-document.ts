import type { KnownPatientDocument } from '@polyclinic/contract'
import { cardPlaces, type PersonalSeal } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import type { KnownPatient } from '../entities/index.ts'
import type { KnownRow } from './known-patient-queries.ts'
import { ownSeal } from './own-seal.ts'

/** Where the reason of a block stands; its seal is bound to it. */
export const blockReasonPlace = 'known_patient.block_reason'

/** A known patient as the desk sees them; what there is no key for is left out. */
export function knownPatientDocument(
  clinic: Pick<Clinic, 'vault'>,
  patient: KnownPatient | KnownRow,
): KnownPatientDocument {
  const own = ownSeal(clinic, patient)
  return {
    id: patient.patientId,
    localNumber: Number(patient.localNumber),
    state: patient.state,
    ...(own && openPersonal(own, patient)),
    ...(patient.mergedInto && { mergedInto: patient.mergedInto }),
    since: patient.since.toISOString(),
    version: patient.version,
  }
}

type Personal = Pick<KnownPatientDocument, 'name' | 'email' | 'phone' | 'guardian' | 'blockedReason'>

function openPersonal(own: PersonalSeal, patient: KnownPatient | KnownRow): Personal {
  const open = (sealed: Uint8Array | null | undefined, place: string) =>
    sealed ? own.open(Buffer.from(sealed), place) : undefined
  const name = open(patient.sealedName, cardPlaces.name)
  const { guardian, ...contact } = JSON.parse(open(patient.sealedContact, cardPlaces.contact) ?? '{}')
  const blockedReason = open(patient.sealedBlockReason, blockReasonPlace)
  return {
    ...(name && { name }),
    ...contactOf(contact),
    ...(guardian && { guardian: contactOf(guardian) }),
    ...(blockedReason && { blockedReason }),
  }
}

// either may be null: a child has no address of their own
const contactOf = ({ email, phone }: { email?: string | null; phone?: string | null }) => ({
  ...(email && { email }),
  ...(phone && { phone }),
})
