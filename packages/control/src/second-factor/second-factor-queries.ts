import type { Queryable } from '@polyclinic/postgres'

export interface SecondFactorRow {
  sealedSecret: Buffer | null
  sealedOffer: Buffer | null
}

/** Locked, so that of two changes one comes after the other. */
export async function lockSecondFactor(
  tx: Queryable,
  accountId: string,
): Promise<SecondFactorRow | undefined> {
  const { rows } = await tx.query<SecondFactorRow>(
    `select sealed_secret as "sealedSecret", sealed_offer as "sealedOffer"
     from second_factor where account_id = $1 for update`,
    [accountId],
  )
  return rows[0]
}

export async function putOffer(tx: Queryable, accountId: string, sealedOffer: Buffer): Promise<void> {
  await tx.query(
    `insert into second_factor (account_id, sealed_offer) values ($1, $2)
     on conflict (account_id) do update set sealed_offer = excluded.sealed_offer`,
    [accountId, sealedOffer],
  )
}

/** What was offered counts from now on, and no code up to that of this step. */
export async function confirmOffer(tx: Queryable, accountId: string, step: number): Promise<void> {
  await tx.query(
    `update second_factor
     set sealed_secret = sealed_offer, sealed_offer = null, confirmed_at = now(), last_step = $2
     where account_id = $1`,
    [accountId, step],
  )
}

/** @returns false where a code of that step or a later one was taken before */
export async function takeStep(tx: Queryable, accountId: string, step: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update second_factor set last_step = $2 where account_id = $1 and last_step < $2',
    [accountId, step],
  )
  return rowCount === 1
}

export async function replaceRecoveryCodes(
  tx: Queryable,
  accountId: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await tx.query('delete from recovery_code where account_id = $1', [accountId])
  await tx.query('insert into recovery_code (account_id, hash) select $1, unnest($2::bytea[])', [
    accountId,
    hashes,
  ])
}

/** @returns false where there is no such code, or it was taken before */
export async function takeRecoveryCode(tx: Queryable, accountId: string, hash: Buffer): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update recovery_code set used_at = now() where account_id = $1 and hash = $2 and used_at is null`,
    [accountId, hash],
  )
  return rowCount === 1
}

/** Sessions that were begun with it count as if they had been begun without. */
export async function deleteSecondFactor(tx: Queryable, accountId: string): Promise<void> {
  await tx.query('delete from second_factor where account_id = $1', [accountId])
  await tx.query('update session set second_factor = false where account_id = $1', [accountId])
}
