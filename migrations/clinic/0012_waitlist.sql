-- A freed slot becomes a hold that is offered to the first who waits for such a time. Functions only.

-- Whether an entry waits for a visit that begins in this slot.
create function is_wished(w waitlist_entry, s slot, zone text) returns boolean language sql stable as $$
  select s.local_date between w.from_day and w.until_day
    and (w.doctor_ids is null or s.doctor_id = any (w.doctor_ids))
    and (w.specialty_id is null
      or exists (select from doctor d where d.id = s.doctor_id and d.specialty_id = w.specialty_id))
    and (w.parts_of_day is null or case
      when (s.starts_at at time zone zone)::time < '12:00' then 'morning'
      when (s.starts_at at time zone zone)::time < '17:00' then 'afternoon'
      else 'evening' end = any (w.parts_of_day))
    and not exists (select from waitlist_pass x where x.entry_id = w.id and x.slot_id = s.id)
$$;

-- Offers the visit that begins in this slot to one who waits, as a hold of theirs; false where that cannot be. Whoever
-- calls has the doctor alone. It waits for nobody: who is booking something else at this moment is left for later.
create function offer_slot(w waitlist_entry, s slot, p clinic_profile) returns boolean language plpgsql volatile as $$
declare
  v visit_type;
  chain uuid[];
  time_id uuid;
  refused booking_result;
  new_id uuid := uuidv7();
  -- until then they may answer; never beyond the moment when the time could not be booked any more
  hold_until timestamptz := least(now() + make_interval(mins => p.waitlist_offer_minutes),
    s.starts_at - make_interval(mins => p.minimum_notice_minutes));
begin
  select * into v from visit_type where id = w.visit_type_id;
  v.booked_by := 'anyone'; -- who may wait for it has been decided when they joined
  if hold_until < now() + interval '1 minute' then
    return false;
  end if;
  chain := claim_slots(s, v);
  if chain is null or exists (select from slot f where f.id = any (chain) and f.held_until <= now()) then
    return false;
  end if;
  -- under its lock: the calendar may have changed
  select * into s from slot f where f.id = s.id;
  if visit_refusal(s, p, v, false) is not null
    -- one slot, one live offer, though a group has more places
    or exists (select from waitlist_entry o join appointment_slot x on x.appointment_id = o.offer_id
      where o.state = 'offered' and x.slot_id = s.id)
    or not pg_try_advisory_xact_lock(lock_key('patient', w.patient_id::text)) then
    return false;
  end if;
  refused := patient_refusal(w.patient_id, p, false);
  if refused.outcome is not null then
    return false;
  end if;
  time_id := occupy(s, v);
  if time_id is null then
    return false;
  end if;
  insert into appointment (
    id, reference, doctor_id, visit_type_id, patient_id, doctor_time_id, local_date, starts_at, ends_at, status,
    hold_expires_at, booked_by, price_minor, currency)
  values (
    new_id, unused_reference(p.reference_prefix), s.doctor_id, v.id, w.patient_id, time_id, s.local_date, s.starts_at,
    s.starts_at + make_interval(mins => v.minutes), 'pending', hold_until, 'system:waitlist', v.price_minor, v.currency);
  perform take_seats(chain, new_id, hold_until);
  perform record_event(new_id, 'held', 'system:waitlist', 'system', jsonb_build_object('waitlistEntry', w.id));
  update waitlist_entry set state = 'offered', offer_id = new_id where id = w.id;
  return true;
end $$;

-- Offers what has just been freed, to whoever waits longest for it. The visit may begin in an earlier slot that is free
-- already. Says how many offers were made.
create function offer_slots(freed uuid[]) returns integer language plpgsql volatile as $$
declare
  f slot;
  w waitlist_entry;
  s slot;
  p clinic_profile;
  offers integer := 0;
  done boolean;
begin
  if not exists (select from waitlist_entry e where e.state = 'waiting') then
    return 0;
  end if;
  select * into p from clinic_profile;
  for f in select t.* from slot t where t.id = any (freed) and t.state = 'open' and t.starts_at > now()
    order by t.starts_at
  loop
    done := false;
    for w in
      select e.* from waitlist_entry e
      where e.state = 'waiting' and f.local_date between e.from_day and e.until_day
      order by e.created_at, e.id for update skip locked
    loop
      for s in
        select t.* from slot t join visit_type v on v.id = w.visit_type_id
        where t.doctor_id = f.doctor_id and t.state = 'open' and t.starts_at <= f.starts_at
          and t.starts_at + make_interval(mins => v.minutes) > f.starts_at
        order by t.starts_at desc
      loop
        done := is_wished(w, s, p.time_zone) and offer_slot(w, s, p);
        exit when done;
      end loop;
      exit when done;
    end loop;
    if done then
      offers := offers + 1;
    end if;
  end loop;
  return offers;
end $$;

-- Goes through those who wait, longest first, and offers each the first time that suits them: times that new shifts,
-- lapsed holds or missed moments left. So many at a time, those who joined after `after`; or one alone. Ends entries whose
-- days are over. Says how many offers were made and who was looked at last.
create function advance_waitlist(most integer default 100, after uuid default null, only_entry uuid default null)
returns table (offers integer, last_entry uuid) language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  w waitlist_entry;
  s slot;
  p clinic_profile;
  v visit_type;
