-- Slots, appointments, and the database's own defence of the booking, whatever the code above it does.
-- Locks nothing: first schema. Empty tables stay unanalysed on purpose: an ANALYZE in the template makes the
-- foreign-key checks of every clone remember sequential scans.

create table slot (
  id uuid primary key default uuidv7(),
  doctor_id uuid not null references doctor (id),
  -- set while open: a doctor can be made inactive only when no slot of theirs is open any more
  open_doctor_id uuid references doctor (active_id) on update set null,
  shift_id uuid references shift (id) on delete set null,
  local_date date not null, -- the clinic's calendar day
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  capacity integer not null check (capacity > 0),
  taken integer not null default 0,
  overbooked integer not null default 0 check (overbooked >= 0),
  state text not null default 'open' check (state in ('open', 'withdrawn')),
  version integer not null default 1,
  constraint slot_not_over_capacity check (taken between 0 and capacity),
  constraint slot_open_has_doctor check ((state = 'open') = (open_doctor_id is not null)),
  check (starts_at < ends_at),
  check (open_doctor_id is null or open_doctor_id = doctor_id),
  constraint slot_no_overlap exclude using gist
    (doctor_id with =, tstzrange(starts_at, ends_at) with &&) where (state = 'open')
) with (fillfactor = 70); -- room for HOT updates: booking changes taken and version only
create unique index slot_once on slot (doctor_id, starts_at) where state = 'open';
create index slot_by_time on slot (starts_at, id) where state = 'open';
create index slot_by_open_doctor on slot (open_doctor_id) where open_doctor_id is not null;
create index slot_by_shift on slot (shift_id);

-- one row for each occupied stretch of a doctor: a visit with its buffers, or a group session once
create table doctor_time (
  id uuid primary key default uuidv7(),
  doctor_id uuid not null references doctor (id),
  occupied tstzrange not null check (not isempty(occupied)),
  session_slot_id uuid unique references slot (id), -- set for a group session
  constraint doctor_time_no_overlap exclude using gist (doctor_id with =, occupied with &&)
);

-- FHIR R4 AppointmentStatus, and which moves there are; the same table stands in appointment-transitions.ts
create table appointment_transition (
  from_status text not null,
  to_status text not null,
  primary key (from_status, to_status)
);
insert into appointment_transition (from_status, to_status) values
  ('pending', 'booked'), ('pending', 'cancelled'), ('pending', 'entered-in-error'),
  ('booked', 'arrived'), ('booked', 'fulfilled'), ('booked', 'cancelled'), ('booked', 'noshow'),
  ('booked', 'entered-in-error'),
  ('arrived', 'fulfilled'), ('arrived', 'booked'), ('arrived', 'entered-in-error'),
  ('noshow', 'booked'), ('noshow', 'entered-in-error'),
  ('fulfilled', 'entered-in-error');

create table appointment (
  id uuid primary key,
  reference text not null constraint appointment_reference_key unique,
  doctor_id uuid not null references doctor (id),
  visit_type_id uuid not null references visit_type (id),
  patient_id uuid not null references known_patient (patient_id),
  doctor_time_id uuid references doctor_time (id),
  local_date date not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  status text not null check (status in
    ('pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow', 'entered-in-error')),
  hold_expires_at timestamptz,
  sealed_reason bytea,
  booked_by text not null,
  price_minor integer,
  currency text,
  booked_at timestamptz not null default now(),
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  displaced_at timestamptz,
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  check (starts_at < ends_at),
  -- what is booked occupies its doctor; what is cancelled does not
  constraint appointment_occupies check (
    (doctor_time_id is not null) = (status in ('pending', 'booked', 'arrived', 'fulfilled', 'noshow')))
);
create index appointment_by_time on appointment (starts_at, id);
create index appointment_by_patient on appointment (patient_id, starts_at);
create index appointment_by_doctor on appointment (doctor_id, starts_at);
create index appointment_by_doctor_time on appointment (doctor_time_id);
create trigger appointment_touch before update on appointment for each row execute function touch_row();

create function check_transition() returns trigger language plpgsql as $$
begin
  if not exists (
    select from appointment_transition where from_status = old.status and to_status = new.status
  ) then
    raise exception 'an appointment does not go from % to %', old.status, new.status
      using errcode = 'check_violation', constraint = 'appointment_transition';
  end if;
  return new;
end $$;
create trigger appointment_transition before update of status on appointment
  for each row when (old.status is distinct from new.status) execute function check_transition();

-- a seat is taken while its row exists; a longer visit has several
create table appointment_slot (
  slot_id uuid not null references slot (id),
  seat integer not null check (seat > 0),
  appointment_id uuid not null references appointment (id),
  primary key (slot_id, seat)
);
create index appointment_slot_by_appointment on appointment_slot (appointment_id);

-- append-only: the appointment's history and the outbox in one. Neither a sequence nor a UUIDv7 is in commit
-- order, so each row keeps its transaction: a reader takes only what lies below its snapshot's xmin.
create table appointment_event (
  id uuid not null default uuidv7(),
  appointment_id uuid not null,
  type text not null,
  actor text not null,
  at timestamptz not null default now(),
  payload jsonb not null,
  transaction_id xid8 not null default pg_current_xact_id(),
  primary key (id, at)
) partition by range (at);
-- a month nobody made must never fail a booking
create table appointment_event_default partition of appointment_event default;
create index appointment_event_of_appointment on appointment_event (appointment_id, at);

create function make_event_partitions(months_ahead integer default 2) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  month date;
begin
  -- two processes that start together must not make the same month
  perform pg_advisory_xact_lock(hashtextextended('make_event_partitions', 0));
  for ahead in 0..least(greatest(months_ahead, 0), 24) loop
    month := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => ahead))::date;
    -- a month whose rows already lie in the default partition stays there
    if to_regclass(format('appointment_event_%s', to_char(month, 'YYYY_MM'))) is null and not exists (
      select from appointment_event_default
      where at >= month::timestamp at time zone 'UTC'
        and at < (month + interval '1 month') at time zone 'UTC'
    ) then
      execute format(
        'create table %I partition of appointment_event for values from (%L) to (%L)',
        'appointment_event_' || to_char(month, 'YYYY_MM'),
        month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
    end if;
  end loop;
end $$;

-- a repeated request gets the first one's reply; the principal and the route belong to the key
create table idempotency_key (
  principal text not null,
  route text not null,
  key text not null,
  fingerprint bytea not null,
  reply jsonb not null,
  created_at timestamptz not null default now(),
  primary key (principal, route, key)
);
create index idempotency_key_by_age on idempotency_key (created_at);

grant select, insert, update, delete on slot, doctor_time, appointment_slot to polyclinic_clinic_app;
grant select, insert, update on appointment to polyclinic_clinic_app;
grant select on appointment_transition to polyclinic_clinic_app;
grant select, insert on appointment_event to polyclinic_clinic_app;
grant select, insert, delete on idempotency_key to polyclinic_clinic_app;
