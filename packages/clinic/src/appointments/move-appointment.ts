import { reading, recordAccess } from '../audit/index.ts'
import { type Appointment, type AppointmentStatus, Refusal } from '@polyclinic/contract'
import { type Action, type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { appointmentDocument } from './appointment-document.ts'
import { callMove } from './change-queries.ts'
import { actingOf, findConcerning } from './concerning.ts'
import { refuseChange } from './refuse-change.ts'

/** One verb: an appointment goes to another status, and its time stays as it is. */
type Move = (clinic: Clinic, actor: Actor, id: string, seenVersion: number) => Promise<Appointment>

/** What a patient has asked for is confirmed by staff. */
export const confirmAppointment = moveTo('appointment.confirm', 'booked', ['pending'])
/** The patient is here. On the day of the visit. */
export const arrive = moveTo('appointment.check-in', 'arrived')
/** The visit has taken place. */
export const fulfil = moveTo('appointment.fulfil', 'fulfilled')
/** The patient did not come, and the visit should have begun. */
export const noteNoShow = moveTo('appointment.check-in', 'noshow')
/** Takes back an arrival or a no-show. */
export const reinstate = moveTo('appointment.check-in', 'booked', ['arrived', 'noshow'])

function moveTo(action: Action, to: AppointmentStatus, from?: readonly AppointmentStatus[]): Move {
  return async (clinic, actor, id, seenVersion) => {
    const standing = authorise(actor, action, clinic)
    const { facts, wrappedKey } = await findConcerning(clinic, actor, standing, id)
    // under the version that was seen it stays so until the move
    if (from && facts.version === seenVersion && !from.includes(facts.status)) {
      throw new Refusal('transition-not-allowed', { state: facts.status })
    }
    const acting = actingOf(actor, standing)
    const row = await callMove(clinic.database, { id, seenVersion, to, ...acting })
    const appointment = row.facts && appointmentDocument(clinic, row.facts, wrappedKey)
    // what is refused shows how it stands; what is done its event records
    if (row.outcome !== 'moved') {
      await recordAccess(clinic, actor, standing, reading(action, 'appointment', [facts]))
    }
    if (row.outcome === 'too-early') {
      const limit = appointment?.startsAt ?? ''
      throw new Refusal('outside-policy', { rule: 'too-early', limit }, 'It is too early for that.')
    }
    if (row.outcome !== 'moved' || !appointment) throw refuseChange(row.outcome, appointment)
    return appointment
  }
}
