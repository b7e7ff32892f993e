import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { KeyRingUnreadable, newKeyRingText, openDevelopmentKeyRing, parseKeyRing } from './key-ring.ts'
import { SealBroken } from './seal.ts'
import { Vault } from './vault.ts'

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
