-- What becomes of a hold or an appointment after it was made: each verb one function, under the locks of lock_key's
-- order. Functions only.

-- Locks a doctor's time that an appointment takes, and the slots given besides, before the appointment itself. Who finds
-- the version they saw finds these slots too: a move raises it.
create function lock_time_of(wanted uuid, doctors uuid[] default '{}', slots uuid[] default '{}') returns void
language plpgsql volatile as $$
begin
  perform lock_doctors(doctors || array(select a.doctor_id from appointment a where a.id = wanted));
  perform from slot
    where id = any (slots || array(select x.slot_id from appointment_slot x where x.appointment_id = wanted))
    order by id for no key update;
end $$;

-- Gives back the seats and the doctor's time of an appointment; says which slots they were. A group session ends with
-- its last visitor.
create function vacate(a appointment) returns uuid[] language plpgsql volatile as $$
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
      select tstzrange(min(o.starts_at - make_interval(mins => v.buffer_before_minutes)),
        max(o.ends_at + make_interval(mins => v.buffer_after_minutes))) as stretch
      from appointment o join visit_type v on v.id = o.visit_type_id
      where o.doctor_time_id = a.doctor_time_id and o.id <> a.id
    ) as theirs
    where t.id = a.doctor_time_id and t.session_slot_id is null and not t.occupied <@ theirs.stretch;
  end if;
  return freed;
end $$;

-- Ends an appointment and frees its time at once; what is freed is offered to the waitlist before anybody else sees it.
-- `may_be_late`: not held to the clinic's notice. Nobody is held to it for a time that the clinic took away.
create function end_appointment(
  wanted uuid, seen_version integer, may_be_late boolean, acting text, acting_as text, cancel_reason bytea,
  why text default null
) returns table (outcome text, facts jsonb, limit_value text) language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  a appointment;
  p clinic_profile;
  freed uuid[];
begin
  perform lock_time_of(wanted);
  select * into a from appointment where id = wanted and hold_expires_at is null for update;
  select * into p from clinic_profile;
  outcome := case
    when a.id is null then 'unknown'
    when a.version <> seen_version then 'version-mismatch'
    when not exists (
      select from appointment_transition t where t.from_status = a.status and t.to_status = 'cancelled'
    ) then 'transition-not-allowed'
    when not may_be_late and a.displaced_at is null
      and now() > a.starts_at - make_interval(mins => p.cancel_until_minutes) then 'cancel-until'
    else 'cancelled'
  end;
  if outcome = 'cancelled' then
    update appointment set status = 'cancelled', cancelled_at = now(), doctor_time_id = null, displaced_at = null,
      sealed_cancel_reason = cancel_reason
      where id = wanted;
    freed := vacate(a);
    perform record_event(wanted, 'cancelled', acting, acting_as, jsonb_strip_nulls(jsonb_build_object(
      'from', a.status, 'why', why,
      'late', nullif(now() > a.starts_at - make_interval(mins => p.cancel_until_minutes), false))));
    perform offer_slots(freed);
  end if;
  facts := case when a.id is not null then appointment_facts(wanted) end;
  limit_value := case outcome when 'cancel-until' then p.cancel_until_minutes::text end;
  return next;
end $$;

-- Moves an appointment to another slot: whole or not at all. Tried in a subtransaction, because its own time must not
-- stand in its way: a refusal undoes what was given back.
create function reschedule_appointment(
  wanted uuid, seen_version integer, to_slot uuid, to_version integer, acting text, acting_as text
) returns table (outcome text, facts jsonb, limit_value text) language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  a appointment;
  moved appointment;
  p clinic_profile;
  s slot;
  v visit_type;
  freed uuid[];
  chain uuid[];
  time_id uuid;
  result booking_result;
  at_desk constant boolean := acting_as <> 'patient';
