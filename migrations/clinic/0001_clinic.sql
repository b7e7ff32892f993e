-- What is true inside one clinic before anybody books: who the clinic is, its rules, its doctors and their shifts.
-- Needs the roles polyclinic_owner and polyclinic_clinic_app, which preparing the server makes: grants inside a
-- template are copied with every clone, so a clinic's own role needs nothing but membership. Locks nothing.

create extension if not exists btree_gist;

create function touch_row() returns trigger language plpgsql as $$
begin
  -- an update that raised the version itself (the ORM's) is left alone
  if new.version = old.version then
    new.version := old.version + 1;
  end if;
  new.updated_at := now();
  return new;
end $$;

-- one row: pins the database to its clinic, and holds the clinic's rules for booking
create table clinic_profile (
  sole boolean primary key default true check (sole),
  clinic_id uuid not null,
  slug text not null,
  name text not null,
  time_zone text not null,
  reference_prefix text not null check (reference_prefix ~ '^[A-Z]{3}$'),
  hold_seconds integer not null check (hold_seconds between 30 and 3600),
  minimum_notice_minutes integer not null check (minimum_notice_minutes >= 0),
  horizon_days integer not null check (horizon_days between 1 and 365),
  cancel_until_minutes integer not null check (cancel_until_minutes >= 0),
  reschedule_until_minutes integer not null check (reschedule_until_minutes >= 0),
  open_appointments_per_patient integer not null check (open_appointments_per_patient > 0),
  reminder_offsets_minutes integer[] not null,
  confirmation text not null check (confirmation in ('automatic', 'by_staff')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create trigger clinic_profile_touch before update on clinic_profile for each row execute function touch_row();

create table specialty (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create trigger specialty_touch before update on specialty for each row execute function touch_row();

create table visit_type (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name text not null,
  minutes integer not null check (minutes between 5 and 480),
  buffer_before_minutes integer not null default 0 check (buffer_before_minutes between 0 and 120),
  buffer_after_minutes integer not null default 0 check (buffer_after_minutes between 0 and 120),
  mode text not null default 'in_person' check (mode in ('in_person', 'video')),
  price_minor integer check (price_minor >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  check ((price_minor is null) = (currency is null))
);
create trigger visit_type_touch before update on visit_type for each row execute function touch_row();

create table doctor (
  id uuid primary key,
  name text not null,
  specialty_id uuid not null references specialty (id),
  languages text[] not null check (cardinality(languages) > 0),
  wrapped_key bytea not null,
  sealed_email bytea,
  email_index bytea constraint doctor_email_key unique,
  sealed_phone bytea,
  active boolean not null default true,
  -- the id while active, nothing when not: what may only belong to an active doctor refers to this
  active_id uuid generated always as (case when active then id end) stored unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create index doctor_by_specialty on doctor (specialty_id);
create trigger doctor_touch before update on doctor for each row execute function touch_row();

-- wall-clock hours; weekday 1 is Monday (ISO 8601); an end at or before the start means the next day
create table opening_hours (
  id uuid primary key default uuidv7(),
  weekday smallint not null check (weekday between 1 and 7),
  opens_at time not null,
  closes_at time not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  unique (weekday, opens_at)
);
create trigger opening_hours_touch before update on opening_hours for each row execute function touch_row();

create table shift (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name text not null,
  starts_at time not null,
  ends_at time not null,
  slot_minutes integer not null check (slot_minutes between 5 and 480),
  capacity integer not null default 1 check (capacity between 1 and 200),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create trigger shift_touch before update on shift for each row execute function touch_row();

create table doctor_shift (
  id uuid primary key default uuidv7(),
  doctor_id uuid not null references doctor (active_id),
  shift_id uuid not null references shift (id),
  weekdays smallint[] not null check (cardinality(weekdays) > 0 and weekdays <@ '{1,2,3,4,5,6,7}'),
  valid_from date not null default '-infinity',
  valid_until date not null default 'infinity',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  check (valid_from <= valid_until)
);
create index doctor_shift_by_doctor on doctor_shift (doctor_id);
create index doctor_shift_by_shift on doctor_shift (shift_id);
create trigger doctor_shift_touch before update on doctor_shift for each row execute function touch_row();

create table known_patient (
  patient_id uuid primary key,
  local_number bigint generated always as identity,
  state text not null default 'active' check (state in ('active', 'blocked', 'erased')),
  -- sealed under the patient's own key; absent until the control plane has been heard
  sealed_name bytea,
  sealed_contact bytea,
  wrapped_key bytea,
  consented_at timestamptz not null,
  since timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create trigger known_patient_touch before update on known_patient for each row execute function touch_row();

grant select on schema_migration, clinic_profile to polyclinic_clinic_app;
-- the runtime may change the rules, never which clinic this is
grant update (
  hold_seconds, minimum_notice_minutes, horizon_days, cancel_until_minutes, reschedule_until_minutes,
  open_appointments_per_patient, reminder_offsets_minutes, confirmation, updated_at, version
) on clinic_profile to polyclinic_clinic_app;
grant select, insert, update, delete on
  specialty, visit_type, doctor, opening_hours, shift, doctor_shift to polyclinic_clinic_app;
grant select, insert, update on known_patient to polyclinic_clinic_app;
