export { mergePatient } from './merge-patient.ts'
