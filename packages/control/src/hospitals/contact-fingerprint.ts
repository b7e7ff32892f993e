import { createHash } from 'node:crypto'
import type { ClinicManifest } from '@polyclinic/contract'

/** SHA-256 in hex over the contact facts: as long as it stays the same, an import has nothing to change. */
export function contactFingerprint(manifest: ClinicManifest): string {
  const { name, address, phone, position } = manifest
  return createHash('sha256').update(canonicalJson({ name, address, phone, position })).digest('hex')
}

/** Keys sorted, absent values dropped: the same facts give the same bytes, whatever order they came in. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
