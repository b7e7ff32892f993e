import type { BookingRequest, HoldRequest, OverrideRequest, WaitlistRequest } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import {
  type BookingContext,
  bookAppointment,
  holdSlot,
  overrideAppointment,
  rescheduleAppointment,
} from '../booking/index.ts'
import { joinWaitlist } from '../waitlist/index.ts'
import { bookingContext } from './booking-context.ts'
import { aMember, aPatient, type TestClinic } from './open-test-clinic.ts'

type Over<Request> = { [Name in keyof Request]?: Request[Name] | undefined }

/** The verbs of one clinic as its tests say them: a consultation for a newcomer, under a new key, unless told. */
export function verbsOf(clinic: TestClinic) {
  const context = (over: Partial<BookingContext> = {}) => bookingContext(clinic, over)
  const admin = aMember(clinic, 'clinic_admin')
  return {
    context,
    book: (slotId: string, by: Actor = aPatient(), over: Over<BookingRequest> = {}, using = context()) =>
      bookAppointment(clinic, by, { slotId, visitType: 'consultation', ...over }, using),
    bookHeld: (holdId: string, by: Actor, over: Over<BookingRequest> = {}, using = context()) =>
      bookAppointment(clinic, by, { holdId, ...over }, using),
    bookAny: (startsAt: string, over: Over<BookingRequest> = {}, by: Actor = aPatient(), using = context()) =>
      bookAppointment(clinic, by, { startsAt, visitType: 'consultation', ...over }, using),
    hold: (slotId: string, by: Actor = aPatient(), over: Over<HoldRequest> = {}, using = context()) =>
      holdSlot(clinic, by, { slotId, visitType: 'consultation', ...over }, using),
    move: (what: { id: string; version: number }, slotId: string, by: Actor, slotVersion?: number) =>
      rescheduleAppointment(clinic, by, what.id, { slotId, slotVersion }, what.version),
    override: (
      request: Pick<OverrideRequest, 'doctorId' | 'startsAt' | 'patientId'> & Partial<OverrideRequest>,
      by: Actor = admin,
      using = context(),
    ) =>
      overrideAppointment(
        clinic,
        by,
        { visitType: 'consultation', justification: 'it hurts', ...request },
        using,
      ),
    join: (
      wishes: Pick<WaitlistRequest, 'from' | 'to'> & Over<WaitlistRequest>,
      by: Actor = aPatient(),
      using = context(),
    ) => joinWaitlist(clinic, by, { visitType: 'consultation', ...wishes }, using),
  }
}
