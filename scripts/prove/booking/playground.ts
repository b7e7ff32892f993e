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
}

const hour = 3_600_000
const hoursAhead = 2
const hoursOfRound = 6

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

/** Each round plays two hours later than the one before, into what that one left. */
export function playgroundOf({ places }: ClinicPlan, round: number, now: number): Playground {
  const from = now + (hoursAhead + (2 * round) % 240) * hour
  const near = places.filter(({ startsAt }) => startsAt >= from && startsAt < from + hoursOfRound * hour)
  return { places: near, doctors: [...new Set(near.map(({ doctorId }) => doctorId))] }
}

/** A kind of visit that may begin there; now and then one that does not fit. */
export function visitFor(random: Random, { capacity }: Pick<Place, 'capacity'>): string {
  return capacity > 1
    ? random.weighted({ [visits.group]: 8, [visits.short]: 1 })
    : random.weighted({ [visits.short]: 5, [visits.buffered]: 4, [visits.long]: 3 })
}
