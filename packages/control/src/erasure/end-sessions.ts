import type { Queryable } from '@polyclinic/postgres'

/** Ends whatever an account is signed in with; what processes remember of it they are told to forget. */
export async function endSessions(tx: Queryable, accountId: string): Promise<void> {
  await tx.query(`select pg_notify('account_changed', $1)`, [accountId])
}
