/** A row's version as a strong entity tag. */
export const etagOf = (version: number): string => `"${version}"`

/** `If-None-Match` compares weakly (RFC 9110, 13.1.2): compression on the way may have weakened the tag. */
export function namesEtag(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false
  const opaque = etag.replace(/^W\//, '')
  return ifNoneMatch.split(',').some((tag) => {
    const candidate = tag.trim()
    return candidate === '*' || candidate.replace(/^W\//, '') === opaque
  })
}
