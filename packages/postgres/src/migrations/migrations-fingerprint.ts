import { createHash } from 'node:crypto'
import type { Migration } from './load-migrations.ts'

/** Twelve hexadecimal digits that change with any migration, to name templates by. */
export function migrationsFingerprint(migrations: readonly Migration[]): string {
  const content = migrations.map(({ version, checksum }) => `${version}:${checksum}`).join('\n')
  return createHash('sha256').update(content).digest('hex').slice(0, 12)
}
