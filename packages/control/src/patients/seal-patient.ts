import type { Vault } from '@polyclinic/guard'
import { v7 as newId } from 'uuid'
import type { NewPatient } from './patient-queries.ts'
import { patientPlaces } from './patient-places.ts'

export interface PatientFacts {
  name: string
  email?: string | undefined
  phone?: string | undefined
  birthDate?: string | undefined
  locale?: string | undefined
  timeZone?: string | undefined
}

/** A new patient with a key of their own, everything personal sealed under it before it goes anywhere. */
export function sealPatient(facts: PatientFacts, vault: Vault): NewPatient {
  const id = newId()
  const wrappedKey = vault.newPersonalKey(id)
  const own = vault.unwrap(wrappedKey, id)
  const sealed = (text: string | undefined, place: string) =>
    text === undefined ? undefined : own.seal(text, place)
  return {
    id,
    wrappedKey,
    sealedName: own.seal(facts.name, patientPlaces.name),
    sealedEmail: sealed(facts.email, patientPlaces.email),
    sealedPhone: sealed(facts.phone, patientPlaces.phone),
    sealedBirthDate: sealed(facts.birthDate, patientPlaces.birthDate),
    emailIndex: facts.email === undefined ? undefined : vault.blindIndex('email', facts.email),
    phoneIndex: facts.phone === undefined ? undefined : vault.blindIndex('phone', facts.phone),
    locale: facts.locale,
    timeZone: facts.timeZone,
  }
}
