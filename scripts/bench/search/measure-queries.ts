import { findOpenDays } from '@polyclinic/control'
import type { Queryable } from '@polyclinic/postgres'
import { quantile } from '../quantile.ts'
import { timed } from '../timed.ts'
import { specialties } from './fill-projection.ts'

type Wishes = Parameters<typeof findOpenDays>[1]
const anywhere = { radiusKm: 25 }

/** What people ask for; `nth` draws another specialty each time. */
const questions: Readonly<Record<string, (nth: number) => Partial<Wishes>>> = {
  'a specialty': () => ({ visitType: 'consultation' }),
  'in a region': (nth) => ({
    visitType: 'consultation',
    place: { ...anywhere, country: 'US', region: `R${nth % 50}` },
  }),
  // every fourth specialty speaks it
  'a language, in the afternoon': (nth) => ({
    specialty: `specialty-${(nth * 4) % specialties}`,
    language: 'es',
    partOfDay: 'afternoon',
  }),
  'from a day on': () => ({ from: new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10) }),
}

export interface Measured {
  readonly p50: number
  readonly p99: number
}

const measure = async (rounds: number, work: (nth: number) => Promise<unknown>): Promise<Measured> => {
  const times: number[] = []
  for (let nth = 0; nth < rounds; nth++) times.push(await timed(() => work(nth)))
  // the first ones plan
  const warm = times.slice(Math.floor(rounds / 10))
  return { p50: quantile(warm, 0.5), p99: quantile(warm, 0.99) }
}

/** Milliseconds on one connection: nothing at all, the bare projection, and the search's own statements. */
export async function measureQueries(db: Queryable, rounds: number): Promise<Record<string, Measured>> {
  const specialty = (nth: number) => `specialty-${nth % specialties}`
  const measured: Record<string, Measured> = {
    'SELECT 1': await measure(rounds, () => db.query({ name: 'nothing', text: 'select 1' })),
    'bare query': await measure(rounds, (nth) =>
      db.query({
        name: 'bare-search',
        text: `select clinic_id, doctor_id, local_date, first_free_at, free from open_slot_day
          where specialty = $1 and first_free_at > now() order by first_free_at, clinic_id, doctor_id limit 21`,
        values: [specialty(nth)],
      }),
    ),
  }
  for (const [name, wishes] of Object.entries(questions)) {
    measured[name] = await measure(rounds, async (nth) =>
      findOpenDays(db, { specialty: specialty(nth), place: anywhere, ...wishes(nth) }, 21),
    )
  }
  return measured
}

/** Rows a second that take another first time, so many a statement. */
export async function measureWrites(db: Queryable, atOnce: number, seconds: number): Promise<number> {
  const { rows: clinics } = await db.query<{ id: string }>(
    `select id from clinic where slug like 'bench-%' order by slug limit 2000`,
  )
  const began = performance.now()
  let written = 0
  for (let nth = 0; performance.now() - began < seconds * 1_000; nth++) {
    const { rowCount } = await db.query({
      name: `move-rows-${atOnce}`,
      text: `with chosen as (select ctid from open_slot_day where clinic_id = $1 limit ${atOnce})
        update open_slot_day d set first_free_at = first_free_at + interval '30 minutes',
          lapses_at = lapses_at + interval '30 minutes', free = greatest(free - 1, 1)
        from chosen where d.ctid = chosen.ctid`,
      values: [clinics[nth % clinics.length]?.id],
    })
    written += rowCount ?? 0
  }
  return written / ((performance.now() - began) / 1_000)
}
