-- What the clinics' events have become here. New tables only; their foreign keys take a short SHARE ROW EXCLUSIVE lock on
-- clinic.

-- an event that was carried over: written in the transaction of its effects, so that none has effects twice
create table event_seen (
  clinic_id uuid not null references clinic (id) on delete cascade,
  event_id uuid not null,
  seen_at timestamptz not null default now(),
  primary key (clinic_id, event_id)
);
create index event_seen_by_age on event_seen (seen_at);

-- an event that could not be carried over: set aside, so that those behind it go on, until an operator retries or drops it
create table event_set_aside (
  clinic_id uuid not null references clinic (id) on delete cascade,
  event_id uuid not null,
  event jsonb not null, -- identifiers, times and states, as it came
  reason text not null,
  set_aside_at timestamptz not null default now(),
  primary key (clinic_id, event_id)
);
create index event_set_aside_by_id on event_set_aside (event_id);

-- how much had been written in a clinic's database when the sweep for lost hints last looked
create table relay_mark (
  clinic_id uuid primary key references clinic (id) on delete cascade,
  mark text not null, -- differs after each writing, and after each start of the server that has lost its statistics
  noted_at timestamptz not null default now()
);

-- A patient's appointments at all clinics, as the clinics' events tell; what is true stands in the clinic. No foreign key
-- to patient: an older copy of this database may not know who has booked since.
create table patient_appointment (
  clinic_id uuid not null references clinic (id) on delete cascade,
  appointment_id uuid not null,
  patient_id uuid not null,
  version integer not null, -- the appointment's: an older event changes nothing
  status text not null,
  reference text not null,
  doctor_id uuid not null,
  visit_type text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  hold_expires_at timestamptz,
  displaced boolean not null,
  updated_at timestamptz not null default now(),
  primary key (clinic_id, appointment_id)
);
create index patient_appointment_of_patient on patient_appointment (patient_id, starts_at, appointment_id);

grant select, insert, delete on event_seen to polyclinic_control_app;
grant select, insert, update, delete on event_set_aside, relay_mark, patient_appointment to polyclinic_control_app;
