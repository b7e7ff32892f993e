-- What makes a clinic's calendar besides shifts: closed days, a doctor's own day, who does which visit and how often;
-- and the calendar itself, brought to what all of it says together. Adds tables and columns with defaults only (no
-- rewrite). Two indexes are built under a share lock, three triggers under a like one: writes to slot, appointment,
-- shift and doctor wait for some milliseconds.

alter table visit_type
  add column capacity integer check (capacity between 1 and 200), -- absent: as many as the slot has places
  add column booked_by text not null default 'anyone' check (booked_by in ('anyone', 'staff')),
  add column daily_quota integer check (daily_quota > 0), -- of one doctor on one day
  add column active boolean not null default true;

-- no row for a visit type: every doctor does it
create table visit_type_doctor (
  visit_type_id uuid not null references visit_type (id) on delete cascade,
  -- no cascade: a list that loses its last doctor would mean every doctor
  doctor_id uuid not null references doctor (id),
  primary key (visit_type_id, doctor_id)
);
create index visit_type_doctor_by_doctor on visit_type_doctor (doctor_id);

-- days on which the clinic is closed, both included
create table closure (
  id uuid primary key default uuidv7(),
  first_day date not null,
  last_day date not null,
  reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  check (first_day <= last_day and last_day - first_day < 400)
);
create index closure_by_day on closure (last_day, first_day);
create trigger closure_touch before update on closure for each row execute function touch_row();

-- one doctor on one day: these hours instead of the shifts; no hours means off
create table availability_override (
  id uuid primary key default uuidv7(),
  doctor_id uuid not null references doctor (active_id),
  local_date date not null,
  slot_minutes integer not null default 30 check (slot_minutes between 5 and 480),
  capacity integer not null default 1 check (capacity between 1 and 200),
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint availability_override_once unique (doctor_id, local_date)
);
create trigger availability_override_touch before update on availability_override
  for each row execute function touch_row();

-- minutes from the start of the wall-clock day, so that a range may end on the next one (24:00 is 1440)
create table availability_override_hours (
  override_id uuid not null references availability_override (id) on delete cascade,
  opens_at time not null,
  closes_at time not null, -- at or before the start: on the next day
  primary key (override_id, opens_at)
);

-- a doctor's days: the calendar, and what a refresh compares
create index slot_by_doctor_day on slot (doctor_id, local_date);
create index appointment_by_doctor_day on appointment (doctor_id, local_date);
-- what waits for staff
create index appointment_displaced on appointment (starts_at, id) where displaced_at is not null;

grant select, insert, update, delete on
  visit_type_doctor, closure, availability_override, availability_override_hours to polyclinic_clinic_app;

-- a slot that the calendar should have
create type planned_slot as (
  doctor_id uuid, shift_id uuid, local_date date, starts_at timestamptz, ends_at timestamptz, capacity integer
);

