import { type Actor, newKeyRingText, parseKeyRing, Vault } from '@polyclinic/guard'
import type { OpenDatabase } from '@polyclinic/postgres'
import { type FreshDatabase, freshDatabase, openTestDatabase } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDependent, insertPatient, removeDependent, sealPatient } from '../patients/index.ts'
import { type Watched, watchDatabase } from '../routing/watch-database.testing.ts'
import { ActorLoader } from './actor-loader.ts'
import { addAccount } from './add-account.ts'
import { Guardianship } from './guardianship.ts'
import { signIn } from './sign-in.ts'
import { SigningKeys } from './signing-keys.ts'
import { TokenIssuer } from './token-issuer.ts'
import { TokenVerifier } from './token-verifier.ts'

const vault = new Vault(parseKeyRing(newKeyRingText({ development: true }), 'a test'))
const parties = { issuer: 'http://api.test', audience: 'http://api.test' }
let fresh: FreshDatabase
let database: OpenDatabase
let keys: SigningKeys
beforeAll(async () => {
  fresh = await freshDatabase('control')
  database = openTestDatabase(fresh.url)
  keys = new SigningKeys({ database, vault })
})
afterAll(async () => {
  await database.end()
  await fresh[Symbol.asyncDispose]()
})

/** A process that has never asked about anybody. */
function aProcess(): { actors: ActorLoader; watched: Watched } {
  const watched = watchDatabase(database)
  return {
    watched,
    actors: new ActorLoader({ database: watched.database, vault }, new TokenVerifier(keys, parties)),
  }
}

async function aGuardian() {
  const patient = sealPatient({ name: 'Some Body' }, vault)
  await insertPatient(database, patient)
  const self: Actor = {
    kind: 'account',
    accountId: 'a',
    patientId: patient.id,
    operator: false,
    memberships: [],
  }
  const control = { database, vault }
  return {
    patientId: patient.id,
    add: async () => (await addDependent(control, self, { name: 'A Child' })).id,
    remove: (dependentId: string) => removeDependent(control, self, dependentId),
    token: (dependents: string[] = []) =>
      new TokenIssuer(keys, parties).issue({
        accountId: 'a',
        patientId: patient.id,
        hasRoles: false,
        dependents,
      }),
  }
}

async function guards(actors: ActorLoader, token: string, patientId: string): Promise<boolean | undefined> {
  const actor = await actors.load(token)
  return actor.kind === 'account' ? actor.guards?.(patientId) : undefined
}

describe('who acts for whom', () => {
  it('is asked once by many requests, and only by those that want to know', async () => {
    const guardian = await aGuardian()
    const [child, token] = [await guardian.add(), await guardian.token()]
    const { actors, watched } = aProcess()
    await actors.load(token)
    expect(watched.asked).toBe(0)
    const answers = await Promise.all(Array.from({ length: 30 }, () => guards(actors, token, child)))
    expect(answers).toEqual(Array(30).fill(true))
    expect(await guards(actors, token, crypto.randomUUID())).toBe(false)
    expect(watched.asked).toBe(1)
  })

  it('is what it is now, not what the token says', async () => {
    const guardian = await aGuardian()
    const [child, stranger] = [await guardian.add(), crypto.randomUUID()]
    const { actors } = aProcess()
    expect(await guards(actors, await guardian.token([stranger]), stranger)).toBe(false)
    expect(await guards(actors, await guardian.token([stranger]), child)).toBe(true)
  })

  it('changes at once where it is forgotten, and within a second elsewhere', async () => {
    const guardian = await aGuardian()
    const [child, token] = [await guardian.add(), await guardian.token()]
    const [here, elsewhere] = [aProcess().actors, aProcess().actors]
    expect(await Promise.all([here, elsewhere].map((each) => guards(each, token, child)))).toEqual([
      true,
      true,
    ])
    await guardian.remove(child)
    here.forgetDependents(guardian.patientId)
    expect(await guards(here, token, child)).toBe(false)
    await expect.poll(() => guards(elsewhere, token, child), { timeout: 2_000 }).toBe(false)
  })

  it('that is on its way when it changes is not believed afterwards', async () => {
    const guardian = await aGuardian()
    const [child, token] = [await guardian.add(), await guardian.token()]
    const { actors, watched } = aProcess()
    watched.hold()
    const early = guards(actors, token, child)
    await watched.held()
    await guardian.remove(child)
    actors.forgetDependents(guardian.patientId)
    watched.letGo()
    expect(await early).toBe(true)
    expect(await guards(actors, token, child)).toBe(false)
  })

  it('is nothing that the token of somebody without a patient knows', async () => {
    const claims = { accountId: 'a', patientId: undefined, hasRoles: false, dependents: [] }
    const actor = await aProcess().actors.load(await new TokenIssuer(keys, parties).issue(claims))
    expect(actor).not.toHaveProperty('guards')
  })
})

