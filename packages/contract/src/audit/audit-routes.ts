import { z } from 'zod'
import { clinicProblems } from '../editing.ts'
import { page } from '../page.ts'
import { describeRoute } from '../route.ts'
import { identifier, instant, slug } from '../words.ts'

const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
}

const kind = z.enum(['read', 'write'])
const purpose = z.string().describe('A stable code, such as appointment.read')

/** What a purpose means to a patient; what is not in here is told by its code. */
export const purposeTitles: Readonly<Record<string, string>> = {
  'appointment.book': 'Booking a visit',
  'appointment.read': 'Looking at a visit',
  'appointment.list': 'Looking through visits',
  'appointment.list-own': 'Looking through the own visits at all clinics',
  'feed.read': 'A calendar that is kept up to date with the visits',
  'feed.manage': "Looking after the calendars' secret addresses",
  'appointment.cancel': 'Cancelling a visit',
  'appointment.reschedule': 'Moving a visit',
  'appointment.confirm': 'Confirming a visit',
  'appointment.check-in': 'Receiving the patient',
  'appointment.fulfil': 'Closing a visit',
  'appointment.override': 'Booking beyond the rules',
  'appointment.tend': 'Keeping the calendar in order',
  'availability.edit': 'Changing the calendar',
  'calendar.preview': 'Changing the calendar',
  'calendar.read': 'Looking at the calendar',
  'displaced.list': 'Finding other times for visits',
  'waitlist.join': 'Keeping the waitlist',
  'waitlist.list-own': 'Looking through what is waited for at all clinics',
  'patient.read-known': "Looking at the patient's file",
  'patient.block': 'Blocking or unblocking the patient',
  'patient.list': 'Looking through the patients',
  'patient.register': 'Registering the patient at the desk',
  'patient.edit-known': "Changing the patient's file",
  'patient.edit-own': 'Looking at or changing the own data',
  'link.open': 'Ending reminders by the link of one',
  'patient.export-own': 'Exporting the own data',
  'patient.erase-own': 'Asking to be erased',
  'erasure.carry-out': 'Erasing the patient',
  'patient.merge': 'Bringing two records of the patient together',
  'merge.propose': 'Proposing that two records are one patient',
  'merge.decide': 'Deciding whether two records are one patient',
  'merge.decide-own': 'Deciding whether two records are one patient',
  'notice.read': 'Looking whether the patient was told of a visit',
  'notice.send': 'Sending the patient a message',
  'notice.prefer': 'Looking at or changing how they are told of visits',
  'note.keep': "Reading or writing a doctor's notes",
  'clinic.export': "Exporting the clinic's data",
  'account.read-own': 'Looking at the own account',
  'dependent.manage': 'Acting for somebody',
  'access.read-own': 'Looking at who has read the data',
  'audit.read': 'Looking at who has read data',
}

export const access = z
  .strictObject({
    at: instant,
    clinic: slug.optional().describe('Absent for what the service itself keeps'),
    clinicName: z.string().optional(),
    kind,
    capacity: z
      .string()
      .describe(
        'As what they acted: patient, guardian, doctor, staff, clinic_admin, desk, system; never a name',
      ),
    purpose,
    title: z.string().describe('The purpose in words'),
    object: z.string().describe('What was looked at or changed'),
    own: z.boolean().describe('It was the account that asks'),
  })
  .meta({ id: 'Access' })
export type AccessDocument = z.infer<typeof access>

export const listAccessesRoute = describeRoute({
  id: 'listAccesses',
  scope: 'service',
  tag: 'Identity',
  access: 'signed-in',
  method: 'get',
  path: '/v1/me/accesses',
  summary: 'Who has read or changed my data, newest first',
  description:
    'Across the clinics and what the service itself keeps. A clinic that does not answer in time is named in `missing`; the next page goes on from the same time at all of them.',
  query: z.strictObject({
    ...pageQuery,
    clinic: slug.optional().describe('Only what happened there'),
    dependent: identifier.optional().describe('Of somebody for whom I act'),
  }),
  success: {
    status: 200,
    description: 'One page',
    body: page(access)
      .extend({
        missing: z.array(slug).describe('Clinics that did not answer: what happened there is not shown'),
      })
      .meta({ id: 'AccessPage' }),
  },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', 'clinic-unknown', 'service-unavailable'],
})

export const auditEntry = z
  .strictObject({
    id: identifier,
    at: instant,
    actor: z.string().describe('An account or a process, by its identifier'),
    capacity: z.string(),
    purpose,
    kind,
    objectType: z.string(),
    objectId: z.string().optional(),
    patientId: identifier.optional(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntryDocument = z.infer<typeof auditEntry>

export const listAuditRoute = describeRoute({
  id: 'listAudit',
  scope: 'clinic',
  tag: 'Patients',
  access: 'signed-in',
  method: 'get',
  path: '/audit',
  summary: "Who has read or changed what of the clinic's patients, newest first",
  description: "For the clinic's admin. To look is recorded too.",
  query: z.strictObject({
    ...pageQuery,
    patient: identifier.optional(),
    actor: z.string().max(100).optional().describe('Such as account:0198…'),
    from: instant.optional(),
    to: instant.optional().describe('Not included'),
  }),
  success: { status: 200, description: 'One page', body: page(auditEntry).meta({ id: 'AuditPage' }) },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', 'service-unavailable', ...clinicProblems],
})
