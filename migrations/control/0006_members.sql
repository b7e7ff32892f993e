-- Members and their invitations. A membership gets a name of its own, by which an admin ends it; an invitation says whom
-- a clinic wants as what: the address sealed under a key of its own, found by its HMAC, the link's token as a hash.
-- What has been accepted or withdrawn is deleted, so nothing of it is left to be used again.
-- The new column rewrites membership under ACCESS EXCLUSIVE (a few rows a clinic, some milliseconds); the new table's
-- foreign key takes a short SHARE ROW EXCLUSIVE lock on clinic.

alter table membership add column id uuid not null default uuidv7();
alter table membership add constraint membership_id_key unique (id);

create table invitation (
  id uuid primary key,
  clinic_id uuid not null references clinic (id) on delete cascade,
  role text not null check (role in ('clinic_admin', 'staff', 'doctor')),
  doctor_id uuid, -- of the clinic's own database, which was asked
  wrapped_key bytea not null,
  sealed_email bytea not null,
  email_index bytea not null,
  token_hash bytea not null constraint invitation_token_key unique,
  created_at timestamptz not null default now(),
  sent_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- one a person and role; whoever is asked again gets a new link for it
  constraint invitation_once unique (clinic_id, email_index, role),
  check ((role = 'doctor') = (doctor_id is not null))
);

grant select, insert, update, delete on invitation to polyclinic_control_app;
