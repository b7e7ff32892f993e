import type { SessionTokens } from '@polyclinic/contract'
import type { ControlPlane } from '../control-plane.ts'
import { findDependentIds } from '../patients/index.ts'
import type { AccountRow } from './account-queries.ts'
import { type TokenIssuer, tokenLifeSeconds } from './token-issuer.ts'

export interface HowSignedIn {
  readonly method: 'password' | 'link' | 'code'
  /** The program and the coarse address, for the account's owner to recognise */
  readonly device?: string | undefined
}

/**
 * Signs somebody in who has shown who they are, whichever way they did.
 * @throws Refusal second-factor-required
 */
export async function beginSession(
  control: ControlPlane,
  tokens: TokenIssuer,
  account: AccountRow,
  _how: HowSignedIn,
): Promise<SessionTokens> {
  const accessToken = await tokens.issue({
    accountId: account.id,
    patientId: account.patientId ?? undefined,
    hasRoles: account.operator || account.hasMemberships,
    dependents: account.patientId ? await findDependentIds(control.database, account.patientId) : [],
  })
  return { accessToken, tokenType: 'Bearer', expiresIn: tokenLifeSeconds }
}
