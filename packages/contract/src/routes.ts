import {
  listAlternativesRoute,
  listAppointmentsRoute,
  showAppointmentRoute,
  showHistoryRoute,
} from './appointments/appointment-routes.ts'
import { showCalendarEntryRoute } from './appointments/calendar-entry-routes.ts'
import { bookAppointmentRoute, showBookingRequestRoute } from './appointments/booking-routes.ts'
import { changeRoutes } from './appointments/change-routes.ts'
import { holdSlotRoute, releaseHoldRoute, renewHoldRoute, showHoldRoute } from './appointments/hold-routes.ts'
import { noticeRoutes } from './notices/routes.ts'
import { keepNotesRoute, showNotesRoute } from './appointments/note-routes.ts'
import { findOverlapsRoute, listOwnAppointmentsRoute } from './appointments/own-appointment-routes.ts'
import { overrideAppointmentRoute } from './appointments/override-routes.ts'
import { listAccessesRoute, listAuditRoute } from './audit/audit-routes.ts'
import { assignmentRoutes } from './availability/assignment-routes.ts'
import { closureRoutes } from './availability/closure-routes.ts'
import { listDisplacedRoute } from './availability/displaced-routes.ts'
import { overrideRoutes } from './availability/override-routes.ts'
import { previewCalendarRoute } from './availability/preview-routes.ts'
import { shiftRoutes } from './availability/shift-routes.ts'
import {
  editPolicyRoute,
  listClinicsRoute,
  listDoctorsRoute,
  listVisitTypesRoute,
  showClinicRoute,
  showPolicyRoute,
} from './clinics/clinic-routes.ts'
import { exportAppointmentsRoute, exportPatientsRoute } from './exports/export-routes.ts'
import { showFiguresRoute } from './figures/figures-routes.ts'
import { eraseDependentRoute, eraseOwnPatientRoute, showErasureRoute } from './erasure/erasure-routes.ts'
import { feedRoutes } from './feeds/feed-routes.ts'
import { liveRoute, readyRoute } from './health-routes.ts'
import { addDependentRoute, listDependentsRoute, removeDependentRoute } from './identity/dependent-routes.ts'
import { exportOwnDataRoute } from './identity/export-routes.ts'
import { jwksRoute, meRoute, registerRoute, signInRoute } from './identity/identity-routes.ts'
import { secondFactorRoutes } from './identity/second-factor-routes.ts'
import { sessionRoutes } from './identity/session-routes.ts'
import {
  changeEmailRoute,
  changePasswordRoute,
  confirmEmailRoute,
  confirmEmailSignInRoute,
  confirmRegistrationRoute,
  requestEmailSignInRoute,
  requestPasswordResetRoute,
  resetPasswordRoute,
} from './identity/proof-routes.ts'
import { followLiveRoute } from './live/live-routes.ts'
import {
  acceptInvitationRoute,
  inviteFirstAdminRoute,
  inviteMemberRoute,
  listInvitationsRoute,
  resendInvitationRoute,
  withdrawInvitationRoute,
} from './members/invitation-routes.ts'
import { listMembersRoute, removeMemberRoute } from './members/member-routes.ts'
import { fleetRoutes } from './operator/fleet-routes.ts'
import {
  archiveClinicRoute,
  editClinicRoute,
  listOperationsRoute,
  listRegisteredClinicsRoute,
  migrateClinicRoute,
  onboardClinicRoute,
  showOperationRoute,
  showRegisteredClinicRoute,
} from './operator/operator-routes.ts'
import {
  editKnownPatientRoute,
  listKnownPatientsRoute,
  registerKnownPatientRoute,
} from './patients/desk-routes.ts'
import {
  blockPatientRoute,
  showKnownPatientRoute,
  unblockPatientRoute,
} from './patients/known-patient-routes.ts'
import {
  acceptMergeRoute,
  acceptOwnMergeRoute,
  declineMergeRoute,
  declineOwnMergeRoute,
  listMergeProposalsRoute,
  listOwnMergeProposalsRoute,
  proposeMergeRoute,
} from './patients/merge-routes.ts'
import {
  editDependentRoute,
  editOwnPatientRoute,
  showDependentRoute,
  showOwnPatientRoute,
} from './patients/profile-routes.ts'
import { searchRoutes } from './search/search-routes.ts'
import { generateSlotsRoute, showCalendarRoute } from './slots/calendar-routes.ts'
import { listFirstSlotsRoute, listFreeDaysRoute, listSlotsRoute, showSlotRoute } from './slots/slot-routes.ts'
import { doctorRecordRoutes } from './staffing/doctor-record-routes.ts'
import { showDoctorRoute } from './staffing/doctor-routes.ts'
import { openingHoursRoutes, showOpeningTimesRoute } from './staffing/opening-hours-routes.ts'
import { managedVisitRoutes } from './notices/managed-visit-routes.ts'
import { noticeTemplateRoutes } from './notices/notice-template-routes.ts'
import { specialtyRoutes } from './staffing/specialty-routes.ts'
import { visitTypeRecordRoutes } from './staffing/visit-type-record-routes.ts'
import { waitlistRoutes } from './waitlist/waitlist-routes.ts'
import { webhookRoutes } from './webhooks/webhook-routes.ts'

