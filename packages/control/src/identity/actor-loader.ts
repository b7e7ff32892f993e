import { Refusal } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import { LRUCache } from 'lru-cache'
import type { ControlPlane } from '../control-plane.ts'
import { findRoles, type RoleRow } from './account-queries.ts'
import type { TokenVerifier } from './token-verifier.ts'

/** A role removed in another process is gone here after this long. */
const believedMilliseconds = 1_000

/**
 * Makes an actor of a token: the account, and its roles as they are now. While the control plane is down the roles last
 * seen stand, for as long as the token lives that asks for them.
 */
export class ActorLoader {
  readonly #tokens: TokenVerifier
  readonly #roles: LRUCache<string, RoleRow>

  constructor(control: ControlPlane, tokens: TokenVerifier) {
    this.#tokens = tokens
    this.#roles = new LRUCache<string, RoleRow>({
      max: 20_000,
      ttl: believedMilliseconds,
      allowStaleOnFetchRejection: true,
      noDeleteOnFetchRejection: true,
      fetchMethod: (accountId) => findRoles(control.database, accountId),
    })
  }

  /** @throws Refusal not-signed-in */
  async load(token: string): Promise<Actor> {
    const { accountId, patientId, hasRoles } = await this.#tokens.verify(token)
    const self = { kind: 'account', accountId, ...(patientId && { patientId }) } as const
    if (!hasRoles) return { ...self, operator: false, memberships: [] }
    const roles = await this.#roles.fetch(accountId)
    if (!roles?.accountActive) throw new Refusal('not-signed-in', {})
    return {
      ...self,
      operator: roles.operator,
      memberships: roles.memberships.map(({ clinicId, role, doctorId }) => ({
        clinicId,
        role,
        ...(doctorId && { doctorId }),
      })),
    }
  }

  /** The next request of that account asks for its roles. */
  forget(accountId: string): void {
    this.#roles.delete(accountId)
  }
}
