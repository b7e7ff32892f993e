import { randomBytes } from 'node:crypto'
import type { Vault } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { v7 as newId } from 'uuid'
import { findSecrets, insertSecret } from './secret-queries.ts'

/** Where a secret stands; its seal is bound to its row. */
export const webhookSecretPlace = (id: string): string => `webhook-secret:${id}`

/** Makes a secret as Standard Webhooks write one, and keeps it sealed. @returns it, to be shown this once */
export async function makeSecret(tx: Queryable, vault: Vault, webhookId: string): Promise<string> {
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const id = newId()
  await insertSecret(tx, { id, webhookId, sealedSecret: vault.sealSecret(secret, webhookSecretPlace(id)) })
  return secret
}

/** Those that sign at this moment, the newest first. */
export async function openSecrets(db: Queryable, vault: Vault, webhookId: string): Promise<string[]> {
  const rows = await findSecrets(db, webhookId)
  return rows.map(({ id, sealedSecret }) => vault.openSecret(sealedSecret, webhookSecretPlace(id)))
}
