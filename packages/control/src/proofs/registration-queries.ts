import type { Queryable } from '@polyclinic/postgres'

export interface PendingRegistration {
  readonly id: string
  readonly wrappedKey: Buffer
  readonly sealedForm: Buffer
  readonly emailIndex: Buffer
  readonly passwordHash: string | null
}

export async function insertPendingRegistration(
  tx: Queryable,
  pending: PendingRegistration & { readonly lifeMinutes: number },
): Promise<void> {
  await tx.query(
    `insert into pending_registration (id, wrapped_key, sealed_form, email_index, password_hash, expires_at)
     values ($1, $2, $3, $4, $5, now() + make_interval(mins => $6))`,
    [
      pending.id,
      pending.wrappedKey,
      pending.sealedForm,
      pending.emailIndex,
      pending.passwordHash,
      pending.lifeMinutes,
    ],
  )
}

export async function findPendingRegistration(
  tx: Queryable,
  id: string,
): Promise<PendingRegistration | undefined> {
  const { rows } = await tx.query<PendingRegistration>(
    `select id, wrapped_key as "wrappedKey", sealed_form as "sealedForm", email_index as "emailIndex",
       password_hash as "passwordHash" from pending_registration where id = $1`,
    [id],
  )
  return rows[0]
}

/** All forms of an address, with the proofs that were mailed for them. */
export async function endRegistrationsOf(tx: Queryable, emailIndex: Buffer): Promise<void> {
  await tx.query('delete from pending_registration where email_index = $1', [emailIndex])
}
