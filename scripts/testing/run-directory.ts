import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRunning } from '@polyclinic/postgres'

const prefix = 'polyclinic-tests-'

/** Makes the run's own temporary directory, and clears those of runs that were killed. */
export function openRunDirectory(): { directory: string; remove: () => Promise<void> } {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix) || isRunning(Number.parseInt(name.slice(prefix.length), 10))) continue
    removeQuietly(join(tmpdir(), name))
  }
  const directory = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  // the account of the database server has to pass through
  chmodSync(directory, 0o711)
  return { directory, remove: async () => removeQuietly(directory) }
}

function removeQuietly(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  } catch {
    // another user's, or somebody writes there still: the next run tries again
  }
}
