import type { Appointment, AppointmentStatus, FreeSlot } from '@polyclinic/contract'
import { type Answer, call } from '../../api/index.ts'

/** A visit as somebody sees it on a page: what a change starts from, and what a conflict is held against. */
export interface SeenVisit {
  readonly id: string
  readonly version: number
  readonly status: AppointmentStatus
  readonly displaced: boolean
  readonly doctorName: string
  readonly localDate: string
  readonly localTime: string
  readonly patientName: string | undefined
}

/** A free time that a visit may move to. */
export interface FreeTime {
  readonly id: string
  readonly doctorName: string
  readonly localDate: string
  readonly localTime: string
}

export type PlainVerb = 'confirm' | 'arrive' | 'fulfil' | 'noShow' | 'reinstate'
export type VisitChange =
  | { readonly verb: PlainVerb }
  | { readonly verb: 'cancel'; readonly reason?: string }
  | { readonly verb: 'move'; readonly to: FreeTime }

const plainRoutes = {
  confirm: 'confirmAppointment',
  arrive: 'arrive',
  fulfil: 'fulfil',
  noShow: 'noShow',
  reinstate: 'reinstate',
} as const

/** Does it to the version that was seen; the API refuses when that is not the newest any more. */
export function changeVisit(
  clinic: string,
  { id, version }: Pick<SeenVisit, 'id' | 'version'>,
  change: VisitChange,
): Promise<Answer<Appointment>> {
  const which = { clinic, params: { appointment: id }, ifMatch: version }
  if (change.verb === 'cancel') {
    return call('cancelWithReason', { ...which, body: change.reason ? { reason: change.reason } : {} })
  }
  if (change.verb === 'move') {
    // without the slot's version: a time that is gone is answered with others nearby
    return call('rescheduleAppointment', { ...which, body: { slotId: change.to.id } })
  }
  return call(plainRoutes[change.verb], which)
}

/** Which verbs a state allows (FHIR R4 statuses); the API decides again, by the clock as well. */
export const verbsOf: Readonly<Record<AppointmentStatus, readonly VisitChange['verb'][]>> = {
  pending: ['confirm', 'move', 'cancel'],
  booked: ['arrive', 'fulfil', 'noShow', 'move', 'cancel'],
  arrived: ['fulfil', 'reinstate'],
  noshow: ['reinstate'],
  fulfilled: [],
  cancelled: [],
  'entered-in-error': [],
}

export const seenOf = (appointment: Appointment, patientName: string | undefined): SeenVisit => ({
  id: appointment.id,
  version: appointment.version,
  status: appointment.status,
  displaced: appointment.displacedAt !== undefined,
  doctorName: appointment.doctor.name,
  localDate: appointment.localDate,
  localTime: appointment.localTime,
  patientName,
})

export const freeTimeOf = (slot: FreeSlot): FreeTime => ({
  id: slot.id,
  doctorName: slot.doctor.name,
  localDate: slot.localDate,
  localTime: slot.localTime,
})

/**
 * What can be done now: nobody arrives before the day of the visit, and nobody has stayed away before it began.
 * @param now day and clock on the clinic's wall, `YYYY-MM-DD HH:mm:ss`
 */
export function verbsNow(visit: SeenVisit, now: string): VisitChange['verb'][] {
  const today = now.slice(0, 10)
  const onItsDay = visit.localDate === today
  const begun = `${visit.localDate} ${visit.localTime}` <= now
  const timely = { arrive: onItsDay, fulfil: onItsDay || begun, noShow: begun }
  return verbsOf[visit.status].filter((verb) => !(verb in timely) || timely[verb as keyof typeof timely])
}
