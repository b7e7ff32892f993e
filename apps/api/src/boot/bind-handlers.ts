import type { Clinic, ClinicOpener } from '@polyclinic/clinic'
import type { ErasureLedger } from '@polyclinic/control'
import type { Handlers } from '../edge/index.ts'
import { erasureHandlers } from '../handlers/erasure-handlers.ts'
import { ownExportHandlers } from '../handlers/own-export-handlers.ts'
import type { HandlerContext } from '../handlers/handler-context.ts'
import { appointmentHandlers } from '../handlers/appointment-handlers.ts'
import { auditHandlers } from '../handlers/audit-handlers.ts'
import { availabilityHandlers } from '../handlers/availability-handlers.ts'
import { bookingHandlers } from '../handlers/booking-handlers.ts'
import { clinicHandlers } from '../handlers/clinic-handlers.ts'
import { exportHandlers } from '../handlers/export-handlers.ts'
import { feedHandlers } from '../handlers/feed-handlers.ts'
import { fleetHandlers } from '../handlers/fleet-handlers.ts'
import { healthHandlers } from '../handlers/health-handlers.ts'
import { identityHandlers } from '../handlers/identity-handlers.ts'
import { liveHandlers } from '../handlers/live-handlers.ts'
import { managedVisitHandlers } from '../handlers/managed-visit-handlers.ts'
import { memberHandlers } from '../handlers/member-handlers.ts'
import { mergeHandlers } from '../handlers/merge-handlers.ts'
import { noteHandlers } from '../handlers/note-handlers.ts'
import { noticeHandlers } from '../handlers/notice-handlers.ts'
import { noticeTemplateHandlers } from '../handlers/notice-template-handlers.ts'
import { operatorHandlers } from '../handlers/operator-handlers.ts'
import { ownAppointmentHandlers } from '../handlers/own-appointment-handlers.ts'
import { patientHandlers } from '../handlers/patient-handlers.ts'
import { profileHandlers } from '../handlers/profile-handlers.ts'
import { proofHandlers } from '../handlers/proof-handlers.ts'
import { searchHandlers } from '../handlers/search-handlers.ts'
import { secondFactorHandlers } from '../handlers/second-factor-handlers.ts'
import { sessionHandlers } from '../handlers/session-handlers.ts'
import { staffingHandlers } from '../handlers/staffing-handlers.ts'
import { waitlistHandlers } from '../handlers/waitlist-handlers.ts'
import { webhookHandlers } from '../handlers/webhook-handlers.ts'

interface FurtherMeans {
  readonly clinics: ClinicOpener
  readonly ledger: ErasureLedger | undefined
}

/** A handler for every route of the contract. */
export const bindHandlers = (
  context: HandlerContext,
  { clinics, ledger }: FurtherMeans,
): Handlers<Clinic> => ({
  ...healthHandlers(context),
  ...identityHandlers(context),
  ...proofHandlers(context),
  ...sessionHandlers(context),
  ...secondFactorHandlers(context),
  ...profileHandlers(context),
  ...ownExportHandlers(context, clinics),
  ...erasureHandlers(context, ledger),
  ...searchHandlers(context, async (id) => clinics.open(await context.directory.require('id', id))),
  ...liveHandlers(context),
  ...clinicHandlers(context),
  ...staffingHandlers(),
  ...availabilityHandlers(),
  ...appointmentHandlers(context),
  ...noteHandlers(),
  ...noticeHandlers(context),
  ...noticeTemplateHandlers(),
  ...managedVisitHandlers(context),
  ...bookingHandlers(context),
  ...waitlistHandlers(context, bySlug(context, clinics)),
  ...patientHandlers(context),
  ...mergeHandlers(context),
  ...memberHandlers(context),
  ...webhookHandlers(context),
  ...exportHandlers(context),
  ...auditHandlers(context, bySlug(context, clinics)),
  ...ownAppointmentHandlers(context, bySlug(context, clinics)),
  ...feedHandlers(context, async (id) => {
    const route = await context.directory.find('id', id)
    return route && clinics.open(route)
  }),
  ...operatorHandlers(context),
  ...fleetHandlers(context),
})

/** Opens the clinic that may be reached under a slug; else `clinic-unknown`. */
const bySlug =
  ({ directory }: HandlerContext, clinics: FurtherMeans['clinics']) =>
  async (slug: string): Promise<Clinic> =>
    clinics.open(await directory.require('slug', slug))
