import type { Client } from 'pg'
import type { Migration } from './load-migrations.ts'

export interface LedgerRow {
  readonly version: number
  readonly name: string
  readonly checksum: string
}

// any number will do, as long as every migrator uses the same
const migratorLock = 7_237_001

export async function tryMigratorLock(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
    migratorLock,
  ])
  return rows[0]?.locked === true
}

/** Makes the ledger where it is absent; where it is there the role needs no right to create. */
export async function ensureLedger(client: Client): Promise<void> {
  const { rows } = await client.query<{ present: boolean }>(
    `select to_regclass('public.schema_migration') is not null as present`,
  )
  if (rows[0]?.present) return
  await client.query(`
    create table public.schema_migration (
      version int primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default clock_timestamp(),
      milliseconds int not null
    )`)
}

export async function readLedger(client: Client): Promise<LedgerRow[]> {
  const { rows } = await client.query<LedgerRow>(
    'select version, name, checksum from public.schema_migration order by version',
  )
  return rows
}

export async function recordMigration(
  client: Client,
  migration: Migration,
  milliseconds: number,
): Promise<void> {
  await client.query(
    'insert into public.schema_migration (version, name, checksum, milliseconds) values ($1, $2, $3, $4)',
    [migration.version, migration.name, migration.checksum, Math.round(milliseconds)],
  )
}

/** Begins each file with the session as it was connected, whatever an earlier file set. */
export async function resetSession(client: Client, lockTimeoutMilliseconds: number): Promise<void> {
  await client.query(`
    reset all;
    set statement_timeout = 0;
    set idle_in_transaction_session_timeout = 0;
    set client_min_messages = warning;
    set lock_timeout = ${Math.trunc(lockTimeoutMilliseconds)}`)
}
