-- What has happened at the clinic and has not been carried to the control plane yet. Each row goes once its event has
-- arrived there. A row is seen when its transaction is, so nothing depends on the order of identifiers, and a clinic that
-- was moved or restored goes on where it was. A new table, three triggers on slot and one on appointment_event: a short
-- SHARE ROW EXCLUSIVE lock on those.

create table outbox (
  id uuid primary key, -- of the event; a change of the calendar has one of its own
  at timestamptz not null default now(), -- of the event: leads to its partition
  type text not null,
  -- of a change of the calendar: the doctors (absent: all) and the days it concerns
  change jsonb,
  check ((change is not null) = (type = 'calendar-changed'))
);
grant select, insert, delete on outbox to polyclinic_clinic_app;

create function note_event() returns trigger language plpgsql volatile as $$
begin
  insert into outbox (id, at, type) values (new.id, new.at, new.type);
  return null;
end $$;
create trigger appointment_event_noted after insert on appointment_event
  for each row execute function note_event();

-- a calendar that is refreshed: one row a statement
create function note_slots() returns trigger language plpgsql volatile as $$
begin
  insert into outbox (id, type, change)
  select uuidv7(), 'calendar-changed', jsonb_build_object(
    'doctorIds', array_agg(distinct s.doctor_id), 'from', min(s.local_date), 'until', max(s.local_date))
  from changed_slots s
  having count(*) > 0;
  return null;
end $$;
create trigger slot_made after insert on slot referencing new table as changed_slots
  for each statement execute function note_slots();
create trigger slot_removed after delete on slot referencing old table as changed_slots
  for each statement execute function note_slots();

-- withdrawn, opened again, or of another size: rare. A booking sets neither column, so it pays nothing for this.
create function note_slot() returns trigger language plpgsql volatile as $$
begin
  insert into outbox (id, type, change) values (uuidv7(), 'calendar-changed', jsonb_build_object(
    'doctorIds', array[new.doctor_id], 'from', new.local_date, 'until', new.local_date));
  return null;
end $$;
create trigger slot_changed after update of state, capacity on slot
  for each row when (old.state <> new.state or old.capacity <> new.capacity) execute function note_slot();
