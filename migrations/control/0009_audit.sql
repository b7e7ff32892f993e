-- Who did or read what of a patient in the control plane. Append-only for the application. A new table.

create table audit_entry (
  id uuid primary key default uuidv7(),
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  capacity text not null,
  purpose text not null, -- an action of the policy table
  kind text not null check (kind in ('read', 'write')),
  object_type text not null,
  object_id text,
  patient_id uuid,
  -- neither an identifier nor a time is in commit order: the chain takes only what lies below its snapshot's xmin
  transaction_id xid8 not null default pg_current_xact_id()
);
create index audit_entry_of_patient on audit_entry (patient_id, at desc) where patient_id is not null;

grant select, insert on audit_entry to polyclinic_control_app;
