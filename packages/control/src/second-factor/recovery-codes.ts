import { randomBytes } from 'node:crypto'
import type { Vault } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { Secret } from 'otpauth'
import { replaceRecoveryCodes } from './second-factor-queries.ts'

const howMany = 10

/** Ten fresh codes of 80 bits each, in place of those there were; they can be read this once. */
export async function makeRecoveryCodes(tx: Queryable, vault: Vault, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: howMany }, () => inGroups(randomBytes(10)))
  await replaceRecoveryCodes(
    tx,
    accountId,
    codes.map((code) => hashOfRecoveryCode(vault, accountId, code)),
  )
  return codes
}

/** However it was typed; worked out with a key that is not in the database. */
export function hashOfRecoveryCode(vault: Vault, accountId: string, code: string): Buffer {
  const plain = code.toUpperCase().replace(/[\s-]/g, '')
  return Buffer.from(vault.derivedPassword(`recovery-code:${accountId}:${plain}`), 'base64url')
}

const inGroups = (bytes: Buffer): string => {
  const { base32 } = new Secret({ buffer: new Uint8Array(bytes).buffer })
  return (base32.match(/.{4}/g) ?? []).join('-')
}
