import type { SessionTokens } from '@polyclinic/contract'
import type { ControlPlane } from '../control-plane.ts'
import { findDependentIds } from '../patients/index.ts'
import type { AccountRow } from './account-queries.ts'
import { type SignInMethod, type TokenIssuer, tokenLifeSeconds } from './token-issuer.ts'

/** Gives ten minutes of access in a session, with the roles and dependents that the account has now. */
export async function issueAccess(
  control: ControlPlane,
  tokens: TokenIssuer,
  account: AccountRow,
  session: { id: string | undefined; method: SignInMethod | undefined; secondFactor: boolean },
): Promise<SessionTokens> {
  const accessToken = await tokens.issue({
    accountId: account.id,
    patientId: account.patientId ?? undefined,
    hasRoles: account.operator || account.hasMemberships,
    dependents: account.patientId ? await findDependentIds(control.database, account.patientId) : [],
    sessionId: session.id,
    method: session.method,
    secondFactor: session.secondFactor,
  })
  return { accessToken, tokenType: 'Bearer', expiresIn: tokenLifeSeconds }
}
