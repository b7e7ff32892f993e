export { exportKnownPatient } from './export-known-patient.ts'
