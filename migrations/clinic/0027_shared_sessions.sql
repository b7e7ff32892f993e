-- Whoever is booked beyond the rules into the time of a group session shares its row. When those who sat in the session had
-- left, the row stayed as long as the session and its buffers, and was the session's: times were refused where nobody was.
-- A row is now as long as those who are in it need, each as long as the group session they sit in themselves, and belongs to
-- a session as long as somebody sits in it. Functions only.

-- The group session that an appointment sits in.
create function group_of(a appointment) returns setof slot language sql stable rows 1 as $$
  select s.* from appointment_slot x join slot s on s.id = x.slot_id
  where x.appointment_id = a.id and s.capacity > 1 order by s.starts_at limit 1
$$;

-- The doctor's time of an appointment, buffers included; who sits in a group session is there for all of it.
create function stretch_of(a appointment) returns tstzrange language sql stable as $$
  select tstzrange(
    least(g.starts_at, a.starts_at) - make_interval(mins => v.buffer_before_minutes),
    greatest(g.ends_at, a.ends_at) + make_interval(mins => v.buffer_after_minutes))
  from visit_type v
  left join lateral group_of(a) g on true
  where v.id = a.visit_type_id
$$;

-- As long as those need it who are left, and theirs. Under the doctor's lock.
create function shorten_time(wanted uuid, leaving uuid) returns void language plpgsql volatile as $$
declare
  t doctor_time;
  theirs tstzrange;
  heir uuid;
begin
  select * into t from doctor_time where id = wanted;
  select tstzrange(min(lower(s.stretch)), max(upper(s.stretch))) into theirs
  from appointment o cross join lateral (select stretch_of(o) as stretch) s
  where o.doctor_time_id = wanted and o.id <> leaving;
  if t.session_slot_id is null or exists (
    select from appointment o join appointment_slot x on x.appointment_id = o.id and x.slot_id = t.session_slot_id
    where o.doctor_time_id = wanted and o.id <> leaving
  ) then
    update doctor_time set occupied = occupied * theirs where id = wanted and not occupied <@ theirs;
    return;
  end if;
  -- what reached beyond the session was not in its row: it comes in as far as nobody else stands there
  theirs := theirs * tstzrange(
    (select max(upper(o.occupied)) from doctor_time o
      where o.doctor_id = t.doctor_id and o.occupied && theirs and lower(o.occupied) < lower(t.occupied)),
    (select min(lower(o.occupied)) from doctor_time o
      where o.doctor_id = t.doctor_id and o.occupied && theirs and lower(o.occupied) > lower(t.occupied)));
  select g.id into heir
  from appointment o cross join lateral group_of(o) g
  where o.doctor_time_id = wanted and o.id <> leaving and tstzrange(g.starts_at, g.ends_at) && theirs
    and not exists (select from doctor_time d where d.session_slot_id = g.id)
  order by g.starts_at limit 1;
  update doctor_time set occupied = theirs, session_slot_id = heir where id = wanted;
end $$;

-- As in 0019 but for those who stay.
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
  if not found and a.doctor_time_id is not null then
    perform shorten_time(a.doctor_time_id, a.id);
  end if;
  return freed;
end $$;

-- As in 0019 but for whom the time is.
create or replace function stands_in(t doctor_time, wanted tstzrange) returns boolean language plpgsql stable cost 1000 as $$
begin
  if not exists (select from appointment a where a.doctor_time_id = t.id and a.hold_expires_at <= now()) then
    return true;
  end if;
  return exists (
    select from appointment a
    where a.doctor_time_id = t.id and (a.hold_expires_at is null or a.hold_expires_at > now())
      and stretch_of(a) && wanted);
end $$;
