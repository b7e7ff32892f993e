import { Refusal } from '@polyclinic/contract'
import type { Actor, HeldRoles } from '@polyclinic/guard'
import { LRUCache } from 'lru-cache'
import type { ControlPlane } from '../control-plane.ts'
import { answeredWithin } from '../routing/index.ts'
import { EndedSessions } from '../sessions/ended-sessions.ts'
import { findRoles, type RoleRow } from './account-queries.ts'
import { Guardianship } from './guardianship.ts'
import { tokenLifeSeconds } from './token-issuer.ts'
import type { TokenVerifier } from './token-verifier.ts'

/** A role removed in another process is gone here after this long. */
const believedMilliseconds = 1_000

interface SeenRoles {
  /** Undefined for an account that is gone */
  readonly roles: RoleRow | undefined
  readonly at: number
}

export interface ActorLoaderOptions {
  /** The sessions whose tokens count no more */
  readonly ended?: EndedSessions
  /** `relaxed`: roles count in sessions without a second factor too, for development */
  readonly secondFactor?: SecondFactorRule
}
export type SecondFactorRule = 'required' | 'relaxed'

/**
 * Makes an actor of a token: the account, and its roles as they are now. While the control plane is down the roles last
 * seen stand, for as long as the token lives that asks for them.
 */
export class ActorLoader {
  readonly #tokens: TokenVerifier
  readonly #guardianship: Guardianship
  readonly #roles: LRUCache<string, SeenRoles>
  readonly #ended: EndedSessions
  readonly #secondFactor: SecondFactorRule

  constructor(control: ControlPlane, tokens: TokenVerifier, options: ActorLoaderOptions = {}) {
    this.#tokens = tokens
    this.#ended = options.ended ?? new EndedSessions()
    this.#secondFactor = options.secondFactor ?? 'required'
    this.#guardianship = new Guardianship(control)
    this.#roles = new LRUCache<string, SeenRoles>({
      max: 20_000,
      ttl: believedMilliseconds,
      // whoever waits is answered even when the account is forgotten meanwhile
      ignoreFetchAbort: true,
      fetchMethod: (accountId, seen) => lookUp(control, accountId, seen),
    })
  }

  /** @throws Refusal not-signed-in; DatabaseUnavailable where roles are needed and nobody can be asked */
  async load(token: string): Promise<Actor> {
    const { accountId, patientId, hasRoles, dependents, sessionId, secondFactor, expires } =
      await this.#tokens.verify(token)
    if (sessionId && this.#ended.has(sessionId)) throw new Refusal('not-signed-in', {})
    const self = {
      kind: 'account',
      accountId,
      ...(sessionId && { sessionId }),
      until: new Date(expires * 1000),
      ...(patientId && { patientId, guards: this.#guardianship.askedBy(patientId, dependents) }),
    } as const
    if (!hasRoles) return { ...self, operator: false, memberships: [] }
    const roles = (await this.#roles.fetch(accountId))?.roles
    if (!roles?.accountActive) throw new Refusal('not-signed-in', {})
    const held = rolesOf(roles)
    if (secondFactor || this.#secondFactor === 'relaxed') return { ...self, ...held }
    return { ...self, operator: false, memberships: [], withheld: held }
  }

  /** The next request of that account asks for its roles. */
  forget(accountId: string): void {
    this.#roles.delete(accountId)
  }

  /** The next question whether that patient is somebody's guardian is asked anew. */
  forgetDependents(guardianId: string): void {
    this.#guardianship.forget(guardianId)
  }
}

const rolesOf = ({ operator, memberships }: RoleRow): HeldRoles => ({
  operator,
  memberships: memberships.map(({ clinicId, role, doctorId }) => ({
    clinicId,
    role,
    ...(doctorId && { doctorId }),
  })),
})

async function lookUp(
  control: ControlPlane,
  accountId: string,
  seen: SeenRoles | undefined,
): Promise<SeenRoles> {
  const asked = findRoles(control.database, accountId)
  if (!seen) return { roles: await asked, at: Date.now() }
  try {
    return { roles: await answeredWithin(believedMilliseconds, asked), at: Date.now() }
  } catch (error) {
    // no longer than the token lives that was issued when they were seen
    if (Date.now() - seen.at > tokenLifeSeconds * 1000) throw error
    return seen
  }
}
