-- Sealing tells an entry that was restored from elsewhere by its number, which no transaction here can have yet: by the
-- snapshot that reads the entries, and no earlier one. By an earlier one, whoever wrote meanwhile looked restored, was
-- sealed before older ones, and those were found to be inserted. Replaces one function; no lock on any table.

create or replace function seal_audit_entries(most integer default 1000)
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
    with seen as materialized (select pg_current_snapshot() as by_this)
    select c.* from seen, lateral (
      (select n.* from audit_entry n
        where not moved and n.transaction_id < pg_snapshot_xmin(by_this)
          and (n.transaction_id, n.id) > (bound.transaction_id, bound.id)
          and not exists (select from audit_link l where l.entry_id = n.id)
        order by n.transaction_id, n.id limit most)
      union all
      (select n.* from audit_entry n
        where moved
          and (n.transaction_id < pg_snapshot_xmin(by_this) or n.transaction_id >= pg_snapshot_xmax(by_this))
          and not exists (select from audit_link l where l.entry_id = n.id)
        order by n.transaction_id < pg_snapshot_xmax(by_this), n.transaction_id, n.id limit most)
    ) as c
    order by c.transaction_id < pg_snapshot_xmax(by_this), c.transaction_id, c.id
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
