import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { applyMigration } from './apply-migration.ts'
import { ensureLedger, type LedgerRow, readLedger, tryMigratorLock } from './ledger-queries.ts'
import type { Migration } from './load-migrations.ts'
import { DatabaseAhead, MigrationEdited, MigratorBusy } from './migration-errors.ts'

export interface MigrateOptions {
  /** How long a statement waits for a lock before it lets go and tries again; 3,000 unless told. */
  readonly lockTimeoutMilliseconds?: number
  /** How long to wait for another migrator of the same database; 10 minutes unless told. */
  readonly patienceMilliseconds?: number
  /** Called after each file, with the milliseconds it took. */
  readonly onApplied?: (migration: Migration, milliseconds: number) => void
}

export interface MigrationResult {
  /** The names of the files that were applied now. */
  readonly applied: string[]
  /** The version of the database afterwards, 0 where there are no migrations. */
  readonly version: number
}

/**
 * Brings one database up to the given migrations, each file once, forward only; one migrator at a time.
 * @throws MigrationEdited, DatabaseAhead, MigrationFailed, MigratorBusy, or what the connection throws
 */
export async function migrateDatabase(
  connectionString: string,
  migrations: readonly Migration[],
  options: MigrateOptions = {},
): Promise<MigrationResult> {
  const { lockTimeoutMilliseconds = 3_000, patienceMilliseconds = 600_000, onApplied } = options
  const client = new pg.Client({ connectionString, application_name: 'polyclinic migrate' })
  // a lost connection fails the query that is under way; without a listener it would end the process
  client.on('error', () => {})
  await client.connect()
  try {
    await becomeTheMigrator(client, patienceMilliseconds)
    await ensureLedger(client)
    const pending = pendingOf(migrations, await readLedger(client))
    for (const migration of pending) {
      const milliseconds = await applyMigration(client, migration, lockTimeoutMilliseconds)
      onApplied?.(migration, milliseconds)
    }
    return { applied: pending.map(({ name }) => name), version: migrations.at(-1)?.version ?? 0 }
  } finally {
    await client.end()
  }
}

// the blocking form would hold a snapshot, on which the other migrator's concurrent index build waits for ever
async function becomeTheMigrator(client: pg.Client, patienceMilliseconds: number): Promise<void> {
  const deadline = Date.now() + patienceMilliseconds
  while (!(await tryMigratorLock(client))) {
    if (Date.now() >= deadline) throw new MigratorBusy({ waitedMilliseconds: patienceMilliseconds })
    await pause(50)
  }
}

function pendingOf(migrations: readonly Migration[], ledger: readonly LedgerRow[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.version, migration]))
  const unknown = ledger.filter(({ version }) => !known.has(version)).at(-1)
  if (unknown) {
    const codeVersion = migrations.at(-1)?.version ?? 0
    throw new DatabaseAhead({ databaseVersion: unknown.version, codeVersion })
  }
  for (const { version, checksum } of ledger) {
    const migration = known.get(version)
    if (migration && migration.checksum !== checksum) {
      throw new MigrationEdited({ file: `${migration.name}.sql`, version })
    }
  }
  const done = new Set(ledger.map(({ version }) => version))
  return migrations.filter(({ version }) => !done.has(version))
}
