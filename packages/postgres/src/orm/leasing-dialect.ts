import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import type { CustomTypesConfig, PoolClient } from 'pg'
import type { Database } from '../pools/index.ts'

/** Kysely over `Database.connect()`, so that the ORM’s work is leased, budgeted and queued like any. */
export function leasingDialect(database: Database, types: CustomTypesConfig): PostgresDialect {
  const pool: PostgresPool = {
    options: {},
    connect: async () => leased(await database.connect(), types),
    // the connections are the database's own; an ORM that closes has nothing to close
    end: async () => {},
  }
  return new PostgresDialect({ pool })
}

function leased(client: PoolClient, types: CustomTypesConfig): PostgresPoolClient {
  const query = (text: string, values: readonly unknown[]) =>
    client.query({ text, values: values as unknown[], types })
  return {
    // a number while connected; Kysely asks the server for it otherwise
    processID: (client as { processID?: number }).processID,
    query: query as unknown as PostgresPoolClient['query'],
    release: () => client.release(),
  }
}
