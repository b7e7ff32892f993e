import type { Queryable } from '@polyclinic/postgres'

export interface NewMail {
  readonly id: string
  readonly kind: string
  readonly accountId: string | undefined
  readonly wrappedKey: Buffer
  readonly sealedContents: Buffer
}

export async function insertMail(db: Queryable, mail: NewMail): Promise<void> {
  await db.query(
    'insert into mail (id, kind, account_id, wrapped_key, sealed_contents) values ($1, $2, $3, $4, $5)',
    [mail.id, mail.kind, mail.accountId, mail.wrappedKey, mail.sealedContents],
  )
}
