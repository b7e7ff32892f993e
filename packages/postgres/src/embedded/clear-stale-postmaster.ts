import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DataDirectoryUnusable } from './embedded-postgres-errors.ts'
import { livePostmaster, type PostmasterFile, readPostmasterFile } from './live-postmaster.ts'

const patienceMilliseconds = 30_000

/**
 * Clears what a killed server left: waits until its last session has let go of the shared memory, then
 * removes a `postmaster.pid` whose number lives on as another program or as an uncollected corpse.
 * A file with a dead number is left to Postgres, which heals that by itself and without a race.
 */
export async function clearStalePostmaster(directory: string): Promise<void> {
  if (process.platform !== 'linux') return
  const file = readPostmasterFile(directory)
  if (!file) return
  const deadline = Date.now() + patienceMilliseconds
  while (hasSessions(file)) {
    if (Date.now() > deadline) {
      const detail = 'is still in use by sessions of a server that was killed: end them and try again'
      throw new DataDirectoryUnusable({ directory, detail })
    }
    await pause(20)
  }
  const unchanged = readPostmasterFile(directory)?.pid === file.pid
  if (unchanged && numberIsInUse(file.pid) && !livePostmaster(directory)) {
    rmSync(join(directory, 'postmaster.pid'), { force: true })
  }
}

function hasSessions({ sharedMemory }: PostmasterFile): boolean {
  if (!sharedMemory) return false
  const segments = readFileSync('/proc/sysvipc/shm', 'utf8').split('\n').slice(1)
  return segments.some((line) => {
    const [key, id, , , , , attached] = line.trim().split(/\s+/)
    return key === sharedMemory.key && id === sharedMemory.id && Number(attached) > 0
  })
}

function numberIsInUse(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
