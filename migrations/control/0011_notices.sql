-- Messages to people about visits: what was planned, what became of it, and what each patient wishes. Nothing personal
-- stands in here beyond identifiers: an address is opened from the patient's row when a message leaves, and what the desk
-- wrote by hand is sealed under the patient's key until then. New tables; the foreign keys take a short SHARE ROW
-- EXCLUSIVE lock on clinic and patient.

create table notice (
  id uuid primary key default uuidv7(),
  clinic_id uuid not null references clinic (id) on delete cascade,
  -- what it follows from: told of twice it is still one notice
  occasion text not null,
  kind text not null check (kind in
    ('booked', 'changed', 'cancelled', 'reminder', 'offered', 'displaced', 'day-list', 'by-hand')),
  -- absent until it leaves: the patient's preference decides
  channel text check (channel in ('email', 'sms')),
  -- No foreign key: an older copy of this database may not know who has booked since. Absent for a doctor's list.
  patient_id uuid,
  doctor_id uuid,
  appointment_id uuid,
  version integer, -- the appointment's, of which it tells
  starts_at timestamptz, -- of a reminder: the visit it was planned for; moved, it is not sent
  local_date date, -- of a doctor's list
  sealed_words bytea, -- by hand; under the patient's key, gone when it ends
  asked_by text, -- by hand: the actor
  fingerprint bytea, -- by hand: of the request
  due_at timestamptz not null,
  queued boolean not null default false, -- a job has it: whoever looks for what is due leaves it
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'refused', 'dropped')),
  reason text, -- why it was refused or dropped, by a word of ours or a server's code
  attempts integer not null default 0,
  error text, -- of the last attempt: a code, never a server's words
  message_id uuid, -- the message it goes out in: several visits of a day share one
  provider_id text,
  -- what the patient has been told with it: what is not different is not told again
  told_version integer,
  told_starts_at timestamptz,
  told_doctor_id uuid,
  told_status text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint notice_once unique (clinic_id, occasion),
  check ((state = 'waiting') = (finished_at is null)),
  check ((state in ('refused', 'dropped')) = (reason is not null)),
  check ((patient_id is null) <> (doctor_id is null)),
  check (state = 'waiting' or sealed_words is null)
);
create index notice_due on notice (due_at) where state = 'waiting' and not queued;
create index notice_waiting on notice (patient_id, clinic_id) where state = 'waiting';
create index notice_of_appointment on notice (clinic_id, appointment_id);
create index notice_of_patient on notice (patient_id, created_at);
create index notice_ended on notice (finished_at) where finished_at is not null;

-- what a patient wishes; without a row: by e-mail, else by SMS, reminders too
create table notice_preference (
  patient_id uuid primary key references patient (id),
  channels text[] not null check (
    channels <@ '{email,sms}' and cardinality(channels) between 1 and 2 and channels[1] is distinct from channels[2]),
  reminders boolean not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create trigger notice_preference_touch before update on notice_preference
  for each row execute function touch_row();

grant select, insert, update, delete on notice, notice_preference to polyclinic_control_app;
