export * from './appointments/index.ts'
export {
  accessDocument,
  listAccesses,
  listAudit,
  recordAccess,
  sealAudit,
  verifyAudit,
} from './audit/index.ts'
export * from './availability/index.ts'
export * from './booking/index.ts'
export * from './calendar/index.ts'
export type { Clinic } from './clinic.ts'
export { BookingLanes, defaultLanes, type LaneRules } from './coalescing/index.ts'
export * from './doctors/index.ts'
export type { At, EditVerbs } from './editing/index.ts'
export * from './entities/index.ts'
export * from './exports/index.ts'
export * from './figures/index.ts'
export * from './founding/index.ts'
export * from './notes/index.ts'
export * from './notice-templates/index.ts'
export * from './notices/index.ts'
export * from './merging/index.ts'
export * from './export/index.ts'
export * from './founding/index.ts'
export * from './keys/index.ts'
export * from './opening/index.ts'
export * from './outbox/index.ts'
export {
  admitPatient,
  blockPatient,
  editKnownPatient,
  erasePatient,
  eraseRemaining,
  listKnownPatients,
  PatientIndexes,
  refreshCard,
  showKnownPatient,
  unblockPatient,
} from './patients/index.ts'
export * from './profile/index.ts'
export * from './requests/index.ts'
export * from './search/index.ts'
export * from './staffing/index.ts'
export * from './tending/index.ts'
export { decodeTimeCursor } from './time-cursor.ts'
export * from './visit-types/index.ts'
export * from './waitlist/index.ts'
