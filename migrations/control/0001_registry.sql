-- The registry: which servers there are, which clinics, where each clinic's database lives, and what is being
-- done to it. Needs the role polyclinic_control_app, which preparing the server makes. Locks nothing: first schema.

create function touch_row() returns trigger language plpgsql as $$
begin
  -- an update that raised the version itself (the ORM's) is left alone
  if new.version = old.version then
    new.version := old.version + 1;
  end if;
  new.updated_at := now();
  return new;
end $$;

create table database_server (
  name text primary key check (name ~ '^[a-z][a-z0-9-]{0,59}$'),
  region text not null,
  admin_reference text not null, -- 'default', or the name of the variable that holds the admin connection
  host text not null,
  port integer not null check (port between 1 and 65535),
  clinic_limit integer not null check (clinic_limit > 0),
  connection_limit integer not null check (connection_limit > 0),
  state text not null default 'open' check (state in ('open', 'draining', 'down')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create trigger database_server_touch before update on database_server for each row execute function touch_row();

create table clinic (
  id uuid primary key default uuidv7(),
  slug text not null constraint clinic_slug_key unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text not null,
  address_line text,
  city text,
  region text,
  postal_code text,
  phone text,
  time_zone text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  locale text not null,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  state text not null check (state in
    ('requested', 'provisioning', 'active', 'suspended', 'moving', 'restoring', 'archived', 'purged')),
  server text not null references database_server (name),
  database_name text not null unique,
  role_name text not null unique,
  credential bytea not null, -- sealed under the key-encryption key, bound to this row
  credential_version integer not null default 1,
  epoch integer not null default 1, -- raised by each change of place or state
  schema_version integer not null default 0,
  ring text not null default 'all' check (ring in ('own', 'first', 'tenth', 'all')),
  source_system text,
  source_id text,
  source_fingerprint text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint clinic_source_key unique (source_system, source_id),
  check ((source_system is null) = (source_id is null)),
  check ((latitude is null) = (longitude is null))
);
create index clinic_by_name on clinic (name, id) where state = 'active';
create index clinic_by_server on clinic (server);
create trigger clinic_touch before update on clinic for each row execute function touch_row();

create table clinic_host (
  host text primary key check (host = lower(host)),
  clinic_id uuid not null references clinic (id) on delete cascade
);
create index clinic_host_by_clinic on clinic_host (clinic_id);

create table clinic_operation (
  id uuid primary key default uuidv7(),
  clinic_id uuid not null references clinic (id) on delete cascade,
  kind text not null check (kind in ('provision', 'migrate')),
  state text not null default 'running' check (state in ('running', 'failed', 'succeeded')),
  step text not null,
  arguments bytea, -- sealed: a manifest names people
  attempts integer not null default 0,
  error text,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  check ((state = 'succeeded') = (finished_at is not null))
);
-- at most one unfinished operation a clinic; a failed one is unfinished, the next attempt carries it on
create unique index clinic_operation_unfinished on clinic_operation (clinic_id) where state <> 'succeeded';
create index clinic_operation_newest on clinic_operation (started_at desc, id desc);
create index clinic_operation_of_clinic on clinic_operation (clinic_id);

-- every process listens: a changed route is dropped from its cache at once
create function announce_clinic() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'clinic' then
    perform pg_notify('clinic_changed', coalesce(new.id, old.id)::text);
  elsif tg_table_name = 'clinic_host' then
    perform pg_notify('clinic_changed', coalesce(new.clinic_id, old.clinic_id)::text);
  else
    perform pg_notify('clinic_changed', '*');
  end if;
  return null;
end $$;
create trigger clinic_announce after insert or update or delete on clinic
  for each row execute function announce_clinic();
create trigger clinic_host_announce after insert or update or delete on clinic_host
  for each row execute function announce_clinic();
create trigger database_server_announce after update of host, port, state on database_server
  for each row execute function announce_clinic();

grant select, insert, update on database_server, clinic, clinic_operation to polyclinic_control_app;
grant select, insert, update, delete on clinic_host to polyclinic_control_app;
grant select on schema_migration to polyclinic_control_app;
