import { createHash } from 'node:crypto'

/** A row's version as a strong entity tag. */
export const etagOf = (version: number): string => `"${version}"`

/** For an answer that is no row of its own. Weak: it serves to ask again, and no edit may name it. */
export const contentEtag = (body: string): string =>
  `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`

/** `If-None-Match` compares weakly (RFC 9110, 13.1.2): compression on the way may have weakened the tag. */
export function namesEtag(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false
  const opaque = etag.replace(/^W\//, '')
  return ifNoneMatch.split(',').some((tag) => {
    const candidate = tag.trim()
    return candidate === '*' || candidate.replace(/^W\//, '') === opaque
  })
}