begin
  select * into s from slot where id = to_slot;
  select t.* into v from appointment x join visit_type t on t.id = x.visit_type_id where x.id = wanted;
  perform lock_time_of(wanted, array[s.doctor_id],
    to_slot || array(select f.id from visit_slots(s, v.minutes) f));
  select * into a from appointment where id = wanted and hold_expires_at is null for update;
  select * into s from slot where id = to_slot;
  select * into p from clinic_profile;
  result := case
    when a.id is null then row('unknown', null, null)::booking_result
    when a.version <> seen_version then row('version-mismatch', null, null)::booking_result
    when a.status not in ('pending', 'booked') then row('transition-not-allowed', null, null)::booking_result
    when s.id is null then row('slot-unknown', null, null)::booking_result
    when to_version <> s.version then row('slot-version-mismatch', slot_state(s), null)::booking_result
    when not at_desk and a.displaced_at is null
      and now() > a.starts_at - make_interval(mins => p.reschedule_until_minutes)
      then row('reschedule-until', null, p.reschedule_until_minutes)::booking_result
  end;
  if result.outcome is null then
    begin
      set constraints appointment_doctor_time_id_fkey deferred;
      freed := vacate(a);
      select * into s from slot where id = to_slot;
      result := refused_visit(visit_refusal(s, p, v, at_desk), s, p, v);
      -- a move within a doctor's day leaves its number of visits as it is
      if result.outcome = 'daily-quota' and a.doctor_id = s.doctor_id and a.local_date = s.local_date then
        result := null;
      end if;
      if result.outcome is null then
        chain := claim_slots(s, v);
        if chain is null then
          result := row('contended', null, null);
        elsif exists (select from slot f where f.id = any (chain) and f.held_until <= now()) then
          result := row('lapsed', null, null);
        else
          time_id := occupy(s, v);
          if time_id is null then
            result := row('lapsed', null, null);
          end if;
        end if;
      end if;
      if result.outcome is not null then
        raise exception using errcode = 'PC001';
      end if;
      perform take_seats(chain, wanted, null);
      update appointment set doctor_id = s.doctor_id, doctor_time_id = time_id, local_date = s.local_date,
        starts_at = s.starts_at, ends_at = s.starts_at + make_interval(mins => v.minutes), displaced_at = null
        where id = wanted;
      set constraints appointment_doctor_time_id_fkey immediate;
      perform record_event(wanted, 'rescheduled', acting, acting_as, jsonb_build_object('from', jsonb_build_object(
        'startsAt', a.starts_at, 'doctorId', a.doctor_id, 'slotIds', freed)));
      perform offer_slots(array(select f from unnest(freed) as f where f <> all (chain)));
      result := row('rescheduled', null, null);
    exception when sqlstate 'PC001' then
      null; -- result says why
    end;
  end if;
  outcome := result.outcome;
  facts := case when outcome = 'slot-version-mismatch' then result.facts
    when a.id is not null then appointment_facts(wanted) end;
  limit_value := result.limit_value;
  return next;
end $$;

-- A move that leaves the time as it is: confirmed, arrived, fulfilled, not shown up, and back to booked.
create function move_appointment(wanted uuid, seen_version integer, to_status text, acting text, acting_as text)
returns table (outcome text, facts jsonb) language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  a appointment;
begin
  select * into a from appointment where id = wanted and hold_expires_at is null for update;
  outcome := case
    when a.id is null then 'unknown'
    when a.version <> seen_version then 'version-mismatch'
    when not exists (
      select from appointment_transition t where t.from_status = a.status and t.to_status = move_appointment.to_status
    ) then 'transition-not-allowed'
    -- who comes today may be early; who comes tomorrow has not arrived
    when to_status = 'arrived' and a.local_date > (select (now() at time zone p.time_zone)::date from clinic_profile p)
      then 'too-early'
    when a.status = 'booked' and to_status in ('noshow', 'fulfilled') and a.starts_at > now() then 'too-early'
    else 'moved'
  end;
  if outcome = 'moved' then
    update appointment set status = to_status,
      confirmed_at = case when a.status = 'pending' then now() else confirmed_at end
      where id = wanted;
    perform record_event(wanted, case
      when a.status = 'pending' then 'confirmed'
      when to_status = 'booked' then 'reinstated'
      else to_status end, acting, acting_as);
  end if;
  facts := case when a.id is not null then appointment_facts(wanted) end;
  return next;
end $$;

-- Whose day is over and who was not there: they have not shown up. Skips what somebody works on.
create function sweep_no_shows(acting text, most integer) returns integer language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  one record;
  swept integer := 0;
begin
  for one in
    select a.id from appointment a
    where a.status = 'booked' and a.displaced_at is null
      and a.local_date < (select (now() at time zone p.time_zone)::date from clinic_profile p)
    order by a.local_date, a.id limit most
    for update skip locked
  loop
    update appointment set status = 'noshow' where id = one.id;
    perform record_event(one.id, 'noshow', acting, 'system', '{"why": "day-over"}');
    swept := swept + 1;
  end loop;
  return swept;
end $$;

-- Ends a hold: whoever has the doctor and its slots locked. An offer that was not taken is not made to the same patient
-- again, and passes on.
create function end_hold(a appointment, acting text, acting_as text, why text) returns void
language plpgsql volatile as $$
declare
  freed uuid[];
