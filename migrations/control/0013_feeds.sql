-- What a patient's list across clinics tells besides, and calendars that read it by a secret address. Two new tables;
-- patient_appointment gets columns (a short ACCESS EXCLUSIVE lock, nothing is rewritten), and the foreign keys and
-- triggers take a short SHARE ROW EXCLUSIVE lock on account, clinic, patient, membership and guardian.

-- public facts of the clinic, as they were when something last happened to the appointment
alter table patient_appointment
  add column doctor_name text,
  add column visit_type_name text,
  -- when that was, by the clinic's clock; updated_at is when it was heard of here
  add column changed_at timestamptz not null default now();
-- whoever rebuilds a clinic's part forgets what is not there any more
create index patient_appointment_by_age on patient_appointment (clinic_id, updated_at);

create table calendar_feed (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  kind text not null check (kind in ('patient', 'doctor')),
  clinic_id uuid references clinic (id) on delete cascade, -- of a doctor's
  token_hash bytea not null constraint calendar_feed_token_key unique, -- of 256 random bits
  sealed_name bytea not null, -- under the account's key: for its owner to recognise
  shown_hash bytea, -- of what was shown last: to show the same again is no new reading
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  check ((kind = 'doctor') = (clinic_id is not null))
);
create index calendar_feed_of_account on calendar_feed (account_id);
create index calendar_feed_at_clinic on calendar_feed (clinic_id);

-- whose appointments a patient's feed shows: their own, and those of dependents
create table calendar_feed_patient (
  feed_id uuid not null references calendar_feed (id) on delete cascade,
  patient_id uuid not null references patient (id) on delete cascade,
  primary key (feed_id, patient_id)
);
create index calendar_feed_patient_of on calendar_feed_patient (patient_id);

grant select, insert, update, delete on calendar_feed, calendar_feed_patient to polyclinic_control_app;

-- A feed ends with what it was made for, whichever way that ends, and does not come back with it.
create function end_feeds_of_role() returns trigger language plpgsql as $$
begin
  delete from calendar_feed where account_id = old.account_id and clinic_id = old.clinic_id;
  return null;
end $$;
create trigger role_ended_feeds after delete on membership
  for each row when (old.role = 'doctor') execute function end_feeds_of_role();

create function end_feeds_of_guardian() returns trigger language plpgsql as $$
begin
  delete from calendar_feed_patient f using calendar_feed c, account a
  where f.patient_id = old.dependent_id and c.id = f.feed_id
    and a.id = c.account_id and a.patient_id = old.guardian_id;
  return null;
end $$;
create trigger guardian_ended_feeds after delete on guardian
  for each row execute function end_feeds_of_guardian();

create function end_empty_feed() returns trigger language plpgsql as $$
begin
  delete from calendar_feed c where c.id = old.feed_id
    and not exists (select from calendar_feed_patient f where f.feed_id = c.id);
  return null;
end $$;
create trigger feed_emptied after delete on calendar_feed_patient
  for each row execute function end_empty_feed();

-- an account that is closed shows nothing to anybody any more; nor one that is a patient no longer, of patients
create function end_feeds_of_account() returns trigger language plpgsql as $$
begin
  delete from calendar_feed where account_id = new.id and (new.state <> 'active' or kind = 'patient');
  return null;
end $$;
create trigger account_ended_feeds after update of state, patient_id on account
  for each row when (new.state <> 'active' or old.patient_id is distinct from new.patient_id)
  execute function end_feeds_of_account();
