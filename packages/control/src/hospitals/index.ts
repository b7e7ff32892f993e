export type { HospitalVerdict } from './hospital-verdict.ts'
export { contactFingerprint } from './contact-fingerprint.ts'
export { readHospitals, type ReadHospitalsOptions } from './read-hospitals.ts'
export { UnreadableHospitalFile } from './unreadable-hospital-file.ts'
