import type { Queryable } from '@polyclinic/postgres'
import type { FreeSlotRow } from './free-slot-queries.ts'
import { columns, joined, maybeFree, visitColumns } from './search-for.ts'

/** A time that cannot be had: of a slot, or of any doctor. */
export interface WantedTime {
  readonly slotId?: string | undefined
  /** RFC 3339; without a slot */
  readonly startsAt?: string | undefined
  readonly doctors?: readonly string[] | undefined
  readonly specialty?: string | undefined
  readonly visitType: string
}

/** Free times near one that cannot be had: of the same doctor first, then of the specialty, nearest in time. */
export async function findAlternatives(
  db: Queryable,
  wanted: WantedTime,
  limit: number,
): Promise<FreeSlotRow[]> {
  const { slotId, startsAt, doctors, specialty, visitType } = wanted
  const { rows } =
    slotId === undefined
      ? await db.query<FreeSlotRow>({
          name: 'find-alternatives-to-time',
          text: nearest(
            `select null::uuid as id, null::uuid as doctor_id, $1::timestamptz as starts_at, null::uuid as slot_id,
               (select id from specialty where code = $4) as specialty_id, $5::uuid[] as doctors,
               v.id as visit_type_id
             from visit_type v where v.code = $2`,
            3,
          ),
          values: [startsAt, visitType, limit, specialty, doctors],
        })
      : await db.query<FreeSlotRow>({
          name: 'find-alternatives-to-slot',
          text: nearest(
            `select s.id, s.doctor_id, s.starts_at, s.id as slot_id, d.specialty_id, null::uuid[] as doctors,
               v.id as visit_type_id
             from slot s join doctor d on d.id = s.doctor_id join visit_type v on v.code = $2 where s.id = $1`,
            3,
          ),
          values: [slotId, visitType, limit],
        })
  return rows
}

/** Free times that these appointments could move to, so many for each, nearest first. */
export async function findMoves(
  db: Queryable,
  appointmentIds: readonly string[],
  limit: number,
): Promise<(FreeSlotRow & { appointmentId: string })[]> {
  const { rows } = await db.query<FreeSlotRow & { appointmentId: string }>({
    name: 'find-moves',
    text: nearest(
      `select a.id, a.doctor_id, a.starts_at, null::uuid as slot_id, d.specialty_id, null::uuid[] as doctors,
         a.visit_type_id
       from appointment a join doctor d on d.id = a.doctor_id where a.id = any ($1) and $2::text is null`,
      7,
    ),
    values: [appointmentIds, null, limit],
  })
  return rows
}

/** @param wanted rows of what is wanted @param days how far away a time may be; the limit for each row is $3 */
const nearest = (wanted: string, days: number): string =>
  // sorted first, and judged one by one until there are enough: in a rush many are refused at once
  `select s.wanted_id as "appointmentId", ${columns} from (${wanted}) as w
    cross join lateral (
      select w.id as wanted_id, near.of_another, near.seconds_away, ${visitColumns} from (
        select s as slot, s.doctor_id is distinct from w.doctor_id as of_another,
          abs(extract(epoch from s.starts_at - w.starts_at)) as seconds_away
        from slot s
        where s.state = 'open' and s.id is distinct from w.slot_id and ${maybeFree}
          and s.starts_at between w.starts_at - interval '${days} days' and w.starts_at + interval '${days} days'
          and s.doctor_id = any (array(select c.id from doctor c
            where (w.specialty_id is null or c.specialty_id = w.specialty_id)
              and (w.doctors is null or c.id = any (w.doctors))))
        order by of_another, seconds_away, s.id
      ) as near
      cross join lateral (select (near.slot).*) as s
      cross join clinic_profile p
      join visit_type v on v.id = w.visit_type_id
      cross join lateral visit_rule(near.slot, p, v, false) as rule (refusal)
      where rule.refusal is null
      order by near.of_another, near.seconds_away, s.id
      limit $3
    ) as s ${joined}
    order by s.wanted_id, s.of_another, s.seconds_away, s.id`
