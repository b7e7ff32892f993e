import pg from 'pg'
import { DatabaseUnavailable, whyNotConnected } from './database-unavailable.ts'
import { type Database, databaseOver } from './database.ts'
import { SeatedClient } from './seated-client.ts'
import { driverTimeouts, noticeLostClients, type Timeouts, withDefaultTimeouts } from './timeouts.ts'

export interface OpenDatabase extends Database {
  /** The pool itself, for libraries that ask for one; its error listeners are set. */
  readonly pool: pg.Pool
  end(): Promise<void>
}

/** One database with a pool of its own (at most `max` connections, 10 by default); connects on first use. */
export function openDatabase(options: {
  connectionString: string
  max?: number
  applicationName: string
  timeouts?: Partial<Timeouts>
  /** Commits do not wait for the disk: a server that crashes forgets the last half second, and no more. */
  hasty?: boolean
}): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.max ?? 10,
    idleTimeoutMillis: 300_000,
    application_name: options.applicationName,
    ...driverTimeouts(withDefaultTimeouts(options.timeouts)),
    ...(options.hasty && { options: `${noticeLostClients} -c synchronous_commit=off` }),
    Client: SeatedClient as unknown as new () => pg.ClientBase,
  })
  pool.on('error', () => {})
  return Object.assign(
    databaseOver(() => leaseFrom(pool)),
    { pool, end: () => pool.end() },
  )
}

async function leaseFrom(pool: pg.Pool): Promise<pg.PoolClient> {
  const client = (await pool.connect().catch((error: Error) => {
    if (error.message === 'timeout exceeded when trying to connect') {
      throw new DatabaseUnavailable('no-seat', error)
    }
    throw whyNotConnected(error)
  })) as SeatedClient
  const release = client.release
  // a borrower whose connection died may never give it back: Kysely does not when a rollback fails
  let leased = true
  const giveUp = () => {
    leased = false
    release(true)
  }
  client.once('end', giveUp)
  client.release = (error) => {
    client.off('end', giveUp)
    // a second time, the pool objects; after the connection died there is nothing left to give back
    if (leased || client.fit) release(error || !client.fit)
    leased = false
  }
  return client as pg.PoolClient
}
