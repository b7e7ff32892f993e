import type { Queryable } from '@polyclinic/postgres'

/** Ends an account's sessions, but for one. Tokens are all that a session is yet: they end by themselves. */
export async function endSessions(
  _tx: Queryable,
  _accountId: string,
  _which: { readonly by: 'password'; readonly except?: string | undefined },
): Promise<void> {}
