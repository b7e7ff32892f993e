-- A second look at a doctor's time, by an index of another kind than the constraint's: in two long runs under kills and
-- heavy load a committed stretch had become invisible to the constraint's index, and a visit was laid over it. A booking
-- therefore believes both. Builds a small index under a SHARE lock, so bookings wait for some milliseconds.

create index doctor_time_by_start on doctor_time (doctor_id, lower(occupied));

-- Whether another committed stretch of the doctor overlaps this one. Of stretches that do not overlap each other only the
-- last one that begins before this one's end can: one probe of the index. PL/pgSQL keeps the plan.
create function overlaps_another(mine uuid) returns boolean language plpgsql stable cost 1000 as $$
declare
  t doctor_time;
  before_end timestamptz;
begin
  select * into t from doctor_time d where d.id = mine;
  select upper(d.occupied) into before_end
  from doctor_time d
  where d.doctor_id = t.doctor_id and lower(d.occupied) < upper(t.occupied) and d.id <> t.id
  order by lower(d.occupied) desc limit 1;
  return before_end > lower(t.occupied);
end $$;

create or replace function occupy(s slot, v visit_type) returns uuid language plpgsql volatile as $$
declare
  session doctor_time;
  time_id uuid;
begin
  if s.capacity > 1 then
    select * into session from doctor_time t where t.session_slot_id = s.id;
  end if;
  if session.id is null then
    insert into doctor_time (doctor_id, occupied, session_slot_id)
    values (s.doctor_id, visit_time(s, v), case when s.capacity > 1 then s.id end)
    on conflict do nothing
    returning id into time_id;
    if time_id is not null and overlaps_another(time_id) then
      raise warning 'doctor_time_no_overlap did not see a stretch: reindex it' using errcode = 'index_corrupted';
      delete from doctor_time t where t.id = time_id;
      return null;
    end if;
    return time_id;
  end if;
  if not visit_time(s, v) <@ session.occupied then
    -- the constraint knows no "do nothing" for updates: asked first, and guarded by it all the same
    begin
      update doctor_time t set occupied = t.occupied + visit_time(s, v) where t.id = session.id;
      if overlaps_another(session.id) then
        raise exclusion_violation;
      end if;
    exception when exclusion_violation then
      return null;
    end;
  end if;
  return session.id;
end $$;
