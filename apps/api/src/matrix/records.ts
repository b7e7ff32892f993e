import type { PersonName } from './people.ts'
import type { RouteId } from './route-ids.ts'

/** One thing that a path or a body may name. */
export interface Planted {
  readonly kind: Kind
  /** The slug of the clinic it lies in; absent for what lies in the control plane */
  readonly clinic?: string
  readonly id: string
  /** Whose it is, where it is anybody's */
  readonly patientId?: string
  readonly doctorId?: string
  /** Whose account it belongs to */
  readonly person?: PersonName
  /** A name or an address in it, as it stands nowhere else */
  readonly knownAs?: string
  /** What stands before it in the path: a doctor's shift lies below the doctor */
  readonly parent?: string
}

export type Kind =
  | 'appointment'
  | 'hold'
  | 'booking request'
  | 'waitlist entry'
  | 'patient'
  | 'duplicate'
  | 'own proposal'
  | 'desk proposal'
  | 'slot'
  | 'doctor'
  | 'specialty'
  | 'visit type'
  | 'opening hours'
  | 'shift'
  | 'assignment'
  | 'override'
  | 'closure'
  | 'notice template'
  | 'member'
  | 'invitation'
  | 'webhook'
  | 'webhook delivery'
  | 'dependent'
  | 'session'
  | 'feed'
  | 'calendar'
  | 'erasure'
  | 'operation'
  | 'registered clinic'

/** What a parameter of a path names. A new parameter needs a line here and, in plant-world.ts, records of its kind. */
export const kindsOfParameters: Readonly<Record<string, Kind>> = {
  appointment: 'appointment',
  hold: 'hold',
  request: 'booking request',
  entry: 'waitlist entry',
  patient: 'patient',
  slot: 'slot',
  doctor: 'doctor',
  member: 'member',
  invitation: 'invitation',
  webhook: 'webhook',
  delivery: 'webhook delivery',
  dependent: 'dependent',
  session: 'session',
  feed: 'feed',
  token: 'calendar',
  erasure: 'erasure',
  operation: 'operation',
  slug: 'registered clinic',
}

/** Some names say nothing by themselves: what the list above them holds. */
export const kindsOfLists: Readonly<Record<string, Kind>> = {
  '/v1/me/merge-proposals': 'own proposal',
  '/merge-proposals': 'desk proposal',
  '/admin/specialties': 'specialty',
  '/admin/visit-types': 'visit type',
  '/admin/doctors': 'doctor',
  '/admin/opening-hours': 'opening hours',
  '/admin/shifts': 'shift',
  '/admin/closures': 'closure',
  '/admin/notice-templates': 'notice template',
  '/doctors/{doctor}/shifts': 'assignment',
  '/doctors/{doctor}/overrides': 'override',
}

/** Where the version stands that an edit names. What is not here is edited under a version that never was. */
export const shownBy: Readonly<Partial<Record<Kind, RouteId>>> = {
  appointment: 'showAppointment',
  specialty: 'showSpecialty',
  'visit type': 'showVisitTypeRecord',
  doctor: 'showDoctorRecord',
  'opening hours': 'showOpeningHours',
  shift: 'showShift',
  assignment: 'showAssignment',
  override: 'showOverride',
  closure: 'showClosure',
  'notice template': 'showNoticeTemplate',
  dependent: 'showDependent',
  webhook: 'showWebhook',
  patient: 'showKnownPatient',
}

/** Edits whose version stands elsewhere. */
export const shownFor: { readonly [Id in RouteId]?: RouteId } = {
  keepNotes: 'showNotes',
  editOwnPatient: 'showOwnPatient',
  editNoticePreferences: 'showNoticePreferences',
}
