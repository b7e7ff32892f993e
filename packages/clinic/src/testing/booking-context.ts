import { createHash, randomUUID } from 'node:crypto'
import { cardPlaces } from '@polyclinic/guard'
import type { BookingContext } from '../booking/index.ts'
import type { Clinic } from '../clinic.ts'

/** The context of a request with a key of its own, by somebody whom the control plane knows. */
export const bookingContext = (clinic: Clinic, over: Partial<BookingContext> = {}): BookingContext => ({
  idempotencyKey: randomUUID(),
  fingerprint: fingerprintOf('one body'),
  introduce: async (patientId) => {
    const wrappedKey = clinic.vault.newPersonalKey(patientId)
    const own = clinic.vault.unwrap(wrappedKey, patientId)
    return { wrappedKey, sealedName: own.seal('Grace Hopper', cardPlaces.name) }
  },
  ...over,
})

export const fingerprintOf = (body: string): string => createHash('sha256').update(body).digest('hex')
