import { setTimeout as pause } from 'node:timers/promises'
import { openLine } from '../http/http-line.ts'
import { writeRequest } from '../http/write-request.ts'
import type { Person, ProvenService } from '../service/open-service.ts'
import { someSlots } from '../service/some-slots.ts'

const path = '/v1/clinics/rush/appointments'
const callers = 8

/**
 * Books that many slots, some days ahead.
 * @param allowed how many may be booked by now
 * @returns the ids of the appointments
 */
export async function bookAll(
  service: ProvenService,
  people: readonly Person[],
  many: number,
  allowed: () => number,
): Promise<string[]> {
  // not so soon that reminders would leave too
  const slots = await someSlots(service, many, '10 days')
  const booked: string[] = []
  let next = 0
  const caller = async () => {
    using line = openLine(service.apis[0]?.port ?? 0, 30_000)
    for (let nth = next++; nth < slots.length; nth = next++) {
      while (nth >= allowed()) await pause(20)
      const person = people[nth % people.length] as Person
      const token = await service.tokenOf(person)
      const body = { slotId: slots[nth], visitType: 'visit' }
      const request = writeRequest({ method: 'POST', path, token, key: `booking-${nth}`, body })
      const { status, text } = await line.ask(request)
      if (status !== 201) throw new Error(`A booking was answered with ${status}: ${text.slice(0, 300)}`)
      booked.push(JSON.parse(text).id)
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  return booked
}
