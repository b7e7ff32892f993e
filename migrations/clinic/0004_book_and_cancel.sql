-- The booking's one statement, and its cancelling. VOLATILE PL/pgSQL: each inner statement sees a fresh snapshot, so
-- what was read before a lock was granted is read again after it. Expected conflicts come back as rows, never as
-- exceptions: node-postgres destroys its client on any SQL error. Every verb locks slots before appointments.

-- Letters and digits that are not mistaken for one another on the phone: RVS-7K3M-92.
create function new_reference(prefix text) returns text language sql volatile as $$
  select prefix || '-' || substr(letters, 1, 4) || '-' || substr(letters, 5, 2)
  from (
    select string_agg(substr('23456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + floor(random() * 30)::integer, 1), '') as letters
    from generate_series(1, 6)
  ) as drawn
$$;

-- An appointment as facts; what is sealed stays sealed.
create function appointment_facts(wanted uuid) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'id', a.id, 'reference', a.reference, 'status', a.status, 'patientId', a.patient_id,
    'doctorId', a.doctor_id, 'doctorName', d.name, 'visitTypeCode', v.code, 'visitTypeName', v.name,
    'startsAt', a.starts_at, 'endsAt', a.ends_at, 'localDate', a.local_date,
    'localTime', to_char(a.starts_at at time zone p.time_zone, 'HH24:MI'),
    'sealedReason', encode(a.sealed_reason, 'base64'), 'bookedAt', a.booked_at,
    'confirmedAt', a.confirmed_at, 'cancelledAt', a.cancelled_at, 'version', a.version)
  from appointment a
  join doctor d on d.id = a.doctor_id
  join visit_type v on v.id = a.visit_type_id
  cross join clinic_profile p
  where a.id = wanted
$$;

-- Books one slot. `outcome` is 'booked', 'replayed' (facts are then the first reply's), or why not; `limit_value` is
-- the limit of the rule that refused.
create function book_appointment(
  request_principal text, request_route text, request_key text, request_fingerprint bytea,
  new_id uuid, wanted_slot uuid, wanted_version integer, wanted_visit_type text, wanted_patient uuid,
  given_reason bytea, acting text,
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
  chosen_seat integer;
  time_id uuid;
  is_confirmed boolean;
begin
  select * into s from slot where id = wanted_slot for no key update;
  -- under the slot's lock, so a duplicate in flight has waited for the first and now finds its reply
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
  select * into v from visit_type where code = wanted_visit_type;
  if v.id is null then
    return query select 'visit-type-unknown', null::jsonb, null::text;
    return;
  end if;

  if wanted_version is not null and s.version <> wanted_version then
    return query select 'slot-version-mismatch', jsonb_build_object('id', s.id, 'version', s.version, 'state', s.state,
      'startsAt', s.starts_at, 'endsAt', s.ends_at, 'free', s.capacity - s.taken), null::text;
    return;
  end if;
  refusal := slot_refusal(s, p);
  if refusal is null and v.minutes > extract(epoch from s.ends_at - s.starts_at) / 60 then
    refusal := 'visit-too-long';
  end if;
  if refusal is not null then
    return query select refusal, null::jsonb, case refusal
      when 'minimum-notice' then p.minimum_notice_minutes::text
      when 'horizon' then p.horizon_days::text
      when 'visit-too-long' then (extract(epoch from s.ends_at - s.starts_at) / 60)::integer::text
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

  select min(n) into chosen_seat from generate_series(1, s.capacity) as n
    where not exists (select from appointment_slot x where x.slot_id = s.id and x.seat = n);
  is_confirmed := p.confirmation = 'automatic';
  insert into appointment (
    id, reference, doctor_id, visit_type_id, patient_id, doctor_time_id, local_date, starts_at, ends_at, status,
    sealed_reason, booked_by, price_minor, currency, confirmed_at)
  values (
    new_id, new_reference(p.reference_prefix), s.doctor_id, v.id, wanted_patient, time_id, s.local_date, s.starts_at,
    s.starts_at + make_interval(mins => v.minutes),
    case when is_confirmed then 'booked' else 'pending' end,
    given_reason, acting, v.price_minor, v.currency, case when is_confirmed then now() end);
  insert into appointment_slot (slot_id, seat, appointment_id) values (s.id, chosen_seat, new_id);
  update slot set taken = taken + 1, version = version + 1 where id = s.id;
  insert into appointment_event (appointment_id, type, actor, payload)
  values (
    new_id, case when is_confirmed then 'booked' else 'requested' end, acting,
    jsonb_build_object('patientId', wanted_patient, 'doctorId', s.doctor_id, 'slotIds', jsonb_build_array(s.id),
      'visitType', v.code, 'startsAt', s.starts_at, 'endsAt', s.starts_at + make_interval(mins => v.minutes)));
  facts := appointment_facts(new_id);
  insert into idempotency_key (principal, route, key, fingerprint, reply)
  values (request_principal, request_route, request_key, request_fingerprint, facts);
  return query select 'booked', facts, null::text;
end $$;

-- Cancels one appointment and frees its time at once. `until_minutes` is the notice the caller must keep, null for
-- the clinic's desk.
create function cancel_appointment(
  wanted uuid, seen_version integer, until_minutes integer, acting text
) returns table (outcome text, facts jsonb) language plpgsql volatile as $$
declare
  a appointment;
  freed uuid;
begin
  perform from slot where id in (select slot_id from appointment_slot where appointment_id = wanted)
    order by id for no key update;
  select * into a from appointment where id = wanted for update;
  if a.id is null then
    return query select 'unknown', null::jsonb;
  elsif a.version <> seen_version then
    return query select 'version-mismatch', appointment_facts(wanted);
  elsif not exists (
    select from appointment_transition t where t.from_status = a.status and t.to_status = 'cancelled'
  ) then
    return query select 'transition-not-allowed', appointment_facts(wanted);
  elsif until_minutes is not null and now() > a.starts_at - make_interval(mins => until_minutes) then
    return query select 'too-late', appointment_facts(wanted);
  else
    freed := a.doctor_time_id;
    update appointment set status = 'cancelled', cancelled_at = now(), doctor_time_id = null where id = wanted;
    with given_back as (
      delete from appointment_slot where appointment_id = wanted returning slot_id
    )
    update slot set taken = taken - 1, version = version + 1 where id in (select slot_id from given_back);
    -- a group session ends with its last visitor
    delete from doctor_time where id = freed and not exists (select from appointment where doctor_time_id = freed);
    insert into appointment_event (appointment_id, type, actor, payload)
    values (wanted, 'cancelled', acting, jsonb_build_object('from', a.status, 'startsAt', a.starts_at));
    return query select 'cancelled', appointment_facts(wanted);
  end if;
end $$;
