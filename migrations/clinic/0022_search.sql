-- What the search across clinics is told of this one: its free days, read by the rules of booking and no others, and
-- that something changed which no slot shows (who works here, which visits there are, notice and horizon). A new function
-- and statement triggers on five small tables: a short SHARE ROW EXCLUSIVE lock on each. No booking writes to any of them.

-- The days of these doctors on which anything is free, as the lists of slots would show them. Visit types that can begin
-- at the very same instants share a row; '' stands for a slot as such. The times
-- after the first are the next few. In SQL, so that the rules melt into the query.
create function free_days(from_day date, until_day date, only_doctors uuid[])
returns table (doctor_id uuid, local_date date, visits text[], free integer, first_free_at timestamptz,
  later_at timestamptz[], morning_at timestamptz, afternoon_at timestamptz, evening_at timestamptz)
language sql stable as $$
  with wanted as materialized (
    select s as slot from slot s
    where s.state = 'open' and s.starts_at > now() and s.local_date between from_day and until_day
      and (s.taken + s.overbooked < s.capacity or s.held_until <= now())
      and (only_doctors is null or s.doctor_id = any (only_doctors))
  ), free as (
    select (w.slot).doctor_id, (w.slot).local_date, (w.slot).starts_at, '' as visit
    from wanted w cross join clinic_profile p cross join lateral slot_rule(w.slot, p) as rule (refusal)
    where rule.refusal is null
    union all
    select (w.slot).doctor_id, (w.slot).local_date, (w.slot).starts_at, v.code
    from wanted w cross join clinic_profile p cross join visit_type v
    cross join lateral visit_rule(w.slot, p, v, false) as rule (refusal)
    where rule.refusal is null
  ), each_visit as (
    select f.doctor_id, f.local_date, f.visit, array_agg(f.starts_at order by f.starts_at) as starts
    from free f group by f.doctor_id, f.local_date, f.visit
  ), alike as (
    select e.doctor_id, e.local_date, e.starts, array_agg(e.visit order by e.visit) as visits
    from each_visit e group by e.doctor_id, e.local_date, e.starts
  )
  select a.doctor_id, a.local_date, a.visits, cardinality(a.starts), a.starts[1],
    a.starts[2:9], parts.morning, parts.afternoon,
    parts.evening
  from alike a cross join clinic_profile p
  cross join lateral (
    select min(at) filter (where wall < '12:00') as morning,
      min(at) filter (where wall >= '12:00' and wall < '17:00') as afternoon,
      min(at) filter (where wall >= '17:00') as evening
    from unnest(a.starts) as at, lateral (select (at at time zone p.time_zone)::time) as w (wall)
  ) as parts
$$;

create function note_clinic() returns trigger language plpgsql volatile as $$
begin
  insert into outbox (id, type, change) values (uuidv7(), 'calendar-changed', '{}');
  return null;
end $$;
create trigger doctor_noted after insert or delete or update of name, specialty_id, languages, active on doctor
  for each statement execute function note_clinic();
create trigger specialty_noted after update of code, name on specialty
  for each statement execute function note_clinic();
create trigger visit_type_noted after insert or delete or update on visit_type
  for each statement execute function note_clinic();
create trigger visit_type_doctor_noted after insert or delete or update on visit_type_doctor
  for each statement execute function note_clinic();
create trigger profile_noted after update of minimum_notice_minutes, horizon_days on clinic_profile
  for each statement execute function note_clinic();
