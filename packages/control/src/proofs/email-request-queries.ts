import type { Queryable } from '@polyclinic/postgres'

export interface EmailRequestRow {
  readonly id: string
  readonly purpose: 'sign-in' | 'reset-password'
  readonly wrappedKey: Buffer
  readonly sealedEmail: Buffer
  readonly locale: string | null
}

export async function insertEmailRequest(
  tx: Queryable,
  request: Omit<EmailRequestRow, 'locale'> & { readonly locale: string | undefined },
): Promise<void> {
  await tx.query(
    'insert into email_request (id, purpose, wrapped_key, sealed_email, locale) values ($1, $2, $3, $4, $5)',
    [request.id, request.purpose, request.wrappedKey, request.sealedEmail, request.locale],
  )
}

/** Takes it away: it is answered in the same transaction or not at all. */
export async function takeEmailRequest(tx: Queryable, id: string): Promise<EmailRequestRow | undefined> {
  const { rows } = await tx.query<EmailRequestRow>(
    `delete from email_request where id = $1
     returning id, purpose, wrapped_key as "wrappedKey", sealed_email as "sealedEmail", locale`,
    [id],
  )
  return rows[0]
}
