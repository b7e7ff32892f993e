import { decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '@polyclinic/postgres'
import { type FreshDatabase, freshDatabase, openTestDatabase } from '@polyclinic/postgres/testing'
import { newKeyRingText, parseKeyRing, Vault } from '@polyclinic/guard'
import { watchDatabase } from '../routing/watch-database.testing.ts'
import { listSigningKeys } from './list-signing-keys.ts'
import { rotateSigningKey } from './rotate-signing-key.ts'
import { SigningKeys } from './signing-keys.ts'
import { TokenIssuer } from './token-issuer.ts'
import { TokenVerifier } from './token-verifier.ts'

const vault = new Vault(parseKeyRing(newKeyRingText({ development: true }), 'a test'))
const parties = { issuer: 'http://api.test', audience: 'http://api.test' }
const system = { kind: 'system', name: 'test' } as const
const kidOf = (token: string) => decodeProtectedHeader(token).kid
let fresh: FreshDatabase
let database: OpenDatabase
beforeAll(async () => {
  fresh = await freshDatabase('control')
  database = openTestDatabase(fresh.url)
})
beforeEach(() => database.query('delete from signing_key'))
afterAll(async () => {
  await database.end()
  await fresh[Symbol.asyncDispose]()
})

describe('signing keys', () => {
  it('made by many processes at once for the first time are one', async () => {
    const processes = Array.from({ length: 8 }, () => new SigningKeys({ database, vault }))
    const kids = await Promise.all(processes.map(async (keys) => (await keys.current()).kid))
    expect(new Set(kids).size).toBe(1)
    const { rows } = await database.query('select state from signing_key order by state')
    expect(rows).toEqual([{ state: 'current' }, { state: 'next' }])
    const token = await new TokenIssuer(processes[0] as SigningKeys, parties).issue({
      accountId: 'somebody',
      patientId: undefined,
      hasRoles: false,
      dependents: [],
    })
    for (const keys of processes) {
      expect((await new TokenVerifier(keys, parties).verify(token)).accountId).toBe('somebody')
    }
  })

  it('are asked for once by many callers, and found after a rotation elsewhere', async () => {
    const watched = watchDatabase(database)
    const keys = new SigningKeys({ database: watched.database, vault })
    await Promise.all(Array.from({ length: 20 }, () => keys.jwks()))
    const first = watched.asked
    await keys.current()
    expect(watched.asked).toBe(first)

    const { kid } = await keys.current()
    await database.query(`update signing_key set state = 'retired', retired_at = now() where kid = $1`, [kid])
    const next = (await new SigningKeys({ database, vault }).current()).kid
    await expect.poll(() => keys.verifying(next), { timeout: 5_000 }).toBeDefined()
    // who was signed in stays so
    expect(await keys.verifying(kid)).toBeDefined()
  })

  it('are rotated without logging anybody out: the next one is known before it signs', async () => {
    const aProcess = () => {
      const keys = new SigningKeys({ database, vault })
      return { keys, issuer: new TokenIssuer(keys, parties), verifier: new TokenVerifier(keys, parties) }
    }
    const [signing, other] = [aProcess(), aProcess()]
    const issue = ({ issuer }: typeof signing) =>
      issuer.issue({ accountId: 'somebody', patientId: undefined, hasRoles: false, dependents: [] })
    const before = await issue(signing)
    const former = (await other.keys.current()).kid
    const shown = async (keys: SigningKeys) => (await keys.jwks()).keys.map(({ kid }) => kid)
    const next = (await shown(other.keys)).find((kid) => kid !== former)
    expect(await rotateSigningKey({ database, vault }, system)).toMatchObject({ outcome: 'too-early' })
    await database.query(`update signing_key set created_at = now() - interval '11 minutes'`)
    expect(await rotateSigningKey({ database, vault }, system)).toEqual({ outcome: 'rotated', kid: next })

    // both go on with what they remember; a third has seen the rotation
    const third = aProcess()
    const [during, after] = [await issue(signing), await issue(third)]
    expect(kidOf(during)).toBe(former)
    expect(kidOf(after)).toBe(next)
    for (const { verifier } of [signing, other, third]) {
      for (const token of [before, during, after]) {
        expect((await verifier.verify(token)).accountId).toBe('somebody')
      }
    }
    // shown for as long as a token of it may live, and no longer
    const retiredFor = (minutes: number) =>
      database.query(`update signing_key set retired_at = now() - make_interval(mins => $2) where kid = $1`, [
        former,
        minutes,
      ])
    await retiredFor(12)
    expect(await shown(aProcess().keys)).toContain(former)
    await retiredFor(16)
    expect(await shown(aProcess().keys)).not.toContain(former)
    await expect(aProcess().verifier.verify(before)).rejects.toMatchObject({ code: 'not-signed-in' })
    expect((await listSigningKeys({ database, vault }, system)).map(({ state }) => state).sort()).toEqual([
      'current',
      'next',
      'retired',
    ])
  })

  it('rotated by two at once are rotated once', async () => {
    await new SigningKeys({ database, vault }).current()
    await database.query(`update signing_key set created_at = now() - interval '11 minutes'`)
    const rotate = () => rotateSigningKey({ database, vault }, system)
    const outcomes = (await Promise.all([rotate(), rotate()])).map(({ outcome }) => outcome).sort()
    expect(outcomes).toEqual(['rotated', 'too-early'])
  })

  it('are not asked for again and again by tokens with made-up keys', async () => {
    const watched = watchDatabase(database)
    const keys = new SigningKeys({ database: watched.database, vault })
    await keys.current()
    const first = watched.asked
    for (let turn = 0; turn < 200; turn++) expect(await keys.verifying(`made-up-${turn}`)).toBeUndefined()
    expect(watched.asked - first).toBeLessThanOrEqual(1)
  })

  it('that are known go on verifying while the control plane is away', async () => {
    const watched = watchDatabase(database)
    const keys = new SigningKeys({ database: watched.database, vault })
    const { kid } = await keys.current()
    watched.breakDown()
    await expect.poll(() => keys.verifying('unknown')).toBeUndefined()
    expect(await keys.verifying(kid)).toBeDefined()
    await expect(new SigningKeys({ database: watched.database, vault }).current()).rejects.toThrow('away')
  })

  it('keep their private half sealed', async () => {
    await new SigningKeys({ database, vault }).current()
    const { rows } = await database.query<{ row: string }>('select k::text as row from signing_key k')
    expect(rows[0]?.row).not.toMatch(/"d"|22643a|2264223a/)
  })
})
