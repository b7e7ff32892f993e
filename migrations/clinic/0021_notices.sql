-- The clinic's rules for messages, and the arithmetic of its wall clock that they need. Four columns with defaults on
-- clinic_profile, which take a short ACCESS EXCLUSIVE lock on that one row's table; functions.

alter table clinic_profile
  -- what is not urgent rests in between; equal: no rest
  add column quiet_from time not null default '21:00',
  add column quiet_until time not null default '08:00',
  -- so long a message waits, so that what is undone at once is never told
  add column notice_grace_seconds integer not null default 60 check (notice_grace_seconds between 0 and 3600),
  add column notice_channels text[] not null default '{email,sms}' check (notice_channels <@ '{email,sms}');
grant update (quiet_from, quiet_until, notice_grace_seconds, notice_channels) on clinic_profile
  to polyclinic_clinic_app;

-- When the quiet hours that hold at that moment began and end; nothing where none do. Local times that a change of the
-- clock leaves out or repeats are Postgres' to place: it never makes them longer than the change.
create function quiet_hours(moment timestamptz, p clinic_profile) returns tstzrange language plpgsql stable as $$
declare
  here constant timestamp := moment at time zone p.time_zone;
  day constant date := here::date;
  overnight constant boolean := p.quiet_from > p.quiet_until;
  first_day date := day;
begin
  if p.quiet_from = p.quiet_until then
    return null;
  elsif not overnight and (here::time < p.quiet_from or here::time >= p.quiet_until) then
    return null;
  elsif overnight and here::time < p.quiet_from and here::time >= p.quiet_until then
    return null;
  elsif overnight and here::time < p.quiet_until then
    first_day := day - 1;
  end if;
  return tstzrange((first_day + p.quiet_from) at time zone p.time_zone,
    (first_day + overnight::integer + p.quiet_until) at time zone p.time_zone);
end $$;

-- When a reminder of a visit leaves. Whole days keep the time of the wall clock across its changes; anything else is real
-- time. A few minutes earlier, for each patient others, so that not all leave at once. Out of the quiet hours: after them
-- where that leaves half an hour until the visit, else before they begin.
create function reminder_due(starts_at timestamptz, minutes integer, spread integer, p clinic_profile)
returns timestamptz language plpgsql stable as $$
declare
  due timestamptz := case when minutes % 1440 = 0
    then ((starts_at at time zone p.time_zone) - make_interval(days => minutes / 1440)) at time zone p.time_zone
    else starts_at - make_interval(mins => minutes) end;
  within constant integer := least(900, minutes * 60 / 8);
  earlier constant interval := make_interval(secs => abs(spread % greatest(within, 1)));
  quiet tstzrange;
begin
  due := due - earlier;
  quiet := quiet_hours(due, p);
  return case
    when quiet is null then due
    when upper(quiet) + earlier <= starts_at - interval '30 minutes' then upper(quiet) + earlier
    else lower(quiet) - interval '1 second' - earlier
  end;
end $$;

-- The reminders that leave in a stretch of time: of these appointments, or of all. Those of one patient's day leave with
-- its first, where they begin no later after it than the reminder is early. Who has booked or moved later than a reminder
-- would have left has just been told.
create function due_reminders(from_time timestamptz, until_time timestamptz, only_of uuid[] default null)
returns table (
  appointment_id uuid, patient_id uuid, version integer, starts_at timestamptz, minutes integer, due_at timestamptz)
language plpgsql stable as $$
declare
  p clinic_profile;
begin
  select * into p from clinic_profile;
  return query
  with open_visit as (
    select a.id, a.patient_id, a.version, a.starts_at, a.local_date, a.booked_at,
      min(a.starts_at) over (partition by a.patient_id, a.local_date) as first_at
    from appointment a
    where a.status = 'booked' and a.hold_expires_at is null and a.displaced_at is null
      and a.starts_at > from_time
      and a.starts_at <= until_time + make_interval(days => 2, mins => (
        select max(o) from unnest(p.reminder_offsets_minutes) as o))
      and (only_of is null or a.patient_id in (select b.patient_id from appointment b where b.id = any (only_of)))
  ), planned as (
    select v.*, o.minutes, reminder_due(
      case when v.starts_at - v.first_at <= make_interval(mins => o.minutes) then v.first_at else v.starts_at end,
      o.minutes, hashtext(v.patient_id::text || v.local_date), p) as due
    from open_visit v cross join unnest(p.reminder_offsets_minutes) as o (minutes)
  )
  select n.id, n.patient_id, n.version, n.starts_at, n.minutes, n.due
  from planned n
  where n.due > from_time and n.due <= until_time and n.due < n.starts_at and (only_of is null or n.id = any (only_of))
    and n.due > n.booked_at
    and not exists (select from appointment_event e
      where e.appointment_id = n.id and e.at >= n.due and e.type in ('booked', 'rescheduled', 'confirmed'));
end $$;

-- The doctors who see somebody on a day of the clinic's calendar, and when their list of that day leaves: early in its
-- morning, after the quiet hours.
create function due_day_lists(from_time timestamptz, until_time timestamptz)
returns table (doctor_id uuid, local_date date, due_at timestamptz) language plpgsql stable as $$
declare
  p clinic_profile;
begin
  select * into p from clinic_profile;
  return query
  select d.id, day.each, day.due
  from (
    select g::date as each, coalesce(upper(quiet_hours((g::date + time '06:00') at time zone p.time_zone, p)),
      (g::date + time '06:00') at time zone p.time_zone) as due
    from generate_series((from_time at time zone p.time_zone)::date, (until_time at time zone p.time_zone)::date,
      interval '1 day') as g
  ) as day
  join doctor d on d.active and d.sealed_email is not null
  where day.due > from_time and day.due <= until_time
    and exists (select from appointment a
      where a.doctor_id = d.id and a.local_date = day.each and a.status in ('pending', 'booked', 'arrived')
        and a.hold_expires_at is null and a.displaced_at is null);
end $$;
