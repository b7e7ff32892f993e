import { timingSafeEqual } from 'node:crypto'
import { Refusal } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'
import { hashCode, hashToken } from './draw-proof.ts'
import {
  countTry,
  findProofByToken,
  markUsed,
  type ProofPurpose,
  type ProofRow,
  type TriedCodes,
} from './proof-queries.ts'

const triesOfCode = 5

/** A link's token, or a code with whose it is. */
export type Shown =
  | { readonly token: string }
  | { readonly email: string; readonly code: string }
  | { readonly accountId: string; readonly code: string }

/**
 * Finds what was shown, without using it up. A try at a code is counted at once, whatever becomes of it.
 * @throws Refusal proof-refused; proof-used for who opens their link twice
 */
export async function findProof(
  control: ControlPlane,
  purpose: ProofPurpose,
  shown: Shown,
): Promise<ProofRow> {
  const found =
    'token' in shown ? await byToken(control, purpose, shown.token) : await byCode(control, purpose, shown)
  if (!found) throw new Refusal('proof-refused', {})
  if (found.used) throw new Refusal('proof-used', {})
  return found
}

/** Uses it up, once. @throws Refusal proof-used where another request was faster */
export async function takeProof(tx: Queryable, { id }: ProofRow): Promise<void> {
  if (!(await markUsed(tx, id))) throw new Refusal('proof-used', {})
}

const byToken = ({ database }: ControlPlane, purpose: ProofPurpose, token: string) =>
  findProofByToken(database, purpose, hashToken(token))

async function byCode(
  { database, vault }: ControlPlane,
  purpose: ProofPurpose,
  shown: Exclude<Shown, { token: string }>,
): Promise<ProofRow | undefined> {
  const whose: TriedCodes =
    'email' in shown ? { emailIndex: vault.blindIndex('email', shown.email) } : { accountId: shown.accountId }
  const tried = await countTry(database, purpose, whose, triesOfCode)
  return tried.find(
    ({ id, codeHash }) => codeHash && timingSafeEqual(codeHash, hashCode(vault, id, shown.code)),
  )
}
