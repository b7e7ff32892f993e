import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** AES-256-GCM: version byte, 96-bit random IV, ciphertext, 128-bit tag. */
const version = 1
const ivBytes = 12
const tagBytes = 16

export class SealBroken extends Error {
  readonly code = 'seal-broken'
}

/** @param place what the text belongs to (table, column, row): sealed text moved elsewhere does not open */
export function seal(key: Buffer, plain: Buffer | string, place: string): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(version), iv, body, cipher.getAuthTag()])
}

/** Opens what `seal` made for the same key and place; throws `SealBroken` for anything else. */
export function open(key: Buffer, sealed: Buffer, place: string): Buffer {
  try {
    if (sealed[0] !== version) throw new Error('unknown version')
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + ivBytes), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(-tagBytes))
    return Buffer.concat([decipher.update(sealed.subarray(1 + ivBytes, -tagBytes)), decipher.final()])
  } catch {
    throw new SealBroken(`What is sealed at ${place} does not open with this key.`)
  }
}
