export * from './appointments/index.ts'
export * from './audit/index.ts'
export * from './clinics/index.ts'
export type * from './control-plane.ts'
export * from './erasure/index.ts'
export * from './export/index.ts'
export {
  addFeed,
  endFeed,
  feedHash,
  type FeedVisitRow,
  listFeeds,
  noteDoctorFeedUse,
  openFeed,
  type OpenedFeed,
  showFeedVisits,
} from './feeds/index.ts'
export * from './hospitals/index.ts'
export * from './identity/index.ts'
export * from './installation/index.ts'
export * from './keys/index.ts'
export * from './live/index.ts'
export * from './mail/index.ts'
export * from './manifests/index.ts'
export * from './members/index.ts'
export * from './merging/index.ts'
export {
  addDependent,
  editDependent,
  editDeskPatient,
  editOwnPatient,
  introducePatient,
  issueCard,
  listClinicsKnowing,
  listDependents,
  queueCardRefresh,
  readCard,
  registerAtDesk,
  removeDependent,
  showDependent,
  showOwnPatient,
} from './patients/index.ts'
export * from './notices/index.ts'
export * from './proofs/index.ts'
export * from './provisioning/index.ts'
export * from './queue/index.ts'
export * from './relay/index.ts'
export * from './routing/index.ts'
export * from './search/index.ts'
export * from './second-factor/index.ts'
export * from './sessions/index.ts'
export * from './streaming/index.ts'
export * from './waitlist/index.ts'
export * from './webhooks/index.ts'
