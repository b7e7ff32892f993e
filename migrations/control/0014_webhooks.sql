-- Where clinics want to be told what happens, what is on its way there, and what is on its way to the stream in Redis.
-- New tables only; their foreign keys take a short SHARE ROW EXCLUSIVE lock on clinic.

create table webhook (
  id uuid primary key,
  clinic_id uuid not null references clinic (id) on delete cascade,
  url text not null check (length(url) <= 2000),
  description text,
  event_types text[] not null check (cardinality(event_types) > 0),
  active boolean not null default true,
  -- by us, not by the clinic: what happens meanwhile is noted as given up, so that it can be sent later
  stopped text check (stopped in ('gone', 'failing')),
  failing_since timestamptz, -- nothing has arrived since
  failures integer not null default 0, -- in a row
  paused_until timestamptz, -- after failures: then a single one is tried
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (clinic_id, url),
  check (stopped is null or not active)
);

-- The newest signs, and former ones along with it until their time is over.
create table webhook_secret (
  id uuid primary key,
  webhook_id uuid not null references webhook (id) on delete cascade,
  sealed_secret bytea not null,
  ends_at timestamptz,
  created_at timestamptz not null default now()
);
create index webhook_secret_of_webhook on webhook_secret (webhook_id);

-- one event for one endpoint: carried over twice, it is still one
create table webhook_delivery (
  id uuid primary key default uuidv7(),
  webhook_id uuid not null references webhook (id) on delete cascade,
  event_id uuid not null,
  type text not null, -- of the CloudEvent
  event jsonb not null, -- identifiers, times and states, as it came
  occurred_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'given-up')),
  attempts integer not null default 0, -- since it was last asked for
  asked_at timestamptz not null default now(), -- planned, or replayed
  next_attempt_at timestamptz not null default now(),
  last_attempt_at timestamptz,
  outcome text,
  status integer, -- of HTTP; nothing else of an answer is kept
  unique (webhook_id, event_id)
);
create index webhook_delivery_waiting on webhook_delivery (webhook_id, next_attempt_at) where state = 'waiting';
create index webhook_delivery_by_time on webhook_delivery (webhook_id, occurred_at, id);
create index webhook_delivery_by_age on webhook_delivery (asked_at);

-- what is not in Redis yet, while some worker has a Redis; a row goes when it has arrived there
create table event_stream (
  position bigint generated always as identity primary key,
  clinic_id uuid not null references clinic (id) on delete cascade,
  event jsonb not null,
  noted_at timestamptz not null default now()
);
create index event_stream_of_clinic on event_stream (clinic_id);

-- until then events are noted for the stream: a worker with a Redis says so again and again
create table event_stream_wanted (
  single boolean primary key default true check (single),
  until timestamptz not null
);

grant select, insert, update, delete on webhook, webhook_secret, webhook_delivery, event_stream to polyclinic_control_app;
grant select, insert, update on event_stream_wanted to polyclinic_control_app;
