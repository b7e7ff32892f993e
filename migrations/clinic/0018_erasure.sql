-- Erasing a patient from this clinic: what is personal is emptied and the key with it, their times are given back by the
-- protocol's own functions, and the row stays as a mark that nobody books for them again. A duplicate that was merged
-- stays the pointer it is: nothing is in it. known_patient takes an ACCESS
-- EXCLUSIVE lock for as long as one reading of it takes: bookings wait for it. Rotation of keys raises no row's version,
-- because nothing of what a reader sees has changed.

alter table known_patient
  add constraint known_patient_erased_is_empty check (state <> 'erased'
    or num_nonnulls(sealed_name, sealed_contact, wrapped_key, sealed_block_reason) = 0);

create or replace trigger known_patient_touch before update on known_patient for each row
  when (old.wrapped_key is null or new.wrapped_key is null or old.wrapped_key = new.wrapped_key)
  execute function touch_row();
create or replace trigger doctor_touch before update on doctor for each row
  when (old.wrapped_key = new.wrapped_key)
  execute function touch_row();

-- a doctor's notes go with the patient; nothing else deletes them
grant delete on appointment_note to polyclinic_clinic_app;

-- Empties everything personal of a patient. Who is not known here is not known afterwards either, unless the clinic is
-- on record as having been given their card: one may still be on its way, and shall find the mark. Says whether there was
-- anything to do, how many times were given back, and how many are still open: a time that moved to another doctor while
-- the locks were waited for, for which it is called once more. Every lock first, in lock_key's order: the patient, so that no
-- booking of theirs is under way, and every doctor whose time is given back, alone.
create function erase_patient(wanted uuid, acting text, on_record boolean) returns table (erased boolean, freed integer, still_open integer)
language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  a appointment;
  doctors uuid[];
begin
  doctors := array(
    select distinct o.doctor_id from appointment o
    where o.patient_id = wanted and o.status in ('pending', 'booked') and o.ends_at > now());
  perform pg_advisory_xact_lock(each.key) from (
    select lock_key('patient', wanted::text) as key
    union select lock_key('doctor', d::text) from unnest(doctors) as d
    order by 1) as each;
  freed := 0;
  erased := exists (select from known_patient k where k.patient_id = wanted and k.state in ('active', 'blocked'));
  if on_record then
    insert into known_patient (patient_id, state, consented_at) values (wanted, 'erased', now())
    on conflict (patient_id) do nothing;
  end if;

  -- first, so that nothing of what is freed is offered to them
  update waitlist_entry set state = 'left' where patient_id = wanted and state = 'waiting';
  delete from booking_request where patient_id = wanted and state = 'pending';
  for a in
    select o.* from appointment o
    where o.patient_id = wanted and o.status in ('pending', 'booked') and o.ends_at > now()
      and o.doctor_id = any (doctors)
    order by o.id
  loop
    if a.hold_expires_at is not null then
      perform lock_time_of(a.id);
      perform end_hold(a, acting, 'system', 'erased');
      -- the entry whose offer it was waits again by that
      update waitlist_entry set state = 'left' where patient_id = wanted and state = 'waiting';
    else
      perform end_appointment(a.id, a.version, true, acting, 'system', null, 'erased');
    end if;
    freed := freed + 1;
  end loop;

  -- an event each, so that the history still leads to the row as it is
  for a in
    update appointment o set sealed_reason = null, sealed_cancel_reason = null, sealed_justification = null
    where o.patient_id = wanted
      and num_nonnulls(o.sealed_reason, o.sealed_cancel_reason, o.sealed_justification) > 0
    returning o.*
  loop
    perform record_event(a.id, 'erased', acting, 'system');
  end loop;

  -- kept replies hold what was sealed, and what a refusal told
  delete from idempotency_key i where i.reply ->> 'patientId' = wanted::text;
  delete from appointment_note n using appointment o where o.id = n.appointment_id and o.patient_id = wanted;
  update known_patient set state = 'erased', sealed_name = null, sealed_contact = null, wrapped_key = null,
    sealed_block_reason = null
  where patient_id = wanted and state in ('active', 'blocked');
  still_open := (select count(*) from appointment o
    where o.patient_id = wanted and o.status in ('pending', 'booked') and o.ends_at > now());
  return next;
end $$;
