import { SignJWT } from 'jose'
import type { SessionRow } from '../sessions/session-queries.ts'
import type { SigningKeys } from './signing-keys.ts'

export const tokenLifeSeconds = 600
export const challengeLifeSeconds = 300

export const tokenTypes = { access: 'at+jwt', challenge: 'second-factor-challenge+jwt' } as const

export type SignInMethod = SessionRow['method']

export interface TokenClaims {
  accountId: string
  patientId: string | undefined
  /** Whether roles are to be asked for with each request; patients have none to ask for. */
  hasRoles: boolean
  /** For whom the patient acted when it was issued, twenty at most: believed where nobody can be asked. */
  dependents: readonly string[]
  /** The token ends with it, where it belongs to one. */
  sessionId?: string | undefined
  method?: SignInMethod | undefined
  /** Whether a second factor was shown: roles count with one only. */
  secondFactor?: boolean
}

/** What stands between the first proof and the second: who it is, and how they came so far. */
export interface Challenge {
  readonly accountId: string
  readonly method: SignInMethod
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

  issue({ accountId, patientId, hasRoles, dependents, sessionId, ...how }: TokenClaims): Promise<string> {
    const amr = methodsOf(how)
    const payload = {
      ...(patientId && { patient: patientId }),
      ...(hasRoles && { roles: true }),
      ...(dependents.length > 0 && { dependents }),
      ...(sessionId && { sid: sessionId }),
      ...(amr.length > 0 && { amr }),
    }
    return this.#sign(payload, { type: tokenTypes.access, subject: accountId, seconds: tokenLifeSeconds })
  }

  /** Good for nothing but to be shown with a second proof. */
  issueChallenge({ accountId, method }: Challenge): Promise<string> {
    const kind = { type: tokenTypes.challenge, subject: accountId, seconds: challengeLifeSeconds }
    return this.#sign({ method }, kind)
  }

  async #sign(
    payload: Record<string, unknown>,
    { type, subject, seconds }: { type: string; subject: string; seconds: number },
  ): Promise<string> {
    const { kid, privateKey } = await this.#keys.current()
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'EdDSA', typ: type, kid })
      .setSubject(subject)
      .setIssuer(this.#parties.issuer)
      .setAudience(this.#parties.audience)
      .setIssuedAt()
      .setExpirationTime(`${seconds}s`)
      .sign(privateKey)
  }
}

/** RFC 8176; what comes by e-mail has no name there. */
function methodsOf({ method, secondFactor }: Pick<TokenClaims, 'method' | 'secondFactor'>): string[] {
  const first = method && (method === 'password' ? 'pwd' : 'email')
  return [...(first ? [first] : []), ...(secondFactor ? ['otp', 'mfa'] : [])]
}
