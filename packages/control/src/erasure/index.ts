export { eraseDependent } from './erase-dependent.ts'
export { eraseOwnPatient } from './erase-own-patient.ts'
export type { ErasureMade, ErasureMeans, ErasureReceipt } from './erase-patient-of.ts'
export { type ErasureLedger, type LedgerEntry, LedgerUnusable, openErasureLedger } from './erasure-ledger.ts'
export {
  confirmErasures,
  erasedPatients,
  findErasurePart,
  listUnfinishedErasures,
} from './following-erasures.ts'
export { replayLedger } from './replay-ledger.ts'
export { showErasure } from './show-erasure.ts'
