-- The booking's one statement for many callers at once: an array of calls in, one row a call out. What each call does
-- is small and named; all of it runs under the locks that the statement takes first. Functions and types only; the
-- function of 0007 stays for code of the version before.

-- A booking or a hold: of what is held, of one slot, or with any free doctor at a time. What is bytes comes as base64.
create type booking_call as (
  nth integer,
  principal text, route text, key text, fingerprint text, -- hex
  id uuid, -- of the appointment or hold that it makes
  hold_id uuid,
  slot_id uuid, slot_version integer,
  starts_at timestamptz, doctor_ids uuid[], specialty text,
  visit_type text, patient_id uuid, reason text,
  acting text, acting_as text, -- 'patient', 'desk' or 'system'
  hold boolean, -- a hold that ends by itself, instead of a booking
  introduction jsonb -- name, contact, key: of a patient whom the clinic may not know yet
);

-- `outcome` is 'booked', 'held', 'replayed' (facts are then the first reply's), or why not; `limit_value` is the limit
-- of the rule that refused.
create type booking_result as (outcome text, facts jsonb, limit_value text);

-- An appointment as facts; what is sealed stays sealed. PL/pgSQL keeps the plan, as in visit_refusal.
create or replace function appointment_facts(wanted uuid) returns jsonb language plpgsql stable as $$
begin
  return (select jsonb_build_object(
    'id', a.id, 'reference', a.reference, 'status', a.status, 'patientId', a.patient_id,
    'doctorId', a.doctor_id, 'doctorName', d.name, 'visitTypeCode', v.code, 'visitTypeName', v.name,
    'startsAt', a.starts_at, 'endsAt', a.ends_at, 'localDate', a.local_date,
    'localTime', to_char(a.starts_at at time zone p.time_zone, 'HH24:MI'),
    'sealedReason', encode(a.sealed_reason, 'base64'), 'sealedCancelReason', encode(a.sealed_cancel_reason, 'base64'),
    'bookedAt', a.booked_at, 'bookedBy', a.booked_by,
    'confirmedAt', a.confirmed_at, 'cancelledAt', a.cancelled_at, 'displacedAt', a.displaced_at,
    'holdExpiresAt', a.hold_expires_at, 'holdRenewed', a.hold_renewed, 'version', a.version)
  from appointment a
  join doctor d on d.id = a.doctor_id
  join visit_type v on v.id = a.visit_type_id
  cross join clinic_profile p
  where a.id = wanted);
end $$;

-- A reference that nobody has. Letters and digits that are not mistaken for one another on the phone: RVS-7K3M-92.
create function unused_reference(prefix text) returns text language plpgsql volatile as $$
declare
  letters constant text := '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  drawn text;
begin
  loop
    drawn := prefix || '-';
    for nth in 1..6 loop
      drawn := drawn || case nth when 5 then '-' else '' end || substr(letters, 1 + floor(random() * 30)::integer, 1);
    end loop;
    if not exists (select from appointment where reference = drawn) then
      return drawn;
    end if;
  end loop;
end $$;

-- Writes what has happened to an appointment, with its state after that: from these rows alone it can be told.
create function record_event(wanted uuid, what text, acting text, acting_as text, further jsonb default '{}')
returns void language plpgsql volatile as $$
begin
  insert into appointment_event (appointment_id, type, actor, version, payload)
  select a.id, what, acting, a.version, jsonb_build_object(
    'by', acting_as, 'status', a.status, 'patientId', a.patient_id, 'doctorId', a.doctor_id, 'visitType', v.code,
    'startsAt', a.starts_at, 'endsAt', a.ends_at, 'holdExpiresAt', a.hold_expires_at,
    'displaced', a.displaced_at is not null, 'slotIds', array(
      select x.slot_id from appointment_slot x join slot s on s.id = x.slot_id
      where x.appointment_id = a.id order by s.starts_at)) || further
  from appointment a join visit_type v on v.id = a.visit_type_id
  where a.id = wanted;
end $$;

-- Every lock of a batch, before anything is believed. Keys: a duplicate in flight waits for the first and then finds its
-- reply. Patients: the limit of open appointments is exact. Doctors: see lock_key.
create function lock_bookings(given booking_call[]) returns void language plpgsql volatile as $$
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
      -- a quota is counted over the doctor's day
      if v.daily_quota is null then
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

-- The slots of a visit in time order, all locked, or null where somebody else has one of them locked. For who has the
-- first locked already, or does not mean to wait.
create function claim_slots(s slot, v visit_type) returns uuid[] language plpgsql volatile as $$
declare
  chain uuid[];
  claimed integer;
begin
  if make_interval(mins => v.minutes) <= s.ends_at - s.starts_at then
    chain := array[s.id];
  else
    chain := array(select f.id from visit_slots(s, v.minutes) f order by f.starts_at);
  end if;
  select count(*) into claimed from (
    select from slot f where f.id = any (chain) order by f.id for no key update skip locked) as mine;
  return case when claimed = cardinality(chain) then chain end;
end $$;

-- Takes the doctor's time of a visit: a row of its own, or the session's. Null where somebody else has it.
create function occupy(s slot, v visit_type) returns uuid language plpgsql volatile as $$
declare
  time_id uuid;
begin
  if s.capacity > 1 then
    select t.id into time_id from doctor_time t where t.session_slot_id = s.id;
  end if;
  if time_id is null then
    insert into doctor_time (doctor_id, occupied, session_slot_id)
    values (s.doctor_id, visit_time(s, v), case when s.capacity > 1 then s.id end)
    on conflict do nothing
    returning id into time_id;
  end if;
  return time_id;
end $$;

-- Takes a seat in each of the slots, which are locked and have one.
create function take_seats(chain uuid[], wanted uuid, hold_until timestamptz) returns void language plpgsql volatile as $$
begin
  insert into appointment_slot (slot_id, seat, appointment_id)
  select w.id, (
      select min(n) from generate_series(1, w.capacity + w.overbooked) as n
      where not exists (select from appointment_slot x where x.slot_id = w.id and x.seat = n)), wanted
  from slot w where w.id = any (chain);
  update slot set taken = taken + 1, version = version + 1, held_until = least(held_until, hold_until)
    where id = any (chain);
end $$;

-- Why the patient cannot have one appointment more, or null. Under the patient's lock.
create function patient_refusal(wanted uuid, p clinic_profile, introduced boolean) returns booking_result
language plpgsql stable as $$
declare
  known text;
  -- a variable, so that the plan looks the patient up: the index of all open appointments would seem to do
  open constant text[] := '{pending,booked}';
begin
  select state into known from known_patient where patient_id = wanted;
  return case
    when known = 'blocked' then row('patient-blocked', null, null)::booking_result
    when known = 'erased' or known is null and not introduced then row('patient-unknown', null, null)::booking_result
    when p.open_appointments_per_patient <= (
      select count(*) from appointment a
      where a.patient_id = wanted and a.status = any (open) and a.ends_at > now()
        and (a.hold_expires_at is null or a.hold_expires_at > now())
    ) then row('open-appointments-per-patient', null, p.open_appointments_per_patient)::booking_result
  end;
end $$;

-- A refused visit with the limit of the rule that refuses it.
create function refused_visit(refusal text, s slot, p clinic_profile, v visit_type) returns booking_result
language plpgsql stable as $$
declare
  until timestamptz;
begin
  if refusal = 'taken' then
    -- of a hold it can be said when it ends
    if make_interval(mins => v.minutes) <= s.ends_at - s.starts_at then
      until := s.held_until;
    else
      select min(f.held_until) into until from visit_slots(s, v.minutes) f where f.held_until > now();
    end if;
    if until is not null then
      return row('slot-held', null, to_json(until) #>> '{}')::booking_result;
    end if;
  end if;
  return row(refusal, null, case refusal
    when 'minimum-notice' then p.minimum_notice_minutes::text
    when 'horizon' then p.horizon_days::text
    when 'daily-quota' then v.daily_quota::text
    when 'visit-too-long' then (
      -- until the first gap: there a slot begins later than those before it reach
      select (extract(epoch from case when s.capacity > 1 then s.ends_at else max(w.ends_at) end - s.starts_at)
        / 60)::integer::text
      from (
        select f.*, sum(f.ends_at - f.starts_at) over (order by f.starts_at) as reaches
        from visit_slots(s, v.minutes) f
      ) as w
      where w.ends_at = s.starts_at + w.reaches)
  end)::booking_result;
end $$;

-- Makes the clinic know the patient, or fills in a link that was made while the control plane was away; an erased
-- patient stays erased.
create function introduce_patient(wanted uuid, card jsonb) returns void language plpgsql volatile as $$
begin
  insert into known_patient (patient_id, sealed_name, sealed_contact, wrapped_key, consented_at)
  values (wanted, decode(card ->> 'name', 'base64'), decode(card ->> 'contact', 'base64'),
    decode(card ->> 'key', 'base64'), now())
  on conflict (patient_id) do update set
    sealed_name = excluded.sealed_name, sealed_contact = excluded.sealed_contact, wrapped_key = excluded.wrapped_key
  where known_patient.wrapped_key is null and excluded.wrapped_key is not null and known_patient.state = 'active';
end $$;

-- Books or holds one slot, which is locked, or says why not. 'lapsed': holds whose time is over are still in the way; end_lapsed_holds
-- takes them away, and then it is asked again.
create function book_slot(c booking_call, p clinic_profile, s slot, v visit_type) returns booking_result
language plpgsql volatile as $$
declare
  chain uuid[];
  time_id uuid;
  refusal text;
  refused booking_result;
  hold_until timestamptz;
  initial text;
begin
  refusal := visit_refusal(s, p, v, c.acting_as = 'desk');
  if refusal is not null then
    return refused_visit(refusal, s, p, v);
  end if;
  chain := case when make_interval(mins => v.minutes) <= s.ends_at - s.starts_at
    then array[s.id] else claim_slots(s, v) end;
  if chain is null then
    return row('contended', null, null)::booking_result;
  elsif exists (select from slot f where f.id = any (chain) and f.held_until <= now()) then
    return row('lapsed', null, null)::booking_result;
  end if;
  refused := patient_refusal(c.patient_id, p, c.introduction is not null);
  if refused.outcome is not null then
    return refused;
  end if;
  time_id := occupy(s, v);
  if time_id is null then
    -- what stands there has been committed meanwhile, so the rule sees it now
    refusal := visit_refusal(s, p, v, c.acting_as = 'desk');
    return case when refusal is null then row('lapsed', null, null)::booking_result
      else refused_visit(refusal, s, p, v) end;
  end if;

  -- only now, when the time is ours: a refused booking makes nobody known
  if c.introduction is not null then
    perform introduce_patient(c.patient_id, c.introduction);
  end if;
  initial := case when c.hold or p.confirmation = 'by_staff' then 'pending' else 'booked' end;
  hold_until := case when c.hold then now() + make_interval(secs => p.hold_seconds) end;
  insert into appointment (
    id, reference, doctor_id, visit_type_id, patient_id, doctor_time_id, local_date, starts_at, ends_at, status,
    hold_expires_at, sealed_reason, booked_by, price_minor, currency, confirmed_at)
  values (
    c.id, unused_reference(p.reference_prefix), s.doctor_id, v.id, c.patient_id, time_id, s.local_date, s.starts_at,
    s.starts_at + make_interval(mins => v.minutes), initial, hold_until, decode(c.reason, 'base64'), c.acting,
    v.price_minor, v.currency, case when initial = 'booked' then now() end);
  perform take_seats(chain, c.id, hold_until);
  insert into appointment_event (appointment_id, type, actor, version, payload)
  values (
    c.id, case when c.hold then 'held' when initial = 'booked' then 'booked' else 'requested' end, c.acting, 1,
    jsonb_build_object(
      'by', c.acting_as, 'status', initial, 'patientId', c.patient_id, 'doctorId', s.doctor_id, 'visitType', v.code,
      'startsAt', s.starts_at, 'endsAt', s.starts_at + make_interval(mins => v.minutes), 'holdExpiresAt', hold_until,
      'displaced', false, 'slotIds', chain));
  return row(case when c.hold then 'held' else 'booked' end, appointment_facts(c.id), null)::booking_result;
end $$;

-- Books or holds with the free doctor who has the least to do that day. Nobody waits for another's doctor: who is being
-- booked by somebody else at this moment is passed over, and where only such are left the caller asks again
-- ('contended'), since they may turn out to be free.
create function book_any(c booking_call, p clinic_profile, v visit_type) returns booking_result
language plpgsql volatile as $$
declare
  candidate record;
  s slot;
  result booking_result;
  best booking_result;
  contended boolean := false;
begin
  for candidate in
    select f.id, f.doctor_id
    from slot f
    where f.state = 'open' and f.starts_at = c.starts_at
      and (f.taken + f.overbooked < f.capacity or f.held_until <= now())
      and (c.doctor_ids is null or f.doctor_id = any (c.doctor_ids))
      and (c.specialty is null or f.doctor_id in (
        select d.id from doctor d join specialty x on x.id = d.specialty_id where x.code = c.specialty))
      -- who does no such visits is nobody's reason for a refusal
      and (not exists (select from visit_type_doctor d where d.visit_type_id = v.id)
        or f.doctor_id in (select d.doctor_id from visit_type_doctor d where d.visit_type_id = v.id))
    order by (
      select count(*) from appointment a
      where a.doctor_id = f.doctor_id and a.local_date = f.local_date
        and a.status in ('pending', 'booked', 'arrived', 'fulfilled')
    ), random()
  loop
    if not pg_try_advisory_xact_lock(lock_key('doctor', candidate.doctor_id::text)) then
      contended := true;
      continue;
    end if;
    select * into s from slot f where f.id = candidate.id for no key update skip locked;
    if s.id is null
      -- all that a longer visit takes, before it is judged
      or make_interval(mins => v.minutes) > s.ends_at - s.starts_at and claim_slots(s, v) is null
    then
      contended := true;
      continue;
    end if;
    result := book_slot(c, p, s, v);
    exit when result.outcome in ('booked', 'held', 'lapsed', 'patient-unknown', 'patient-blocked',
      'open-appointments-per-patient');
    if result.outcome = 'contended' then
      contended := true;
    elsif best.outcome is null or best.outcome in ('taken', 'doctor-busy', 'slot-held') then
      best := result;
    end if;
    result := null;
  end loop;
  return case
    when result.outcome is not null then result
    when contended then row('contended', null, null)::booking_result
    when best.outcome is not null then best
    else row('taken', null, null)::booking_result
  end;
end $$;

-- Makes a booking of a hold. It belongs to whom it was made for, and to who made it.
create function book_held(c booking_call, p clinic_profile) returns booking_result language plpgsql volatile as $$
declare
  a appointment;
  chain uuid[];
  known text;
begin
  select * into a from appointment where id = c.hold_id for update;
  if a.id is null or (a.patient_id is distinct from c.patient_id and a.booked_by <> c.acting) then
    return row('hold-unknown', null, null)::booking_result;
  elsif a.status <> 'pending' or a.hold_expires_at is null or a.hold_expires_at <= now() then
    return row('hold-ended', null, null)::booking_result;
  end if;
  chain := array(select x.slot_id from appointment_slot x where x.appointment_id = a.id);
  if exists (select from slot s where s.id = any (chain) and s.state <> 'open') then
    return row('withdrawn', null, null)::booking_result;
  end if;
  select state into known from known_patient where patient_id = a.patient_id;
  if known <> 'active' then
    return row(case known when 'blocked' then 'patient-blocked' else 'patient-unknown' end, null, null)::booking_result;
  end if;
  if c.introduction is not null then
    perform introduce_patient(a.patient_id, c.introduction);
  end if;
  update appointment set
    status = case when p.confirmation = 'by_staff' then 'pending' else 'booked' end,
    hold_expires_at = null, booked_at = now(), sealed_reason = coalesce(decode(c.reason, 'base64'), sealed_reason),
    confirmed_at = case when p.confirmation = 'automatic' then now() end,
    -- an offer of the waitlist is its patient's from here on
    booked_by = c.acting
    where id = a.id;
  update slot set version = version + 1 where id = any (chain);
  perform settle_holds(chain);
  update waitlist_entry set state = 'booked' where offer_id = a.id;
  perform record_event(
    a.id, case when p.confirmation = 'by_staff' then 'requested' else 'booked' end, c.acting, c.acting_as);
  return row('booked', appointment_facts(a.id), null)::booking_result;
end $$;

-- When the next of the holds in these slots ends.
create function settle_holds(slots uuid[]) returns void language plpgsql volatile as $$
begin
  update slot s set held_until = (
    select min(a.hold_expires_at) from appointment_slot x join appointment a on a.id = x.appointment_id
    where x.slot_id = s.id and a.status = 'pending')
  where s.id = any (slots) and s.held_until is not null;
end $$;

-- The booking's one round trip. Calls of one doctor are served in time order, which is also the order in which two
-- batches may wait for each other's time; those with any doctor come last and wait for nobody. All that it calls keeps
-- one plan, made for any values and by indexes alone: planning a rule took ten times as long as asking it, and a plan
-- made while a clinic was empty would read whole tables later, in the foreign keys' checks too.
create function book_appointments(calls jsonb)
returns table (nth integer, outcome text, facts jsonb, limit_value text) language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  given booking_call[] := array(select c from jsonb_populate_recordset(null::booking_call, calls) c);
  c booking_call;
  p clinic_profile;
  s slot;
  v visit_type;
  stored idempotency_key;
  result booking_result;
begin
  perform lock_bookings(given);
  select * into p from clinic_profile;
  for c in
    select g.* from unnest(given) as g left join slot f on f.id = g.slot_id
    order by f.doctor_id nulls last, f.starts_at, g.nth
  loop
    nth := c.nth;
    select * into stored from idempotency_key i
      where i.principal = c.principal and i.route = c.route and i.key = c.key;
    if stored.key is not null then
      if encode(stored.fingerprint, 'hex') = c.fingerprint then
        result := row('replayed', stored.reply, null);
      else
        result := row('idempotency-mismatch', null, null);
      end if;
    elsif c.hold_id is not null then
      result := book_held(c, p);
    else
      s := null;
      if c.slot_id is not null then
        select * into s from slot where id = c.slot_id;
      end if;
      select * into v from visit_type where code = c.visit_type;
      result := case
        when c.slot_id is not null and s.id is null then row('slot-unknown', null, null)::booking_result
        when v.id is null then row('visit-type-unknown', null, null)::booking_result
        when c.slot_version <> s.version then row('slot-version-mismatch', slot_state(s), null)::booking_result
        when s.id is null then book_any(c, p, v)
        else book_slot(c, p, s, v)
      end;
    end if;
    if result.outcome in ('booked', 'held') then
      insert into idempotency_key (principal, route, key, fingerprint, reply)
      values (c.principal, c.route, c.key, decode(c.fingerprint, 'hex'), result.facts);
    end if;
    outcome := result.outcome;
    facts := result.facts;
    limit_value := result.limit_value;
    return next;
  end loop;
end $$;

-- A slot as who refuses a stale version shows it.
create function slot_state(s slot) returns jsonb language sql stable as $$
  select jsonb_build_object('id', s.id, 'version', s.version, 'state', s.state, 'startsAt', s.starts_at,
    'endsAt', s.ends_at, 'free', greatest(s.capacity - s.taken - s.overbooked, 0))
$$;
