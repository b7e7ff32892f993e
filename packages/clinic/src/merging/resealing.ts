import type { PersonalSeal } from '@polyclinic/guard'
import { appointmentPlaces } from '../appointments/index.ts'
import type { SealedAppointment } from './merging-queries.ts'

/** Seals again under the kept patient's key what was sealed under the duplicate's; without both keys it is forgotten. */
export type Reseal = (sealed: Buffer | null, place: string) => Buffer | null

export const resealing =
  (from: PersonalSeal | undefined, to: PersonalSeal | undefined): Reseal =>
  (sealed, place) =>
    sealed && from && to ? to.seal(from.open(sealed, place), place) : null

/** All that an appointment keeps under its patient's key. */
export const resealAppointment = (
  { id, sealedReason, sealedCancelReason, sealedJustification }: SealedAppointment,
  reseal: Reseal,
): SealedAppointment => ({
  id,
  sealedReason: reseal(sealedReason, appointmentPlaces.reason),
  sealedCancelReason: reseal(sealedCancelReason, appointmentPlaces.cancelReason),
  sealedJustification: reseal(sealedJustification, appointmentPlaces.justification),
})
