import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { keyRingFile, replaceKeyRingFile } from './key-ring-file.ts'
import {
  KeyRingUnreadable,
  newKeyRingText,
  openDevelopmentKeyRing,
  parseKeyRing,
  withNewVersion,
  withoutVersion,
} from './key-ring.ts'
import { SealBroken } from './seal.ts'
import { personalKeyPlace, Vault, wrappedVersion } from './vault.ts'

const vault = () => new Vault(parseKeyRing(newKeyRingText({ development: true }), 'a test'))

test('what is sealed opens for the same person and place only', () => {
  const v = vault()
  const ada = v.unwrap(v.newPersonalKey('ada'), 'ada')
  const sealed = ada.seal('Ada Lovelace', 'patient.name')
  expect(sealed.includes('Ada')).toBe(false)
  expect(ada.open(sealed, 'patient.name')).toBe('Ada Lovelace')
  expect(() => ada.open(sealed, 'patient.phone')).toThrow(SealBroken)
  const bob = v.unwrap(v.newPersonalKey('bob'), 'bob')
  expect(() => bob.open(sealed, 'patient.name')).toThrow(SealBroken)
})

test("one person's wrapped key does not open as another's, nor under another ring", () => {
  const v = vault()
  const wrapped = v.newPersonalKey('ada')
  expect(() => v.unwrap(wrapped, 'bob')).toThrow(SealBroken)
  expect(() => vault().unwrap(wrapped, 'ada')).toThrow(SealBroken)
})

test('a changed byte anywhere is noticed', () => {
  const v = vault()
  const sealed = v.sealSecret('s3cret', 'clinic.credential:1')
  for (let i = 2; i < sealed.length; i++) {
    const changed = Buffer.from(sealed)
    changed[i] = (changed[i] ?? 0) ^ 1
    expect(() => v.openSecret(changed, 'clinic.credential:1')).toThrow(SealBroken)
  }
})

test('a blind index finds the same address however it is written, and differs between kinds and rings', () => {
  const v = vault()
  expect(v.blindIndex('email', ' Ada@Example.org ')).toEqual(v.blindIndex('email', 'ada@example.org'))
  expect(v.blindIndex('email', 'x')).not.toEqual(v.blindIndex('phone', 'x'))
  expect(v.blindIndex('email', 'x')).not.toEqual(vault().blindIndex('email', 'x'))
})

test('the development key file is made once and then read; a damaged one is refused in a sentence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'))
  const file = join(folder, 'deep', 'keys.json')
  const first = openDevelopmentKeyRing(file)
  expect(openDevelopmentKeyRing(file).index).toEqual(first.index)
  expect(first.development).toBe(true)
  expect(() => parseKeyRing('{"current":1}', file)).toThrow(KeyRingUnreadable)
  rmSync(folder, { recursive: true })
})

describe('a key ring in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'))
  const file = join(folder, 'keys.json')
  let now = 0
  afterAll(() => rmSync(folder, { recursive: true }))

  test('gets a new version that running vaults open at once and wrap with within a second', () => {
    writeFileSync(file, newKeyRingText({ development: true }), { mode: 0o640 })
    const [running, other] = [1, 2].map(() => new Vault(keyRingFile(file), () => now)) as [Vault, Vault]
    const old = running.newPersonalKey('ada')
    const sealed = running.unwrap(old, 'ada').seal('Ada', 'patient.name')
    replaceKeyRingFile(file, withNewVersion(readFileSync(file, 'utf8')))
    now += 1_000
    const rewrapped = other.rewrap(old, personalKeyPlace('ada'))
    expect([old, rewrapped].map(wrappedVersion)).toEqual([1, 2])
    // asked for the very moment it is met, however short ago the file was looked at
    expect(running.unwrap(rewrapped, 'ada').open(sealed, 'patient.name')).toBe('Ada')
    expect(wrappedVersion(running.sealSecret('s', 'p'))).toBe(2)
    expect(statSync(file).mode & 0o777).toBe(0o640)
  })

  test('without a version opens nothing of it any more', () => {
    const vault = new Vault(keyRingFile(file), () => now)
    const old = new Vault(parseKeyRing(readFileSync(file, 'utf8'), 'a copy')).newPersonalKey('ada')
    replaceKeyRingFile(file, withoutVersion(withNewVersion(readFileSync(file, 'utf8')), 2))
    now += 1_000
    expect(vault.currentVersion).toBe(3)
    expect(vault.versions).toEqual([1, 3])
    expect(() => vault.unwrap(old, 'ada')).toThrow('The key ring has no wrapping key of version 2.')
  })

  test('that is gone or damaged for a moment takes no keys from whoever has them', () => {
    const vault = new Vault(keyRingFile(file), () => now)
    writeFileSync(file, '{')
    now += 1_000
    expect(vault.currentVersion).toBe(3)
    rmSync(file)
    now += 1_000
    expect(vault.currentVersion).toBe(3)
  })
})
