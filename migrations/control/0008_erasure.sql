-- Erasure: a patient's key is destroyed, what it opened is emptied, and every clinic is asked to do the same. New tables;
-- patient and account take an ACCESS EXCLUSIVE lock for as long as one reading of each takes, because their checks are
-- looked at: sign-in and registration wait for it. Rotation of keys gets the right it needs, and raises no row's version,
-- because nothing of what a reader sees has changed.

alter table patient
  alter column sealed_name drop not null,
  add constraint patient_erased_is_empty check (case
    when erased_at is null then sealed_name is not null
    else num_nonnulls(sealed_name, sealed_email, sealed_phone, sealed_birth_date, email_index, phone_index) = 0 end);

alter table account
  alter column email_index drop not null,
  alter column wrapped_key drop not null,
  alter column sealed_email drop not null,
  alter column password_hash drop not null,
  drop constraint account_state_check,
  add constraint account_state_check check (state in ('active', 'disabled', 'erased')),
  add constraint account_erased_is_empty check (case
    when state <> 'erased' then num_nulls(email_index, wrapped_key, sealed_email) = 0
    else num_nonnulls(email_index, wrapped_key, sealed_email, password_hash) = 0 end);

-- no foreign keys to people: the ledger may tell of somebody whom a restored copy has never heard of
create table erasure (
  id uuid primary key, -- random: whoever has it may follow it
  patient_id uuid not null constraint erasure_once unique,
  account_id uuid,
  requested_at timestamptz not null
);
create index erasure_by_time on erasure (requested_at, id);

-- every clinic, also those that are not known to know the patient
create table erasure_clinic (
  erasure_id uuid not null references erasure (id) on delete cascade,
  clinic_id uuid not null references clinic (id) on delete cascade,
  confirmed_at timestamptz,
  primary key (erasure_id, clinic_id)
);
create index erasure_clinic_by_clinic on erasure_clinic (clinic_id);
create index erasure_clinic_unconfirmed on erasure_clinic (erasure_id) where confirmed_at is null;

grant select, insert on erasure to polyclinic_control_app;
grant select, insert, update on erasure_clinic to polyclinic_control_app;

-- what was retired long ago verifies nothing
grant delete on signing_key to polyclinic_control_app;
grant update (wrapped_key) on patient_key to polyclinic_control_app;
-- null before or after is no rotation
create or replace trigger account_touch before update on account for each row
  when (old.wrapped_key is null or new.wrapped_key is null or old.wrapped_key = new.wrapped_key)
  execute function touch_row();
create or replace trigger clinic_touch before update on clinic for each row
  when (old.credential = new.credential or old.credential_version <> new.credential_version)
  execute function touch_row();
