import type { Asker } from './ask.ts'
import { askHere } from './here.ts'

export interface FreeTime {
  readonly id: string
  readonly startsAt: string
  readonly localDate: string
  readonly localTime: string
  readonly doctor: { readonly id: string; readonly name: string }
}

/** Free times of a clinic for a consultation, earliest first. */
export async function freeTimes(clinic: string, query: Record<string, string> = {}): Promise<FreeTime[]> {
  const search = new URLSearchParams({ visitType: 'consultation', limit: '200', ...query })
  return (await askHere('GET', `/v1/clinics/${clinic}/slots?${search}`)).body.items
}

export interface Booked {
  readonly id: string
  readonly reference: string
  readonly version: number
  readonly startsAt: string
}

export const book = (ask: Asker, clinic: string, slotId: string): Promise<Booked> =>
  ask.post(`/v1/clinics/${clinic}/appointments`, {
    slotId,
    visitType: 'consultation',
    reason: 'A cough that stays',
  })

/** At the clinic Riverside. */
export async function doctorNamed(name: string): Promise<string> {
  const { body } = await askHere('GET', '/v1/clinics/riverside/doctors')
  return body.items.find((doctor: { name: string }) => doctor.name === name).id
}
