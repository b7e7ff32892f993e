import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase, type Queryable } from '@polyclinic/postgres'

/** Our own connections need a moment to be gone: no reason to say anything. */
const silenceMilliseconds = 1_000

/** Waits until no other process of ours is connected to the server. @param onWaiting called once where that takes time */
export async function waitForOthers(adminUrl: string, onWaiting: () => void): Promise<void> {
  const database = openDatabase({
    connectionString: adminUrl,
    max: 1,
    applicationName: 'polyclinic-last',
  })
  const began = performance.now()
  let told = false
  try {
    while (await areOthersConnected(database)) {
      const long = performance.now() - began > silenceMilliseconds
      if (long && !told) onWaiting()
      told ||= long
      await pause(long ? 200 : 20)
    }
  } catch {
    // a server that is gone serves nobody
  } finally {
    await database.end()
  }
}

async function areOthersConnected(db: Queryable): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from pg_stat_activity
     where backend_type = 'client backend' and application_name like 'polyclinic%' and pid <> pg_backend_pid()
     limit 1`,
  )
  return rowCount !== 0
}
