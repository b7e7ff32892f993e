import type { Asked, Call, Given, Verb } from './history.ts'
import { prepareProof, type Proof } from './proof.ts'
import type { Booked, DoctorTime, Event, Seat, Slot, State, StoredKey, VisitType } from './state.ts'

/** A morning long ago; hours and minutes of it are given as "09:30". */
export const at = (time: string): number => Date.parse(`2020-01-01T${time}:00Z`)

export const visitTypes: VisitType[] = [
  { code: 'short', minutes: 30, before: 0, after: 0 },
  { code: 'buffered', minutes: 20, before: 15, after: 20 },
  { code: 'long', minutes: 60, before: 0, after: 0 },
  { code: 'group', minutes: 60, before: 0, after: 0 },
]

export const slot = (id: string, time: string, over: Partial<Slot> = {}): Slot => ({
  id,
  doctorId: 'ada',
  startsAt: at(time),
  endsAt: at(time) + 30 * 60_000,
  capacity: 1,
  taken: 0,
  overbooked: 0,
  open: true,
  ...over,
})

let nth = 0

/** A call that lasted a second. */
export const call = (verb: Verb, asked: Asked, over: Partial<Call> = {}): Call => ({
  nth: ++nth,
  client: 1,
  api: 0,
  verb,
  asked,
  sentAt: 1_000,
  doneAt: 2_000,
  outcome: 'ok',
  ...over,
})

export const refused = (verb: Verb, code: string, asked: Asked, over: Partial<Call> = {}): Call =>
  call(verb, asked, {
    outcome: 'refused',
    status: 409,
    code,
    facts: {},
    sentAt: 3_000,
    doneAt: 4_000,
    ...over,
  })

/** One appointment with all that belongs to it, as the database keeps it and as its client was told. */
export interface Written {
  readonly calls: readonly Call[]
  readonly appointment: Booked
  readonly events: readonly Event[]
  readonly seats: readonly Seat[]
  readonly time: DoctorTime
  readonly key: StoredKey
}

/** Somebody books a slot under the key of the same name as the appointment, and is told so. */
export function booked(id: string, where: Slot, over: Partial<Booked> = {}, key = id): Written {
  const visit =
    visitTypes.find(({ code }) => code === (over.visitType ?? 'short')) ?? (visitTypes[0] as VisitType)
  const { startsAt, doctorId } = where
  const appointment: Booked = {
    id,
    doctorId,
    visitType: visit.code,
    patientId: 'pat',
    startsAt,
    endsAt: startsAt + visit.minutes * 60_000,
    status: 'booked',
    holdExpiresAt: null,
    doctorTimeId: `time of ${id}`,
    version: 1,
    ...over,
  }
  const given: Given = { ...appointment, startsAt: new Date(startsAt).toISOString() }
  return {
    appointment,
    calls: [
      call('book', { slotId: where.id, visitType: visit.code }, { key, given: { ...given, version: 1 } }),
    ],
    events: [event(id, where)],
    seats: [{ slotId: where.id, seat: 1, appointmentId: id, overbooked: false }],
    time: {
      id: `time of ${id}`,
      doctorId,
      from: startsAt - visit.before * 60_000,
      until: startsAt + (visit.minutes + visit.after) * 60_000,
      sessionSlotId: null,
    },
    key: { key, id, version: 1 },
  }
}

export const event = (appointmentId: string, where: Slot, over: Partial<Event> = {}): Event => ({
  appointmentId,
  version: 1,
  type: 'booked',
  status: 'booked',
  startsAt: where.startsAt,
  doctorId: where.doctorId,
  slotIds: [where.id],
  holdExpiresAt: null,
  override: false,
  why: null,
  ...over,
})

/** A clinic with what was written, and further calls; whatever is given beside replaces what would be there. */
export function paperClinic(
  slots: readonly Slot[],
  written: readonly Written[],
  further: readonly Call[] = [],
  over: Partial<State> = {},
): Proof {
  const seats = written.flatMap((each) => each.seats)
  const state: State = {
    slots: slots.map((each) => ({ ...each, taken: seats.filter(({ slotId }) => slotId === each.id).length })),
    appointments: written.map((each) => each.appointment),
    seats,
    times: written.map((each) => each.time),
    events: written.flatMap((each) => each.events),
    keys: written.map((each) => each.key),
    visitTypes,
    ...over,
  }
  return prepareProof([...written.flatMap((each) => each.calls), ...further], state)
}
