import { testPassword } from '../testing/test-people.ts'
import type { Question } from '../testing/ask-over-http.ts'
import type { Kind } from './records.ts'
import type { RouteId } from './route-ids.ts'

/** What a sample may be made of, at the clinic it is for. */
export interface Material {
  /** A free slot */
  readonly slotId: string
  /** Whom the cell names in the body or the query */
  readonly named: string
  /** The first record of a kind there */
  first(kind: Kind): string
  /** Differs from cell to cell */
  readonly nth: number
}
type Sample = (material: Material) => Pick<Question, 'body' | 'query' | 'headers'>

const visitType = 'consultation'
const today = () => new Date().toISOString().slice(0, 10)
const week = () => new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10)

/**
 * What each route is asked with, where neither the reference's example nor a value drawn from its schema would do: since
 * it names something of the planted world.
 */
export const sampleRequests: { readonly [Id in RouteId]?: Sample } = {
  // the same one again: whoever changes it is asked for it once more, to erase themselves
  changePassword: () => ({ body: { current: testPassword, password: testPassword } }),
  changeEmail: ({ nth }) => ({ body: { email: `changed-${nth}@people.test`, password: testPassword } }),
  eraseOwnPatient: () => ({ body: { password: testPassword } }),
  eraseDependent: () => ({ body: { password: testPassword } }),
  followLive: () => ({ query: { topics: 'slots:alpha' } }),
  searchSlots: () => ({ query: { specialty: 'family-medicine' } }),
  searchClinics: () => ({ query: { q: 'alpha' } }),
  searchDoctors: () => ({ query: { q: 'byron' } }),
  listAccesses: ({ named }) => ({ query: { dependent: named } }),
  listOwnAppointments: ({ named }) => ({ query: { dependent: named } }),
  listOwnWaitlist: ({ named }) => ({ query: { dependent: named } }),
  findOverlaps: ({ named }) => ({
    query: { startsAt: `${today()}T00:00:00Z`, endsAt: `${week()}T00:00:00Z`, dependent: named },
  }),
  proposeMerge: ({ first }) => ({ body: { duplicate: first('duplicate') } }),
  inviteMember: ({ nth }) => ({ body: { email: `invited-${nth}@people.test`, role: 'staff' } }),
  registerWebhook: ({ nth }) => ({
    body: { url: `https://hooks.example.org/${nth}`, eventTypes: ['polyclinic.appointment.booked'] },
  }),
  editWebhook: () => ({ body: { description: 'The practice system' } }),
  rotateWebhookSecret: () => ({ body: { endFormer: true } }),
  replayWebhook: () => ({ body: { since: '2026-01-01T00:00:00Z' } }),
  exportAppointments: () => ({ query: { from: today(), to: week() } }),
  showFigures: () => ({ query: { from: today(), to: week() } }),
  bookAppointment: ({ slotId, named }) => ({ body: { slotId, visitType, patientId: named } }),
  holdSlot: ({ slotId, named }) => ({ body: { slotId, visitType, patientId: named } }),
  overrideAppointment: ({ named, first }) => ({
    body: {
      doctorId: first('doctor'),
      startsAt: `${week()}T12:07:00Z`,
      visitType,
      patientId: named,
      justification: 'A walk-in',
    },
  }),
  rescheduleAppointment: ({ slotId }) => ({ body: { slotId } }),
  joinWaitlist: ({ named }) => ({
    body: { visitType, from: '2199-02-01', to: '2199-02-02', patientId: named },
  }),
  sendNotification: ({ named }) => ({
    body: { kind: 'message', patient: named, subject: 'Your papers', text: 'Please bring them.' },
  }),
  cancelWithReason: () => ({ body: { reason: 'Another day suits better' } }),
  listAppointments: ({ named }) => ({ query: { patient: named } }),
  listWaitlist: ({ named }) => ({ query: { patient: named } }),
  showCalendar: () => ({ query: { from: today(), to: week() } }),
  generateSlots: () => ({ body: { from: today(), to: today() } }),
  previewCalendar: ({ named }) => ({
    body: { change: 'override', doctor: named, to: { date: '2190-03-01', hours: [] } },
  }),
  createAssignment: ({ first }) => ({ body: { shift: first('shift'), weekdays: ['monday'] } }),
  editAssignment: ({ first }) => ({ body: { shift: first('shift'), weekdays: ['tuesday'] } }),
  createOverride: ({ nth }) => ({ body: { date: dayFrom(nth), hours: [] } }),
  editOverride: ({ nth }) => ({ body: { date: dayFrom(nth), hours: [], note: 'At a congress' } }),
  createClosure: ({ nth }) => ({ body: { firstDay: dayFrom(nth), lastDay: dayFrom(nth) } }),
  editClosure: ({ nth }) => ({ body: { firstDay: dayFrom(nth), lastDay: dayFrom(nth) } }),
  createSpecialty: ({ nth }) => ({ body: { code: `specialty-${nth}`, name: 'Another' } }),
  editSpecialty: () => ({ body: { code: 'family-medicine', name: 'Family medicine' } }),
  createNoticeTemplate: ({ nth }) => ({ body: nthTemplate(nth) }),
  editNoticeTemplate: () => ({ body: { ...nthTemplate(0), kind: 'booked', language: 'en', channel: 'sms' } }),
  previewNoticeTemplate: () => ({ body: nthTemplate(0) }),
  createVisitTypeRecord: ({ nth }) => ({ body: { code: `visit-${nth}`, name: 'Another', minutes: 30 } }),
  editVisitTypeRecord: () => ({ body: { code: visitType, name: 'Consultation', minutes: 30 } }),
  createDoctorRecord: () => ({ body: doctor }),
  editDoctorRecord: () => ({ body: doctor }),
  createShift: ({ nth }) => ({ body: { ...shift, code: `shift-${nth}` } }),
  editShift: () => ({ body: { ...shift, code: 'all-day' } }),
  editClinic: () => ({ body: { name: 'Clinic alpha' } }),
  importClinic: () => ({
    body: {
      slug: 'alpha',
      name: 'Clinic alpha',
      timeZone: 'Europe/Berlin',
      country: 'DE',
      template: 'family-practice',
    },
  }),
  onboardClinic: () => ({
    body: {
      slug: 'alpha',
      name: 'Clinic alpha',
      timeZone: 'Europe/Berlin',
      country: 'DE',
      template: 'family-practice',
    },
  }),
}

