-- Merging a patient who was registered twice: the duplicate's row stays as a pointer to the one that is kept, with
-- nothing personal left in it. An ACCESS EXCLUSIVE lock on known_patient for as long as two readings of the table take,
-- because its checks are looked at: bookings wait for it. The two functions below differ from their older selves in the
-- state 'merged' alone: nobody books for a duplicate.

alter table known_patient
  add column merged_into uuid references known_patient (patient_id),
  drop constraint known_patient_state_check,
  add constraint known_patient_state_check check (state in ('active', 'blocked', 'erased', 'merged')),
  add constraint known_patient_merged_is_empty check ((state = 'merged') = (merged_into is not null)
    and (state <> 'merged' or (sealed_name is null and sealed_contact is null and wrapped_key is null)));
create index known_patient_merged on known_patient (merged_into) where merged_into is not null;
-- a request that waits is found by its patient when that one is merged
create index booking_request_of_patient on booking_request (patient_id) where state = 'pending';

-- Why the patient cannot have one appointment more, or null. Under the patient's lock.
create or replace function patient_refusal(wanted uuid, p clinic_profile, introduced boolean) returns booking_result
language plpgsql stable as $$
declare
  known text;
  -- a variable, so that the plan looks the patient up: the index of all open appointments would seem to do
  open constant text[] := '{pending,booked}';
begin
  select state into known from known_patient where patient_id = wanted;
  return case
    when known = 'blocked' then row('patient-blocked', null, null)::booking_result
    when known in ('erased', 'merged') or known is null and not introduced then row('patient-unknown', null, null)::booking_result
    when p.open_appointments_per_patient <= (
      select count(*) from appointment a
      where a.patient_id = wanted and a.status = any (open) and a.ends_at > now()
        and (a.hold_expires_at is null or a.hold_expires_at > now())
    ) then row('open-appointments-per-patient', null, p.open_appointments_per_patient)::booking_result
  end;
end $$;

-- Enters a patient, once for the key of the request. So many may wait for each patient at a time.
create or replace function join_waitlist(call jsonb, at_desk boolean) returns table (outcome text, id uuid, limit_value text)
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
    when known in ('erased', 'merged') or known is null and not call ? 'introduction' then 'patient-unknown'
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
