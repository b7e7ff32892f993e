import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serverLog } from '@polyclinic/postgres/testing'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import type { TestPerson } from './testing/test-people.ts'

let service: TestService
let patients: TestPerson[]
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha'] })
  patients = await Promise.all(Array.from({ length: 100 }, () => service.patient()))
  // passwords rest between two
}, 120_000)
afterAll(() => service[Symbol.asyncDispose]())

/** As a patient's browser: who is told to come again does so, with the same key. */
async function book(token: string, call: ReturnType<TestService['booking']>) {
  for (;;) {
    const answer = await service.ask('bookAppointment', { clinic: 'alpha', token, ...call })
    if (answer.status !== 503) return answer
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    await pause(Number(answer.headers['retry-after']) * 1_000)
  }
}

it('of 100 patients on one slot gives it to one and shows the others what is free instead', async () => {
  const rounds = 3
  const { databaseName } = await service.clinic('alpha')
  const slots = await service.freeSlots('alpha', rounds)

  for (const [round, slot] of slots.entries()) {
    // the first round makes them known to the clinic, a later one finds them known; with and without a reason
    const reason = round % 2 === 0 ? 'A sore throat' : undefined
    const answers = await Promise.all(patients.map(({ token }) => book(token, service.booking(slot, reason))))
    const refused = answers.filter(({ status }) => status !== 201)
    expect(refused).toHaveLength(patients.length - 1)
    for (const { status, problem } of refused) {
      expect([status, problem.code]).toEqual([409, 'slot-taken'])
      expect(problem['alternatives']).toHaveLength(3)
      expect(problem['alternatives'].map(({ id }: { id: string }) => id)).not.toContain(slot.id)
    }
  }

  const inside = service.fleet.asSuperuser(databaseName)
  const { rows } = await inside.query<{ appointments: number; taken: number }>(
    `select (select count(*)::integer from appointment) as appointments,
       (select sum(taken)::integer from slot where id = any ($1)) as taken`,
    [slots.map(({ id }) => id)],
  )
  expect(rows[0]).toEqual({ appointments: rounds, taken: rounds })
  expect(await serverLog(databaseName)).not.toMatch(/deadlock|ERROR/)
})

it('of 100 patients on ten slots fills every slot once', async () => {
  const slots = await service.freeSlots('alpha', 10)
  const answers = await Promise.all(
    patients.map(({ token }, turn) => {
      const slot = slots[turn % slots.length]
      if (!slot) throw new Error('there is no slot')
      return book(token, service.booking(slot))
    }),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(10).fill(201), ...Array(90).fill(409)])
  const { databaseName } = await service.clinic('alpha')
  expect(await serverLog(databaseName)).not.toMatch(/deadlock|ERROR/)
})

it('of 100 people who sign in at once keeps nobody from booking', async () => {
  const { databaseName } = await service.clinic('alpha')
  const slots = await service.freeSlots('alpha', 5)
  // connections to the clinic must be made anew while passwords are being hashed: both need threads
  await service.fleet
    .asSuperuser('postgres')
    .query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = $2',
      [databaseName, 'polyclinic-api'],
    )
  const signIns = patients.map(({ email }) =>
    service.ask('signIn', { body: { email, password: 'not their password' } }),
  )
  const bookings = slots.map((slot, turn) =>
    service.ask('bookAppointment', {
      clinic: 'alpha',
      token: patients[turn]?.token,
      ...service.booking(slot),
    }),
  )
  const booked = await Promise.all(bookings)
  expect(booked.map(({ status }) => status)).toEqual(slots.map(() => 201))
  expect(new Set((await Promise.all(signIns)).map(({ status }) => status))).toEqual(new Set([401]))
}, 120_000)
