export { blockPatient } from './block-patient.ts'
export { showKnownPatient } from './show-known-patient.ts'
export { unblockPatient } from './unblock-patient.ts'
