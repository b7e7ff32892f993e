import {
  bookAppointmentRoute,
  cancelAppointmentRoute,
  listAppointmentsRoute,
  showAppointmentRoute,
} from './appointments/appointment-routes.ts'
import {
  editPolicyRoute,
  listClinicsRoute,
  listDoctorsRoute,
  listVisitTypesRoute,
  showClinicRoute,
  showPolicyRoute,
} from './clinics/clinic-routes.ts'
import { liveRoute, readyRoute } from './health-routes.ts'
import { jwksRoute, meRoute, registerRoute, signInRoute } from './identity/identity-routes.ts'
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
import { generateSlotsRoute, showCalendarRoute } from './slots/calendar-routes.ts'
import { listFirstSlotsRoute, listFreeDaysRoute, listSlotsRoute, showSlotRoute } from './slots/slot-routes.ts'

/** The whole map. The API refuses to start when one of them has no handler. */
export const routes = {
  live: liveRoute,
  ready: readyRoute,
  jwks: jwksRoute,
  register: registerRoute,
  signIn: signInRoute,
  me: meRoute,
  listClinics: listClinicsRoute,
  showClinic: showClinicRoute,
  listDoctors: listDoctorsRoute,
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
  cancelAppointment: cancelAppointmentRoute,
  onboardClinic: onboardClinicRoute,
  listRegisteredClinics: listRegisteredClinicsRoute,
  showRegisteredClinic: showRegisteredClinicRoute,
  editClinic: editClinicRoute,
  archiveClinic: archiveClinicRoute,
  migrateClinic: migrateClinicRoute,
  listOperations: listOperationsRoute,
  showOperation: showOperationRoute,
} as const
export type Routes = typeof routes
