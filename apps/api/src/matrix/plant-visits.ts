import type { TestService } from '../testing/start-test-service.ts'
import type { Person } from './people.ts'
import type { Planted } from './records.ts'

export interface FreeTime {
  readonly id: string
  readonly doctorId: string
}

/** One clinic that is being planted; what is taken of `free` is taken out of it. */
export interface At {
  readonly service: TestService
  readonly slug: string
  readonly desk: Person
  readonly doctors: readonly string[]
  readonly free: FreeTime[]
}

export const canaryReason = (patientId: string): string => `Canary reason of ${patientId}`

let key = 0
export const once = () => ({ 'idempotency-key': `plant-${++key}` })

/**
 * Gives each guest an appointment, a hold, a booking that is noted, and a place on the waitlist: the first with the
 * first doctor, the others with the second, a guardian for their dependent.
 */
export async function plantVisits(at: At, guests: readonly Person[]): Promise<Planted[]> {
  const planted: Planted[] = []
  for (const [nth, guest] of guests.entries()) {
    const doctorId = at.doctors[Math.min(nth, at.doctors.length - 1)] ?? ''
    planted.push(...(await plantGuest(at, guest, doctorId)))
  }
  return planted
}

async function plantGuest(at: At, guest: Person, doctorId: string): Promise<Planted[]> {
  const { service, slug } = at
  const patientId = guest.guards[0] ?? guest.patientId ?? ''
  const to = { clinic: slug, token: guest.token }
  const visit = () => ({ slotId: take(at, doctorId), visitType: 'consultation', patientId })
  const reason = canaryReason(patientId)
  const booked = await service.ask('bookAppointment', {
    ...to,
    headers: once(),
    body: { ...visit(), reason },
  })
  const held = await service.ask('holdSlot', { ...to, headers: once(), body: visit() })
  const later = { ...once(), prefer: 'respond-async' }
  const noted = await service.ask('bookAppointment', { ...to, headers: later, body: { ...visit(), reason } })
  const waits = await service.ask('joinWaitlist', { ...to, headers: once(), body: { ...wish, patientId } })
  for (const { status, text } of [booked, held, noted, waits]) if (status >= 300) throw new Error(text)
  const common = { clinic: slug, patientId }
  return [
    { ...common, kind: 'appointment', id: booked.body.id, doctorId },
    { ...common, kind: 'hold', id: held.body.id },
    { ...common, kind: 'booking request', id: noted.body.id },
    { ...common, kind: 'waitlist entry', id: waits.body.id },
    { ...common, kind: 'patient', id: patientId, doctorId },
  ]
}

// a day beyond the calendar: nobody is offered anything while the cells are asked
const wish = { visitType: 'consultation', from: '2199-01-01', to: '2199-01-02' }

function take({ free }: At, doctorId: string): string {
  const nth = free.findIndex((slot) => slot.doctorId === doctorId)
  const [slot] = free.splice(nth, 1)
  if (!slot) throw new Error('There is no free slot left to plant.')
  return slot.id
}
