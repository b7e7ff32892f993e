import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isRunning } from '@polyclinic/postgres'

/**
 * Ends a server as a loss of power would: the postmaster and every one of its sessions at once, so that none finishes
 * what it is about. Each session is a process group of its own, so they are found by their parent.
 */
export async function killPostgres(dataDirectory: string): Promise<void> {
  const postmaster = Number(readFileSync(join(dataDirectory, 'postmaster.pid'), 'utf8').split('\n')[0])
  // stopped, it neither forks nor notices
  process.kill(postmaster, 'SIGSTOP')
  const sessions = childrenOf(postmaster)
  for (const pid of [...sessions, postmaster]) kill(pid)
  while ([...sessions, postmaster].some(isRunning)) await pause(5)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number)
}

function parentOf(pid: string): number | undefined {
  try {
    // the name before the state may itself hold brackets and spaces
    const facts = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)
    return Number(facts?.split(' ')[1])
  } catch {
    return undefined
  }
}