begin
  update appointment set status = 'cancelled', cancelled_at = now(), doctor_time_id = null where id = a.id;
  freed := vacate(a);
  perform record_event(a.id, 'hold-ended', acting, acting_as, jsonb_build_object('why', why));
  with entry as (
    update waitlist_entry set state = 'waiting', offer_id = null where offer_id = a.id and state = 'offered'
    returning id
  )
  insert into waitlist_pass (entry_id, slot_id)
  select entry.id, s.id from entry, slot s where s.id = any (freed) and s.starts_at = a.starts_at
  on conflict do nothing;
  perform offer_slots(freed);
end $$;

-- Holds belong to whom they were made for, and to who made them; for everybody else they are not there.
create function release_hold(wanted uuid, acting text, acting_as text, holder uuid)
returns table (outcome text, facts jsonb) language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  a appointment;
begin
  perform lock_time_of(wanted);
  select * into a from appointment where id = wanted and hold_expires_at is not null for update;
  if a.id is null or (a.patient_id is distinct from holder and a.booked_by <> acting) then
    outcome := 'unknown';
  elsif a.status <> 'pending' then
    outcome := 'hold-ended';
  else
    perform end_hold(a, acting, acting_as, 'released');
    outcome := 'released';
  end if;
  facts := case when outcome <> 'unknown' then appointment_facts(wanted) end;
  return next;
end $$;

-- Once: whoever needs longer lets others have the time in between.
create function renew_hold(wanted uuid, acting text, acting_as text, holder uuid)
returns table (outcome text, facts jsonb) language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  a appointment;
  chain uuid[];
begin
  chain := array(
    select s.id from slot s
    where s.id in (select x.slot_id from appointment_slot x where x.appointment_id = wanted)
    order by s.id for no key update);
  select * into a from appointment where id = wanted and hold_expires_at is not null for update;
  if a.id is null or (a.patient_id is distinct from holder and a.booked_by <> acting) then
    outcome := 'unknown';
  elsif a.status <> 'pending' or a.hold_expires_at <= now() then
    outcome := 'hold-ended';
  elsif a.hold_renewed or exists (select from waitlist_entry w where w.offer_id = a.id) then
    outcome := 'renewed-before';
  else
    update appointment set hold_renewed = true,
      hold_expires_at = now() + make_interval(secs => (select hold_seconds from clinic_profile))
      where id = wanted;
    perform settle_holds(chain);
    perform record_event(wanted, 'hold-renewed', acting, acting_as);
    outcome := 'renewed';
  end if;
  facts := case when outcome <> 'unknown' then appointment_facts(wanted) end;
  return next;
end $$;

-- Ends holds whose time is over: of these doctors, or of all. Says how many, and when the next one ends.
create function end_lapsed_holds(doctors uuid[] default null, most integer default 100)
returns table (ended integer, next_ends_at timestamptz) language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  lapsed uuid[];
  a appointment;
begin
  lapsed := array(
    select h.id from appointment h
    where h.hold_expires_at <= now() and h.status = 'pending' and (doctors is null or h.doctor_id = any (doctors))
    order by h.hold_expires_at, h.id limit most);
  perform lock_doctors(array(select h.doctor_id from appointment h where h.id = any (lapsed)));
  perform from slot s where s.id in (select x.slot_id from appointment_slot x where x.appointment_id = any (lapsed))
    order by s.id for no key update;
  ended := 0;
  -- whoever was faster has booked or ended it
  for a in
    select h.* from appointment h
    where h.id = any (lapsed) and h.status = 'pending' and h.hold_expires_at <= now()
    order by h.id for update
  loop
    perform end_hold(a, 'system:hold-clock', 'system', 'lapsed');
    ended := ended + 1;
  end loop;
  select min(h.hold_expires_at) into next_ends_at from appointment h
    where h.hold_expires_at is not null and h.status = 'pending';
  return next;
end $$;

-- The earliest time that stands in a stretch of a doctor's, which is made longer as far as nothing else stands there: who
-- looks for a time does not find what a walk-in takes. For who has the doctor alone.
create function share_time(doctor uuid, stretch tstzrange) returns uuid language sql volatile as $$
  update doctor_time t set occupied = case when t.session_slot_id is null then t.occupied + stretch * tstzrange(null, (
      select min(lower(o.occupied)) from doctor_time o
      where o.doctor_id = doctor and o.occupied && stretch and o.id <> t.id)) else t.occupied end
  where t.id = (select e.id from doctor_time e where e.doctor_id = doctor and e.occupied && stretch
    order by lower(e.occupied) limit 1)
  returning t.id
$$;

-- Books beyond the rules, on the record: outside of shifts, at short notice, into a full slot. A place beyond the
-- capacity shares the time of who is there already, and never opens to the public.
create function override_appointment(call jsonb, justification bytea)
returns table (outcome text, facts jsonb, limit_value text) language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  c booking_call := jsonb_populate_record(null::booking_call, call);
  doctor uuid := c.doctor_ids[1];
  p clinic_profile;
  s slot;
  v visit_type;
  stored idempotency_key;
  known text;
  beyond text;
  chain uuid[];
  time_id uuid;
  stretch tstzrange;
