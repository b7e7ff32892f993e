export { introducePatient } from './introduce-patient.ts'
export { findPatient, insertPatient } from './patient-queries.ts'
export { patientPlaces } from './patient-places.ts'
export { type PatientFacts, sealPatient } from './seal-patient.ts'
