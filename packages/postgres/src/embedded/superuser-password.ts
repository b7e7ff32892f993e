import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DataDirectoryUnusable } from './embedded-postgres-errors.ts'

/**
 * Reads the superuser's password from `<asked>.password`, made (0600) where there is no data yet.
 * Of two first starts at once both get the same.
 */
export function readOrMakePassword(paths: { asked: string; directory: string }): string {
  const { asked, directory } = paths
  const file = passwordFile(asked)
  if (!existsSync(file)) {
    if (existsSync(join(directory, 'PG_VERSION'))) {
      const detail = `has lost its password file ${file}: bring it back, or remove both to start afresh`
      throw new DataDirectoryUnusable({ directory: asked, detail })
    }
    makePassword(file)
  }
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    const detail = `has a password file ${file} that you may not read: start as the user it belongs to`
    throw new DataDirectoryUnusable({ directory: asked, detail })
  }
}

export function passwordFile(asked: string): string {
  return `${asked}.password`
}

// a link appears whole or not at all, and never replaces another's
function makePassword(file: string): void {
  const growing = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`
  writeFileSync(growing, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  try {
    linkSync(growing, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(growing, { force: true })
  }
}
