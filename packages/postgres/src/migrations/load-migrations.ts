import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MigrationFilesInvalid } from './migration-errors.ts'
import { flawOf } from './migration-flaws.ts'

export interface Migration {
  readonly version: number
  /** The file's name without its ending, such as `0001_registry`. */
  readonly name: string
  /** With line ends as LF, so that a checkout on Windows has the same checksum. */
  readonly sql: string
  readonly checksum: string
  /** False where the first line is `--! no-transaction`. */
  readonly transactional: boolean
}

const namePattern = /^\d{4}_[a-z0-9_]+\.sql$/

/**
 * Reads the `NNNN_name.sql` files of a directory, in order, 0001 first.
 * A file that begins with the line `--! no-transaction` runs statement by statement, each on its own; a
 * killed run leaves its first part done, so the file must be safe to run again from its start.
 * @throws MigrationFilesInvalid on a gap, a duplicate, another name, or a file that cannot be run safely
 */
export async function loadMigrations(directory: string): Promise<Migration[]> {
  const files = (await readdir(directory)).filter((name) => name.toLowerCase().endsWith('.sql')).sort()
  for (const file of files) {
    if (namePattern.test(file)) continue
    const detail = 'is not named like 0007_waitlist_offers.sql (four digits, small letters): rename it'
    throw new MigrationFilesInvalid({ file, detail })
  }
  const migrations = await Promise.all(files.map((file) => loadMigration(directory, file)))
  refuseGaps(migrations)
  return migrations
}

async function loadMigration(directory: string, file: string): Promise<Migration> {
  const text = await readFile(join(directory, file), 'utf8')
  const sql = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  const transactional = !/^--! no-transaction *(\n|$)/.test(sql)
  const detail = flawOf(sql, transactional)
  if (detail) throw new MigrationFilesInvalid({ file, detail })
  return {
    version: Number(file.slice(0, 4)),
    name: file.slice(0, -'.sql'.length),
    sql,
    checksum: createHash('sha256').update(sql).digest('hex'),
    transactional,
  }
}

function refuseGaps(migrations: readonly Migration[]): void {
  for (const [index, migration] of migrations.entries()) {
    const expected = index + 1
    const { version, name } = migration
    if (version === expected) continue
    const file = `${name}.sql`
    const previous = migrations[index - 1]
    if (previous?.version === version) {
      throw new MigrationFilesInvalid({
        file,
        detail: `has the same number as ${previous.name}.sql: renumber one`,
      })
    }
    const missing = String(expected).padStart(4, '0')
    throw new MigrationFilesInvalid({
      file,
      detail: `stands where ${missing} is missing: number without gaps`,
    })
  }
}
