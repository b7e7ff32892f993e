-- What has just happened, for whoever looks at a page that shows it: which free times, schedules and operations are to be
-- asked for again. Identifiers and days, nothing of a patient; kept for a quarter of an hour, for those who were cut off.
-- A new table; triggers and its foreign key take a short SHARE ROW EXCLUSIVE lock on clinic and clinic_operation.

create table live_event (
  id bigint generated always as identity primary key,
  -- not the transaction's beginning: whoever comes again asks for a few seconds before what they saw last
  at timestamptz not null default clock_timestamp(),
  -- slots: free times have changed, and so has the schedule; schedule: the latter alone
  kind text not null check (kind in ('slots', 'schedule', 'operation')),
  clinic_id uuid not null references clinic (id) on delete cascade,
  doctor_id uuid, -- absent: any
  days date[], -- of the clinic's calendar; absent: any
  operation_id uuid,
  check (kind = 'operation' or operation_id is null)
);
create index live_event_by_time on live_event (at);
create index live_event_of_clinic on live_event (clinic_id, at);
create index live_event_of_operations on live_event (at) where kind = 'operation';

grant select, insert, delete on live_event to polyclinic_control_app;

-- every process listens, and tells those whose streams it holds
create function announce_live() returns trigger language plpgsql as $$
begin
  perform pg_notify('live', json_build_object(
    'at', floor(extract(epoch from new.at) * 1000)::bigint, 'kind', new.kind, 'clinicId', new.clinic_id,
    'clinic', (select slug from clinic where id = new.clinic_id),
    'doctor', new.doctor_id, 'days', new.days, 'operation', new.operation_id)::text);
  return null;
end $$;
create trigger live_event_announce after insert on live_event
  for each row execute function announce_live();

create function note_operation_live() returns trigger language plpgsql as $$
begin
  insert into live_event (kind, clinic_id, operation_id) values ('operation', new.clinic_id, new.id);
  return null;
end $$;
create trigger clinic_operation_live after insert or update on clinic_operation
  for each row execute function note_operation_live();

create function note_clinic_live() returns trigger language plpgsql as $$
begin
  insert into live_event (kind, clinic_id) values ('operation', new.id);
  return null;
end $$;
create trigger clinic_live after update on clinic
  for each row when (row(old.name, old.state, old.server, old.schema_version)
    is distinct from row(new.name, new.state, new.server, new.schema_version))
  execute function note_clinic_live();
