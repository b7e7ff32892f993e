-- The rules of a particular visit, in one place: the list of free slots, the month picker and the booking all ask
-- visit_refusal and nothing else. Replaces functions; takes no lock on tables.

-- The slots that a visit beginning in this one takes: itself and those that follow without a gap, as many as the visit
-- needs. Fewer minutes than asked for where the doctor's time ends or breaks before.
create function visit_slots(s slot, minutes integer) returns setof slot language sql stable as $$
  select f.* from slot f
  where f.doctor_id = s.doctor_id and f.state = 'open'
    and f.starts_at >= s.starts_at and f.starts_at < s.starts_at + make_interval(mins => minutes)
$$;

-- Why this visit cannot begin in this slot, or null where it can. At the desk one may book what only staff
-- may, and is not held to notice and quota.
create function visit_refusal(s slot, p clinic_profile, v visit_type, at_desk boolean) returns text
language sql stable as $$
  select coalesce(
    case
      when not v.active then 'visit-type-unknown'
      when s.capacity > 1 and make_interval(mins => v.minutes) > s.ends_at - s.starts_at then 'visit-too-long'
      when v.booked_by = 'staff' and not at_desk then 'staff-only'
      when exists (select from visit_type_doctor d where d.visit_type_id = v.id)
        and not exists (
          select from visit_type_doctor d where d.visit_type_id = v.id and d.doctor_id = s.doctor_id)
        then 'doctor-does-not'
    end,
    (
      -- the whole visit: each of its slots by the rule of slots, and together long enough without a gap
      select case
        when count(why) > 0 then (array_agg(why order by f.starts_at) filter (where why is not null))[1]
        when coalesce(sum(f.ends_at - f.starts_at), interval '0') < make_interval(mins => v.minutes)
          then 'visit-too-long'
        when max(f.taken) >= v.capacity then 'taken'
      end
      from visit_slots(s, v.minutes) f
      cross join lateral (select slot_refusal(f, p)) as r (refused)
      cross join lateral (
        select case when at_desk and r.refused = 'minimum-notice' then null else r.refused end) as w (why)
    ),
    case
      when exists (
        select from doctor_time t
        where t.doctor_id = s.doctor_id and t.session_slot_id is distinct from s.id
          and t.occupied && tstzrange(
            s.starts_at - make_interval(mins => v.buffer_before_minutes),
            s.starts_at + make_interval(mins => v.minutes + v.buffer_after_minutes))
      ) then 'doctor-busy'
      when not at_desk and v.daily_quota <= (
        select count(*) from appointment a
        where a.doctor_id = s.doctor_id and a.visit_type_id = v.id and a.local_date = s.local_date
          and a.status in ('pending', 'booked', 'arrived', 'fulfilled')
      ) then 'daily-quota'
    end)
$$;
