import type { PersonalSeal, Vault } from '@polyclinic/guard'
import { doctorPlaces } from '../founding/index.ts'

interface Contact {
  email?: string | undefined
  phone?: string | undefined
}
interface SealedContact {
  sealedEmail?: Uint8Array | null | undefined
  sealedPhone?: Uint8Array | null | undefined
}

/** A doctor's contact as columns; what is not given is taken away. */
export function sealContact(vault: Vault, own: PersonalSeal, { email, phone }: Contact) {
  return {
    sealedEmail: email === undefined ? null : own.seal(email, doctorPlaces.email),
    emailIndex: email === undefined ? null : vault.blindIndex('email', email),
    sealedPhone: phone === undefined ? null : own.seal(phone, doctorPlaces.phone),
  }
}

export const openContact = (own: PersonalSeal, { sealedEmail, sealedPhone }: SealedContact): Contact => ({
  ...(sealedEmail && { email: own.open(Buffer.from(sealedEmail), doctorPlaces.email) }),
  ...(sealedPhone && { phone: own.open(Buffer.from(sealedPhone), doctorPlaces.phone) }),
})
