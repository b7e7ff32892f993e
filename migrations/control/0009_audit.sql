-- Who did or read what of a patient in the control plane, chained by hashes. Entries are written with what they tell of; the
-- chain is made a moment later, since chaining as one writes would let all writers wait for each other.
-- New tables only; no locks.

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

-- The heads of all chains as they were: who rewrites a clinic's whole chain does not reach these. Of a clinic, or of the
-- control plane itself where there is none; that one's heads stand in the log too. Without a foreign key, so that an
-- anchor outlives its clinic.
create table audit_anchor (
  clinic_id uuid,
  seq bigint not null,
  hash bytea not null,
  at timestamptz not null default clock_timestamp()
);
create index audit_anchor_of_clinic on audit_anchor (clinic_id, seq);

-- Append-only for the application: it neither changes an entry nor makes a link, and what orders entries is not its to say.
revoke all on function audit_bytes(audit_entry, bigint), seal_audit_entries(integer) from public;
grant select on audit_entry, audit_link to polyclinic_control_app;
grant insert (id, at, actor, capacity, purpose, kind, object_type, object_id, patient_id) on audit_entry to polyclinic_control_app;
grant execute on function seal_audit_entries(integer) to polyclinic_control_app;
grant select, insert on audit_anchor to polyclinic_control_app;
