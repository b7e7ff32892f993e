import pg from 'pg'
import { inject } from 'vitest'

/** Runs some work as the superuser in the `postgres` database of the test server. */
export async function asAdmin<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: inject('adminUrl') })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
