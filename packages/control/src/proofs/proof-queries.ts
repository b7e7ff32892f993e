import type { Queryable } from '@polyclinic/postgres'

export type ProofPurpose = 'register' | 'sign-in' | 'reset-password' | 'change-email'

export interface NewProof {
  readonly id: string
  readonly purpose: ProofPurpose
  readonly tokenHash: Buffer
  readonly codeHash: Buffer | undefined
  readonly emailIndex: Buffer
  readonly accountId?: string | undefined
  readonly registrationId?: string | undefined
  readonly sealedEmail?: Buffer | undefined
  readonly lifeMinutes: number
}

export interface ProofRow {
  readonly id: string
  readonly codeHash: Buffer | null
  readonly emailIndex: Buffer
  readonly accountId: string | null
  readonly registrationId: string | null
  readonly sealedEmail: Buffer | null
  readonly used: boolean
}

const columns = `id, code_hash as "codeHash", email_index as "emailIndex", account_id as "accountId",
  registration_id as "registrationId", sealed_email as "sealedEmail", used_at is not null as used`

/** One at a time may decide whether one more mail goes to an address for that purpose. */
export async function lockAddress(tx: Queryable, purpose: ProofPurpose, emailIndex: Buffer): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${purpose}:${emailIndex.toString('hex')}`,
  ])
}

/** How many proofs were made for an address in the last hour. */
export async function countRecentProofs(
  tx: Queryable,
  purpose: ProofPurpose,
  emailIndex: Buffer,
): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::int as count from email_proof
     where email_index = $1 and purpose = $2 and created_at > now() - interval '1 hour'`,
    [emailIndex, purpose],
  )
  return rows[0]?.count ?? 0
}

export async function insertProof(tx: Queryable, proof: NewProof): Promise<void> {
  await tx.query(
    `insert into email_proof (id, purpose, token_hash, code_hash, email_index, account_id, registration_id,
       sealed_email, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(mins => $9))`,
    [
      proof.id,
      proof.purpose,
      proof.tokenHash,
      proof.codeHash,
      proof.emailIndex,
      proof.accountId,
      proof.registrationId,
      proof.sealedEmail,
      proof.lifeMinutes,
    ],
  )
}

/** The proof of a link, also where it was used already. */
export async function findProofByToken(
  db: Queryable,
  purpose: ProofPurpose,
  tokenHash: Buffer,
): Promise<ProofRow | undefined> {
  const { rows } = await db.query<ProofRow>(
    `select ${columns} from email_proof where token_hash = $1 and purpose = $2 and expires_at > now()`,
    [tokenHash, purpose],
  )
  return rows[0]
}

/** Whose codes are tried: those mailed to an address, or for an account. */
export type TriedCodes = { readonly emailIndex: Buffer } | { readonly accountId: string }

/**
 * Counts one try at every code that could be meant, and gives those that have tries left. A code just used is among
 * them for a minute, so that a repeated request is told apart from a wrong one.
 */
export async function countTry(
  db: Queryable,
  purpose: ProofPurpose,
  whose: TriedCodes,
  tries: number,
): Promise<ProofRow[]> {
  const [column, value] =
    'emailIndex' in whose ? ['email_index', whose.emailIndex] : ['account_id', whose.accountId]
  const { rows } = await db.query<ProofRow>(
    `update email_proof set attempts = attempts + 1
     where ${column} = $1 and purpose = $2 and code_hash is not null and attempts < $3 and expires_at > now()
       and (used_at is null or used_at > now() - interval '1 minute')
     returning ${columns}`,
    [value, purpose, tries],
  )
  return rows
}

/** @returns false where somebody else was faster */
export async function markUsed(tx: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update email_proof set used_at = now(), registration_id = null
     where id = $1 and used_at is null and expires_at > now()`,
    [id],
  )
  return rowCount === 1
}

/** What was mailed before an account's password or address changed counts no more. */
export async function endProofsOfAccount(tx: Queryable, accountId: string): Promise<void> {
  await tx.query('delete from email_proof where account_id = $1 and used_at is null', [accountId])
}

export interface ForgottenProofs {
  readonly proofs: number
  readonly registrations: number
  readonly requests: number
}

/** Deletes what nobody can use any more; proofs stay for the hour in which they count against a flood. */
export async function deleteOldProofs(db: Queryable): Promise<ForgottenProofs> {
  const proofs = await db.query(
    `delete from email_proof where expires_at < now() and created_at < now() - interval '1 hour'`,
  )
  const registrations = await db.query('delete from pending_registration where expires_at < now()')
  const requests = await db.query(`delete from email_request where created_at < now() - interval '1 day'`)
  return {
    proofs: proofs.rowCount ?? 0,
    registrations: registrations.rowCount ?? 0,
    requests: requests.rowCount ?? 0,
  }
}
