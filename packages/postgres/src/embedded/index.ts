export {
  BinariesUnusable,
  DataDirectoryOfAnotherVersion,
  DataDirectoryUnusable,
  PortTaken,
  ServerNotStarted,
} from './embedded-postgres-errors.ts'
export { findRunningPostgres, type RunningPostgres } from './find-running-postgres.ts'
export { freePort } from './free-port.ts'
export { isRunning } from './is-running.ts'
export { spawnTethered, type TetheredProcess } from './spawn-tethered.ts'
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './start-embedded-postgres.ts'
