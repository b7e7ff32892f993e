import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * The keys that are never in Postgres: versioned key-encryption keys, the key of the blind indexes,
 * and the key that passwords of our own database roles are derived from.
 */
export interface KeyRing {
  /** Made by a first start for development; production mode refuses it. */
  readonly development: boolean
  readonly current: number
  readonly wrapping: ReadonlyMap<number, Buffer>
  readonly index: Buffer
  readonly derivation: Buffer
}

export class KeyRingUnreadable extends Error {
  readonly code = 'key-ring-unreadable'
}

/** Reads a key ring from its JSON text (a file's, or a secret's in the environment). */
export function parseKeyRing(text: string, origin: string): KeyRing {
  try {
    const json = JSON.parse(text)
    const wrapping = new Map(Object.entries(json.wrapping).map(([v, k]) => [Number(v), key(k)]))
    if (!wrapping.has(json.current)) throw new Error('the current key is not among the wrapping keys')
    return {
      development: json.development === true,
      current: json.current,
      wrapping,
      index: key(json.index),
      derivation: key(json.derivation),
    }
  } catch {
    throw new KeyRingUnreadable(
      `The keys in ${origin} cannot be read: restore them from a backup; nothing decrypts without them.`,
    )
  }
}

export const readKeyRingFile = (file: string): KeyRing => parseKeyRing(readFileSync(file, 'utf8'), file)

/** Reads the development key file, or makes it. Two processes that start at once end with the same keys. */
export function openDevelopmentKeyRing(file: string): KeyRing {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, newKeyRingText({ development: true }), { mode: 0o600 })
    try {
      linkSync(draft, file) // fails when another process was first: its keys stand
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(draft)
    }
  }
  return readKeyRingFile(file)
}

export function newKeyRingText(options: { development: boolean }): string {
  const fresh = () => randomBytes(32).toString('base64')
  const ring = {
    development: options.development,
    current: 1,
    wrapping: { 1: fresh() },
    index: fresh(),
    derivation: fresh(),
  }
  return `${JSON.stringify(ring, null, 2)}\n`
}

/** The same ring with one wrapping key more, which new values are wrapped with from then on. */
export function withNewVersion(text: string): string {
  const json = JSON.parse(text)
  const next = Math.max(...Object.keys(json.wrapping).map(Number)) + 1
  if (next > 65_535)
    throw new KeyRingUnreadable('The versions of the key ring are used up: 65535 is the last.')
  json.wrapping[next] = randomBytes(32).toString('base64')
  json.current = next
  return `${JSON.stringify(json, null, 2)}\n`
}

/** The same ring without that version: whatever is still wrapped with it never opens again. */
export function withoutVersion(text: string, version: number): string {
  const json = JSON.parse(text)
  delete json.wrapping[version]
  return `${JSON.stringify(json, null, 2)}\n`
}

function key(text: unknown): Buffer {
  const bytes = Buffer.from(String(text), 'base64')
  if (bytes.length !== 32) throw new Error('not a 256-bit key')
  return bytes
}
