export { blockPatient } from './block-patient.ts'
export { erasePatient, eraseRemaining } from './erase-patient.ts'
export { showKnownPatient } from './show-known-patient.ts'
export { unblockPatient } from './unblock-patient.ts'
