import { createHash, randomBytes, randomInt } from 'node:crypto'
import type { Vault } from '@polyclinic/guard'
import { v7 as newId } from 'uuid'

/** No letter or digit that is taken for another: 30⁸ codes, of which a stranger may try five. */
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
const codeLength = 8

export interface DrawnProof {
  readonly id: string
  /** Goes into the link */
  readonly token: string
  readonly tokenHash: Buffer
  /** As it is mailed: `K7QM-4XWT` */
  readonly code: string
  readonly codeHash: Buffer
}

/** A link's token and a code nobody else knows; only their hashes are to be kept. */
export function drawProof(vault: Vault): DrawnProof {
  const id = newId()
  const token = randomBytes(32).toString('base64url')
  const letters = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('')
  return {
    id,
    token,
    tokenHash: hashToken(token),
    code: `${letters.slice(0, 4)}-${letters.slice(4)}`,
    codeHash: hashCode(vault, id, letters),
  }
}

/** 256 random bits need no key. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** @param code as somebody typed it */
export const hashCode = (vault: Vault, proofId: string, code: string): Buffer =>
  vault.keyedHash(`proof-code:${proofId}`, code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
