import type { Queryable } from '@polyclinic/postgres'

/** Twenty minutes, in which clinics are read before they run out of times that are known. */
const spreadSeconds = 1_200

/**
 * Puts the next known time in the place of one that can no longer be booked; a day of which all times are known and gone
 * goes. Where known times run out the clinic is marked: spread while some are left, at once where none helps.
 * @returns how many days lapsed, at most as many as were asked for
 */
export async function advanceLapsed(db: Queryable, most: number): Promise<number> {
  const { rows } = await db.query<{ lapsed: number }>({
    name: 'advance-lapsed-days',
    text: `with lapsed as materialized (
        select d.*, c.time_zone, d.first_free_at - d.lapses_at as notice, d.free = 1 + cardinality(d.later_at) as all_known
        from open_slot_day d join clinic c on c.id = d.clinic_id
        where d.lapses_at <= now() and c.state in ('active', 'suspended')
          and not exists (
            select from search_mark m
            where m.clinic_id = d.clinic_id and m.doctor_id is null and m.happened_at <= now()
              and m.from_day <= d.local_date and m.until_day >= d.local_date)
        order by d.lapses_at limit $1 for update of d skip locked
      ), next as materialized (
        select l.*, k.* from lapsed l
        cross join lateral (
          select coalesce(array_agg(at order by at), '{}') as kept,
            min(at) filter (where wall < '12:00') as morning,
            min(at) filter (where wall >= '12:00' and wall < '17:00') as afternoon,
            min(at) filter (where wall >= '17:00') as evening
          from unnest(l.later_at) as at, lateral (select (at at time zone l.time_zone)::time) as w (wall)
          where at - l.notice > now()
        ) as k
      ), decided as materialized (
        -- a part of the day whose first has gone must go on with a time that is known
        select n.*, n.kept[1] is not null and (n.all_known or (
            coalesce(n.morning_at >= n.kept[1] or n.morning is not null, true)
            and coalesce(n.afternoon_at >= n.kept[1] or n.afternoon is not null, true)
            and coalesce(n.evening_at >= n.kept[1] or n.evening is not null, true))) as goes_on
        from next n
      ), gone as (
        delete from open_slot_day d using decided n
        where n.all_known and not n.goes_on and d.clinic_id = n.clinic_id and d.doctor_id = n.doctor_id
          and d.local_date = n.local_date and d.visits = n.visits
      ), advanced as (
        update open_slot_day d set first_free_at = n.kept[1], lapses_at = n.kept[1] - n.notice, later_at = n.kept[2:],
          free = d.free - 1 - cardinality(d.later_at) + cardinality(n.kept),
          morning_at = case when d.morning_at >= n.kept[1] then d.morning_at else n.morning end,
          afternoon_at = case when d.afternoon_at >= n.kept[1] then d.afternoon_at else n.afternoon end,
          evening_at = case when d.evening_at >= n.kept[1] then d.evening_at else n.evening end
        from decided n
        where n.goes_on and d.clinic_id = n.clinic_id and d.doctor_id = n.doctor_id and d.local_date = n.local_date
          and d.visits = n.visits
      ), short as (
        select clinic_id, min(local_date) as day, max(local_date) as last_day,
          case when bool_and(goes_on)
            then now() + make_interval(secs => abs(hashtext(clinic_id::text) % ${spreadSeconds}))
            else now() end as at
        from decided where not all_known and (not goes_on or cardinality(kept) <= 3) group by clinic_id
      ), marked as (
        insert into search_mark (clinic_id, from_day, until_day, happened_at)
        select s.clinic_id, s.day, s.last_day, s.at from short s
        where not exists (
          select from search_mark m
          where m.clinic_id = s.clinic_id and m.doctor_id is null and m.from_day <= s.day
            and m.until_day >= s.last_day and m.happened_at <= s.at + interval '${spreadSeconds} seconds')
      )
      select count(*)::integer as lapsed from decided`,
    values: [most],
  })
  return rows[0]?.lapsed ?? 0
}
