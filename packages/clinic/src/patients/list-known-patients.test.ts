import { type Actor, cardPlaces } from '@polyclinic/guard'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { setState } from '../testing/set-state.ts'
import { admitPatient, listKnownPatients, refreshCard } from './index.ts'

let clinic: TestClinic
let desk: Actor
beforeAll(async () => {
  clinic = await openTestClinic()
  desk = aMember(clinic, 'staff')
  await admit('Zoë Ångström', '+493012345678')
  await admit('Ada O’Neil-Løvstrøm', '+4915112345678')
  await admit('Jürgen Groß')
  await admit('Adam Weiss')
})
afterAll(() => clinic[Symbol.asyncDispose]())

function cardOf(patientId: string, name: string, phone?: string, wrapped?: Buffer) {
  const wrappedKey = wrapped ?? clinic.vault.newPersonalKey(patientId)
  const own = clinic.vault.unwrap(wrappedKey, patientId)
  return {
    wrappedKey,
    sealedName: own.seal(name, cardPlaces.name),
    sealedContact: own.seal(JSON.stringify({ phone }), cardPlaces.contact),
  }
}
async function admit(name: string, phone?: string) {
  const id = newId()
  const card = cardOf(id, name, phone)
  return { ...(await admitPatient(clinic, desk, id, card)), card }
}
const search = async (text?: string) =>
  (await listKnownPatients(clinic, desk, { search: text, limit: 100 })).items.map(({ name }) => name)

describe('the known patients of a clinic', () => {
  test('are listed by name, whatever their accents, in pages that follow each other', async () => {
    const all = ['Ada O’Neil-Løvstrøm', 'Adam Weiss', 'Jürgen Groß', 'Zoë Ångström']
    expect(await search()).toEqual(all)
    const first = await listKnownPatients(clinic, desk, { limit: 2 })
    const second = await listKnownPatients(clinic, desk, { limit: 2, cursor: first.next })
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(all)
    expect(second.next).toBeUndefined()
    expect(first.next).not.toContain('Adam')
  })

  test.each([
    ['ANGS', ['Zoë Ångström']],
    ['zoe ang', ['Zoë Ångström']],
    ['lovstrom', ['Ada O’Neil-Løvstrøm']],
    ['gross', ['Jürgen Groß']],
    ['ada', ['Ada O’Neil-Løvstrøm', 'Adam Weiss']],
    ['ada weiss', ['Adam Weiss']],
    ['eiss', []],
    ['+49 30 1234', ['Zoë Ångström']],
    ['0151 1234', ['Ada O’Neil-Løvstrøm']],
    ['%', []],
    ["' or 1=1", []],
  ])('are found by %s', async (text, names) => {
    expect(await search(text)).toEqual(names)
  })

  test('are found by the number of their file', async () => {
    const { localNumber, name } = await admit('Numbered Nobody')
    expect(await search(String(localNumber))).toContain(name)
  })

  test('are found under what they are called now, and no more once they are gone', async () => {
    const { id, card } = await admit('Before Marriage')
    expect(await search('before')).toEqual(['Before Marriage'])
    const worker = { kind: 'system', name: 'worker' } as const
    const read = async () => cardOf(id, 'After Marriage', undefined, card.wrappedKey)
    expect(await refreshCard(clinic, worker, id, read)).toBe(true)
    expect(await refreshCard(clinic, worker, id, read)).toBe(false)
    expect([await search('before'), await search('after')]).toEqual([[], ['After Marriage']])
    await setState(clinic, id, 'erased')
    expect(await search('after')).toEqual([])
    expect(await refreshCard(clinic, worker, id, read)).toBe(false)
  })

  test('are nothing that a patient or another clinic’s desk may see', async () => {
    for (const who of [aPatient(), aMember({ id: newId() }, 'clinic_admin')]) {
      expect((await refusalOf(listKnownPatients(clinic, who, { limit: 1 }))).code).toBe('not-allowed')
    }
    const foreign = { limit: 1, cursor: btoa(JSON.stringify([newId()])) }
    expect((await refusalOf(listKnownPatients(clinic, desk, foreign))).code).toBe('invalid-request')
  })
})
