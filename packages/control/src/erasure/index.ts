export { eraseDependent } from './erase-dependent.ts'
export { eraseOwnPatient } from './erase-own-patient.ts'
export type { ErasureMeans, ErasureReceipt } from './erase-patient-of.ts'
export { type ErasureLedger, type LedgerEntry, LedgerUnusable, openErasureLedger } from './erasure-ledger.ts'
export {
  confirmErasures,
  erasedPatients,
  listUnfinishedErasures,
  patientOfErasure,
} from './following-erasures.ts'
export { replayLedger } from './replay-ledger.ts'
export { showErasure } from './show-erasure.ts'
