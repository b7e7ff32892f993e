-- A group session takes the doctor's time of its longest visit, buffers included: whoever joins with longer buffers
-- lengthens it, and it shrinks again when they leave. Until now its first visitor's buffers counted for all, so that an
-- individual visit could stand inside another's. To lengthen is to take time and to give time back, so such a booking
-- has the doctor alone. Functions only; what nothing calls any more goes.

do $$
declare
  unused record;
begin
  for unused in
    select p.oid::regprocedure as name from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.proname in ('book_appointment', 'cancel_appointment')
  loop
    execute format('drop function %s', unused.name);
  end loop;
end $$;

create or replace function lock_bookings(given booking_call[]) returns void language plpgsql volatile as $$
declare
  c booking_call;
  s slot;
  v visit_type;
  alone bigint[] := '{}';
  shared bigint[] := '{}';
  slots uuid[] := '{}';
begin
  foreach c in array given loop
    alone := alone || lock_key('key', concat_ws(' ', c.principal, c.route, c.key))
      || lock_key('patient', c.patient_id::text);
    if c.slot_id is not null then
      select * into s from slot where id = c.slot_id;
      select * into v from visit_type where code = c.visit_type;
      slots := slots || c.slot_id;
      if make_interval(mins => v.minutes) > s.ends_at - s.starts_at then
        slots := slots || array(select f.id from visit_slots(s, v.minutes) f);
      end if;
      -- a quota is counted over the doctor's day, and a group session may have to be lengthened
      if v.daily_quota is null and (s.capacity = 1 or v.buffer_before_minutes + v.buffer_after_minutes = 0) then
        shared := shared || lock_key('doctor', s.doctor_id::text);
      else
        alone := alone || lock_key('doctor', s.doctor_id::text);
      end if;
    elsif c.hold_id is not null then
      slots := slots || array(select x.slot_id from appointment_slot x where x.appointment_id = c.hold_id);
    end if;
  end loop;
  perform case when each.alone then pg_advisory_xact_lock(each.key) else pg_advisory_xact_lock_shared(each.key) end
  from (
    select named.key, bool_or(named.alone) as alone
    from (select unnest(alone), true union all select unnest(shared), false) as named (key, alone)
    group by named.key order by named.key
  ) as each;
  perform from slot where id = any (slots) order by id for no key update;
end $$;

-- Takes the doctor's time of a visit: a row of its own, or the session's, which is lengthened where the visit needs more.
-- Null where somebody else has it.
create or replace function occupy(s slot, v visit_type) returns uuid language plpgsql volatile as $$
declare
  session doctor_time;
  time_id uuid;
begin
  if s.capacity > 1 then
    select * into session from doctor_time t where t.session_slot_id = s.id;
  end if;
  if session.id is null then
    insert into doctor_time (doctor_id, occupied, session_slot_id)
    values (s.doctor_id, visit_time(s, v), case when s.capacity > 1 then s.id end)
    on conflict do nothing
    returning id into time_id;
    return time_id;
  end if;
  if not visit_time(s, v) <@ session.occupied then
    -- the constraint knows no "do nothing" for updates: asked first, and guarded by it all the same
    begin
      update doctor_time t set occupied = t.occupied + visit_time(s, v) where t.id = session.id;
    exception when exclusion_violation then
      return null;
    end;
  end if;
  return session.id;
end $$;

-- Gives back the seats and the doctor's time of an appointment; says which slots they were. A group session ends with
-- its last visitor, and lasts no longer than those who remain need it.
create or replace function vacate(a appointment) returns uuid[] language plpgsql volatile as $$
declare
  freed uuid[];
begin
  with given_back as (
    delete from appointment_slot x where x.appointment_id = a.id returning x.slot_id, x.overbooked
  ), counted as (
    update slot s set taken = s.taken - case when g.overbooked then 0 else 1 end,
      overbooked = s.overbooked - case when g.overbooked then 1 else 0 end, version = s.version + 1
    from given_back g where s.id = g.slot_id
    returning s.id
  ) select coalesce(array_agg(id), '{}') into freed from counted;
  perform settle_holds(freed);
  delete from doctor_time t
    where t.id = a.doctor_time_id
      and not exists (select from appointment o where o.doctor_time_id = t.id and o.id <> a.id);
  if not found then
    -- whoever shares it keeps what is theirs
    update doctor_time t set occupied = t.occupied * theirs.stretch
    from (
      select tstzrange(
        min(least(session.starts_at, o.starts_at) - make_interval(mins => v.buffer_before_minutes)),
        max(greatest(session.ends_at, o.ends_at) + make_interval(mins => v.buffer_after_minutes))) as stretch
      from appointment o
      join visit_type v on v.id = o.visit_type_id
      join doctor_time own on own.id = o.doctor_time_id
      left join slot session on session.id = own.session_slot_id
      where o.doctor_time_id = a.doctor_time_id and o.id <> a.id
    ) as theirs
    where t.id = a.doctor_time_id and not t.occupied <@ theirs.stretch;
  end if;
  return freed;
