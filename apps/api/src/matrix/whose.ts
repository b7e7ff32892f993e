import type { Action, Capacity } from '@polyclinic/guard'

/** `own`: of the patients they act for, of the doctor they are, or of their account; `all`: whatever lies in that clinic. */
export type Reach = 'own' | 'all'
type ByCapacity = { readonly [C in Capacity]?: Reach }

const ownOrDesk = { patient: 'own', doctor: 'own', staff: 'all', clinic_admin: 'all' } as const

/**
 * Whose records an action reaches, by the capacity in which somebody came in. Who is not named here reaches all of the
 * place; an action that admits patients or doctors to records that are somebody's must be named.
 */
export const whose: Readonly<Partial<Record<Action, ByCapacity>>> = {
  'appointment.read': ownOrDesk,
  'appointment.list': ownOrDesk,
  'appointment.book': ownOrDesk,
  'appointment.cancel': ownOrDesk,
  'appointment.reschedule': ownOrDesk,
  'appointment.fulfil': ownOrDesk,
  'waitlist.join': ownOrDesk,
  'availability.read': ownOrDesk,
  'availability.edit': ownOrDesk,
  'calendar.preview': ownOrDesk,
  'note.keep': { doctor: 'own' },
  'dependent.manage': { patient: 'own' },
  'patient.edit-own': { patient: 'own' },
  'patient.erase-own': { patient: 'own' },
  'access.read-own': { patient: 'own' },
  'appointment.list-own': { patient: 'own' },
  'waitlist.list-own': { patient: 'own' },
  'feed.manage': { account: 'own' },
  'merge.decide-own': { patient: 'own' },
  'session.manage': { account: 'own' },
}

/** A hold belongs to who made it and its patient, the desk's are its own: nobody keeps another's time. */
export const holdsAreOwn = { patient: 'own', staff: 'own', clinic_admin: 'own' } as const
