export { loadMigrations, type Migration } from './load-migrations.ts'
export { type MigrateOptions, migrateDatabase, type MigrationResult } from './migrate-database.ts'
export {
  DatabaseAhead,
  MigrationEdited,
  MigrationFailed,
  MigrationFilesInvalid,
  MigratorBusy,
} from './migration-errors.ts'
export { migrationsFingerprint } from './migrations-fingerprint.ts'
