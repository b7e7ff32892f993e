import { type Asker, askAs, demo } from '../testing/ask.ts'

interface Slot {
  readonly id: string
  readonly localDate: string
  readonly doctor: { readonly id: string }
}

/** Of whom pictures are full. */
const people = [
  ['Amara Okafor', '+12125550101'],
  ['Benjamin Cole', '+12125550102'],
  ['Chiara Russo', '+12125550103'],
  ['Dmitri Volkov', '+12125550104'],
  ['Elena García', '+12125550105'],
  ['Farid Haddad', '+12125550106'],
  ['Grace Nakamura', '+12125550107'],
  ['Henry Lindqvist', '+12125550108'],
  ['Ines Moreira', '+12125550109'],
  ['Jonas Becker', '+12125550110'],
] as const

export interface Populated {
  /** The first day with free times, on which the visits are */
  readonly day: string
  readonly appointmentId: string
  readonly patientId: string
}

/** Gives the clinic Riverside a day as clinics have them: patients, visits, some of whom have arrived. */
export async function populate(url: string): Promise<Populated> {
  const desk = await askAs(url, demo('desk@riverside.example'))
  const pat = await askAs(url, demo('pat@home.example'))
  const clinic = '/v1/clinics/riverside'
  const { items: slots } = await desk.get<{ items: Slot[] }>(
    `${clinic}/slots?limit=200&visitType=consultation`,
  )
  const day = fullest(slots)
  const patients = await register(desk, clinic)
  for (const [nth, slot] of spread(slots.filter(({ localDate }) => localDate === day)).entries()) {
    await book(desk, clinic, slot, { patientId: patients[nth % patients.length], reason: 'Check-up' })
  }
  const own = await book(pat, clinic, slots[4] as Slot, { reason: 'Annual check-up' })
  return { day, appointmentId: own.id, patientId: patients[0] as string }
}

/** The day with the most free times */
function fullest(slots: readonly Slot[]): string {
  const days = [...Map.groupBy(slots, ({ localDate }) => localDate)]
  return days.toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? ''
}

/** Two of three times of each doctor, so that there are gaps as there are on any day. */
const spread = (slots: readonly Slot[]): Slot[] =>
  [...Map.groupBy(slots, ({ doctor }) => doctor.id).values()].flatMap((ofDoctor) =>
    ofDoctor.filter((_, nth) => nth % 3 !== 1).slice(0, 9),
  )

async function register(desk: Asker, clinic: string): Promise<string[]> {
  const ids: string[] = []
  for (const [name, phone] of people) {
    const { id } = await desk.post<{ id: string }>(`${clinic}/patients`, { name, phone, consent: true })
    ids.push(id)
  }
  return ids
}

const book = (asker: Asker, clinic: string, slot: Slot, more: object) =>
  asker.post<{ id: string }>(`${clinic}/appointments`, {
    slotId: slot.id,
    visitType: 'consultation',
    ...more,
  })
