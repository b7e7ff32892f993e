-- Sessions: one row a sign-in, the tokens that prolong it as hashes, the second factor of an account, and what tells
-- every process that a session or a role has ended. New tables; their foreign keys and the triggers take a short SHARE
-- ROW EXCLUSIVE lock on account and membership, so writes to these wait for that moment.

create table session (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  method text not null check (method in ('password', 'link', 'code')),
  second_factor boolean not null default false,
  sealed_device bytea, -- under the account's key: for its owner to recognise
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_by text check (ended_by in ('logout', 'owner', 're-use', 'password', 'account', 'erasure')),
  check ((ended_at is null) = (ended_by is null))
);
create index session_of_account on session (account_id);
-- who has lost the announcements for a moment reads what ended meanwhile
create index session_by_end on session (ended_at) where ended_at is not null;

-- every token of a session until the session goes: a used one that comes again was stolen, or its reply was lost
create table refresh_token (
  hash bytea primary key,
  session_id uuid not null references session (id) on delete cascade,
  created_at timestamptz not null,
  used_at timestamptz
);
create index refresh_token_of_session on refresh_token (session_id);

create table second_factor (
  account_id uuid primary key references account (id) on delete cascade,
  sealed_secret bytea, -- counts; absent until its owner has shown a code
  sealed_offer bytea, -- shown to its owner, not confirmed yet
  last_step bigint not null default 0, -- a code counts once: none of an earlier step is taken
  created_at timestamptz not null default now(),
  confirmed_at timestamptz,
  check ((sealed_secret is null) = (confirmed_at is null)),
  check (sealed_secret is not null or sealed_offer is not null)
);

create table recovery_code (
  account_id uuid not null references second_factor (account_id) on delete cascade,
  hash bytea not null,
  used_at timestamptz,
  primary key (account_id, hash)
);

-- an account that is closed is signed out everywhere
create function end_sessions_of_closed_account() returns trigger language plpgsql as $$
begin
  update session set ended_at = now(), ended_by = 'account' where account_id = new.id and ended_at is null;
  return null;
end $$;
create trigger account_closed after update of state on account
  for each row when (old.state = 'active' and new.state <> 'active')
  execute function end_sessions_of_closed_account();

-- tokens of an ended session die in every process at once
create function announce_end_of_session() returns trigger language plpgsql as $$
begin
  perform pg_notify('session_ended', new.id::text);
  return null;
end $$;
create trigger session_end_announce after update of ended_at on session
  for each row when (old.ended_at is null and new.ended_at is not null)
  execute function announce_end_of_session();

-- roles are remembered for a second: not after this
create function announce_account() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'account' then
    perform pg_notify('account_changed', new.id::text);
  else
    perform pg_notify('account_changed', coalesce(new.account_id, old.account_id)::text);
  end if;
  return null;
end $$;
create trigger account_announce after update of state, operator on account
  for each row when (old.state <> new.state or old.operator <> new.operator)
  execute function announce_account();
create trigger membership_announce after insert or update or delete on membership
  for each row execute function announce_account();

-- two keys that wait to sign would be one too many
create unique index signing_key_next on signing_key ((true)) where state = 'next';

grant select, insert, update, delete on session, refresh_token, second_factor, recovery_code
  to polyclinic_control_app;
