import { parseKeyRing, Vault } from '@polyclinic/guard'

const key = (word: string): string => Buffer.alloc(32, word).toString('base64')

/**
 * One key ring for all tests of a run: the password of the login `polyclinic_api` is derived from it, and a server has
 * that login once.
 */
export const testKeys = JSON.stringify({
  development: true,
  current: 1,
  wrapping: { 1: key('wrapping') },
  index: key('index'),
  derivation: key('derivation'),
})

export const testVault = (): Vault => new Vault(parseKeyRing(testKeys, 'a test'))
