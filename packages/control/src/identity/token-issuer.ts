import { SignJWT } from 'jose'
import type { SigningKeys } from './signing-keys.ts'

export const tokenLifeSeconds = 600

export interface TokenClaims {
  accountId: string
  patientId: string | undefined
  /** Whether roles are to be asked for with each request; patients have none to ask for. */
  hasRoles: boolean
  /** For whom the patient acted when it was issued, twenty at most: believed where nobody can be asked. */
  dependents: readonly string[]
}

/** Who issues tokens, and for whom: both are checked with each token. */
export interface TokenParties {
  readonly issuer: string
  readonly audience: string
}

/** Issues access tokens after RFC 9068: asymmetric, ten minutes. */
export class TokenIssuer {
  readonly #keys: SigningKeys
  readonly #parties: TokenParties

  constructor(keys: SigningKeys, parties: TokenParties) {
    this.#keys = keys
    this.#parties = parties
  }

  async issue(claims: TokenClaims): Promise<string> {
    const { kid, privateKey } = await this.#keys.current()
    return new SignJWT({
      ...(claims.patientId && { patient: claims.patientId }),
      ...(claims.hasRoles && { roles: true }),
      ...(claims.dependents.length > 0 && { dependents: claims.dependents }),
    })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
      .setSubject(claims.accountId)
      .setIssuer(this.#parties.issuer)
      .setAudience(this.#parties.audience)
      .setIssuedAt()
      .setExpirationTime(`${tokenLifeSeconds}s`)
      .sign(privateKey)
  }
}
