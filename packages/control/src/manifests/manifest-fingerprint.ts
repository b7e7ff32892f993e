import { createHash } from 'node:crypto'
import type { ClinicManifest } from '@polyclinic/contract'

/** SHA-256 over what a manifest declares, whatever the order of its members: an unchanged manifest is known again. */
export function manifestFingerprint(manifest: ClinicManifest): string {
  const { $schema: _, ...declared } = manifest
  return createHash('sha256')
    .update(JSON.stringify(sorted(declared)))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  )
}
