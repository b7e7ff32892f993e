import type { Issue } from '@polyclinic/contract'

/** Compression on the way weakens a tag, so the weak form counts as well. */
const versionTag = /^(?:W\/)?"(\d{1,15})"$/

/** Gives the version that an edit is based on; undefined without the header. Adds an issue when it names none. */
export function readIfMatch(headers: Headers, issues: Issue[]): number | undefined {
  const value = headers.get('if-match')
  if (value === null) return undefined
  const version = versionTag.exec(value.trim())?.[1]
  // no row gets beyond what Postgres counts: a higher one never was
  if (version !== undefined) return Math.min(Number(version), 2_147_483_647)
  const message =
    value.trim() === '*'
      ? '`*` would overwrite what you have not seen: send the ETag of your last reading'
      : 'not the ETag of a reading, such as "7"'
  issues.push({ pointer: 'If-Match', message })
  return undefined
}
