-- The rules of a particular visit, in one place: the list of free slots, the month picker and the booking all ask
-- visit_rule and nothing else. Replaces functions; takes no lock on tables.

-- The rules are functions that give one row, which Postgres melts into the query that asks: a month of a hundred
-- doctors is then judged in the time that calling a function for each of its slots takes to begin. slot_refusal and
-- visit_refusal are the same rules for who has one slot in hand.

-- Why a slot cannot be booked by the public, or null where it can.
create function slot_rule(s slot, p clinic_profile) returns setof text language sql stable rows 1 as $$
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

create or replace function slot_refusal(s slot, p clinic_profile) returns text language sql stable cost 1000 as $$
  select why from slot_rule(s, p) as r (why)
$$;

-- The slots that a visit beginning in this one takes, as far as there are any: itself and those that begin before the
-- visit would end.
create function visit_slots(s slot, minutes integer) returns setof slot language sql stable rows 2 as $$
  select f.* from slot f
  where f.doctor_id = s.doctor_id and f.state = 'open'
    and f.starts_at >= s.starts_at and f.starts_at < s.starts_at + make_interval(mins => minutes)
$$;

-- Why this visit cannot begin in this slot, or null where it can. At the desk one may book what only staff
-- may, and is not held to notice and quota.
create function visit_rule(s slot, p clinic_profile, v visit_type, at_desk boolean) returns setof text
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
          case when s.taken >= v.capacity then 'taken' end)
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
            when max(f.taken) >= v.capacity then 'taken'
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
            and t.occupied && tstzrange(
              s.starts_at - make_interval(mins => v.buffer_before_minutes),
              -- a group session lasts as long as its slot
              case when s.capacity > 1 then s.ends_at else s.starts_at + make_interval(mins => v.minutes) end
                + make_interval(mins => v.buffer_after_minutes))
        ) then 'doctor-busy'
      when not at_desk and v.daily_quota is not null and v.daily_quota <= (
        select count(*) from appointment a
        where a.doctor_id = s.doctor_id and a.visit_type_id = v.id and a.local_date = s.local_date
          and a.status in ('pending', 'booked', 'arrived', 'fulfilled')
      ) then 'daily-quota'
    end)
$$;

create function visit_refusal(s slot, p clinic_profile, v visit_type, at_desk boolean) returns text
language sql stable cost 5000 as $$
  select why from visit_rule(s, p, v, at_desk) as r (why)
$$;
