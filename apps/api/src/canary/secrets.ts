import { expect } from 'vitest'
import { fromBase32 } from '../testing/code-of.ts'

/** What a person was given to prove who they are, kept to be looked for at the end. */
export class Secrets {
  readonly #kept = new Map<string, string | Buffer>()

  /** By the name that a finding is told under */
  get all(): ReadonlyMap<string, string | Buffer> {
    return this.#kept
  }

  /** @param form in which it also exists as bytes, as a database would keep it */
  keep(kind: string, text: string | undefined, form?: 'base64url' | 'base32'): string {
    expect([kind, text]).toEqual([kind, expect.stringMatching(/.{8,}/)])
    const [name, secret] = [`${kind} ${this.#kept.size}`, text ?? '']
    this.#kept.set(name, secret)
    const plain = secret.replaceAll(/[\s-]/g, '')
    if (plain !== secret && form === undefined) this.#kept.set(`${name}, without hyphens`, plain)
    if (form) this.#kept.set(`${name}, its bytes`, bytesOf(secret, form))
    return secret
  }

  /** The part of an access token that nobody else can make; the rest of it is no secret. */
  keepAccessToken(token: string): string {
    this.keep('access token', token.split('.')[2], 'base64url')
    return token
  }
}

const bytesOf = (text: string, form: 'base64url' | 'base32'): Buffer =>
  form === 'base64url' ? Buffer.from(text, form) : fromBase32(text)