end $$;

-- Whether a stretch of a doctor's time that overlaps the wanted one is in its way: what only lapsed holds take is nobody's
-- any more, be it all of it or the buffers that a lapsed visitor brought to a group. PL/pgSQL keeps the plan.
create function stands_in(t doctor_time, wanted tstzrange) returns boolean language plpgsql stable cost 1000 as $$
begin
  if not exists (select from appointment a where a.doctor_time_id = t.id and a.hold_expires_at <= now()) then
    return true;
  end if;
  return exists (
    select from appointment a
    join visit_type v on v.id = a.visit_type_id
    left join slot session on session.id = t.session_slot_id
    where a.doctor_time_id = t.id and (a.hold_expires_at is null or a.hold_expires_at > now())
      and tstzrange(
        least(session.starts_at, a.starts_at) - make_interval(mins => v.buffer_before_minutes),
        greatest(session.ends_at, a.ends_at) + make_interval(mins => v.buffer_after_minutes)) && wanted);
end $$;

-- As in 0008 but for what stands in the way.
create or replace function slot_rule(s slot, p clinic_profile) returns setof text language sql stable rows 1 as $$
  select case
    when s.state <> 'open' then 'withdrawn'
    when s.starts_at <= now() then 'past'
    when s.starts_at < now() + make_interval(mins => p.minimum_notice_minutes) then 'minimum-notice'
    -- a day of 24 hours: counted in days it would depend on the session's time zone
    when s.starts_at > now() + make_interval(hours => 24 * p.horizon_days) then 'horizon'
    when s.taken + s.overbooked - case when s.held_until <= now() then lapsed_places(s) else 0 end >= s.capacity
      then 'taken'
    when exists (
      select from doctor_time t
      where t.doctor_id = s.doctor_id and t.occupied && tstzrange(s.starts_at, s.ends_at)
        and t.session_slot_id is distinct from s.id and stands_in(t, tstzrange(s.starts_at, s.ends_at))
    ) then 'doctor-busy'
  end
$$;

-- As in 0008 but for what stands in the way.
create or replace function visit_rule(s slot, p clinic_profile, v visit_type, at_desk boolean) returns setof text
language sql stable rows 1 as $$
  select coalesce(
    case
      when not v.active then 'visit-type-unknown'
      when s.state <> 'open' then 'withdrawn'
      when s.capacity > 1 and make_interval(mins => v.minutes) > s.ends_at - s.starts_at then 'visit-too-long'
      when v.booked_by = 'staff' and not at_desk then 'staff-only'
      when exists (select from visit_type_doctor d where d.visit_type_id = v.id)
        and not exists (
          select from visit_type_doctor d where d.visit_type_id = v.id and d.doctor_id = s.doctor_id)
        then 'doctor-does-not'
    end,
    case
      -- most visits fit into their slot: its own rule says all, and it is asked for each slot of a long list
      when make_interval(mins => v.minutes) <= s.ends_at - s.starts_at then (
        select coalesce(
          case when at_desk then nullif(r.why, 'minimum-notice') else r.why end,
          case when s.taken + s.overbooked - case when s.held_until <= now() then lapsed_places(s) else 0 end
            >= v.capacity then 'taken' end)
        from slot_rule(s, p) as r (why))
      else (
        -- each slot of the visit by the rule of slots, and together long enough without a gap
        select coalesce(
          (array_remove(
            array_agg(case when at_desk then nullif(r.why, 'minimum-notice') else r.why end order by f.starts_at),
            null))[1],
          case
            -- slots never overlap: together they cover the visit, or there is a gap
            when coalesce(
              sum(least(f.ends_at, s.starts_at + make_interval(mins => v.minutes)) - f.starts_at), interval '0')
              < make_interval(mins => v.minutes) then 'visit-too-long'
            when max(f.taken + f.overbooked - case when f.held_until <= now() then lapsed_places(f) else 0 end)
              >= v.capacity then 'taken'
          end)
        from visit_slots(s, v.minutes) f
        cross join lateral slot_rule(f, p) as r (why))
    end,
    case
      -- without buffers, a visit that fits into its slot is free where the slot is
      when (v.buffer_before_minutes + v.buffer_after_minutes > 0
          or make_interval(mins => v.minutes) > s.ends_at - s.starts_at)
        and exists (
          select from doctor_time t
          where t.doctor_id = s.doctor_id and t.session_slot_id is distinct from s.id
            and t.occupied && visit_time(s, v) and stands_in(t, visit_time(s, v))
        ) then 'doctor-busy'
      when not at_desk and v.daily_quota is not null and v.daily_quota <= (
        select count(*) from appointment a
        where a.doctor_id = s.doctor_id and a.visit_type_id = v.id and a.local_date = s.local_date
          and a.status in ('pending', 'booked', 'arrived', 'fulfilled')
          and (a.hold_expires_at is null or a.hold_expires_at > now())
      ) then 'daily-quota'
    end)
$$;

drop function is_lapsed(uuid);
