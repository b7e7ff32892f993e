import type { ClinicDoctor } from '@polyclinic/contract'
import type { DoctorRow } from './doctor-queries.ts'

/** A doctor as the public sees them. */
export const doctorDocument = ({
  id,
  name,
  languages,
  specialtyCode,
  specialtyName,
}: DoctorRow): ClinicDoctor => ({
  id,
  name,
  languages,
  specialty: { code: specialtyCode, name: specialtyName },
})
