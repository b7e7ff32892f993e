import { readFileSync } from 'node:fs'

/** Whether a process runs; one that ended and was not yet collected by its parent does not. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  if (process.platform !== 'linux') return true
  try {
    // the name before the state may itself hold brackets and spaces
    const state = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)
    return !/^[ZX]/.test(state ?? '')
  } catch {
    return false
  }
}
