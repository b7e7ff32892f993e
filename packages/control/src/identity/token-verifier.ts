import { createHash } from 'node:crypto'
import { Refusal } from '@polyclinic/contract'
import { type CryptoKey, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import type { SigningKeys } from './signing-keys.ts'
import {
  type Challenge,
  type SignInMethod,
  type TokenClaims,
  type TokenParties,
  tokenTypes,
} from './token-issuer.ts'

/** What a token says, and until when; in seconds since 1970. */
export type VerifiedClaims = TokenClaims & { readonly expires: number }

/**
 * Verifies access tokens. A verified one is remembered by its hash for the rest of its life: EdDSA costs 117 µs, the
 * hash 4 µs.
 */
export class TokenVerifier {
  readonly #keys: SigningKeys
  readonly #parties: TokenParties
  readonly #verified = new LRUCache<string, VerifiedClaims>({
    max: 20_000,
    ttlAutopurge: false,
    ttl: 600_000,
  })

  constructor(keys: SigningKeys, parties: TokenParties) {
    this.#keys = keys
    this.#parties = parties
  }

  /** @throws Refusal not-signed-in for whatever is not a token of ours that holds now */
  async verify(token: string): Promise<VerifiedClaims> {
    const fingerprint = createHash('sha256').update(token).digest('base64')
    const known = this.#verified.get(fingerprint)
    if (known) return known
    const claims = await this.#check(token)
    const left = claims.expires * 1000 - Date.now()
    if (left > 0) this.#verified.set(fingerprint, claims, { ttl: left })
    return claims
  }

  /** @throws Refusal not-signed-in for whatever is not a challenge of ours that holds now */
  async verifyChallenge(token: string): Promise<Challenge> {
    const { sub, method } = await this.#open(token, tokenTypes.challenge)
    return { accountId: String(sub), method: method as SignInMethod }
  }

  async #check(token: string): Promise<VerifiedClaims> {
    const payload = await this.#open(token, tokenTypes.access)
    const { patient, dependents, sid, amr } = payload
    return {
      accountId: String(payload.sub),
      patientId: typeof patient === 'string' ? patient : undefined,
      hasRoles: payload['roles'] === true,
      dependents: Array.isArray(dependents) ? dependents.map(String) : [],
      sessionId: typeof sid === 'string' ? sid : undefined,
      secondFactor: Array.isArray(amr) && amr.includes('mfa'),
      expires: Number(payload.exp),
    }
  }

  async #open(token: string, type: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, await this.#keyFor(token), {
        ...this.#parties,
        algorithms: ['EdDSA'],
        typ: type,
        requiredClaims: ['sub', 'exp', 'iat'],
        clockTolerance: 5,
      })
      return payload
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError)
        throw new Refusal('not-signed-in', {})
      throw error
    }
  }

  async #keyFor(token: string): Promise<CryptoKey> {
    const { kid } = decodeProtectedHeader(token)
    const key = typeof kid === 'string' ? await this.#keys.verifying(kid) : undefined
    if (!key) throw new Refusal('not-signed-in', {})
    return key
  }
}
