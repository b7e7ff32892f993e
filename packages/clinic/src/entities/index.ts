import { ClinicProfile } from './clinic-profile.ts'

/** Every entity of a clinic's database: one discovery of these serves all clinics. */
export const clinicEntities = [ClinicProfile] as const

export { ClinicProfile }
