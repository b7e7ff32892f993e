-- From shifts on the clinic's wall clock to slots as instants, and the one rule that says whether a slot can be
-- booked. Functions only.

-- What the wall clock shows, as an instant. A time that does not exist moves forward by the length of the gap;
-- of a time that comes twice the first is meant. Postgres alone takes the second: the offset that held the day
-- before tells whether there was an earlier one.
create function instant_at(wall timestamp, zone text) returns timestamptz language sql stable strict as $$
  select case when earlier at time zone zone = wall then least(earlier, plain) else plain end
  from (select wall at time zone zone) as p (plain),
    lateral (select (wall at time zone 'UTC')
      - ((plain - interval '1 day') at time zone zone - (plain - interval '1 day') at time zone 'UTC')) as e (earlier)
$$;

-- Fills the range with the slots that the shifts make, and leaves what is there alone. Slots step in real minutes
-- between the shift's two instants, so the day of a change has an hour more or less of them and none overlaps.
create function generate_slots(from_day date, until_day date, only_doctor uuid default null) returns integer
language sql volatile as $$
  with wanted as (
    select d.id as doctor_id, s.id as shift_id,
      -- after midnight a night shift's slots are on the next day of the calendar
      (at at time zone p.time_zone)::date as local_date,
      at as starts_at, at + make_interval(mins => s.slot_minutes) as ends_at, s.capacity
    from clinic_profile p
    cross join generate_series(from_day::timestamp, until_day::timestamp, interval '1 day') as day
    join doctor_shift ds on day::date between ds.valid_from and ds.valid_until
      and extract(isodow from day)::smallint = any (ds.weekdays)
    join doctor d on d.active_id = ds.doctor_id and (only_doctor is null or d.id = only_doctor)
    join shift s on s.id = ds.shift_id
    cross join lateral (
      select instant_at(day + s.starts_at, p.time_zone) as opens,
        instant_at(day + s.ends_at
          + case when s.ends_at <= s.starts_at then interval '1 day' else interval '0' end, p.time_zone) as closes
    ) as span
    cross join lateral generate_series(
      span.opens, span.closes - make_interval(mins => s.slot_minutes), make_interval(mins => s.slot_minutes)) as at
    where at > now()
  ), made as (
    insert into slot (doctor_id, open_doctor_id, shift_id, local_date, starts_at, ends_at, capacity)
    select doctor_id, doctor_id, shift_id, local_date, starts_at, ends_at, capacity
    from wanted w
    where not exists (
      select from slot e
      where e.doctor_id = w.doctor_id and e.starts_at = w.starts_at and e.state = 'open')
    order by starts_at, doctor_id, shift_id
    on conflict do nothing -- two shifts that overlap: the earlier slot stands
    returning 1
  )
  select count(*)::integer from made
$$;

-- Why a slot cannot be booked by the public, or null where it can. Listing and booking both ask this and nothing
-- else, so that what is listed can be booked and what is not listed cannot.
create function slot_refusal(s slot, p clinic_profile) returns text language sql stable as $$
  select case
    when s.state <> 'open' then 'withdrawn'
    when s.starts_at <= now() then 'past'
    when s.starts_at < now() + make_interval(mins => p.minimum_notice_minutes) then 'minimum-notice'
    -- a day of 24 hours: counted in days it would depend on the session's time zone
    when s.starts_at > now() + make_interval(hours => 24 * p.horizon_days) then 'horizon'
    when s.taken >= s.capacity then 'taken'
    when exists (
      select from doctor_time t
      where t.doctor_id = s.doctor_id and t.occupied && tstzrange(s.starts_at, s.ends_at)
        and t.session_slot_id is distinct from s.id
    ) then 'doctor-busy'
  end
$$;
