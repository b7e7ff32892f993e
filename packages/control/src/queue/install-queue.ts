import { Logger, runMigrations } from 'graphile-worker'
import { type OpenDatabase, openDatabase } from '@polyclinic/postgres'
import { lockExclusively, unlock } from '../installation/server-queries.ts'
import { grantQueueRights } from './queue-rights.ts'

/**
 * Makes the queue in the control plane's database, or brings it to this version of graphile-worker, and gives the
 * processes the rights they need. Afterwards a worker starts without making anything, so it needs no owner's rights.
 * @param ownerUrl the control plane's database, objects made as their common owner
 */
export async function installQueue(ownerUrl: string): Promise<void> {
  const database = openDatabase({
    connectionString: ownerUrl,
    applicationName: 'polyclinic queue',
    max: 2,
    timeouts: { queryMilliseconds: 130_000, statementMilliseconds: 120_000, lockMilliseconds: 60_000 },
  })
  // every client has its own error listener; graphile-worker looks for this one and warns without it
  database.pool.on('connect', () => {})
  try {
    await underQueueLock(database, async () => {
      await runMigrations({ pgPool: database.pool, logger: silent })
      await database.transaction(grantQueueRights)
    })
  } finally {
    await database.end()
  }
}

/** Two installations at once would change the same rights at once, which Postgres refuses. */
async function underQueueLock(database: OpenDatabase, work: () => Promise<void>): Promise<void> {
  const connection = await database.connect()
  const lock = 'polyclinic:queue'
  try {
    await lockExclusively(connection, lock)
    try {
      await work()
    } finally {
      await unlock(connection, lock)
    }
  } finally {
    connection.release()
  }
}

const silent = new Logger(() => () => {})
