import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newKeyRingText, parseKeyRing, Vault } from '@polyclinic/guard'
import type { OpenDatabase } from '@polyclinic/postgres'
import { type FreshDatabase, freshDatabase, openTestDatabase } from '@polyclinic/postgres/testing'
import { watchDatabase } from '../routing/watch-database.testing.ts'
import { ActorLoader } from './actor-loader.ts'
import { addAccount } from './add-account.ts'
import { SigningKeys } from './signing-keys.ts'
import { TokenIssuer } from './token-issuer.ts'
import { TokenVerifier } from './token-verifier.ts'

const vault = new Vault(parseKeyRing(newKeyRingText({ development: true }), 'a test'))
const parties = { issuer: 'http://api.test', audience: 'http://api.test' }
let fresh: FreshDatabase
let database: OpenDatabase
beforeAll(async () => {
  fresh = await freshDatabase('control')
  database = openTestDatabase(fresh.url)
})
afterAll(async () => {
  await database.end()
  await fresh[Symbol.asyncDispose]()
})

describe('an actor', () => {
  async function somebody() {
    const { id } = await addAccount(
      { database, vault },
      { email: `${crypto.randomUUID()}@people.test`, password: 'a long enough sentence', operator: true },
    )
    const keys = new SigningKeys({ database, vault })
    const claims = { accountId: id, patientId: undefined, hasRoles: true, dependents: [], secondFactor: true }
    return {
      id,
      token: await new TokenIssuer(keys, parties).issue(claims),
      verifier: new TokenVerifier(keys, parties),
    }
  }

  it('of a token without roles costs no question', async () => {
    const keys = new SigningKeys({ database, vault })
    const watched = watchDatabase(database)
    const actors = new ActorLoader({ database: watched.database, vault }, new TokenVerifier(keys, parties))
    const claims = { accountId: 'a', patientId: 'p', hasRoles: false, dependents: [] }
    expect(await actors.load(await new TokenIssuer(keys, parties).issue(claims))).toEqual({
      kind: 'account',
      accountId: 'a',
      until: expect.any(Date),
      patientId: 'p',
      operator: false,
      memberships: [],
      guards: expect.any(Function),
    })
    expect(watched.asked).toBe(0)
  })

  it('is asked for once by many requests, and anew when it is forgotten', async () => {
    const { id, token, verifier } = await somebody()
    const watched = watchDatabase(database)
    const actors = new ActorLoader({ database: watched.database, vault }, verifier)
    const loaded = await Promise.all(Array.from({ length: 30 }, () => actors.load(token)))
    expect(loaded.every((actor) => actor.kind === 'account' && actor.operator)).toBe(true)
    expect(watched.asked).toBe(1)
    await database.query('update account set operator = false where id = $1', [id])
    actors.forget(id)
    expect(await actors.load(token)).toMatchObject({ operator: false })
  })

  it('is answered though it is forgotten while its roles are on the way', async () => {
    const { id, token, verifier } = await somebody()
    const watched = watchDatabase(database)
    const actors = new ActorLoader({ database: watched.database, vault }, verifier)
    watched.hold()
    const loading = actors.load(token)
    await watched.held()
    actors.forget(id)
    watched.letGo()
    expect(await loading).toMatchObject({ accountId: id, operator: true })
  })

  it('whose roles were never seen is neither let in nor sent away while nobody can be asked', async () => {
    const { token, verifier } = await somebody()
    const watched = watchDatabase(database)
    const actors = new ActorLoader({ database: watched.database, vault }, verifier)
    watched.breakDown()
    await expect(actors.load(token)).rejects.toThrow('the control plane is away')
    watched.mend()
    expect(await actors.load(token)).toMatchObject({ operator: true })
  })
})
