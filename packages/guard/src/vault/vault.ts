import { createHmac, randomBytes } from 'node:crypto'
import type { KeyRing } from './key-ring.ts'
import { open, seal, SealBroken } from './seal.ts'

/** Seals and opens one person's data under that person's own key. */
export interface PersonalSeal {
  /** @param place table and column; the owner is added, so that one person's text cannot stand in another's row */
  seal(text: string, place: string): Buffer
  open(sealed: Buffer, place: string): string
}

/** Envelope encryption: each person has a key of their own, wrapped by a versioned key that Postgres never sees. */
export class Vault {
  readonly #ring: KeyRing

  constructor(ring: KeyRing) {
    this.#ring = ring
  }

  get isDevelopment(): boolean {
    return this.#ring.development
  }

  /** A fresh key for one person, wrapped: two bytes of key version, then the sealed key. */
  newPersonalKey(owner: string): Buffer {
    const wrapped = seal(this.#wrappingKey(this.#ring.current), randomBytes(32), `personal-key:${owner}`)
    const version = Buffer.alloc(2)
    version.writeUInt16BE(this.#ring.current)
    return Buffer.concat([version, wrapped])
  }

  /** @throws SealBroken where the wrapped key is another person's, or its wrapping key is gone */
  unwrap(wrapped: Buffer, owner: string): PersonalSeal {
    const key = open(this.#wrappingKey(wrapped.readUInt16BE(0)), wrapped.subarray(2), `personal-key:${owner}`)
    return {
      seal: (text, place) => seal(key, text, `${place}:${owner}`),
      open: (sealed, place) => open(key, sealed, `${place}:${owner}`).toString('utf8'),
    }
  }

  /** For secrets of the service itself (database credentials, signing keys). */
  sealSecret(text: string, place: string): Buffer {
    const version = Buffer.alloc(2)
    version.writeUInt16BE(this.#ring.current)
    return Buffer.concat([version, seal(this.#wrappingKey(this.#ring.current), text, place)])
  }

  openSecret(sealed: Buffer, place: string): string {
    return open(this.#wrappingKey(sealed.readUInt16BE(0)), sealed.subarray(2), place).toString('utf8')
  }

  /** Look-up without plain text: the same address gives the same 32 bytes, and only with the index key. */
  blindIndex(kind: 'email' | 'phone', value: string): Buffer {
    const canonical = value.normalize('NFKC').trim().toLowerCase()
    return createHmac('sha256', this.#ring.index).update(`${kind}\0${canonical}`).digest()
  }

  /** A password that every process with the keys can work out, so that it is stored nowhere. */
  derivedPassword(purpose: string): string {
    return createHmac('sha256', this.#ring.derivation).update(purpose).digest('base64url')
  }

  /** Of something so short that it could be guessed from a plain hash: tells nothing without the ring. */
  keyedHash(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.#ring.derivation).update(`${purpose}\0${text}`).digest()
  }

  #wrappingKey(version: number): Buffer {
    const key = this.#ring.wrapping.get(version)
    if (!key) throw new SealBroken(`The key ring has no wrapping key of version ${version}.`)
    return key
  }
}
