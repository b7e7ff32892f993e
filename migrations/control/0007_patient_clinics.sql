-- Which clinics know a patient, who was registered at which desk, and who may be the same person as whom. A clinic that
-- holds a card is always on record: the row is written before the card is handed out. New tables; their foreign keys
-- take a short SHARE ROW EXCLUSIVE lock on patient and clinic, and the new column of patient an ACCESS EXCLUSIVE one for
-- a moment: it has no default, so nothing is rewritten.

create table patient_clinic (
  patient_id uuid not null references patient (id),
  clinic_id uuid not null references clinic (id) on delete cascade,
  since timestamptz not null default now(),
  primary key (patient_id, clinic_id)
);
create index patient_clinic_by_clinic on patient_clinic (clinic_id);

-- A registration at a desk may be repeated under its key: the control plane writes first, and whatever dies between the
-- two databases is completed by the repetition.
create table desk_registration (
  clinic_id uuid not null references clinic (id) on delete cascade,
  principal text not null,
  request_key text not null,
  request_fingerprint bytea not null,
  patient_id uuid not null references patient (id),
  created_at timestamptz not null default now(),
  primary key (clinic_id, principal, request_key)
);
create index desk_registration_of_patient on desk_registration (patient_id);

-- a duplicate, from the moment its merging is decided; its key goes once every clinic has moved what it has
alter table patient
  add column merged_into uuid references patient (id),
  add constraint patient_merged_into_another check (merged_into <> id);
create index patient_merged on patient (merged_into) where merged_into is not null;

create table merge_proposal (
  id uuid primary key default uuidv7(),
  kept_id uuid not null references patient (id),
  duplicate_id uuid not null references patient (id),
  reason text not null check (reason in ('same-email', 'same-phone', 'by-desk')),
  state text not null default 'proposed' check (state in ('proposed', 'accepted', 'declined', 'withdrawn')),
  proposed_at timestamptz not null default now(),
  -- the account's owner has agreed where that is not enough: a phone number is not proven, so a desk decides too
  agreed_at timestamptz,
  -- as an actor appears in events; absent where it was withdrawn because another one was accepted
  decided_by text,
  decided_at timestamptz,
  merged_at timestamptz, -- every clinic has confirmed
  check (kept_id <> duplicate_id),
  check ((state = 'proposed') = (decided_at is null)),
  check (merged_at is null or state = 'accepted'),
  -- what was declined is not proposed again
  constraint merge_proposal_once unique (kept_id, duplicate_id)
);
create index merge_proposal_of_duplicate on merge_proposal (duplicate_id);
-- nobody is merged into two
create unique index merge_proposal_accepted on merge_proposal (duplicate_id) where state = 'accepted';

-- the clinics that have something to move
create table merge_part (
  proposal_id uuid not null references merge_proposal (id),
  clinic_id uuid not null references clinic (id) on delete cascade,
  confirmed_at timestamptz,
  primary key (proposal_id, clinic_id)
);
create index merge_part_by_clinic on merge_part (clinic_id);

grant select, insert on patient_clinic, desk_registration to polyclinic_control_app;
grant select, insert, update on merge_proposal, merge_part to polyclinic_control_app;
