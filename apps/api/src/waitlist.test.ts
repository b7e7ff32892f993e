import { type FreeSlot, type Routes, type WaitlistEntry } from '@polyclinic/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Question } from './testing/ask-over-http.ts'
import { expectPromised } from './testing/expect-promised.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'

let service: TestService
let token: string
let day: string
let slots: FreeSlot[]
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha'] })
  token = (await service.patient()).token
  const free = await service.freeSlots('alpha')
  day = free.find(({ localDate }) => localDate !== free[0]?.localDate)?.localDate ?? ''
  slots = free.filter(({ localDate, localTime }) => localDate === day && localTime >= '17:00')
  // all of that evening
  for (const slot of slots) await ask('bookAppointment', service.booking(slot))
})
afterAll(() => service[Symbol.asyncDispose]())

const ask = <Id extends keyof Routes>(id: Id, question: Question = {}) =>
  service.ask(id, { clinic: 'alpha', token, ...question })
let keys = 0
const key = () => ({ 'idempotency-key': `waiting-${++keys}` })
const wishes = (over = {}) => ({
  from: day,
  to: day,
  visitType: 'consultation',
  partsOfDay: ['evening'],
  ...over,
})
const join = (question: Question = {}) => ask('joinWaitlist', { headers: key(), body: wishes(), ...question })
const an = ({ id }: Pick<WaitlistEntry, 'id'>) => ({ params: { entry: id } })
async function freeOne() {
  const { items } = (
    await ask('listAppointments', { query: { from: day, to: day, status: 'booked', limit: 200 } })
  ).body
  const last = items.at(-1)
  await ask('cancelAppointment', { params: { appointment: last?.id ?? '' }, ifMatch: `"${last?.version}"` })
}

describe('the waitlist over HTTP', () => {
  it('takes who waits, offers what is freed, and books it', async () => {
    const waiting = (await service.patient()).token
    const joined = await join({ token: waiting })
    expect([joined.status, joined.headers.etag, joined.body.state]).toEqual([201, '"1"', 'waiting'])
    expect(joined.headers.location).toBe(`/v1/clinics/alpha/waitlist/${joined.body.id}`)
    await freeOne()
    const offered = await service.send('GET', String(joined.headers.location), { token: waiting })
    expect([offered.body.state, offered.headers.etag]).toEqual(['offered', '"2"'])
    const accepting = { ...an(joined.body), token: waiting, headers: key() }
    const blind = await ask('acceptOffer', { ...accepting, headers: {} })
    expect(expectPromised('acceptOffer', blind)['issues']).toMatchObject([{ pointer: 'Idempotency-Key' }])
    const [booked, again] = await Promise.all([ask('acceptOffer', accepting), ask('acceptOffer', accepting)])
    expect([booked.status, booked.headers.etag, again.body]).toEqual([201, '"2"', booked.body])
    expect(booked.headers.location).toBe(`/v1/clinics/alpha/appointments/${booked.body.id}`)
    const { items } = (await ask('listWaitlist', { token: waiting })).body
    expect(items).toMatchObject([{ id: joined.body.id, state: 'booked', appointmentId: booked.body.id }])
    const late = await ask('declineOffer', { ...an(joined.body), token: waiting })
    expect(expectPromised('declineOffer', late)['state']).toBe('booked')
  })

  it('lets go who declines or leaves', async () => {
    const [one, two] = [(await service.patient()).token, (await service.patient()).token]
    const [first, second] = [await join({ token: one }), await join({ token: two })]
    await freeOne()
    const declined = await ask('declineOffer', { ...an(first.body), token: one })
    expect([declined.status, declined.body.state]).toEqual([200, 'waiting'])
    expect((await ask('showWaitlistEntry', { ...an(second.body), token: two })).body.state).toBe('offered')
    const left = await ask('leaveWaitlist', { ...an(second.body), token: two })
    expect([left.status, left.body.state]).toEqual([200, 'left'])
    const again = await ask('leaveWaitlist', { ...an(second.body), token: two })
    expect(expectPromised('leaveWaitlist', again)['state']).toBe('left')
  })

  it('is a patient’s own, and the desk’s', async () => {
    const { body } = await join()
    const other = (await service.patient()).token
    for (const id of ['showWaitlistEntry', 'leaveWaitlist', 'declineOffer', 'acceptOffer'] as const) {
      const foreign = await ask(id, { ...an(body), headers: key(), token: other })
      expect(expectPromised(id, foreign).code).toBe('not-found')
    }
    const desk = (await service.member('alpha', 'staff')).token
    expect((await ask('showWaitlistEntry', { ...an(body), token: desk })).status).toBe(200)
    const listed = await ask('listWaitlist', { token: desk, query: { limit: 1 } })
    expect([listed.body.items.length, typeof listed.body.next]).toEqual([1, 'string'])
  })

  it.each([
    ['no days', { from: undefined }, '/from'],
    ['days in the wrong order', { from: '2030-01-02', to: '2030-01-01' }, '/to'],
    ['more than a year of days', { from: '2030-01-01', to: '2031-03-01' }, '/to'],
    ['a part of day that there is not', { partsOfDay: ['night'] }, '/partsOfDay/0'],
    ['no part of day', { partsOfDay: [] }, '/partsOfDay'],
    ['what nobody knows', { colour: 'red' }, '/colour'],
    ['a visit that there is not', { visitType: 'surgery' }, '/visitType'],
  ])('does not take %s', async (_, over, pointer) => {
    const told = expectPromised('joinWaitlist', await join({ body: wishes(over) }))
    expect([told.code, told['issues'][0].pointer]).toEqual(['invalid-request', pointer])
  })

  it('takes a year of days', async () => {
    const body = wishes({ from: '2030-01-01', to: '2030-12-31' })
    expect((await join({ body })).status).toBe(201)
  })
})
