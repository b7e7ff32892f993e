import type { Database, Queryable } from '@polyclinic/postgres'
import { tryLock, unlock } from './server-queries.ts'

/**
 * Works under a lock of a connection: it ends with the process, however that ends, and no transaction is open meanwhile.
 * @param work gets the connection that holds the lock, or nothing where somebody else holds it
 */
export async function whileLocked<Result>(
  database: Database,
  lock: string,
  work: (holding: Queryable | undefined) => Promise<Result>,
): Promise<Result> {
  const client = await database.connect()
  let broken = true
  try {
    if (!(await tryLock(client, lock))) {
      broken = false
      return await work(undefined)
    }
    try {
      return await work(client)
    } finally {
      // a connection that cannot give the lock back must not serve anybody else
      broken = await unlock(client, lock).then(
        () => false,
        () => true,
      )
    }
  } finally {
    client.release(broken)
  }
}
