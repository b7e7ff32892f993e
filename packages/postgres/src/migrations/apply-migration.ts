import { setTimeout as pause } from 'node:timers/promises'
import { type Client, DatabaseError } from 'pg'
import { recordMigration, resetSession } from './ledger-queries.ts'
import type { Migration } from './load-migrations.ts'
import { MigrationFailed } from './migration-errors.ts'
import { splitStatements } from './split-statements.ts'

const attempts = 5
const lockNotAvailable = '55P03'

/**
 * Applies one migration and records it; gives the milliseconds it took. A lock that is not to be had is
 * let go and asked for again, so that a busy table does not queue its readers behind the migration.
 * @throws MigrationFailed
 */
export async function applyMigration(
  client: Client,
  migration: Migration,
  lockTimeoutMilliseconds: number,
): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    await resetSession(client, lockTimeoutMilliseconds)
    const began = performance.now()
    try {
      if (migration.transactional) await runInTransaction(client, migration)
      else await runStatements(client, migration, lockTimeoutMilliseconds)
      return performance.now() - began
    } catch (error) {
      const busy = error instanceof MigrationFailed && error.facts.sqlState === lockNotAvailable
      if (!busy || attempt === attempts) throw error
      // jitter, so that a fleet of migrators does not come back in step
      await pause(100 * 2 ** attempt * (0.5 + Math.random()))
    }
  }
}

async function runInTransaction(client: Client, migration: Migration): Promise<void> {
  const began = performance.now()
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await recordMigration(client, migration, performance.now() - began)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw failure(migration, error, 0)
  }
}

// the server runs several statements of one message as one transaction, so they go one by one
async function runStatements(client: Client, migration: Migration, lockTimeout: number): Promise<void> {
  const began = performance.now()
  for (const { text, offset } of splitStatements(migration.sql)) {
    // what is done concurrently waits for old snapshots, for as long as it takes, and blocks nobody
    const patient = /\bconcurrently\b/i.test(text)
    try {
      if (patient) await client.query('set lock_timeout = 0')
      await client.query(text)
      if (patient) await client.query(`set lock_timeout = ${Math.trunc(lockTimeout)}`)
    } catch (error) {
      throw failure(migration, error, offset)
    }
  }
  await recordMigration(client, migration, performance.now() - began)
}

function failure(migration: Migration, error: unknown, offset: number): MigrationFailed {
  const answer = error instanceof DatabaseError ? error : undefined
  const facts = {
    file: `${migration.name}.sql`,
    line: answer?.position ? lineAt(migration.sql, offset, Number(answer.position)) : undefined,
    serverMessage: (error as Error).message,
    sqlState: answer?.code,
    undone: migration.transactional,
  }
  return new MigrationFailed(facts, error)
}

/** The server counts characters from 1, and an emoji is one of them. */
function lineAt(sql: string, offset: number, position: number): number {
  const before = sql.slice(0, offset) + [...sql.slice(offset)].slice(0, position - 1).join('')
  return before.split('\n').length
}
