export { ClinicOpener } from './clinic-opener.ts'
export type { ClinicPlace } from './clinic-place.ts'
