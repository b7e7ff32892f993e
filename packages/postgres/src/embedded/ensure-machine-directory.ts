import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { DataDirectoryUnusable } from './embedded-postgres-errors.ts'

/** Makes the directory of this machine that root alone may write and everybody may enter. */
export function ensureMachineDirectory(directory: string): void {
  const made = mkdirSync(directory, { recursive: true, mode: 0o755 })
  if (made) chmodSync(directory, 0o755)
  const found = lstatSync(directory)
  if (found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0) return
  throw new DataDirectoryUnusable({
    directory,
    detail: 'can be written by others than root: correct its owner and mode, or remove it',
  })
}
