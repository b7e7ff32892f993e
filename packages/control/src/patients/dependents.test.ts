import { isRefusal } from '@polyclinic/contract'
import { type Actor, anonymous, cardPlaces, newKeyRingText, parseKeyRing, Vault } from '@polyclinic/guard'
import type { OpenDatabase } from '@polyclinic/postgres'
import { type FreshDatabase, freshDatabase, openTestDatabase } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDependent, introducePatient, listDependents, removeDependent } from '../index.ts'
import { insertPatient, listClinicsKnowing, sealPatient } from './index.ts'

const vault = new Vault(parseKeyRing(newKeyRingText({ development: true }), 'a test'))
let fresh: FreshDatabase
let database: OpenDatabase
let clinicId: string
let control: { database: OpenDatabase; vault: Vault }
beforeAll(async () => {
  fresh = await freshDatabase('control')
  const url = new URL(fresh.url)
  // with the rights that the service has
  url.searchParams.set('options', '-c role=polyclinic_control_app')
  database = openTestDatabase(url.href, { max: 8 })
  control = { database, vault }
  await database.query(
    `insert into database_server (name, region, admin_reference, host, port, clinic_limit, connection_limit)
     values ('main', 'local', 'default', 'localhost', 5432, 1, 1)`,
  )
  const { rows } = await database.query<{ id: string }>(
    `insert into clinic (slug, name, time_zone, country, locale, state, server, database_name, role_name, credential)
     values ('riverside', 'Riverside', 'UTC', 'US', 'en', 'active', 'main', 'd', 'r', '') returning id`,
  )
  clinicId = rows[0]?.id ?? ''
})
afterAll(async () => {
  await database.end()
  await fresh[Symbol.asyncDispose]()
})

async function aGuardian(): Promise<Actor & { patientId: string }> {
  const patient = sealPatient({ name: 'Some Body', email: 'some@body.test' }, vault)
  await insertPatient(database, patient)
  return { kind: 'account', accountId: 'a', patientId: patient.id, operator: false, memberships: [] }
}
const refusalOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => {
      if (!isRefusal(error)) throw error
      return { code: error.code, facts: error.facts, detail: error.message }
    },
  )
async function countPatients(): Promise<number> {
  const { rows } = await database.query<{ count: number }>('select count(*)::integer as count from patient')
  return rows[0]?.count ?? 0
}
const child = { name: 'Max Body', birthDate: '2019-05-17', locale: 'de-AT' }