const doctor = { name: 'Cleo Doe', languages: ['en'], specialty: 'family-medicine' }
const shift = { name: 'All day', from: '00:00', until: '00:00', slotMinutes: 60 }

/** One that is not there yet, as long as there are any. */
const nthTemplate = (nth: number) => ({
  kind: (['changed', 'cancelled', 'reminder', 'offered', 'displaced'] as const)[nth % 5] ?? 'changed',
  language: (['en', 'es', 'de'] as const)[nth % 3] ?? 'en',
  channel: (['email', 'sms'] as const)[nth % 2] ?? 'email',
  body: 'See you on {{date}}',
})

/** Whom or what a body or a query names, so that the cells put own, foreign and absent ones there. */
export const namedInside: { readonly [Id in RouteId]?: Kind } = {
  listAccesses: 'dependent',
  listOwnAppointments: 'dependent',
  listOwnWaitlist: 'dependent',
  findOverlaps: 'dependent',
  bookAppointment: 'patient',
  holdSlot: 'patient',
  overrideAppointment: 'patient',
  sendNotification: 'patient',
  joinWaitlist: 'patient',
  listAppointments: 'patient',
  listWaitlist: 'patient',
  previewCalendar: 'doctor',
}

/** Days long after every calendar, so that nothing is displaced; for more deeds than there are. */
const dayFrom = (nth: number): string =>
  new Date(Date.UTC(2150, 0, 1) + (nth % 10_000) * 86_400_000).toISOString().slice(0, 10)
