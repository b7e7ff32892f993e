import type { FreeSlot } from '@polyclinic/contract'
import { expect } from 'vitest'
import { canary, child, told } from '../canary.ts'
import type { Aviary } from '../open-aviary.ts'

/** Books, moves, cancels and waits at two clinics, for themselves and a child; gives the first visit. */
export async function beIll(aviary: Aviary, token: string) {
  const { ask, send, service } = aviary
  const slots = async (clinic: string) => (await service.freeSlots(clinic, 8)) as [FreeSlot, ...FreeSlot[]]
  const [alpha, beta] = [await slots('alpha'), await slots('beta')]
  const to = { clinic: 'alpha', token }
  const book = (slot: FreeSlot | undefined, reason: string, over: object = {}, place = to) =>
    ask('bookAppointment', { ...place, ...withHeaders(service.booking(slot as FreeSlot, reason), over) })
  const visit = await book(alpha[0], told.reason)
  expect([visit.status, visit.body.reason]).toEqual([201, told.reason])
  await book(alpha[0], told.reason)
  await ask('bookAppointment', { ...to, body: { reason: told.reason, name: canary.name } })
  await ask('bookAppointment', {
    ...to,
    ...service.booking(alpha[1] as FreeSlot, 'x'.repeat(600) + canary.name),
  })
  await book(alpha[1], told.reason, { 'idempotency-key': canary.name.repeat(40) })
  await book(alpha[1], told.reason, { 'idempotency-key': 'once' })
  await book(alpha[2], told.otherReason, { 'idempotency-key': 'once' })
  await ask('listAppointments', { ...to, query: { cursor: canary.name } })
  await ask('listAppointments', { ...to, query: { status: canary.name, [canary.email]: canary.email } })
  await send('GET', `/v1/clinics/alpha/appointments/${encodeURIComponent(canary.name)}`, to)
  await send('GET', `/v1/clinics/${encodeURIComponent(canary.email)}/appointments`, to)
  await send('GET', `/v1/clinics?search=${encodeURIComponent(canary.name)}`)
  await send('GET', `/${encodeURIComponent(canary.name)}/${canary.phone}`, { host: 'quetzal.localhost' })
  const second = await book(beta[0], told.otherReason, {}, { clinic: 'beta', token })
  expect(second.status).toBe(201)
  const noted = await book(beta[1], told.otherReason, { prefer: 'respond-async' }, { clinic: 'beta', token })
  expect(noted.status).toBe(202)

  const params = { appointment: second.body.id }
  const at = { clinic: 'beta', token, params }
  await ask('cancelWithReason', { ...at, body: { reason: told.cancellation }, ifMatch: '"9"' })
  const ended = await ask('cancelWithReason', { ...at, body: { reason: told.cancellation }, ifMatch: '"1"' })
  expect(ended.status).toBe(200)
  await ask('showHistory', at)
  await haveChild(aviary, token, alpha)
  return { visit: visit.body, patientId: visit.body.patientId }
}

const withHeaders = (booking: { body: object; headers: Record<string, string> }, over: object) => ({
  body: booking.body,
  headers: { ...booking.headers, ...over },
})

async function haveChild({ ask, service }: Aviary, token: string, slots: readonly FreeSlot[]): Promise<void> {
  await ask('addDependent', { token, body: { name: child.name, phone: canary.phone } })
  const added = await ask('addDependent', { token, body: child })
  expect(added.status).toBe(201)
  const { body, headers } = service.booking(slots[5] as FreeSlot, told.reason)
  const booking = { ...body, patientId: added.body.id }
  expect((await ask('bookAppointment', { clinic: 'alpha', token, headers, body: booking })).status).toBe(201)
  const stale = { token, params: { dependent: added.body.id }, body: { name: canary.name }, ifMatch: '"5"' }
  await ask('editDependent', stale)
}
