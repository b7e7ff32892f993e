-- A clinic's own words for what it tells its patients: one template for each kind, language and channel; where there is
-- none, ours are used. The words are the clinic's, with placeholders in them, and nobody's data. A new table: no lock on
-- any other.

create table notice_template (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('booked', 'changed', 'cancelled', 'reminder', 'offered', 'displaced')),
  language text not null check (language in ('en', 'es', 'de')),
  channel text not null check (channel in ('email', 'sms')),
  subject text,
  body text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  unique (kind, language, channel),
  check (subject is null or channel = 'email')
);
create trigger notice_template_touch before update on notice_template for each row execute function touch_row();
grant select, insert, update, delete on notice_template to polyclinic_clinic_app;
