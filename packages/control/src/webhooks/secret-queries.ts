import type { Queryable } from '@polyclinic/postgres'

export interface SealedSecretRow {
  id: string
  sealedSecret: Buffer
}

export async function insertSecret(
  tx: Queryable,
  secret: SealedSecretRow & { webhookId: string },
): Promise<void> {
  await tx.query('insert into webhook_secret (id, webhook_id, sealed_secret) values ($1, $2, $3)', [
    secret.id,
    secret.webhookId,
    secret.sealedSecret,
  ])
}

/** Those that sign, the newest first. */
export async function findSecrets(db: Queryable, webhookId: string): Promise<SealedSecretRow[]> {
  const { rows } = await db.query<SealedSecretRow>(
    `select id, sealed_secret as "sealedSecret" from webhook_secret
     where webhook_id = $1 and (ends_at is null or ends_at > now()) order by created_at desc, id desc`,
    [webhookId],
  )
  return rows
}

/** @param hours for so long they sign along; 0 ends them now */
export async function endSecrets(tx: Queryable, webhookId: string, hours: number): Promise<void> {
  await tx.query(
    `update webhook_secret set ends_at = least(ends_at, now() + make_interval(hours => $2)) where webhook_id = $1`,
    [webhookId, hours],
  )
  await tx.query('delete from webhook_secret where webhook_id = $1 and ends_at <= now()', [webhookId])
}
