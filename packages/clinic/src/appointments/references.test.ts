import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'
import { listAppointments } from './index.ts'

let clinic: TestClinic
let reference: string
const patient = aPatient()
beforeAll(async () => {
  clinic = await openTestClinic()
  const [slot, other] = await slotsOfDay(clinic, 'Ben Okri', 2)
  reference = (await verbsOf(clinic).book(slot?.id ?? '', patient)).reference
  await verbsOf(clinic).book(other?.id ?? '')
})
afterAll(() => clinic[Symbol.asyncDispose]())

test.each([
  ['as it is written', (said: string) => said],
  ['in small letters', (said: string) => said.toLowerCase()],
  ['without dashes', (said: string) => said.replaceAll('-', '')],
  ['with spaces around and between', (said: string) => ` ${said.replaceAll('-', ' ').split('').join(' ')} `],
])('a reference is found by the desk and its patient %s', async (_, say) => {
  for (const who of [aMember(clinic, 'staff'), patient]) {
    const { items } = await listAppointments(clinic, who, { reference: say(reference), limit: 10 })
    expect(items.map((each) => each.reference)).toEqual([reference])
  }
  const { items } = await listAppointments(clinic, aPatient(), { reference: say(reference), limit: 10 })
  expect(items).toEqual([])
})

test.each(['', 'RVR', '%', 'RVR-____-__'])('by %j nobody is found', async (said) => {
  const { items } = await listAppointments(clinic, aMember(clinic, 'staff'), { reference: said, limit: 10 })
  expect(items).toEqual([])
})
