import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { quoteIdentifier, quoteLiteral } from './quote.ts'
import { scramVerifier } from './scram-verifier.ts'
import { type FreshDatabase, freshDatabase } from '../testing/index.ts'

const role = `scram "${process.pid}"`
const admin = new pg.Client(inject('adminUrl'))
// a database of its own: another test may have closed `postgres` to everybody
let own: FreshDatabase
beforeAll(async () => {
  await admin.connect()
  own = await freshDatabase('empty')
})
afterAll(async () => {
  await admin.query(`drop role if exists ${quoteIdentifier(role)}`)
  await admin.end()
  await own[Symbol.asyncDispose]()
})

describe('a verifier in place of a password', () => {
  it('is stored as it is, and the password signs in while another does not', async () => {
    const verifier = scramVerifier(`it's a "pass"`)
    await admin.query(`create role ${quoteIdentifier(role)} login password ${quoteLiteral(verifier)}`)
    const { rows } = await admin.query('select rolpassword from pg_authid where rolname = $1', [role])
    expect(rows).toEqual([{ rolpassword: verifier }])
    expect(await whoIs(`it's a "pass"`)).toBe(role)
    await expect(whoIs('another')).rejects.toMatchObject({ code: '28P01' })
  })

  it('is the one Postgres makes of the same salt', () => {
    // the example of RFC 7677 section 3: user "user", password "pencil"
    const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64')
    expect(scramVerifier('pencil', { salt, iterations: 4096 })).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    )
  })

  it('refuses a password whose normalisation the two sides might not agree on', () => {
    expect(() => scramVerifier('pässword')).toThrow('ASCII')
  })
})

async function whoIs(password: string) {
  const { hostname: host, port } = new URL(inject('adminUrl'))
  const client = new pg.Client({ host, port: Number(port), database: own.name, user: role, password })
  await client.connect()
  const { rows } = await client.query<{ who: string }>('select current_user as who')
  await client.end()
  return rows[0]?.who
}
