import type { Appointment, FreeSlot } from '@polyclinic/contract'
import { serverLog } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { testManifest, testStaffing } from './testing/test-manifest.ts'
import type { TestPerson } from './testing/test-people.ts'

const manyDoctors = Array.from({ length: 50 }, (_, nth) => ({
  ...testStaffing.doctors[0],
  name: `Doctor ${nth}`,
}))
const crowd = testManifest('crowd', { staffing: { ...testStaffing, doctors: manyDoctors } as never })

let service: TestService
let patients: TestPerson[] = []
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha', crowd] })
  for (let hundred = 0; hundred < 2; hundred++) {
    patients = patients.concat(await Promise.all(Array.from({ length: 100 }, () => service.patient())))
  }
})
afterAll(() => service[Symbol.asyncDispose]())

interface Booked {
  readonly person: TestPerson
  readonly slot: FreeSlot
  readonly appointment: Appointment
}

const bookEach = (slots: readonly FreeSlot[]): Promise<Booked[]> =>
  Promise.all(
    slots.map(async (slot, nth) => {
      const person = patients[nth] as TestPerson
      const { status, body, text } = await service.ask('bookAppointment', {
        clinic: 'alpha',
        token: person.token,
        ...service.booking(slot),
      })
      if (status !== 201) throw new Error(text)
      return { person, slot, appointment: body }
    }),
  )

/** Late enough for patients to move them. */
const laterSlots = async (many: number) => (await service.freeSlots('alpha', many + 10)).slice(10)

const moveTo = (slotId: string, { person, appointment }: Booked) =>
  service.ask('rescheduleAppointment', {
    clinic: 'alpha',
    token: person.token,
    params: { appointment: appointment.id },
    ifMatch: `"${appointment.version}"`,
    body: { slotId },
  })

const cancel = ({ person, appointment }: Booked, version: number) =>
  service.ask('cancelAppointment', {
    clinic: 'alpha',
    token: person.token,
    params: { appointment: appointment.id },
    ifMatch: `"${version}"`,
  })

const quietLog = async (slug: string) => {
  const { databaseName } = await service.clinic(slug)
  expect(await serverLog(databaseName)).not.toMatch(/deadlock|ERROR/)
}

it('of 20 who move onto one slot moves one, and leaves the others where they are', async () => {
  for (let round = 0; round < 5; round++) {
    const [wanted, ...slots] = await laterSlots(21)
    if (!wanted || slots.length < 20) throw new Error('there are too few slots')
    const booked = await bookEach(slots)
    const answers = await Promise.all(booked.map((each) => moveTo(wanted.id, each)))
    const moved = answers.filter(({ status }) => status === 200)
    expect(moved.map(({ body }) => [body.startsAt, body.doctor.id, body.version])).toEqual([
      [wanted.startsAt, wanted.doctor.id, 2],
    ])
    const refused = answers.filter(({ status }) => status !== 200)
    expect(new Set(refused.map(({ status, problem }) => `${status} ${problem.code}`))).toEqual(
      new Set(['409 slot-taken']),
    )
    for (const [nth, { status }] of answers.entries()) {
      const each = booked[nth] as Booked
      const params = { appointment: each.appointment.id }
      const seen = await service.ask('showAppointment', { clinic: 'alpha', token: each.person.token, params })
      if (status !== 200) expect(seen.body).toEqual(each.appointment)
      expect((await cancel(each, seen.body.version)).status).toBe(200)
    }
  }
  await quietLog('alpha')
})

it('lets ten pairs that want each other’s slots neither swap nor wait for each other, and loses nobody', async () => {
  const slots = await laterSlots(20)
  const booked = await bookEach(slots)
  const partnerOf = (nth: number) => booked[nth % 2 === 0 ? nth + 1 : nth - 1] as Booked
  for (let round = 0; round < 10; round++) {
    const answers = await Promise.all(booked.map((each, nth) => moveTo(partnerOf(nth).slot.id, each)))
    // whose time it is stands in the way until they go, and neither goes before the other
    expect(new Set(answers.map(({ status, problem }) => `${status} ${problem.code}`))).toEqual(
      new Set(['409 slot-taken']),
    )
  }
  for (const each of booked) {
    const params = { appointment: each.appointment.id }
    const seen = await service.ask('showAppointment', { clinic: 'alpha', token: each.person.token, params })
    expect(seen.body).toEqual(each.appointment)
    expect((await cancel(each, 1)).status).toBe(200)
  }
  await quietLog('alpha')
})

it('of 200 who ask for any of 50 doctors at one time books 50, each with another', async () => {
  const [first] = await service.freeSlots('crowd', 1)
  if (!first) throw new Error('there is no slot')
  const answers = await Promise.all(
    patients.map(({ token }, nth) =>
      service.ask('bookAppointment', {
        clinic: 'crowd',
        token,
        body: { startsAt: first.startsAt, visitType: 'consultation' },
        headers: { 'idempotency-key': `any-${nth}` },
      }),
    ),
  )
  const booked = answers.filter(({ status }) => status === 201)
  expect(new Set(booked.map(({ body }) => body.doctor.id)).size).toBe(50)
  expect(booked).toHaveLength(50)
  const refused = answers.filter(({ status }) => status !== 201)
  expect(new Set(refused.map(({ status, problem }) => `${status} ${problem.code}`))).toEqual(
    new Set(['409 slot-taken']),
  )
  await quietLog('crowd')
})
