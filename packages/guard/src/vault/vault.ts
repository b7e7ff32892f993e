import { createHmac, randomBytes } from 'node:crypto'
import type { KeyRing } from './key-ring.ts'
import type { KeyRingSource } from './key-ring-file.ts'
import { open, seal, SealBroken } from './seal.ts'

/** Seals and opens one person's data under that person's own key. */
export interface PersonalSeal {
  /** @param place table and column; the owner is added, so that one person's text cannot stand in another's row */
  seal(text: string, place: string): Buffer
  open(sealed: Buffer, place: string): string
}

/** What a person's wrapped key is bound to. */
export const personalKeyPlace = (owner: string): string => `personal-key:${owner}`

/** With which version of the wrapping keys this was wrapped. */
export const wrappedVersion = (wrapped: Buffer): number => wrapped.readUInt16BE(0)

/** How long a process goes on wrapping with the version it knows before it looks for a newer one. */
const believedMilliseconds = 1_000

/** Envelope encryption: each person has a key of their own, wrapped by a versioned key that Postgres never sees. */
export class Vault {
  readonly #source: KeyRingSource
  readonly #now: () => number
  #ring: KeyRing
  #lookedAt: number

  /** @param source a ring that stays as it is, or one that may get new versions */
  constructor(source: KeyRing | KeyRingSource, now: () => number = Date.now) {
    this.#source = 'latest' in source ? source : { latest: () => source }
    this.#now = now
    this.#ring = this.#source.latest()
    this.#lookedAt = now()
  }

  get isDevelopment(): boolean {
    return this.#ring.development
  }

  /** A fresh key for one person, wrapped: two bytes of key version, then the sealed key. */
  newPersonalKey(owner: string): Buffer {
    return this.#wrap(randomBytes(32), personalKeyPlace(owner))
  }

  /** @throws SealBroken where the wrapped key is another person's, or its wrapping key is gone */
  unwrap(wrapped: Buffer, owner: string): PersonalSeal {
    const key = this.#unwrap(wrapped, personalKeyPlace(owner))
    return {
      seal: (text, place) => seal(key, text, `${place}:${owner}`),
      open: (sealed, place) => open(key, sealed, `${place}:${owner}`).toString('utf8'),
    }
  }

  /** For secrets of the service itself (database credentials, signing keys). */
  sealSecret(text: string, place: string): Buffer {
    return this.#wrap(text, place)
  }

  openSecret(sealed: Buffer, place: string): string {
    return this.#unwrap(sealed, place).toString('utf8')
  }

  /** The version that is wrapped with from now on. */
  get currentVersion(): number {
    if (this.#now() - this.#lookedAt >= believedMilliseconds) this.#look()
    return this.#ring.current
  }

  get versions(): number[] {
    return [...this.#ring.wrapping.keys()].sort((a, b) => a - b)
  }

  /**
   * The same key or secret under the current version.
   * @throws SealBroken where it is bound to another place, or its wrapping key is gone
   */
  rewrap(wrapped: Buffer, place: string): Buffer {
    return this.#wrap(this.#unwrap(wrapped, place), place)
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

  #wrap(plain: Buffer | string, place: string): Buffer {
    const current = this.currentVersion
    const version = Buffer.alloc(2)
    version.writeUInt16BE(current)
    return Buffer.concat([version, seal(this.#wrappingKey(current), plain, place)])
  }

  #unwrap(wrapped: Buffer, place: string): Buffer {
    return open(this.#wrappingKey(wrappedVersion(wrapped)), wrapped.subarray(2), place)
  }

  #look(): void {
    this.#ring = this.#source.latest()
    this.#lookedAt = this.#now()
  }

  #wrappingKey(version: number): Buffer {
    // another process may wrap with a version that came a moment ago
    if (!this.#ring.wrapping.has(version)) this.#look()
    const key = this.#ring.wrapping.get(version)
    if (!key) throw new SealBroken(`The key ring has no wrapping key of version ${version}.`)
    return key
  }
}
