-- Who acts for whom: a guardian books for a dependent, who is a patient without a login. A table of its own, because a
-- child may have two guardians. Ending a link leaves the patient and their appointments. Creates one table; its foreign
-- keys take a short SHARE ROW EXCLUSIVE lock on patient, so writes to it wait for that moment and readings do not.

create table guardian (
  guardian_id uuid not null references patient (id),
  dependent_id uuid not null references patient (id),
  since timestamptz not null default now(),
  -- of the request that made the link, which may be repeated under its key
  request_key text,
  request_fingerprint bytea,
  constraint guardian_request_once unique (guardian_id, request_key),
  primary key (guardian_id, dependent_id),
  constraint guardian_of_another check (guardian_id <> dependent_id)
);
create index guardian_by_dependent on guardian (dependent_id);

grant select, insert, delete on guardian to polyclinic_control_app;
