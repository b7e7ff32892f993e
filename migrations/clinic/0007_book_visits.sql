-- The booking asks visit_refusal, the very rule of the lists, and takes all the slots of a longer visit or none.
-- Adds a function of another signature beside the one of 0004, which stays for code of the version before; a later
-- file takes that away. Takes no lock on tables.

-- Books one visit. `outcome` is 'booked', 'replayed' (facts are then the first reply's), or why not; `limit_value` is
-- the limit of the rule that refused. `at_desk`: the clinic's staff books.
create function book_appointment(
  request_principal text, request_route text, request_key text, request_fingerprint bytea,
  new_id uuid, wanted_slot uuid, wanted_version integer, wanted_visit_type text, wanted_patient uuid,
  given_reason bytea, acting text, at_desk boolean,
  -- a patient the clinic does not know yet is introduced in the same transaction, if it books
  introduce boolean, introduced_name bytea, introduced_contact bytea, introduced_key bytea
) returns table (outcome text, facts jsonb, limit_value text) language plpgsql volatile as $$
declare
  p clinic_profile;
  s slot;
  v visit_type;
  stored idempotency_key;
  patient_state text;
  refusal text;
  time_id uuid;
  chain uuid[]; -- the slots of the visit, in time order
  locked uuid[];
  is_confirmed boolean;
begin
  select * into s from slot where id = wanted_slot;
  select * into v from visit_type where code = wanted_visit_type;
  -- a longer visit takes several slots: locked together, in id order, before anything is believed of them
  chain := array(select w.id from visit_slots(s, v.minutes) w);
  select coalesce(array_agg(mine.id), '{}') into locked
  from (select f.id from slot f where f.id = any (wanted_slot || chain) order by f.id for no key update) as mine;
  select * into s from slot where id = wanted_slot;
  -- under the slots' locks, so a duplicate in flight has waited for the first and now finds its reply
  select * into stored from idempotency_key i
    where i.principal = request_principal and i.route = request_route and i.key = request_key;
  if stored.key is not null then
    if stored.fingerprint = request_fingerprint then
      return query select 'replayed', stored.reply, null::text;
    else
      return query select 'idempotency-mismatch', null::jsonb, null::text;
    end if;
    return;
  end if;
  if s.id is null then
    return query select 'slot-unknown', null::jsonb, null::text;
    return;
  end if;

  select * into p from clinic_profile;
  if v.id is null then
    return query select 'visit-type-unknown', null::jsonb, null::text;
    return;
  end if;

  if wanted_version is not null and s.version <> wanted_version then
    return query select 'slot-version-mismatch', jsonb_build_object('id', s.id, 'version', s.version, 'state', s.state,
      'startsAt', s.starts_at, 'endsAt', s.ends_at, 'free', s.capacity - s.taken), null::text;
    return;
  end if;
  if v.daily_quota is not null then
    -- exact also when two book different times of one doctor at once
    perform from doctor where id = s.doctor_id for no key update;
  end if;
  chain := array(select w.id from visit_slots(s, v.minutes) w order by w.starts_at);
  refusal := visit_refusal(s, p, v, at_desk);
  -- a slot that came into being after the locks is not ours to take
  if refusal is null and not chain <@ locked then
    refusal := 'taken';
  end if;
  if refusal is not null then
    return query select refusal, null::jsonb, case refusal
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
    end;
    return;
  end if;

  -- asked after the slot, so that nobody is introduced for a time that is gone
  select state into patient_state from known_patient where patient_id = wanted_patient;
  if patient_state = 'blocked' then
    return query select 'patient-blocked', null::jsonb, null::text;
    return;
  elsif patient_state = 'erased' or (patient_state is null and not introduce) then
    return query select 'patient-unknown', null::jsonb, null::text;
    return;
  end if;

  if s.capacity > 1 then
    select id into time_id from doctor_time where session_slot_id = s.id;
  end if;
  if time_id is null then
    insert into doctor_time (doctor_id, occupied, session_slot_id)
    values (
      s.doctor_id,
      tstzrange(
        s.starts_at - make_interval(mins => v.buffer_before_minutes),
        case when s.capacity > 1 then s.ends_at else s.starts_at + make_interval(mins => v.minutes) end
          + make_interval(mins => v.buffer_after_minutes)),
      case when s.capacity > 1 then s.id end)
    on conflict do nothing
    returning id into time_id;
    if time_id is null then
      return query select 'doctor-busy', null::jsonb, null::text;
      return;
    end if;
  end if;

  -- only now, when the time is ours: a refused booking makes nobody known. Slot, doctor's time, patient is the order
  -- of every booking, so that no two wait for each other.
  if introduce then
    insert into known_patient (patient_id, sealed_name, sealed_contact, wrapped_key, consented_at)
    values (wanted_patient, introduced_name, introduced_contact, introduced_key, now())
    -- a link made while the control plane was away is filled in now; an erased patient stays erased
    on conflict (patient_id) do update set
      sealed_name = excluded.sealed_name, sealed_contact = excluded.sealed_contact, wrapped_key = excluded.wrapped_key
    where known_patient.wrapped_key is null and excluded.wrapped_key is not null and known_patient.state = 'active';
  end if;
  -- the lock makes the limit of open appointments exact when one patient books twice at once
  select state into patient_state from known_patient where patient_id = wanted_patient for no key update;
  refusal := case
    when patient_state = 'blocked' then 'patient-blocked'
    when patient_state is distinct from 'active' then 'patient-unknown'
    when p.open_appointments_per_patient <= (
      select count(*) from appointment a
      where a.patient_id = wanted_patient and a.status in ('pending', 'booked') and a.ends_at > now()
    ) then 'open-appointments-per-patient'
  end;
  if refusal is not null then
    delete from doctor_time where id = time_id and not exists (select from appointment where doctor_time_id = time_id);
    return query select refusal, null::jsonb,
      case refusal when 'open-appointments-per-patient' then p.open_appointments_per_patient::text end;
    return;
  end if;

  is_confirmed := p.confirmation = 'automatic';
  insert into appointment (
    id, reference, doctor_id, visit_type_id, patient_id, doctor_time_id, local_date, starts_at, ends_at, status,
    sealed_reason, booked_by, price_minor, currency, confirmed_at)
  values (
    new_id, new_reference(p.reference_prefix), s.doctor_id, v.id, wanted_patient, time_id, s.local_date, s.starts_at,
    s.starts_at + make_interval(mins => v.minutes),
    case when is_confirmed then 'booked' else 'pending' end,
    given_reason, acting, v.price_minor, v.currency, case when is_confirmed then now() end);
  insert into appointment_slot (slot_id, seat, appointment_id)
  select w.id, (
      select min(n) from generate_series(1, w.capacity) as n
      where not exists (select from appointment_slot x where x.slot_id = w.id and x.seat = n)), new_id
  from slot w where w.id = any (chain);
  update slot set taken = taken + 1, version = version + 1 where id = any (chain);
  insert into appointment_event (appointment_id, type, actor, payload)
  values (
    new_id, case when is_confirmed then 'booked' else 'requested' end, acting,
    jsonb_build_object('patientId', wanted_patient, 'doctorId', s.doctor_id, 'slotIds', to_jsonb(chain),
      'visitType', v.code, 'startsAt', s.starts_at, 'endsAt', s.starts_at + make_interval(mins => v.minutes)));
  facts := appointment_facts(new_id);
  insert into idempotency_key (principal, route, key, fingerprint, reply)
  values (request_principal, request_route, request_key, request_fingerprint, facts);
  return query select 'booked', facts, null::text;
end $$;
