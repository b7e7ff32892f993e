-- The refresh of the calendar as in 0005, for appointments that may be holds, and with events from which the state of an
-- appointment can be rebuilt. Functions only.

-- Brings the calendar of a range to what it should be, and says what that took. Idempotent: what is right is neither
-- written nor locked. Absent means not bookable: what nobody wants any more is removed, but a slot that somebody has
-- booked is withdrawn and its appointment displaced, for staff to resolve. A withdrawn slot that is wanted again takes
-- its appointment back.
create or replace function refresh_slots(from_day date, until_day date, acting text, only_doctors uuid[] default null)
returns table (added integer, removed integer, displaced integer, restored integer) language plpgsql volatile as $$
declare
  concerned uuid[]; -- doctors
  unwanted uuid[]; -- slots, as all that follows
  wanted_back uuid[];
  resized uuid[];
  sizes integer[]; -- what those should hold
  restored_ids uuid[] := '{}';
  missing planned_slot[];
  moved_ids uuid[]; -- appointments
  placed_ids uuid[];
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
    -- a hold is nothing that staff resolve: it cannot be booked any more and ends by itself
    where a.displaced_at is null and a.status in ('pending', 'booked') and a.hold_expires_at is null
      and a.id in (select x.appointment_id from appointment_slot x where x.slot_id = any (unwanted))
    returning a.id
  ) select array_agg(id) into moved_ids from moved;
  displaced := coalesce(cardinality(moved_ids), 0);
  perform record_event(id, 'displaced', acting, 'system') from unnest(moved_ids) as id;

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
    returning a.id
  ) select array_agg(id) into placed_ids from placed;
  perform record_event(id, 'restored', acting, 'system') from unnest(placed_ids) as id;

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
