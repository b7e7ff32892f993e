import { z } from 'zod'
import { appointmentEvent } from '../appointments/appointment-routes.ts'
import { access } from '../audit/audit-routes.ts'
import { appointment } from '../appointments/appointment.ts'
import { knownPatientStates } from '../patients/known-patient-routes.ts'
import { exportedNotice } from '../notices/notice-routes.ts'
import { noticePreferences } from '../notices/preference-routes.ts'
import { describeRoute } from '../route.ts'
import { waitlistEntry } from '../waitlist/waitlist-routes.ts'
import {
  emailAddress,
  identifier,
  instant,
  languageTag,
  localDate,
  personName,
  phoneNumber,
  slug,
} from '../words.ts'
import { feed } from '../feeds/feed-routes.ts'
import { dependent } from './dependent-routes.ts'

const clinicName = { slug, name: z.string() }

/** More are shown page by page, by `listAccesses`. */
export const exportedAccesses = 1_000

export const clinicExport = z
  .strictObject({
    card: z.strictObject({
      localNumber: z.int(),
      state: z.enum(knownPatientStates),
      name: personName.optional(),
      email: emailAddress.optional(),
      phone: phoneNumber.optional(),
      blockedReason: z.string().optional(),
      since: instant,
    }),
    appointments: z.array(
      z.strictObject({
        ...appointment.shape,
        justification: z.string().optional().describe('Why the clinic went beyond its rules for it'),
        history: z.array(appointmentEvent),
      }),
    ),
    waitlist: z.array(waitlistEntry),
    accesses: z
      .array(access.omit({ clinic: true, clinicName: true }))
      .describe(`Who read or changed any of it, the newest first: the last ${exportedAccesses}`),
  })
  .meta({ id: 'ClinicExport' })
export type ClinicExport = z.infer<typeof clinicExport>

export const personalExport = z
  .strictObject({
    madeAt: instant,
    account: z.strictObject({ id: identifier, email: emailAddress, since: instant }),
    patient: z.strictObject({
      id: identifier,
      name: personName,
      email: emailAddress.optional(),
      phone: phoneNumber.optional(),
      birthDate: localDate.optional(),
      locale: languageTag.optional(),
      timeZone: z.string().optional(),
      since: instant,
    }),
    calendars: z.array(feed).describe('That programs are subscribed to'),
    dependents: z.array(dependent),
    noticePreferences: noticePreferences.omit({ version: true }).optional(),
    notices: z.array(exportedNotice).describe('What I was told of visits, the newest first'),
    clinics: z.array(z.strictObject({ clinic: z.strictObject(clinicName), ...clinicExport.shape })),
    missing: z
      .array(z.strictObject(clinicName))
      .describe('Clinics that did not answer in time: what they keep is not in here. Ask again later.'),
  })
  .meta({ id: 'PersonalExport' })
export type PersonalExport = z.infer<typeof personalExport>

export const exportOwnDataRoute = describeRoute({
  id: 'exportOwnData',
  method: 'get',
  path: '/v1/me/export',
  scope: 'service',
  tag: 'Identity',
  summary: 'Everything that the service keeps of me, from every clinic that knows me',
  description: '`format=html` gives the same as a page to read and print.',
  access: 'signed-in',
  query: z.strictObject({ format: z.enum(['json', 'html']).default('json') }),
  success: { status: 200, description: 'As a file to keep', body: personalExport, page: true },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', 'too-many-requests', 'service-unavailable'],
})
