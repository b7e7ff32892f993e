-- Who did or read what of a patient in this clinic, chained by hashes. Entries are written with what they tell of; the
-- chain is made a moment later, since chaining as one writes would let all writers wait for each other.
-- New tables only; triggers on appointment_event and booking_request take SHARE ROW EXCLUSIVE on
-- them for a moment.

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
create index audit_entry_of_patient on audit_entry (patient_id, at desc, id desc) where patient_id is not null;
create index audit_entry_in_order on audit_entry (transaction_id, id);

-- The chain: each link's hash is made of the one before it and of its entry. No foreign key: a deleted entry is to be
-- found by who verifies, and not to be made impossible for everybody but whom it is meant for.
create table audit_link (
  seq bigint primary key,
  entry_id uuid not null unique,
  hash bytea not null
);

-- An entry as the bytes that are hashed: each part with its length before it, so that no two entries are one text. Who
-- verifies makes them by itself (chain-bytes.ts) and asks nothing of the database that is verified.
create function audit_bytes(e audit_entry, seq bigint) returns bytea language sql immutable
set search_path = pg_catalog, pg_temp as $$
  select convert_to(string_agg(coalesce(octet_length(part) || ':' || part, '-'), ',' order by nth), 'UTF8')
  from unnest(array[
    seq::text, e.id::text, (extract(epoch from e.at) * 1000000)::bigint::text, e.actor, e.capacity, e.purpose, e.kind,
    e.object_type, e.object_id, e.patient_id::text, e.transaction_id::text]) with ordinality as parts (part, nth)
$$;

-- Links what is not linked yet, in the order of (transaction_id, id): all below the snapshot's xmin is there for good, so
-- what lies above the last link and below it is complete. Whoever comes while another seals does nothing. A database that
-- was copied to another server has entries from the future there, and a last link that is no bound: then all that is
-- not linked is looked for, those first. `remains` says that there is more to seal.
create function seal_audit_entries(most integer default 1000)
returns table (sealed integer, seq bigint, hash bytea, remains boolean) language plpgsql volatile security definer
set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  now_seen pg_snapshot;
  bound audit_entry;
  e audit_entry;
  moved boolean;
begin
  sealed := 0;
  remains := true;
  if not pg_try_advisory_xact_lock(hashtextextended('seal_audit_entries', 0)) then
    return next;
    return;
  end if;
  now_seen := pg_current_snapshot();
  select l.seq, l.hash into seq, hash from audit_link l order by l.seq desc limit 1;
  seq := coalesce(seq, 0);
  hash := coalesce(hash, '');
  select b.* into bound from audit_link l join audit_entry b on b.id = l.entry_id where l.seq = seal_audit_entries.seq;
  moved := bound.id is null or bound.transaction_id >= pg_snapshot_xmin(now_seen);
  for e in
    select c.* from (
      (select n.* from audit_entry n
        where not moved and n.transaction_id < pg_snapshot_xmin(now_seen)
          and (n.transaction_id, n.id) > (bound.transaction_id, bound.id)
          and not exists (select from audit_link l where l.entry_id = n.id)
        order by n.transaction_id, n.id limit most)
      union all
      (select n.* from audit_entry n
        where moved
          and (n.transaction_id < pg_snapshot_xmin(now_seen) or n.transaction_id >= pg_snapshot_xmax(now_seen))
          and not exists (select from audit_link l where l.entry_id = n.id)
        order by n.transaction_id < pg_snapshot_xmax(now_seen), n.transaction_id, n.id limit most)
    ) as c
    order by c.transaction_id < pg_snapshot_xmax(now_seen), c.transaction_id, c.id
  loop
    seq := seq + 1;
    hash := sha256(hash || audit_bytes(e, seq));
    insert into audit_link (seq, entry_id, hash) values (seq, e.id, hash);
    sealed := sealed + 1;
    bound := e;
  end loop;
  remains := sealed >= most or exists (
    select from audit_entry n
    where (bound.id is null or (n.transaction_id, n.id) > (bound.transaction_id, bound.id))
      and not exists (select from audit_link l where l.entry_id = n.id));
  return next;
end $$;

-- No path of an appointment's can forget its entry: whatever happens to one is written as an event, and each event here
-- as an entry, in the same statement. `by` is all that the event knows of the capacity: the patient's side (they
-- themselves or their guardian), the desk, or a clock.
create function audit_event() returns trigger language plpgsql volatile as $$
begin
  insert into audit_entry (actor, capacity, purpose, kind, object_type, object_id, patient_id)
  values (
    new.actor,
    coalesce(new.payload ->> 'by', case when new.actor like 'system:%' then 'system' else 'desk' end),
    case
      when new.actor like 'system:%' then 'appointment.tend'
      when new.payload -> 'override' is not null then 'appointment.override'
      else case new.type
        when 'cancelled' then 'appointment.cancel'
        when 'rescheduled' then 'appointment.reschedule'
        when 'confirmed' then 'appointment.confirm'
        when 'fulfilled' then 'appointment.fulfil'
        when 'arrived' then 'appointment.check-in'
        when 'noshow' then 'appointment.check-in'
        when 'reinstated' then 'appointment.check-in'
        when 'displaced' then 'availability.edit'
        when 'restored' then 'availability.edit'
        else 'appointment.book'
      end
    end,
    'write', 'appointment', new.appointment_id::text,
    coalesce((new.payload ->> 'patientId')::uuid,
      (select a.patient_id from appointment a where a.id = new.appointment_id)));
  return null;
end $$;
create trigger appointment_event_audited after insert on appointment_event
  for each row execute function audit_event();

-- What is to be booked later, in its one statement too.
create function audit_booking_request() returns trigger language plpgsql volatile as $$
begin
  insert into audit_entry (actor, capacity, purpose, kind, object_type, object_id, patient_id)
  values (new.principal, coalesce(new.call ->> 'acting_as', 'desk'), 'appointment.book', 'write', 'booking-request',
    new.id::text, new.patient_id);
  return null;
end $$;
create trigger booking_request_audited after insert on booking_request
  for each row execute function audit_booking_request();

-- Append-only for the application: it neither changes an entry nor makes a link, and what orders entries is not its to say.
revoke all on function audit_bytes(audit_entry, bigint), seal_audit_entries(integer) from public;
grant select on audit_entry, audit_link to polyclinic_clinic_app;
grant insert (id, at, actor, capacity, purpose, kind, object_type, object_id, patient_id) on audit_entry to polyclinic_clinic_app;
grant execute on function seal_audit_entries(integer) to polyclinic_clinic_app;