describe('while the control plane is away', () => {
  /** A process with a clock that one can put forward. */
  function aClockedProcess(guardianId: string) {
    const watched = watchDatabase(database)
    let time = 1_000_000
    const guardianship = new Guardianship({ database: watched.database, vault }, () => time)
    return {
      watched,
      pass: (seconds: number) => void (time += seconds * 1_000),
      /** Asked under a token that names those dependents */
      guards: (patientId: string, claimed: string[] = []) =>
        guardianship.askedBy(guardianId, claimed)(patientId),
    }
  }

  it('those last seen stand, and the token adds nobody', async () => {
    const guardian = await aGuardian()
    const [child, claimed] = [await guardian.add(), crypto.randomUUID()]
    const { watched, pass, guards } = aClockedProcess(guardian.patientId)
    expect(await guards(child)).toBe(true)
    watched.breakDown()
    pass(60)
    expect(await guards(child)).toBe(true)
    expect(await guards(claimed, [claimed])).toBe(false)
    // once before it broke down, once after: it is left alone for a second
    expect(watched.asked).toBe(2)
  })

  it('those last seen longer ago than a token lives stand no more', async () => {
    const guardian = await aGuardian()
    const child = await guardian.add()
    const { watched, pass, guards } = aClockedProcess(guardian.patientId)
    expect(await guards(child)).toBe(true)
    watched.breakDown()
    pass(599)
    expect(await guards(child)).toBe(true)
    pass(2)
    expect(await guards(child)).toBe(false)
    expect(await guards(child, [child])).toBe(true)
  })

  it('and nobody was ever seen, those that the token names stand, until it can be asked', async () => {
    const guardian = await aGuardian()
    const [child, other] = [await guardian.add(), await guardian.add()]
    const { watched, pass, guards } = aClockedProcess(guardian.patientId)
    watched.breakDown()
    expect(await guards(child, [child])).toBe(true)
    expect(await guards(other, [child])).toBe(false)
    watched.mend()
    pass(2)
    expect(await guards(other, [child])).toBe(true)
  })
})

it('a token is given with the dependents there are, and without a word where there are none', async () => {
  const email = `${crypto.randomUUID()}@people.test`
  const password = 'a long enough sentence'
  const control = { database, vault }
  const { id } = await addAccount(control, { email, password, patient: { name: 'Some Body', email } })
  const issuer = new TokenIssuer(keys, parties)
  const signedIn = () => signIn(control, issuer, { kind: 'anonymous' }, { email, password })
  const claimsOf = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
  const before = (await signedIn()).accessToken
  expect(claimsOf(before)).not.toHaveProperty('dependents')

  const actor = await aProcess().actors.load(before)
  expect(actor).toMatchObject({ accountId: id })
  const child = await addDependent(control, actor, { name: 'A Child' })
  expect(claimsOf((await signedIn()).accessToken)['dependents']).toEqual([child.id])
})
