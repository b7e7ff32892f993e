-- People: patients with their data sealed under a key each, accounts that sign in, roles at clinics, and the keys
-- that sign tokens. Locks nothing: first schema.

create table patient (
  id uuid primary key,
  sealed_name bytea not null,
  sealed_email bytea,
  sealed_phone bytea,
  sealed_birth_date bytea,
  email_index bytea, -- HMAC of the address: finds it, tells nothing
  phone_index bytea,
  locale text,
  time_zone text,
  erased_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create index patient_by_email on patient (email_index) where email_index is not null;
create index patient_by_phone on patient (phone_index) where phone_index is not null;
create trigger patient_touch before update on patient for each row execute function touch_row();

-- apart from the patient, because destroying this row is what erases them
create table patient_key (
  patient_id uuid primary key references patient (id),
  wrapped_key bytea not null,
  created_at timestamptz not null default now()
);

create table account (
  id uuid primary key,
  email_index bytea not null constraint account_email_key unique,
  wrapped_key bytea not null, -- the account's own key, for the address below
  sealed_email bytea not null,
  password_hash text not null,
  state text not null default 'active' check (state in ('active', 'disabled')),
  operator boolean not null default false,
  demo boolean not null default false, -- made by the demo with a printed password: production mode refuses to start
  patient_id uuid unique references patient (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create trigger account_touch before update on account for each row execute function touch_row();

create table membership (
  account_id uuid not null references account (id) on delete cascade,
  clinic_id uuid not null references clinic (id) on delete cascade,
  role text not null check (role in ('clinic_admin', 'staff', 'doctor')),
  doctor_id uuid,
  created_at timestamptz not null default now(),
  primary key (account_id, clinic_id, role),
  check ((role = 'doctor') = (doctor_id is not null))
);
create index membership_by_clinic on membership (clinic_id);

create table signing_key (
  kid text primary key,
  algorithm text not null,
  public_jwk jsonb not null,
  sealed_private_jwk bytea not null,
  state text not null check (state in ('next', 'current', 'retired')),
  created_at timestamptz not null default now(),
  retired_at timestamptz
);
create unique index signing_key_current on signing_key ((true)) where state = 'current';

grant select, insert, update on patient, account, signing_key to polyclinic_control_app;
grant select, insert, delete on patient_key to polyclinic_control_app;
grant select, insert, update, delete on membership to polyclinic_control_app;
