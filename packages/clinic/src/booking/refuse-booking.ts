import { Refusal } from '@polyclinic/contract'
import { findAlternatives, freeSlotDocument } from '../availability/index.ts'
import type { Clinic } from '../clinic.ts'
import type { BookingRow } from './booking-queries.ts'

const alternativesShown = 3

/** Turns a booking's refusal into the problem that its caller sees, with what they can do instead. */
export async function refuseBooking(
  clinic: Clinic,
  row: BookingRow,
  wanted: { slotId: string; visitType: string },
): Promise<Refusal> {
  switch (row.outcome) {
    case 'taken':
    case 'doctor-busy':
    case 'withdrawn': {
      const near = await findAlternatives(clinic.database, wanted, alternativesShown)
      return new Refusal('slot-taken', {
        alternatives: near.map((s) => freeSlotDocument(s, clinic.timeZone)),
      })
    }
    case 'slot-version-mismatch':
      return new Refusal('slot-version-mismatch', { current: row.facts })
    case 'slot-unknown':
      return new Refusal('not-found', {}, 'There is no such slot.')
    case 'visit-type-unknown':
      return new Refusal('invalid-request', {
        issues: [{ pointer: '/visitType', message: 'not a visit type of this clinic' }],
      })
    case 'patient-unknown':
    case 'patient-blocked':
    case 'idempotency-mismatch':
      return new Refusal(row.outcome, {})
    case 'staff-only':
      return new Refusal(
        'outside-policy',
        { rule: row.outcome, limit: 0 },
        'Only the clinic itself books this visit. Please call.',
      )
    case 'doctor-does-not':
      return new Refusal(
        'outside-policy',
        { rule: row.outcome, limit: 0 },
        'This doctor does not do this kind of visit.',
      )
    case 'past':
      return new Refusal('outside-policy', { rule: 'past', limit: 0 }, 'This time is over.')
    default:
      return new Refusal('outside-policy', { rule: row.outcome, limit: Number(row.limit) }, policyDetail(row))
  }
}

function policyDetail(row: BookingRow): string {
  switch (row.outcome) {
    case 'minimum-notice':
      return `This clinic takes bookings until ${row.limit} minutes before the visit.`
    case 'horizon':
      return `This clinic takes bookings at most ${row.limit} days ahead.`
    case 'daily-quota':
      return `This doctor does at most ${row.limit} such visits a day.`
    case 'visit-too-long':
      return `This visit does not fit: the doctor has ${row.limit} minutes from then on.`
    default:
      return `A patient may have ${row.limit} open appointments at this clinic.`
  }
}
