import { cardPlaces } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import type { SealedPatient } from './export-queries.ts'

export interface OpenedPatient {
  /** The clinic's own number of them */
  readonly number: number
  readonly name: string | undefined
  readonly email: string | undefined
  readonly phone: string | undefined
}

/** A patient as the clinic was told of them; nothing but the number while there is no key. */
export function openedPatient({ vault }: Clinic, row: SealedPatient): OpenedPatient {
  const own = row.wrappedKey ? vault.unwrap(row.wrappedKey, row.patientId) : undefined
  const open = (sealed: Buffer | null, place: string) => (sealed ? own?.open(sealed, place) : undefined)
  const contact = JSON.parse(open(row.sealedContact, cardPlaces.contact) ?? '{}')
  return {
    number: row.localNumber,
    name: open(row.sealedName, cardPlaces.name),
    email: contact.email ?? undefined,
    phone: contact.phone ?? undefined,
  }
}
