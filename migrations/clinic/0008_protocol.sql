-- What the whole booking protocol needs besides slots and appointments: holds that lapse by themselves, overbooking on
-- the record, a history from which an appointment's state can be rebuilt, requests that are worked off later, and the
-- waitlist. Adds columns without a rewrite and empty tables; two small indexes are built under a share lock, so
-- bookings wait for some milliseconds. Drops what nothing calls since 0005 and 0007.

drop function generate_slots(date, date, uuid);
drop function book_appointment(
  text, text, text, bytea, uuid, uuid, integer, text, uuid, bytea, text, boolean, bytea, bytea, bytea);

alter table clinic_profile
  add column override_by text not null default 'admin' check (override_by in ('admin', 'staff')),
  add column waitlist_offer_minutes integer not null default 60 check (waitlist_offer_minutes between 1 and 2880);
grant update (override_by, waitlist_offer_minutes) on clinic_profile to polyclinic_clinic_app;

-- the earliest end among the holds in this slot: once it is over, a full slot may have a place after all
alter table slot add column held_until timestamptz;

-- places beyond the capacity, which never open to the public again
alter table appointment_slot add column overbooked boolean not null default false;

alter table appointment
  add column hold_renewed boolean not null default false,
  add column sealed_cancel_reason bytea, -- under the patient's key, as the reason of the visit
  add column sealed_justification bytea; -- why staff went beyond the rules
-- an appointment that moves gives back its time before it takes the other, within one transaction
alter table appointment alter constraint appointment_doctor_time_id_fkey deferrable initially immediate;
create index appointment_hold on appointment (hold_expires_at) where hold_expires_at is not null and status = 'pending';
create index appointment_unfinished on appointment (local_date, id) where status in ('pending', 'booked');

-- the appointment's version after the event: neither an identifier nor a time is in the order in which rows changed
alter table appointment_event add column version integer;

-- A booking that is worked off later; it claims nothing until then. The call is what book_appointments takes, with
-- whatever is sealed left sealed.
create table booking_request (
  id uuid primary key,
  principal text not null,
  patient_id uuid not null,
  call jsonb not null,
  state text not null default 'pending' check (state in ('pending', 'booked', 'refused')),
  appointment_id uuid references appointment (id),
  problem jsonb,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  check ((state = 'booked') = (appointment_id is not null)),
  check ((state = 'refused') = (problem is not null)),
  check ((state = 'pending') = (finished_at is null))
);
create index booking_request_waiting on booking_request (created_at, id) where state = 'pending';
create index booking_request_by_age on booking_request (finished_at) where state <> 'pending';

create table waitlist_entry (
  id uuid primary key,
  patient_id uuid not null references known_patient (patient_id),
  visit_type_id uuid not null references visit_type (id),
  doctor_ids uuid[], -- absent: any doctor
  specialty_id uuid references specialty (id),
  from_day date not null, -- the clinic's calendar, both included
  until_day date not null,
  parts_of_day text[] check (parts_of_day <@ '{morning,afternoon,evening}' and cardinality(parts_of_day) > 0),
  state text not null default 'waiting' check (state in ('waiting', 'offered', 'booked', 'left', 'over')),
  offer_id uuid constraint waitlist_offer_once unique references appointment (id), -- the hold, and later the booking
  joined_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  check (from_day <= until_day and until_day - from_day < 400),
  check ((state in ('offered', 'booked')) = (offer_id is not null))
);
create index waitlist_waiting on waitlist_entry (created_at, id) where state = 'waiting';
create index waitlist_of_patient on waitlist_entry (patient_id, created_at);
create trigger waitlist_entry_touch before update on waitlist_entry for each row execute function touch_row();

-- what an entry was offered and did not take: it is not offered again
create table waitlist_pass (
  entry_id uuid not null references waitlist_entry (id) on delete cascade,
  slot_id uuid not null references slot (id) on delete cascade,
  primary key (entry_id, slot_id)
);
create index waitlist_pass_by_slot on waitlist_pass (slot_id);

grant select, insert, update on booking_request, waitlist_entry to polyclinic_clinic_app;
grant delete on booking_request to polyclinic_clinic_app;
grant select, insert on waitlist_pass to polyclinic_clinic_app;

-- Locks, in the order in which every verb takes them: what is named here, sorted by its hash; slots by id; appointments
-- by id. A doctor is named because time is what is contended: who only adds to a doctor's time shares the doctor, who
-- also gives time back has the doctor alone, since an inserter waits for a deletion that has not ended.
create function lock_key(kind text, name text) returns bigint language sql immutable as $$
  select hashtextextended(kind || ':' || name, 0)
$$;

create function lock_doctors(wanted uuid[]) returns void language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(each.key)
  from (select distinct lock_key('doctor', d::text) as key from unnest(wanted) as d order by 1) as each;
end $$;

-- Places of a slot that belong to holds whose time is over: nobody's any more, though the rows are still there.
create function lapsed_places(s slot) returns integer language sql stable as $$
  select count(*)::integer
  from appointment_slot x join appointment a on a.id = x.appointment_id
  where x.slot_id = s.id and a.hold_expires_at <= now()
$$;

-- Whether a stretch of a doctor's time belongs to lapsed holds only.
create function is_lapsed(time_id uuid) returns boolean language sql stable cost 1000 as $$
  select coalesce(bool_and(coalesce(a.hold_expires_at <= now(), false)), false)
  from appointment a where a.doctor_time_id = time_id
$$;

-- The doctor's time that this visit takes when it begins in this slot, buffers included. A group session lasts as long
-- as its slot.
create function visit_time(s slot, v visit_type) returns tstzrange language sql immutable as $$
  select tstzrange(
    s.starts_at - make_interval(mins => v.buffer_before_minutes),
    case when s.capacity > 1 then s.ends_at else s.starts_at + make_interval(mins => v.minutes) end
      + make_interval(mins => v.buffer_after_minutes))
$$;

-- Why a slot cannot be booked by the public, or null where it can. A lapsed hold stands in nobody's way, without waiting
-- for the sweep that clears it away.
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
        and t.session_slot_id is distinct from s.id and not is_lapsed(t.id)
    ) then 'doctor-busy'
  end
$$;

-- Why this visit cannot begin in this slot, or null where it can. At the desk one may book what only staff
-- may, and is not held to notice and quota.
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
            and t.occupied && visit_time(s, v) and not is_lapsed(t.id)
        ) then 'doctor-busy'
      when not at_desk and v.daily_quota is not null and v.daily_quota <= (
        select count(*) from appointment a
        where a.doctor_id = s.doctor_id and a.visit_type_id = v.id and a.local_date = s.local_date
          and a.status in ('pending', 'booked', 'arrived', 'fulfilled')
          and (a.hold_expires_at is null or a.hold_expires_at > now())
      ) then 'daily-quota'
    end)
$$;

-- The same rules for who has one slot in hand. PL/pgSQL, because it keeps the plan: a function in SQL that cannot be
-- melted into its caller is planned anew for each slot, which took longer than the booking.
create or replace function slot_refusal(s slot, p clinic_profile) returns text language plpgsql stable
set plan_cache_mode = force_generic_plan as $$
begin
  return (select r.why from slot_rule(s, p) as r (why));
end $$;

create or replace function visit_refusal(s slot, p clinic_profile, v visit_type, at_desk boolean) returns text
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return (select r.why from visit_rule(s, p, v, at_desk) as r (why));
end $$;
