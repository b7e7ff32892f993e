export { type BrokenConstraint, brokenConstraint } from './broken-constraint.ts'
export {
  DatabaseUnavailable,
  lostConnection,
  type UnavailableFacts,
  type UnavailableReason,
} from './database-unavailable.ts'
export { type Database, databaseOver, type Queryable } from './database.ts'
export { Gathering } from './gathering.ts'
export { type OpenDatabase, openDatabase } from './open-database.ts'
export type { FleetEvent, Place } from './place.ts'
export { PoolFleet, type PoolFleetOptions } from './pool-fleet.ts'
export { quoteIdentifier, quoteLiteral } from './quote.ts'
export { scramVerifier } from './scram-verifier.ts'
export type { Timeouts } from './timeouts.ts'
