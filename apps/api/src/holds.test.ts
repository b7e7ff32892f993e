import { freeSlot, type FreeSlot, type Routes } from '@polyclinic/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Question } from './testing/ask-over-http.ts'
import { expectPromised } from './testing/expect-promised.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'

let service: TestService
let slots: FreeSlot[]
let token: string
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha'] })
  token = (await service.patient()).token
  slots = (await service.freeSlots('alpha')).slice(4)
})
afterAll(() => service[Symbol.asyncDispose]())

const aSlot = () => {
  const slot = slots.shift()
  if (!slot) throw new Error('there is no slot left')
  return slot
}
const ask = <Id extends keyof Routes>(id: Id, question: Question = {}) =>
  service.ask(id, { clinic: 'alpha', token, ...question })
const hold = (slot = aSlot(), question: Question = {}) =>
  ask('holdSlot', { ...service.booking(slot), ...question })
const a = (body: { id: string }) => ({ params: { hold: body.id } })
const key = () => service.booking(aSlot()).headers

describe('a hold over HTTP', () => {
  it('is made, shown, made longer and given back', async () => {
    const held = await hold()
    expect([held.status, held.headers.etag]).toEqual([201, '"1"'])
    expect(held.headers.location).toBe(`/v1/clinics/alpha/holds/${held.body.id}`)
    const shown = await service.send('GET', String(held.headers.location), { token })
    expect([shown.status, shown.headers.etag, shown.body]).toEqual([200, '"1"', held.body])
    expect(shown.headers['cache-control']).toBe('no-store')
    const renewed = await ask('renewHold', a(held.body))
    expect([renewed.status, renewed.headers.etag, renewed.body.renewable]).toEqual([200, '"2"', false])
    const again = await ask('renewHold', a(held.body))
    expect(expectPromised('renewHold', again)).toMatchObject({ rule: 'hold-renewals', limit: 1 })
    const released = await ask('releaseHold', a(held.body))
    expect([released.status, released.text]).toEqual([204, ''])
    for (const id of ['showHold', 'renewHold', 'releaseHold'] as const) {
      expect(expectPromised(id, await ask(id, a(held.body))).code).toBe('hold-ended')
    }
  })

  it('keeps others out with facts that they can go by, and is booked by its holder', async () => {
    const slot = aSlot()
    const held = await hold(slot)
    const other = (await service.patient()).token
    for (const id of ['holdSlot', 'bookAppointment'] as const) {
      const told = expectPromised(id, await ask(id, { ...service.booking(slot), token: other }))
      expect([told.code, told['until']]).toEqual(['slot-held', held.body.expiresAt])
      expect(freeSlot.array().length(3).safeParse(told['alternatives']).success).toBe(true)
    }
    const theirs = { token: other, headers: key(), body: { holdId: held.body.id } }
    expect(expectPromised('bookAppointment', await ask('bookAppointment', theirs)).code).toBe('not-found')
    const booked = await ask('bookAppointment', {
      headers: key(),
      body: { holdId: held.body.id, reason: 'A cough' },
    })
    expect([booked.status, booked.headers.etag, booked.body.reason]).toEqual([201, '"2"', 'A cough'])
    expect(booked.headers.location).toBe(`/v1/clinics/alpha/appointments/${held.body.id}`)
  })

  it('is one under its key, and another body under it is refused', async () => {
    const [slot, headers] = [aSlot(), key()]
    const [one, two] = await Promise.all([hold(slot, { headers }), hold(slot, { headers })])
    expect([one.status, two.status, two.body]).toEqual([201, 201, one.body])
    expect(expectPromised('holdSlot', await hold(aSlot(), { headers })).code).toBe('idempotency-mismatch')
  })
})

describe.each(['holdSlot', 'bookAppointment'] as const)('what %s does not take:', (id) => {
  const visitType = 'consultation'
  const uuid = '01999999-0000-7000-8000-000000000000'
  it.each([
    ['no time', { visitType }, '', 'name a time'],
    [
      'two ways to name a time',
      { slotId: uuid, startsAt: '2030-01-01T09:00:00Z', visitType },
      '/startsAt',
      'together',
    ],
    [
      'a version without a slot',
      { startsAt: '2030-01-01T09:00:00Z', slotVersion: 1, visitType },
      '/slotVersion',
      '',
    ],
    ['doctors with a slot', { slotId: uuid, doctors: [uuid], visitType }, '/doctors', 'startsAt'],
    ['no visit', { slotId: uuid }, '/visitType', 'missing'],
    ['what nobody knows', { slotId: uuid, visitType, colour: 'red' }, '/colour', ''],
    ['no instant', { startsAt: 'tomorrow', visitType }, '/startsAt', ''],
    ['a local time', { startsAt: '2030-01-01T09:00:00', visitType }, '/startsAt', ''],
    [
      'too many doctors',
      { startsAt: '2030-01-01T09:00:00Z', visitType, doctors: Array(51).fill(uuid) },
      '/doctors',
      '',
    ],
  ])('%s', async (_, body, pointer, message) => {
    const told = expectPromised(id, await ask(id, { headers: key(), body }))
    expect(told['issues']).toEqual([{ pointer, message: expect.stringContaining(message) }])
  })

  it('no key', async () => {
    const told = expectPromised(id, await ask(id, { body: service.booking(aSlot()).body }))
    expect([told.code, told['issues'][0].pointer]).toEqual(['invalid-request', 'Idempotency-Key'])
  })

  it('nobody signed in, and nobody of the clinic’s', async () => {
    const { body, headers } = service.booking(aSlot())
    expect(expectPromised(id, await service.ask(id, { clinic: 'alpha', body, headers })).code).toBe(
      'not-signed-in',
    )
    const operator = (await service.operator()).token
    expect(expectPromised(id, await ask(id, { body, headers, token: operator })).code).toBe('not-allowed')
  })
})
