import { anonymous, newKeyRingText, parseKeyRing, Vault } from '@polyclinic/guard'
import type { OpenDatabase } from '@polyclinic/postgres'
import { type FreshDatabase, freshDatabase, openTestDatabase } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addAccount } from '../identity/add-account.ts'
import { refreshSession } from '../identity/refresh-session.ts'
import { signIn } from '../identity/sign-in.ts'
import { SigningKeys } from '../identity/signing-keys.ts'
import { TokenIssuer } from '../identity/token-issuer.ts'
import { installQueue } from '../queue/index.ts'
import { EndedSessions } from './ended-sessions.ts'

const vault = new Vault(parseKeyRing(newKeyRingText({ development: true }), 'a test'))
const parties = { issuer: 'http://api.test', audience: 'http://api.test' }
const password = 'a long enough sentence'
let fresh: FreshDatabase
let database: OpenDatabase
beforeAll(async () => {
  fresh = await freshDatabase('control')
  // mails go through the queue
  await installQueue(as('polyclinic_owner'))
  database = openTestDatabase(as('polyclinic_control_app'))
})
afterAll(async () => {
  await database.end()
  await fresh[Symbol.asyncDispose]()
})

function as(role: string): string {
  const url = new URL(fresh.url)
  url.searchParams.set('options', `-c role=${role}`)
  return url.href
}

const control = () => ({ database, vault })
const tokens = () => new TokenIssuer(new SigningKeys(control()), parties)
const later = (seconds: number): Date => new Date(Date.now() + seconds * 1000)

/** Somebody signed in, and the ways to prolong it. */
async function somebody() {
  const email = `${crypto.randomUUID()}@people.test`
  const { id } = await addAccount(control(), { email, password })
  const ended = new EndedSessions()
  const issuer = tokens()
  const { refreshToken = '' } = await signIn(control(), issuer, anonymous, { email, password }, 'a browser')
  const refresh = async (token: string, at = new Date()): Promise<string> => {
    const next = await refreshSession(control(), { tokens: issuer, ended }, anonymous, token, at)
    return next.refreshToken ?? ''
  }
  return { id, email, ended, first: refreshToken, refresh }
}

const refused = { code: 'not-signed-in' }
const mailsTo = async (accountId: string): Promise<string[]> => {
  const { rows } = await database.query<{ kind: string }>('select kind from mail where account_id = $1', [
    accountId,
  ])
  return rows.map(({ kind }) => kind)
}
const sessionsOf = async (accountId: string) => {
  const { rows } = await database.query<{ id: string; by: string | null; row: string }>(
    'select id, ended_by as by, s::text as row from session s where account_id = $1',
    [accountId],
  )
  return rows
}

describe('a refresh token', () => {
  it('gives its successor once, and that one the next', async () => {
    const { first, refresh } = await somebody()
    const second = await refresh(first)
    const third = await refresh(second, later(1))
    expect(new Set([first, second, third]).size).toBe(3)
    expect(await refresh(third, later(2))).not.toBe('')
  })

  it('whose reply was lost gives the very same successor for ten seconds', async () => {
    const { id, first, refresh } = await somebody()
    const at = new Date()
    const second = await refresh(first, at)
    expect(await refresh(first, new Date(at.getTime() + 10_000))).toBe(second)
    expect((await sessionsOf(id)).map(({ by }) => by)).toEqual([null])
  })

  it('used by many at once gives all of them the same successor', async () => {
    const { first, refresh } = await somebody()
    const successors = await Promise.all(Array.from({ length: 12 }, () => refresh(first)))
    expect(new Set(successors).size).toBe(1)
  })

  it('that comes again after ten seconds ends the whole family, and its owner is told once', async () => {
    const { id, ended, first, refresh } = await somebody()
    const second = await refresh(first)
    await expect(refresh(first, later(11))).rejects.toMatchObject(refused)
    await expect(refresh(second, later(11))).rejects.toMatchObject(refused)
    await expect(refresh(first, later(12))).rejects.toMatchObject(refused)
    const [session] = await sessionsOf(id)
    expect([session?.by, ended.has(session?.id ?? '')]).toEqual(['re-use', true])
    expect(await mailsTo(id)).toEqual(['session-ended'])
  })

  it('that comes again when its successor was used ends the family at once', async () => {
    const { id, first, refresh } = await somebody()
    const third = await refresh(await refresh(first))
    await expect(refresh(first)).rejects.toMatchObject(refused)
    await expect(refresh(third)).rejects.toMatchObject(refused)
    expect(await mailsTo(id)).toEqual(['session-ended'])
  })

  it('of nobody, of thirty days ago or of a closed account gives nothing', async () => {
    const { id, first, refresh } = await somebody()
    await expect(refresh('made up')).rejects.toMatchObject(refused)
    await expect(refresh(first, later(30 * 24 * 3600 + 1))).rejects.toMatchObject(refused)
    await database.query(`update account set state = 'disabled' where id = $1`, [id])
    await expect(refresh(first)).rejects.toMatchObject(refused)
    expect((await sessionsOf(id)).map(({ by }) => by)).toEqual(['account'])
  })

  it('stands in the database as a hash, and the device sealed', async () => {
    const { id, first, refresh } = await somebody()
    const second = await refresh(first)
    const { rows } = await database.query<{ row: string }>('select t::text as row from refresh_token t')
    const dump = JSON.stringify([rows, await sessionsOf(id)])
    for (const secret of [first, second, 'browser']) {
      expect(dump).not.toContain(secret)
      expect(dump).not.toContain(Buffer.from(secret).toString('hex'))
    }
  })
})

it('sessions that nobody can use any more are forgotten at the next sign-in', async () => {
  const { id, email } = await somebody()
  await database.query(`update session set expires_at = now() - interval '2 days' where account_id = $1`, [
    id,
  ])
  await signIn(control(), tokens(), anonymous, { email, password })
  expect(await sessionsOf(id)).toHaveLength(1)
})
