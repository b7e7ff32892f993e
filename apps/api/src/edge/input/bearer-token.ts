import { Refusal } from '@polyclinic/contract'

/** RFC 6750: the scheme in any case, then one `b64token`. */
const bearer = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i

/** Gives the token of an Authorization header, or refuses `not-signed-in` for any other scheme or form. */
export function bearerToken(authorization: string): string {
  const token = bearer.exec(authorization)?.[1]
  if (token === undefined) throw new Refusal('not-signed-in', {}, 'Only `Authorization: Bearer …` is taken.')
  return token
}