describe('a dependent', () => {
  it('is made once, however often the request is repeated under its key', async () => {
    const guardian = await aGuardian()
    const once = { idempotencyKey: 'a lost reply', fingerprint: 'aa' }
    const made = await Promise.all([1, 2, 3].map(() => addDependent(control, guardian, child, once)))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(await listDependents(control, guardian)).toHaveLength(1)
    const other = addDependent(control, guardian, child, { ...once, fingerprint: 'bb' })
    expect(await refusalOf(other)).toMatchObject({ code: 'idempotency-mismatch' })
  })

  it('is a patient of their own, whom their guardian finds again', async () => {
    const guardian = await aGuardian()
    const [first, second] = [
      await addDependent(control, guardian, child),
      await addDependent(control, guardian, { name: 'Mia Body' }),
    ]
    expect(first).toEqual({ id: expect.any(String), name: 'Max Body', birthDate: '2019-05-17' })
    expect(await listDependents(control, guardian)).toEqual([first, second])
    expect(second).toEqual({ id: second.id, name: 'Mia Body' })
    expect(await listDependents(control, await aGuardian())).toEqual([])
  })

  it('is sealed under a key of their own', async () => {
    const guardian = await aGuardian()
    const { id } = await addDependent(control, guardian, child)
    const { rows } = await database.query<{ text: string; key: Buffer }>(
      `select p::text as text, k.wrapped_key as key from patient p join patient_key k on k.patient_id = p.id
       where p.id = any($1)`,
      [[id, guardian.patientId]],
    )
    expect(rows).toHaveLength(2)
    expect(rows[0]?.key).not.toEqual(rows[1]?.key)
    for (const { text } of rows) expect(text).not.toContain(Buffer.from('Body').toString('hex'))
  })

  it("is introduced to a clinic with their guardian's address, having none of their own", async () => {
    const guardian = await aGuardian()
    const { id } = await addDependent(control, guardian, child)
    const card = await introducePatient(control, guardian, id, clinicId)
    const own = vault.unwrap(card.wrappedKey as Buffer, id)
    expect(own.open(card.sealedName as Buffer, cardPlaces.name)).toBe('Max Body')
    expect(JSON.parse(own.open(card.sealedContact as Buffer, cardPlaces.contact))).toEqual({
      guardian: { email: 'some@body.test' },
    })
  })

  it('is on record with a clinic that was given their card, once', async () => {
    const guardian = await aGuardian()
    const { id } = await addDependent(control, guardian, child)
    expect(await listClinicsKnowing(database, id)).toEqual([])
    await Promise.all([1, 2, 3].map(() => introducePatient(control, guardian, id, clinicId)))
    expect(await listClinicsKnowing(database, id)).toEqual([{ clinicId, since: expect.any(Date) }])
  })

  it('who is removed is no longer listed, and goes on being a patient', async () => {
    const guardian = await aGuardian()
    const { id } = await addDependent(control, guardian, child)
    await removeDependent(control, guardian, id)
    expect(await listDependents(control, guardian)).toEqual([])
    expect((await introducePatient(control, guardian, id, clinicId)).sealedName).toBeDefined()
  })

  it("of somebody else, and one that is not there, are refused alike and stay somebody else's", async () => {
    const [guardian, other] = await Promise.all([aGuardian(), aGuardian()])
    const dependent = await addDependent(control, guardian, child)
    const foreign = await refusalOf(removeDependent(control, other, dependent.id))
    expect(foreign).toMatchObject({ code: 'not-found' })
    expect(await refusalOf(removeDependent(control, other, crypto.randomUUID()))).toEqual(foreign)
    expect(await listDependents(control, guardian)).toEqual([dependent])
  })
})

describe('a guardian', () => {
  it('has twenty dependents at most, also when they add them all at once', async () => {
    const guardian = await aGuardian()
    const before = await countPatients()
    const add = () => addDependent(control, guardian, child)
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => refusalOf(add())))
    const refused = outcomes.filter((outcome) => outcome !== 'done')
    expect(refused).toHaveLength(10)
    for (const refusal of refused) {
      expect(refusal).toMatchObject({ code: 'outside-policy', facts: { rule: 'dependents', limit: 20 } })
    }
    const dependents = await listDependents(control, guardian)
    expect(dependents).toHaveLength(20)
    // whoever is refused leaves no patient behind whom nobody could reach
    expect(await countPatients()).toBe(before + 20)

    await removeDependent(control, guardian, dependents[0]?.id ?? '')
    expect(await refusalOf(add())).toBe('done')
    expect(await refusalOf(add())).toMatchObject({ code: 'outside-policy' })
  })

  it('is a patient who is signed in, and not an erased one', async () => {
    const staff: Actor = {
      kind: 'account',
      accountId: 'a',
      operator: true,
      memberships: [{ clinicId: 'c', role: 'clinic_admin' }],
    }
    expect(await refusalOf(addDependent(control, anonymous, child))).toMatchObject({ code: 'not-signed-in' })
    expect(await refusalOf(addDependent(control, staff, child))).toMatchObject({ code: 'not-allowed' })
    expect(await refusalOf(listDependents(control, staff))).toMatchObject({ code: 'not-allowed' })
    expect(await refusalOf(removeDependent(control, staff, crypto.randomUUID()))).toMatchObject({
      code: 'not-allowed',
    })
    const erased = await aGuardian()
    await database.query(
      `update patient set erased_at = now(), sealed_name = null, sealed_email = null, sealed_phone = null,
         sealed_birth_date = null, email_index = null, phone_index = null where id = $1`,
      [erased.patientId],
    )
    expect(await refusalOf(addDependent(control, erased, child))).toMatchObject({ code: 'patient-unknown' })
  })

  it('is never their own', async () => {
    const { patientId } = await aGuardian()
    const itself = database.query('insert into guardian (guardian_id, dependent_id) values ($1, $1)', [
      patientId,
    ])
    await expect(itself).rejects.toMatchObject({ constraint: 'guardian_of_another' })
  })
})