begin
  perform pg_advisory_xact_lock(each.key) from (
    select distinct named.key from unnest(array[
      lock_key('key', concat_ws(' ', c.principal, c.route, c.key)), lock_key('patient', c.patient_id::text),
      lock_key('doctor', doctor::text)]) as named (key) order by 1) as each;
  select * into stored from idempotency_key i
    where i.principal = c.principal and i.route = c.route and i.key = c.key;
  select * into p from clinic_profile;
  select * into v from visit_type where code = c.visit_type;
  select state into known from known_patient where patient_id = c.patient_id;
  outcome := case
    when encode(stored.fingerprint, 'hex') = c.fingerprint then 'replayed'
    when stored.key is not null then 'idempotency-mismatch'
    when v.id is null or not v.active then 'visit-type-unknown'
    when not exists (select from doctor d where d.id = doctor) then 'doctor-unknown'
    when not exists (select from doctor d where d.id = doctor and d.active) then 'doctor-inactive'
    when known = 'blocked' then 'patient-blocked'
    when known is distinct from 'active' then 'patient-unknown'
    -- what happened yesterday belongs into yesterday's record
    when c.starts_at < now() - interval '24 hours' then 'past'
    when c.starts_at > now() + interval '366 days' then 'horizon'
  end;
  if outcome is not null then
    facts := stored.reply;
    limit_value := case outcome when 'horizon' then '366' end;
    return next;
    return;
  end if;

  perform end_lapsed_holds(array[doctor]);
  -- a change of the calendar could take them away until they are locked
  perform from slot f
    where f.doctor_id = doctor and f.state = 'open'
      and f.starts_at >= c.starts_at and f.starts_at < c.starts_at + make_interval(mins => v.minutes)
    order by f.id for no key update;
  select * into s from slot f where f.doctor_id = doctor and f.starts_at = c.starts_at and f.state = 'open';
  if s.id is null then
    beyond := 'no-slot';
    stretch := tstzrange(c.starts_at - make_interval(mins => v.buffer_before_minutes),
      c.starts_at + make_interval(mins => v.minutes + v.buffer_after_minutes));
  else
    beyond := visit_refusal(s, p, v, false);
    stretch := visit_time(s, v);
    chain := array(select w.id from visit_slots(s, v.minutes) w);
  end if;
  if s.id is not null then
    time_id := occupy(s, v);
  else
    insert into doctor_time (doctor_id, occupied) values (doctor, stretch) on conflict do nothing returning id into time_id;
  end if;
  if time_id is null then
    beyond := coalesce(beyond, 'doctor-busy');
    time_id := share_time(doctor, stretch);
  end if;
  insert into appointment (
    id, reference, doctor_id, visit_type_id, patient_id, doctor_time_id, local_date, starts_at, ends_at, status,
    sealed_reason, sealed_justification, booked_by, price_minor, currency, confirmed_at)
  values (
    c.id, unused_reference(p.reference_prefix), doctor, v.id, c.patient_id, time_id,
    (c.starts_at at time zone p.time_zone)::date, c.starts_at, c.starts_at + make_interval(mins => v.minutes), 'booked',
    decode(c.reason, 'base64'), justification, c.acting, v.price_minor, v.currency, now());
  with seated as (
    insert into appointment_slot (slot_id, seat, appointment_id, overbooked)
    select w.id, case when w.taken + w.overbooked < w.capacity then (
        select min(n) from generate_series(1, w.capacity + w.overbooked) as n
        where not exists (select from appointment_slot x where x.slot_id = w.id and x.seat = n))
      else greatest(w.capacity, (select max(x.seat) from appointment_slot x where x.slot_id = w.id)) + 1 end,
      c.id, w.taken + w.overbooked >= w.capacity
    from slot w where w.id = any (chain)
    returning slot_id, overbooked
  )
  update slot w set taken = w.taken + case when seated.overbooked then 0 else 1 end,
    overbooked = w.overbooked + case when seated.overbooked then 1 else 0 end, version = w.version + 1
  from seated where w.id = seated.slot_id;
  perform record_event(c.id, 'booked', c.acting, c.acting_as,
    jsonb_build_object('override', true, 'beyond', coalesce(beyond, 'nothing')));
  facts := appointment_facts(c.id);
  insert into idempotency_key (principal, route, key, fingerprint, reply)
  values (c.principal, c.route, c.key, decode(c.fingerprint, 'hex'), facts);
  outcome := 'booked';
  return next;
end $$;
