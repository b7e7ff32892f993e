import { chmodSync, cpSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Copies the binaries to where the server's account can read them. The copy gets its name only when it
 * is whole, so that a half one never runs; that nobody plants one is the parent directory's part.
 */
export function copyBinaries(from: string, to: string): void {
  const growing = `${to}.copying-${process.pid}`
  rmSync(growing, { recursive: true, force: true })
  cpSync(from, growing, { recursive: true, verbatimSymlinks: true })
  makeReadable(growing)
  rmSync(to, { recursive: true, force: true })
  try {
    renameSync(growing, to)
  } catch (error) {
    // a second starter finished its copy first: the same files
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    rmSync(growing, { recursive: true, force: true })
  }
}

// the installed files may carry the modes of a strict umask
function makeReadable(path: string): void {
  const found = lstatSync(path)
  if (found.isSymbolicLink()) return
  chmodSync(path, found.isDirectory() || (found.mode & 0o100) !== 0 ? 0o755 : 0o644)
  if (!found.isDirectory()) return
  for (const name of readdirSync(path)) makeReadable(join(path, name))
}
