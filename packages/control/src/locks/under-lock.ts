import type { Database, Queryable } from '@polyclinic/postgres'
import { tryLock, unlock } from '../installation/server-queries.ts'

/**
 * Does some work while nobody else does work under that name. What keeps others away is a lock of a connection: it ends
 * with the process, however that ends, and no transaction is open while a server elsewhere thinks.
 * @param work is given that connection, or nothing where somebody else is at it
 */
export async function underLock<Result>(
  database: Database,
  name: string,
  work: (held: Queryable | undefined) => Promise<Result>,
): Promise<Result> {
  const client = await database.connect()
  let broken = true
  try {
    if (!(await tryLock(client, name))) {
      broken = false
      return await work(undefined)
    }
    try {
      return await work(client)
    } finally {
      // a connection that cannot give the lock back must not serve anybody else
      broken = await unlock(client, name).then(
        () => false,
        () => true,
      )
    }
  } finally {
    client.release(broken)
  }
}