-- The slots that shifts, overrides, closures and doctors make together in the range: what the calendar should be.
-- Slots step in real minutes between two instants, so the day of a change has an hour more or less of them. A shift is
-- worked out once a day, not once for each of its doctors.
create function wanted_slots(from_day date, until_day date, only_doctors uuid[] default null)
returns setof planned_slot language sql stable rows 20000 set jit = off as $$
  with days as (
    select day::date as day
    -- the night before reaches into the first day; where clocks skip an hour before midnight, the one before that may too
    from generate_series(from_day::timestamp - interval '2 days', until_day::timestamp, interval '1 day') as day
    where not exists (select from closure c where day::date between c.first_day and c.last_day)
  ), doctors as (
    select d.id from doctor d where d.active and (only_doctors is null or d.id = any (only_doctors))
  ), worked as (
    select d.id as doctor_id, ds.shift_id, days.day
    from doctors d
    join doctor_shift ds on ds.doctor_id = d.id
    join days on days.day between ds.valid_from and ds.valid_until
      and extract(isodow from days.day)::smallint = any (ds.weekdays)
    where not exists (
      select from availability_override o where o.doctor_id = d.id and o.local_date = days.day)
  ), hours as ( -- on the wall clock: of a shift, or of a doctor's own day
    select s.id as shift_id, null::uuid as doctor_id, days.day, s.starts_at as opens, s.ends_at as closes,
      s.slot_minutes, s.capacity
    from shift s cross join days
    union all
    select null, o.doctor_id, days.day, h.opens_at, h.closes_at, o.slot_minutes, o.capacity
    from doctors d
    join availability_override o on o.doctor_id = d.id
    join availability_override_hours h on h.override_id = o.id
    join days on days.day = o.local_date
  ), times as materialized (
    select h.shift_id, h.doctor_id, h.day, (at at time zone p.time_zone)::date as local_date, at as starts_at,
      at + make_interval(mins => h.slot_minutes) as ends_at, h.capacity
    from hours h
    cross join (select c.time_zone from clinic_profile c limit 1) p
    cross join lateral (
      select instant_at(h.day + h.opens, p.time_zone) as opens,
        instant_at(
          h.day + h.closes + case when h.closes <= h.opens then interval '1 day' else interval '0' end,
          p.time_zone) as closes
    ) as span
    cross join lateral generate_series(
      span.opens, span.closes - make_interval(mins => h.slot_minutes), make_interval(mins => h.slot_minutes)) as at
    where at > now() and (at at time zone p.time_zone)::date between from_day and until_day
      -- a closed day is empty, of the night before too
      and not exists (
        select from closure c where (at at time zone p.time_zone)::date between c.first_day and c.last_day)
  ), made as (
    select w.doctor_id, t.shift_id, t.local_date, t.starts_at, t.ends_at, t.capacity
    from worked w join times t on t.shift_id = w.shift_id and t.day = w.day
    union all
    select t.doctor_id, null, t.local_date, t.starts_at, t.ends_at, t.capacity
    from times t where t.doctor_id is not null
  )
  -- of two that begin together one is enough; those that overlap otherwise are settled when they are made
  select distinct on (m.doctor_id, m.starts_at)
    m.doctor_id, m.shift_id, m.local_date, m.starts_at, m.ends_at, m.capacity
  from made m
  order by m.doctor_id, m.starts_at, m.shift_id nulls first, m.ends_at, m.capacity
$$;

-- One change of the calendar at a time: two that plan from the same calendar would undo each other.
create function lock_calendar() returns void language sql volatile as $$
  select pg_advisory_xact_lock(hashtextextended('refresh_slots', 0))
$$;

-- A refresh makes slots that refer to shifts and to active doctors. Who takes those away waits for it first; waiting
-- with the row already locked would be a deadlock.
create function await_calendar() returns trigger language plpgsql as $$
begin
  perform lock_calendar();
  return null;
end $$;
create trigger shift_await_calendar before delete on shift for each statement execute function await_calendar();
create trigger doctor_await_calendar before delete or update of active on doctor
  for each statement execute function await_calendar();

-- the slots that will forget their shift are locked in the order of bookings
create function lock_slots_of_shift() returns trigger language plpgsql as $$
begin
  perform from slot s where s.shift_id = old.id order by s.id for no key update;
  return old;
end $$;
create trigger shift_lock_slots before delete on shift for each row execute function lock_slots_of_shift();

-- Brings the calendar of a range to what it should be, and says what that took. Idempotent: what is right is neither
-- written nor locked. Absent means not bookable: what nobody wants any more is removed, but a slot that somebody has
-- booked is withdrawn and its appointment displaced, for staff to resolve. A withdrawn slot that is wanted again takes
-- its appointment back.
create function refresh_slots(from_day date, until_day date, acting text, only_doctors uuid[] default null)
returns table (added integer, removed integer, displaced integer, restored integer) language plpgsql volatile as $$
declare
  concerned uuid[]; -- doctors
  unwanted uuid[]; -- slots, as all that follows
  wanted_back uuid[];
  resized uuid[];
  sizes integer[]; -- what those should hold
  restored_ids uuid[] := '{}';
  missing planned_slot[];
  many constant integer := 1000; -- more are first made without a look at each: that saves a fifth of the time
  one record;
