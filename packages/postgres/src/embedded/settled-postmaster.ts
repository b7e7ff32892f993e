import { setTimeout as pause } from 'node:timers/promises'
import { DataDirectoryUnusable } from './embedded-postgres-errors.ts'
import { type LivePostmaster, livePostmaster } from './live-postmaster.ts'

const patienceMilliseconds = 30_000

/** The ready server of a data directory, or undefined once there is none; waits while it starts or stops. */
export async function settledPostmaster(directory: string): Promise<LivePostmaster | undefined> {
  const deadline = Date.now() + patienceMilliseconds
  for (;;) {
    const live = livePostmaster(directory)
    if (!live) return undefined
    if (live.status === 'ready' && live.launched) return live
    if (Date.now() > deadline) {
      const detail = `is held by a server (process ${live.pid}) that neither serves nor ends: stop it and try again`
      throw new DataDirectoryUnusable({ directory, detail })
    }
    await pause(20)
  }
}
