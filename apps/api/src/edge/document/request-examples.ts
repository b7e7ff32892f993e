import type { Routes } from '@polyclinic/contract'
import type { z } from 'zod'

type Examples = { [K in keyof Routes as Routes[K] extends { body: z.ZodType } ? K : never]?: ExampleOf<K> }
type ExampleOf<K extends keyof Routes> = Routes[K] extends { body: infer S extends z.ZodType }
  ? z.input<S>
  : never

/** Bodies that the reference offers to start from. The people in them are made up. */
export const requestExamples: Examples = {
  register: {
    email: 'ada@example.org',
    password: 'a long enough sentence',
    name: 'Ada Example',
    locale: 'en',
    timeZone: 'Europe/Berlin',
  },
  signIn: { email: 'ada@example.org', password: 'a long enough sentence' },
  refresh: { refreshToken: 'the-one-given-last' },
  logOut: { refreshToken: 'the-one-given-last' },
  provideSecondFactor: { challenge: 'the-one-of-the-problem', code: '123456' },
  confirmSecondFactor: { code: '123456' },
  addDependent: { name: 'Max Example', birthDate: '2019-05-17', locale: 'en' },
  addFeed: { kind: 'patient', name: 'On my phone' },
  bookAppointment: {
    slotId: '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e',
    visitType: 'consultation',
    reason: 'Yearly check-up',
  },
  sendNotification: { kind: 'reminder', appointment: '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e' },
  editNoticePreferences: { channels: ['sms', 'email'], reminders: true },
  keepNotes: { text: 'Blood pressure 120 to 80. See again in a year.' },
  inviteMember: { email: 'ada@example.org', role: 'staff' },
  inviteFirstAdmin: { email: 'ada@example.org', role: 'clinic_admin' },
  registerWebhook: {
    url: 'https://hooks.example.org/polyclinic',
    eventTypes: ['polyclinic.appointment.booked', 'polyclinic.appointment.cancelled'],
  },
  replayWebhook: { since: '2026-11-25T00:00:00Z', only: 'given-up' },
  editOwnPatient: { phone: '+493012345678', locale: 'de-DE' },
  editDependent: { name: 'Max Example' },
  registerKnownPatient: {
    name: 'Ida Example',
    phone: '+493012345679',
    birthDate: '1951-03-02',
    consent: true,
  },
  editKnownPatient: { phone: '+493012345670' },
  blockPatient: { reason: 'Three visits missed without a word' },
  createNoticeTemplate: {
    kind: 'reminder',
    language: 'en',
    channel: 'sms',
    body: '{{clinic}}: see you on {{date}} at {{time}}.',
  },
  editPolicy: { minimumNoticeMinutes: 120 },
  editClinic: { state: 'suspended' },
  judgeList: {
    csv: 'slug,name,timeZone,country\nlakeside,Lakeside Practice,Europe/Berlin,DE',
    template: 'family-practice',
  },
  retryDeadLetters: { ids: ['1'] },
  dropDeadLetters: { ids: ['1'] },
  retrySetAside: { ids: ['01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e'] },
}