begin
  perform lock_calendar();

  concerned := array(select d.id from doctor d where only_doctors is null or d.id = any (only_doctors));
  -- Compared once: from here to the end only bookings and cancellations change a slot. A full join can but be hashed or
  -- merged, whatever the planner believes of tables that nobody has analysed.
  select array_agg(s.id) filter (where w.doctor_id is null and (s.state = 'open' or s.taken = 0)),
    array_agg(s.id) filter (where w.doctor_id is not null and s.state = 'withdrawn'),
    array_agg(s.id) filter (where s.capacity <> greatest(w.capacity, s.taken)),
    array_agg(w.capacity) filter (where s.capacity <> greatest(w.capacity, s.taken)),
    array_agg(w.plan) filter (where s.id is null)
    into unwanted, wanted_back, resized, sizes, missing
  from (
    select e.* from slot e
    where e.doctor_id = any (concerned) and e.local_date between from_day and until_day and e.starts_at > now()
  ) as s
  full join (select p as plan, p.* from wanted_slots(from_day, until_day, only_doctors) p) as w
    on w.doctor_id = s.doctor_id and w.starts_at = s.starts_at and w.ends_at = s.ends_at;
  -- what stands in the way and will stay there keeps a slot from coming back
  wanted_back := array(
    select s.id from slot s
    where s.id = any (wanted_back) and not exists (
      select from slot o
      where o.state = 'open' and o.doctor_id = s.doctor_id and o.id <> all (coalesce(unwanted, '{}'))
        and tstzrange(o.starts_at, o.ends_at) && tstzrange(s.starts_at, s.ends_at)));

  -- locked together and in the order of bookings; from here on what is taken stays taken
  perform from slot s where s.id = any (unwanted || wanted_back || resized) order by s.id for update;

  with gone as (
    delete from slot s
    where s.id = any (unwanted)
      and not exists (select from appointment_slot x where x.slot_id = s.id)
      and not exists (select from doctor_time t where t.session_slot_id = s.id)
    returning s.state
  ) select count(*) filter (where state = 'open') into removed from gone;
  update slot s set state = 'withdrawn', open_doctor_id = null, version = version + 1
    where s.id = any (unwanted) and s.state = 'open';
  with moved as (
    update appointment a set displaced_at = now()
    where a.displaced_at is null and a.status in ('pending', 'booked')
      and a.id in (select x.appointment_id from appointment_slot x where x.slot_id = any (unwanted))
    returning a.id, a.starts_at
  ), told as (
    insert into appointment_event (appointment_id, type, actor, payload)
    select id, 'displaced', acting, jsonb_build_object('startsAt', starts_at) from moved returning 1
  ) select count(*) into displaced from told;

  -- one after the other: of two that overlap only the first comes back
  for one in select s.id from slot s where s.id = any (wanted_back) order by s.starts_at, s.id loop
    update slot s set state = 'open', open_doctor_id = s.doctor_id, version = version + 1
      where s.id = one.id and not exists (
        select from slot o
        where o.state = 'open' and o.doctor_id = s.doctor_id
          and tstzrange(o.starts_at, o.ends_at) && tstzrange(s.starts_at, s.ends_at));
    if found then
      restored_ids := restored_ids || one.id;
    end if;
  end loop;
  restored := cardinality(restored_ids);
  -- an appointment is in its place again when all of its slots are
  with placed as (
    update appointment a set displaced_at = null
    where a.displaced_at is not null and a.status in ('pending', 'booked')
      and a.id in (select x.appointment_id from appointment_slot x where x.slot_id = any (restored_ids))
      and not exists (
        select from appointment_slot x join slot s on s.id = x.slot_id
        where x.appointment_id = a.id and s.state <> 'open')
    returning a.id, a.starts_at
  ) insert into appointment_event (appointment_id, type, actor, payload)
    select id, 'restored', acting, jsonb_build_object('startsAt', starts_at) from placed;

  -- never below what is taken: who has a place keeps it
  update slot s set capacity = greatest(r.capacity, s.taken), version = version + 1
  from unnest(resized, sizes) as r (id, capacity)
  where s.id = r.id and s.state = 'open' and s.capacity <> greatest(r.capacity, s.taken);

  if cardinality(missing) > many then
    begin
      insert into slot (doctor_id, open_doctor_id, shift_id, local_date, starts_at, ends_at, capacity)
      select w.doctor_id, w.doctor_id, w.shift_id, w.local_date, w.starts_at, w.ends_at, w.capacity
      from unnest(missing) w
      order by w.doctor_id, w.starts_at;
      added := cardinality(missing);
    exception when exclusion_violation or unique_violation then
      null; -- some overlap: one by one, then
    end;
  end if;
  if added is null then
    insert into slot (doctor_id, open_doctor_id, shift_id, local_date, starts_at, ends_at, capacity)
    select w.doctor_id, w.doctor_id, w.shift_id, w.local_date, w.starts_at, w.ends_at, w.capacity
    from unnest(missing) w
    order by w.doctor_id, w.starts_at
    on conflict do nothing; -- two shifts that overlap: the slot that begins first stands
    get diagnostics added = row_count;
  end if;
  return next;
end $$;
