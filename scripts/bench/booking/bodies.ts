import type { Queryable } from '@polyclinic/postgres'
import { doctors, seatsOfGroup } from './arena-manifest.ts'

export interface Bodies {
  /** Each a slot of its own, in the order of the bare statement */
  readonly uncontended: readonly string[]
  /** Each group slot as often as it has seats */
  readonly hot: readonly string[]
  /** One slot that is sold out, again and again */
  readonly soldOut: readonly string[]
  /** Each time as often as there are doctors */
  readonly anyDoctor: readonly string[]
  readonly soldOutSlot: string
}

const refusals = 100_000

export async function prepareBodies(inside: Queryable): Promise<Bodies> {
  const ids = async (text: string) => (await inside.query<{ one: string }>(text)).rows.map(({ one }) => one)
  const uncontended = await ids('select slot_id::text as one from bench_call order by n')
  const groups = await ids(
    `select id::text as one from slot
     where capacity > 1 and starts_at between now() + interval '3 hours' and now() + interval '59 days' order by starts_at`,
  )
  const times = await ids(
    `select to_json(s.starts_at) #>> '{}' as one from bench_call c join slot s on s.id = c.slot_id
     group by s.starts_at having count(*) = ${doctors} order by md5(s.starts_at::text)`,
  )
  const soldOutSlot = uncontended[0] ?? ''
  return {
    uncontended: uncontended.map((slotId) => JSON.stringify({ slotId, visitType: 'visit' })),
    hot: repeated(
      groups.map((slotId) => JSON.stringify({ slotId, visitType: 'group' })),
      seatsOfGroup,
    ),
    soldOut: repeated([JSON.stringify({ slotId: soldOutSlot, visitType: 'visit' })], refusals),
    anyDoctor: repeated(
      times.map((startsAt) => JSON.stringify({ startsAt, visitType: 'visit' })),
      doctors,
    ),
    soldOutSlot,
  }
}

const repeated = (each: readonly string[], times: number): string[] =>
  each.flatMap((one) => Array<string>(times).fill(one))
