import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { anonymous, newKeyRingText, parseKeyRing, Vault } from '@polyclinic/guard'
import type { Database, OpenDatabase, Queryable } from '@polyclinic/postgres'
import { type FreshDatabase, freshDatabase, openTestDatabase } from '@polyclinic/postgres/testing'
import { Piscina } from 'piscina'
import { addAccount, signIn, SigningKeys, TokenIssuer } from '../identity/index.ts'
import { confirmEmailSignIn } from './confirm-email-sign-in.ts'
import { registerPatient } from './register-patient.ts'
import { requestEmailSignIn } from './request-email-sign-in.ts'
import { requestPasswordReset } from './request-password-reset.ts'

// a password is worked on in a thread of its own: whatever is handed to one is counted
const handed = vi.spyOn(Piscina.prototype, 'run')
afterAll(() => handed.mockRestore())

const vault = new Vault(parseKeyRing(newKeyRingText({ development: true }), 'a test'))
const password = 'a long enough sentence'
let fresh: FreshDatabase
let database: OpenDatabase
beforeAll(async () => {
  fresh = await freshDatabase('control')
  database = openTestDatabase(fresh.url)
  const control = { database, vault }
  const people = ['known', 'disabled', 'passwordless']
  for (const who of people) await addAccount(control, { email: `${who}@people.test`, password })
  await database.query(`update account set state = 'disabled' where email_index = $1`, [indexOf('disabled')])
  await database.query('update account set password_hash = null where email_index = $1', [
    indexOf('passwordless'),
  ])
  // the decoy is made once, by the first unknown account there is
  await login({ database, vault }, 'first@people.test').catch(() => {})
})
afterAll(async () => {
  await database.end()
  await fresh[Symbol.asyncDispose]()
})

const indexOf = (who: string) => vault.blindIndex('email', `${who}@people.test`)
type Control = { readonly database: Database; readonly vault: Vault }

function login(control: Control, email: string, typed = 'not the password') {
  const parties = { issuer: 'http://api.test', audience: 'http://api.test' }
  const tokens = new TokenIssuer(new SigningKeys(control), parties)
  return signIn(control, tokens, anonymous, { email, password: typed })
}

function byCode(control: Control, email: string) {
  const parties = { issuer: 'http://api.test', audience: 'http://api.test' }
  const tokens = new TokenIssuer(new SigningKeys(control), parties)
  return confirmEmailSignIn(control, tokens, anonymous, { email, code: 'AAAA-AAAA' })
}

const publicUrl = 'http://api.test'
const calls: Record<string, (control: Control, email: string) => Promise<unknown>> = {
  'signing in': login,
  registering: (control, email) =>
    registerPatient(control, anonymous, { email, password, name: 'Some Body' }, publicUrl),
  'registering without a password': (control, email) =>
    registerPatient(control, anonymous, { email, name: 'Some Body' }, publicUrl),
  'asking to sign in by e-mail': (control, email) => requestEmailSignIn(control, anonymous, { email }),
  'asking for a reset': (control, email) => requestPasswordReset(control, anonymous, { email }),
  'showing a wrong code': byCode,
}

/** What one call costs, whatever became of it. */
async function workOf(call: (control: Control) => Promise<unknown>) {
  const statements: string[] = []
  const counted = (db: Queryable): Queryable['query'] =>
    ((text: string | { text: string }, values: unknown[]) => {
      statements.push(typeof text === 'string' ? text : text.text)
      return db.query(text as string, values)
    }) as Queryable['query']
  const watched: Database = {
    ...database,
    query: counted(database),
    transaction: (work) => database.transaction((tx) => work({ query: counted(tx) })),
  }
  const before = handed.mock.calls.length
  await call({ database: watched, vault }).catch(() => {})
  return { statements, argon2: handed.mock.calls.length - before }
}

describe('the work of', () => {
  it.each(Object.entries(calls))('%s is the same whoever is behind the address', async (_, call) => {
    const unknown = await workOf((control) => call(control, 'nobody@people.test'))
    expect(unknown.statements.length).toBeGreaterThan(0)
    for (const who of ['known', 'disabled', 'passwordless']) {
      expect(await workOf((control) => call(control, `${who}@people.test`)), who).toEqual(unknown)
    }
  })

  it('signing in is one computation, and more is asked only once it has succeeded', async () => {
    const right = await workOf((control) => login(control, 'known@people.test', password))
    const wrong = await workOf((control) => login(control, 'known@people.test'))
    expect([right.argon2, wrong.argon2]).toEqual([1, 1])
    expect(wrong.statements).toHaveLength(1)
  })
})
