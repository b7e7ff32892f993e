import type { PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg'

export interface Queryable {
  query<R extends QueryResultRow = QueryResultRow>(
    query: string | QueryConfig,
    values?: unknown[],
  ): Promise<QueryResult<R>>
}

export interface Database extends Queryable {
  /** Commits what `work` did, or rolls all of it back and throws what `work` threw. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>
  /** Leases one connection; whoever takes it must call its `release()`. */
  connect(): Promise<PoolClient>
}

/** A database whose connections come from `lease`; throws `DatabaseUnavailable` or the SQL error as it is. */
export function databaseOver(lease: () => Promise<PoolClient>): Database {
  return {
    connect: lease,
    async query<R extends QueryResultRow>(query: string | QueryConfig, values?: unknown[]) {
      const client = await lease()
      try {
        return await client.query<R>(query, values)
      } finally {
        client.release()
      }
    },
    transaction: (work) => inTransaction(lease, work),
  }
}

async function inTransaction<T>(
  lease: () => Promise<PoolClient>,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> {
  const client = await lease()
  const tx = new OpenTransaction(client)
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(tx)
    await commit(client)
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    tx.close()
    client.release(broken)
  }
}

// Postgres answers COMMIT of a failed transaction with ROLLBACK and no error: that is no success
async function commit(client: PoolClient) {
  const { command } = await client.query('commit')
  if (command === 'ROLLBACK') {
    throw new Error('The transaction was rolled back because one of its statements had failed.')
  }
}

class OpenTransaction implements Queryable {
  #client: PoolClient | undefined

  constructor(client: PoolClient) {
    this.#client = client
  }

  async query<R extends QueryResultRow>(query: string | QueryConfig, values?: unknown[]) {
    // a query that nobody awaited would otherwise run inside the next borrower's transaction
    if (!this.#client)
      throw new Error('This transaction has ended; await its queries before its work returns.')
    return this.#client.query<R>(query, values)
  }

  close() {
    this.#client = undefined
  }
}
