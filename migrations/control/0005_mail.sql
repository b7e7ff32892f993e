-- Mails that wait to be sent, and what an address has to prove before it counts. Nothing in here is readable: a mail's
-- recipient and contents are sealed under a key of their own, which goes with them once it is sent; proofs stand as
-- hashes. New tables; their foreign keys take a short SHARE ROW EXCLUSIVE lock on account, and an account may now be
-- without a password, which takes a short ACCESS EXCLUSIVE one.

-- whoever signs in by e-mail alone has none
alter table account alter column password_hash drop not null;

create table mail (
  id uuid primary key,
  kind text not null,
  -- absent for whoever has no account: an invited person, somebody who registers
  account_id uuid references account (id) on delete cascade,
  wrapped_key bytea,
  sealed_contents bytea,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'refused')),
  attempts integer not null default 0,
  error text, -- the server's code and class, never its words: they may name the recipient
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  check ((state = 'waiting') = (finished_at is null)),
  -- what is sent is forgotten
  check ((state = 'waiting') = (sealed_contents is not null and wrapped_key is not null))
);
create index mail_waiting on mail (created_at) where state = 'waiting';
create index mail_of_account on mail (account_id) where account_id is not null;

-- somebody who has filled in the form and not proven their address yet: no account exists, so none can be taken over
create table pending_registration (
  id uuid primary key,
  wrapped_key bytea not null,
  sealed_form bytea not null,
  email_index bytea not null,
  password_hash text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index pending_registration_by_address on pending_registration (email_index);
create index pending_registration_by_age on pending_registration (expires_at);

-- an address that was typed to sign in or to reset a password: whether anybody is behind it is looked up out of sight
create table email_request (
  id uuid primary key,
  purpose text not null check (purpose in ('sign-in', 'reset-password')),
  wrapped_key bytea not null,
  sealed_email bytea not null,
  locale text,
  created_at timestamptz not null default now()
);
create index email_request_by_age on email_request (created_at);

-- a link or a code that proves an address, once
create table email_proof (
  id uuid primary key,
  purpose text not null check (purpose in ('register', 'sign-in', 'reset-password', 'change-email')),
  token_hash bytea not null constraint email_proof_token_key unique,
  code_hash bytea, -- an HMAC: a code is short
  email_index bytea not null,
  account_id uuid references account (id) on delete cascade,
  registration_id uuid references pending_registration (id) on delete cascade,
  sealed_email bytea, -- the new address, under the account's key
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  -- the form goes when it has become an account; its used proof stays a while, for whoever opens the link twice
  check ((purpose = 'register' and used_at is null) = (registration_id is not null)),
  check ((purpose = 'register') = (account_id is null)),
  check ((purpose = 'change-email') = (sealed_email is not null))
);
create index email_proof_by_address on email_proof (email_index, purpose, created_at);
create index email_proof_by_age on email_proof (expires_at);
create index email_proof_of_account on email_proof (account_id) where account_id is not null;
create index email_proof_of_registration on email_proof (registration_id) where registration_id is not null;

grant select, insert, update, delete on mail, pending_registration, email_request, email_proof to polyclinic_control_app;
