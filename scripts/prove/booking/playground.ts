import type pg from 'pg'
import { visits, welcomeDoctor } from './proof-manifest.ts'
import type { Random } from './random.ts'

export interface Place {
  readonly slotId: string
  readonly doctorId: string
  readonly startsAt: number
  readonly capacity: number
}

/** Where a round takes place: a few hours of all doctors, so that clients meet. */
export interface Playground {
  readonly places: readonly Place[]
  readonly doctors: readonly string[]
  /** Later hours of the same doctors, two neighbouring slots each, for appointed meetings */
  readonly meetings: readonly (readonly Place[])[]
}

const hour = 3_600_000
const hoursAhead = 2
const hoursOfRound = 6
const hoursOfMeetings = 4

export interface ClinicPlan {
  readonly places: readonly Place[]
  /** Where newcomers are made known, one a patient */
  readonly welcome: readonly Place[]
}

/** The clinic's slots, and room enough for a patient's first visit each. */
export async function readPlan(client: pg.Client): Promise<ClinicPlan> {
  const { rows } = await client.query<Place & { doctor: string }>(
    `select s.id as "slotId", s.doctor_id as "doctorId", s.capacity, d.name as doctor,
       (extract(epoch from s.starts_at) * 1000)::float8 as "startsAt"
     from slot s join doctor d on d.id = s.doctor_id where s.state = 'open' order by s.starts_at`,
  )
  const welcome = rows.filter(({ doctor }) => doctor === welcomeDoctor)
  return { places: rows.filter(({ doctor }) => doctor !== welcomeDoctor), welcome: welcome.slice(96) }
}

/** Each round plays four hours later than the one before, into what that one left. */
export function playgroundOf(
  { places }: ClinicPlan,
  { round, now }: { round: number; now: number },
): Playground {
  const from = now + (hoursAhead + ((4 * round) % 240)) * hour
  const between = (begin: number, end: number) =>
    places.filter(({ startsAt }) => startsAt >= from + begin * hour && startsAt < from + end * hour)
  const later = between(hoursOfRound, hoursOfRound + hoursOfMeetings).filter(({ capacity }) => capacity === 1)
  const near = between(0, hoursOfRound)
  const doctorsOf = (some: readonly Place[]) => [...new Set(some.map(({ doctorId }) => doctorId))]
  return {
    places: near,
    doctors: doctorsOf(near),
    meetings: [...Map.groupBy(later, ({ doctorId }) => doctorId).values()].flatMap(inPairs),
  }
}

const inPairs = (places: readonly Place[]): Place[][] =>
  places.flatMap((place, nth) =>
    nth % 2 === 0 && places[nth + 1] ? [[place, places[nth + 1] as Place]] : [],
  )

const betweenMeetings = 250

/**
 * Where the next meeting is and when: the same for everybody. Who takes a slot there does so in the moment in which
 * others take the slot beside it, and with buffers only one of them can be right.
 */
export function nextMeeting({ meetings }: Playground, now: number): { places: readonly Place[]; at: number } {
  const turn = Math.floor(now / betweenMeetings) + 1
  return { places: meetings[turn % meetings.length] ?? [], at: turn * betweenMeetings }
}

/** A kind of visit that may begin there; now and then one that does not fit. */
export function visitFor(random: Random, { capacity }: Place): string {
  return capacity > 1
    ? random.weighted({ [visits.group]: 8, [visits.short]: 1, [visits.buffered]: 2 })
    : random.weighted({ [visits.short]: 5, [visits.buffered]: 4, [visits.long]: 3 })
}
