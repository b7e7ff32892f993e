import type { OpenDatabase } from '@polyclinic/postgres'
import { eventually } from '@polyclinic/postgres/testing'
import { quantile } from '../quantile.ts'
import type { ManyClinics } from './open-clinics.ts'

export interface Lag {
  readonly booked: number
  readonly perSecond: number
  /** Milliseconds of the answers to the bookings */
  readonly answers: { readonly p50: number; readonly p99: number }
  /** Seconds from a booking's commit to that of its effects */
  readonly p50: number
  readonly p99: number
  readonly most: number
  /** Events that arrived more than once, or not at all: none may */
  readonly astray: number
}

export interface Booked {
  /** Milliseconds */
  readonly latencies: readonly number[]
  readonly perSecond: number
}

export interface Booker {
  /** All connections opened, all caches filled */
  warm(rate: number): Promise<unknown>
  /** One of each clinic in turn, at a steady rate */
  book(rate: number, seconds: number): Promise<Booked>
}

/** Books at a steady rate over all clinics in turn, and asks the server when each of the two commits was. */
export async function measureLag(
  clinics: ManyClinics,
  booker: Booker,
  { rate, seconds }: { rate: number; seconds: number },
): Promise<Lag> {
  await booker.warm(rate)
  await settled(clinics)
  const { rows } = await clinics.control.query<{ now: string }>('select clock_timestamp()::text as now')
  const from = rows[0]?.now ?? ''
  const answered = await booker.book(rate, seconds)
  await settled(clinics)
  const arrivals = await arrivalsSince(clinics.control, from)
  const lags: number[] = []
  let happened = 0
  for (const { inside } of clinics.clinics) {
    for (const { id, at } of await eventsSince(inside, from)) {
      happened += 1
      const arrived = arrivals.get(id)
      if (arrived !== undefined) lags.push(arrived - at)
    }
  }
  const of = (values: readonly number[], part: number) => quantile(values, part)
  return {
    booked: answered.latencies.length,
    perSecond: answered.perSecond,
    answers: { p50: of(answered.latencies, 0.5), p99: of(answered.latencies, 0.99) },
    p50: of(lags, 0.5),
    p99: of(lags, 0.99),
    most: Math.max(...lags),
    astray: Math.abs(happened - lags.length) + Math.abs(arrivals.size - happened),
  }
}

/** Until every outbox is empty. */
const settled = ({ clinics }: ManyClinics): Promise<unknown> =>
  eventually(
    async () => {
      for (const { inside } of clinics) {
        if ((await inside.query('select from outbox limit 1')).rowCount !== 0) return false
      }
      return true
    },
    { withinMilliseconds: 60_000 },
  )

async function arrivalsSince(control: OpenDatabase, from: string): Promise<Map<string, number>> {
  const { rows } = await control.query<{ id: string; at: number }>(
    `select event_id as id, extract(epoch from pg_xact_commit_timestamp(xmin))::double precision as at
     from event_seen where seen_at >= $1`,
    [from],
  )
  return new Map(rows.map(({ id, at }) => [id, at]))
}

async function eventsSince(inside: OpenDatabase, from: string): Promise<{ id: string; at: number }[]> {
  const { rows } = await inside.query<{ id: string; at: number }>(
    `select id, extract(epoch from pg_xact_commit_timestamp(xmin))::double precision as at
     from appointment_event where at >= $1`,
    [from],
  )
  return rows
}
