import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { EmbeddedPostgres } from '@polyclinic/postgres'

const patienceMilliseconds = 15_000

/**
 * Ends the embedded server that this process runs. One that could not write its last checkpoint (PostgreSQL 18, on a
 * full disk) stops to answer without ending: it is then ended at once, which loses nothing that was committed.
 */
export async function stopEmbedded(server: EmbeddedPostgres, dataDirectory: string): Promise<void> {
  const stopped = server.stop().then(() => true)
  if (await Promise.race([stopped, pause(patienceMilliseconds, false, { ref: false })])) return
  const [pid] = readFileSync(join(dataDirectory, 'postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(pid), 'SIGQUIT')
  await stopped
}
