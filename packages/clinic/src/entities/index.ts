import { AppointmentRecord } from './appointment-record.ts'
import { AvailabilityOverride } from './availability-override.ts'
import { ClinicProfile } from './clinic-profile.ts'
import { Closure } from './closure.ts'
import { Doctor } from './doctor.ts'
import { DoctorShift } from './doctor-shift.ts'
import { KnownPatient } from './known-patient.ts'
import { NoticeTemplateRecord } from './notice-template.ts'
import { OpeningHours } from './opening-hours.ts'
import { Shift } from './shift.ts'
import { Slot } from './slot.ts'
import { Specialty } from './specialty.ts'
import { VisitType } from './visit-type.ts'

/** Every entity of a clinic's database: one discovery of these serves all clinics. */
export const clinicEntities = [
  AppointmentRecord,
  AvailabilityOverride,
  ClinicProfile,
  Closure,
  Doctor,
  DoctorShift,
  KnownPatient,
  NoticeTemplateRecord,
  OpeningHours,
  Shift,
  Slot,
  Specialty,
  VisitType,
] as const

export {
  AppointmentRecord,
  AvailabilityOverride,
  ClinicProfile,
  Closure,
  Doctor,
  DoctorShift,
  KnownPatient,
  NoticeTemplateRecord,
  OpeningHours,
  Shift,
  Slot,
  Specialty,
  VisitType,
}