/** The whole map. The API refuses to start when one of them has no handler. */
export const routes = {
  live: liveRoute,
  ready: readyRoute,
  jwks: jwksRoute,
  register: registerRoute,
  confirmRegistration: confirmRegistrationRoute,
  signIn: signInRoute,
  requestEmailSignIn: requestEmailSignInRoute,
  confirmEmailSignIn: confirmEmailSignInRoute,
  requestPasswordReset: requestPasswordResetRoute,
  resetPassword: resetPasswordRoute,
  changePassword: changePasswordRoute,
  changeEmail: changeEmailRoute,
  confirmEmail: confirmEmailRoute,
  ...sessionRoutes,
  ...secondFactorRoutes,
  me: meRoute,
  addDependent: addDependentRoute,
  listDependents: listDependentsRoute,
  showDependent: showDependentRoute,
  editDependent: editDependentRoute,
  removeDependent: removeDependentRoute,
  listAccesses: listAccessesRoute,
  showOwnPatient: showOwnPatientRoute,
  editOwnPatient: editOwnPatientRoute,
  listOwnAppointments: listOwnAppointmentsRoute,
  findOverlaps: findOverlapsRoute,
  ...feedRoutes,
  listOwnMergeProposals: listOwnMergeProposalsRoute,
  acceptOwnMerge: acceptOwnMergeRoute,
  declineOwnMerge: declineOwnMergeRoute,
  exportOwnData: exportOwnDataRoute,
  eraseOwnPatient: eraseOwnPatientRoute,
  eraseDependent: eraseDependentRoute,
  showErasure: showErasureRoute,
  ...searchRoutes,
  followLive: followLiveRoute,
  listClinics: listClinicsRoute,
  showClinic: showClinicRoute,
  listDoctors: listDoctorsRoute,
  showDoctor: showDoctorRoute,
  showOpeningTimes: showOpeningTimesRoute,
  listVisitTypes: listVisitTypesRoute,
  showPolicy: showPolicyRoute,
  editPolicy: editPolicyRoute,
  listSlots: listSlotsRoute,
  listFirstSlots: listFirstSlotsRoute,
  listFreeDays: listFreeDaysRoute,
  showSlot: showSlotRoute,
  showCalendar: showCalendarRoute,
  generateSlots: generateSlotsRoute,
  bookAppointment: bookAppointmentRoute,
  listAppointments: listAppointmentsRoute,
  showAppointment: showAppointmentRoute,
  showHistory: showHistoryRoute,
  listAlternatives: listAlternativesRoute,
  showCalendarEntry: showCalendarEntryRoute,
  showNotes: showNotesRoute,
  keepNotes: keepNotesRoute,
  ...changeRoutes,
  ...noticeRoutes,
  overrideAppointment: overrideAppointmentRoute,
  showBookingRequest: showBookingRequestRoute,
  holdSlot: holdSlotRoute,
  showHold: showHoldRoute,
  renewHold: renewHoldRoute,
  releaseHold: releaseHoldRoute,
  ...waitlistRoutes,
  listAudit: listAuditRoute,
  listKnownPatients: listKnownPatientsRoute,
  registerKnownPatient: registerKnownPatientRoute,
  showKnownPatient: showKnownPatientRoute,
  editKnownPatient: editKnownPatientRoute,
  blockPatient: blockPatientRoute,
  unblockPatient: unblockPatientRoute,
  proposeMerge: proposeMergeRoute,
  listMergeProposals: listMergeProposalsRoute,
  acceptMerge: acceptMergeRoute,
  declineMerge: declineMergeRoute,
  ...managedVisitRoutes,
  ...noticeTemplateRoutes,
  ...specialtyRoutes,
  ...visitTypeRecordRoutes,
  ...doctorRecordRoutes,
  ...openingHoursRoutes,
  ...shiftRoutes,
  ...assignmentRoutes,
  ...overrideRoutes,
  ...closureRoutes,
  previewCalendar: previewCalendarRoute,
  listDisplaced: listDisplacedRoute,
  listMembers: listMembersRoute,
  removeMember: removeMemberRoute,
  inviteMember: inviteMemberRoute,
  listInvitations: listInvitationsRoute,
  resendInvitation: resendInvitationRoute,
  withdrawInvitation: withdrawInvitationRoute,
  acceptInvitation: acceptInvitationRoute,
  exportAppointments: exportAppointmentsRoute,
  exportPatients: exportPatientsRoute,
  showFigures: showFiguresRoute,
  inviteFirstAdmin: inviteFirstAdminRoute,
  ...webhookRoutes,
  onboardClinic: onboardClinicRoute,
  listRegisteredClinics: listRegisteredClinicsRoute,
  showRegisteredClinic: showRegisteredClinicRoute,
  editClinic: editClinicRoute,
  archiveClinic: archiveClinicRoute,
  migrateClinic: migrateClinicRoute,
  listOperations: listOperationsRoute,
  showOperation: showOperationRoute,
  ...fleetRoutes,
} as const
export type Routes = typeof routes