begin
  select * into p from clinic_profile;
  offers := 0;
  if after is null and only_entry is null then
    update waitlist_entry e set state = 'over'
      where e.state = 'waiting' and e.until_day < (now() at time zone p.time_zone)::date;
  end if;
  for w in
    select e.* from waitlist_entry e
    where e.state = 'waiting' and (only_entry is null or e.id = only_entry)
      and (after is null
        or (e.created_at, e.id) > (select o.created_at, o.id from waitlist_entry o where o.id = after))
    order by e.created_at, e.id limit most
    for update skip locked
  loop
    last_entry := w.id;
    select * into v from visit_type where id = w.visit_type_id;
    v.booked_by := 'anyone';
    for s in
      select t.* from slot t
      cross join lateral visit_rule(t, p, v, false) as r (why)
      where t.state = 'open' and t.starts_at > now() and t.local_date between w.from_day and w.until_day
        and (t.taken + t.overbooked < t.capacity or t.held_until <= now())
        and r.why is null and is_wished(w, t, p.time_zone)
        -- one slot, one live offer: the others of a session must not use up what is looked at
        and (t.capacity = 1 or not exists (
          select from waitlist_entry o join appointment_slot x on x.appointment_id = o.offer_id
          where o.state = 'offered' and x.slot_id = t.id))
      order by t.starts_at, t.id limit 5
    loop
      -- never waits: a doctor who is being booked now is looked at the next time
      if pg_try_advisory_xact_lock(lock_key('doctor', s.doctor_id::text)) and offer_slot(w, s, p) then
        offers := offers + 1;
        exit;
      end if;
    end loop;
  end loop;
  return next;
end $$;

-- Enters a patient, once for the key of the request. So many may wait for each patient at a time.
create function join_waitlist(call jsonb, at_desk boolean) returns table (outcome text, id uuid, limit_value text)
language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  principal constant text := call ->> 'principal';
  request_key constant text := call ->> 'key';
  patient constant uuid := (call ->> 'patientId')::uuid;
  doctors constant uuid[] := case when call ? 'doctors'
    then array(select d::uuid from jsonb_array_elements_text(call -> 'doctors') as d) end;
  most constant integer := 10;
  stored idempotency_key;
  v visit_type;
  wanted_specialty uuid;
  known text;
begin
  perform pg_advisory_xact_lock(each.key) from (
    select distinct named.key from unnest(array[
      lock_key('key', concat_ws(' ', principal, 'joinWaitlist', request_key)), lock_key('patient', patient::text)
    ]) as named (key) order by 1) as each;
  select * into stored from idempotency_key i
    where i.principal = join_waitlist.call ->> 'principal' and i.route = 'joinWaitlist' and i.key = request_key;
  select * into v from visit_type t where t.code = call ->> 'visitType' and t.active;
  select x.id into wanted_specialty from specialty x where x.code = call ->> 'specialty';
  select k.state into known from known_patient k where k.patient_id = patient;
  outcome := case
    when encode(stored.fingerprint, 'hex') = call ->> 'fingerprint' then 'replayed'
    when stored.key is not null then 'idempotency-mismatch'
    when v.id is null then 'visit-type-unknown'
    when v.booked_by = 'staff' and not at_desk then 'staff-only'
    when call ? 'specialty' and wanted_specialty is null then 'specialty-unknown'
    when exists (select from unnest(doctors) as w where not exists (select from doctor d where d.active_id = w))
      then 'doctor-unknown'
    when (call ->> 'to')::date < (select (now() at time zone p.time_zone)::date from clinic_profile p) then 'past'
    when known = 'blocked' then 'patient-blocked'
    when known = 'erased' or known is null and not call ? 'introduction' then 'patient-unknown'
    when (select count(*) from waitlist_entry w where w.patient_id = patient and w.state in ('waiting', 'offered'))
      >= most then 'waitlist-entries-per-patient'
    else 'joined'
  end;
  if outcome = 'replayed' then
    id := (stored.reply ->> 'id')::uuid;
  elsif outcome = 'waitlist-entries-per-patient' then
    limit_value := most;
  elsif outcome = 'joined' then
    if call ? 'introduction' then
      perform introduce_patient(patient, call -> 'introduction');
    end if;
    id := (call ->> 'id')::uuid;
    insert into waitlist_entry (
      id, patient_id, visit_type_id, doctor_ids, specialty_id, from_day, until_day, parts_of_day, joined_by)
    values (
      (call ->> 'id')::uuid, patient, v.id, doctors, wanted_specialty, (call ->> 'from')::date, (call ->> 'to')::date,
      case when call ? 'partsOfDay' then array(select jsonb_array_elements_text(call -> 'partsOfDay')) end, principal);
    insert into idempotency_key (principal, route, key, fingerprint, reply)
    values (call ->> 'principal', 'joinWaitlist', request_key, decode(call ->> 'fingerprint', 'hex'),
      jsonb_build_object('id', call ->> 'id'));
  end if;
  return next;
end $$;
