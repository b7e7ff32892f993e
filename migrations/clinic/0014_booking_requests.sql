-- Bookings that are worked off later: noted once for their key, and not when too many wait. Functions only.

-- Notes a call of book_appointments. The reply under the key is the request, so that a repeated request finds it however
-- it ended; the booking itself is made under the same key, but under the route of bookings.
create function note_booking_request(call jsonb, most integer) returns table (outcome text, id uuid)
language plpgsql volatile as $$
declare
  c booking_call := jsonb_populate_record(null::booking_call, call);
  stored idempotency_key;
begin
  perform pg_advisory_xact_lock(lock_key('key', concat_ws(' ', c.principal, 'requestBooking', c.key)));
  select * into stored from idempotency_key i
    where i.principal = c.principal and i.route = 'requestBooking' and i.key = c.key;
  if encode(stored.fingerprint, 'hex') = c.fingerprint then
    return query select 'replayed', (stored.reply ->> 'id')::uuid;
  elsif stored.key is not null then
    return query select 'idempotency-mismatch', null::uuid;
  -- counted no further than it matters
  elsif (select count(*) from (select from booking_request r where r.state = 'pending' limit most) as few) >= most then
    return query select 'too-many', null::uuid;
  else
    insert into booking_request (id, principal, patient_id, call) values (c.id, c.principal, c.patient_id, call);
    insert into idempotency_key (principal, route, key, fingerprint, reply)
    values (c.principal, 'requestBooking', c.key, decode(c.fingerprint, 'hex'), jsonb_build_object('id', c.id));
    return query select 'noted', c.id;
  end if;
end $$;
