-- Search across clinics: where something is free, and who works there. All of it is told by the clinics and can be built
-- anew from them at any time. New tables; their foreign keys and a trigger take a short SHARE ROW EXCLUSIVE lock on
-- clinic, and its index over the names a SHARE lock while it is built.

create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- how names are compared: without case and accents; the dictionary is named, so the answer depends on nothing else
create function folded(words text) returns text language sql immutable strict parallel safe
return lower(public.unaccent('public.unaccent'::regdictionary, words));

create function search_region(country text, region text) returns text language sql immutable parallel safe
return folded(country || '/' || coalesce(region, ''));

-- the languages, and what each is called without its region: who asks for en is served by en-GB
create function with_wider_tags(tags text[]) returns text[] language sql immutable parallel safe
return (
  select coalesce(array_agg(distinct array_to_string((string_to_array(tag, '-'))[:pieces], '-')), '{}')
  from unnest(tags) as tag cross join lateral generate_series(1, cardinality(string_to_array(tag, '-'))) as pieces);

-- A day of a doctor on which something is free: visit types that can begin at the same instants share a row, '' stands
-- for a slot as such. Where nothing is free there is no row.
-- What lies in the past or within the clinic's notice is no longer shown from lapses_at on: the next of the later ones
-- takes its place. All clinics have times on the hour, so that must need none of them.
create table open_slot_day (
  clinic_id uuid not null references clinic (id) on delete cascade,
  doctor_id uuid not null,
  local_date date not null, -- of the clinic's calendar
  visits text[] not null,
  specialty text not null,
  languages text[] not null, -- with wider tags
  region text not null, -- the clinic's country and region, folded
  free integer not null check (free > 0),
  first_free_at timestamptz not null,
  lapses_at timestamptz not null, -- when the first can no longer be booked
  later_at timestamptz[] not null default '{}', -- the next few after the first
  morning_at timestamptz,
  afternoon_at timestamptz,
  evening_at timestamptz,
  primary key (clinic_id, doctor_id, local_date, visits)
);
-- the day at the end: a search from a day on passes over the day before within the index
create index open_slot_day_first on open_slot_day (specialty, first_free_at, clinic_id, doctor_id, local_date);
create index open_slot_day_in_region on open_slot_day (specialty, region, first_free_at, clinic_id, doctor_id, local_date);
create index open_slot_day_at_clinic on open_slot_day (clinic_id, specialty, first_free_at, doctor_id);
-- a morning's first is the day's first; later parts of the day have an order of their own
create index open_slot_day_afternoon on open_slot_day (specialty, afternoon_at, clinic_id, doctor_id, local_date)
  where afternoon_at is not null;
create index open_slot_day_evening on open_slot_day (specialty, evening_at, clinic_id, doctor_id, local_date)
  where evening_at is not null;
create index open_slot_day_lapsing on open_slot_day (lapses_at);

-- What a clinic has told since all of it was read: more than it has free now, never less. '' stands for a slot as such and
-- for any language. So what is rare, or nowhere, is found without reading all the days of a specialty.
create table search_offer (
  clinic_id uuid not null references clinic (id) on delete cascade,
  specialty text not null,
  visit text not null,
  language text not null,
  primary key (specialty, visit, language, clinic_id)
);
create index search_offer_of_clinic on search_offer (clinic_id);

-- a clinic's doctors as its own list shows them: their names are public
create table search_doctor (
  clinic_id uuid not null references clinic (id) on delete cascade,
  doctor_id uuid not null,
  name text not null,
  specialty text not null,
  specialty_name text not null,
  languages text[] not null,
  primary key (clinic_id, doctor_id)
);
create index search_doctor_by_words on search_doctor using gin (folded(name || ' ' || specialty_name) gin_trgm_ops);
create index clinic_by_words on clinic using gin (folded(name || ' ' || coalesce(city, '')) gin_trgm_ops);
create index clinic_by_position on clinic (latitude, longitude) where state = 'active';
create index clinic_by_region on clinic (search_region(country, region)) where state = 'active';

-- What is to be read again at a clinic: written with the event that says so, gone with the reading that follows.
create table search_mark (
  id bigint generated always as identity primary key,
  clinic_id uuid not null references clinic (id) on delete cascade,
  doctor_id uuid, -- absent: all of them
  from_day date, -- absent: all days
  until_day date,
  happened_at timestamptz not null -- in times to come: a hold ends by itself then
);
create index search_mark_of_clinic on search_mark (clinic_id, happened_at);
create index search_mark_oldest on search_mark (happened_at);

-- a clinic that is told to be elsewhere takes its rows along
create function move_open_slot_days() returns trigger language plpgsql as $$
begin
  update open_slot_day set region = search_region(new.country, new.region) where clinic_id = new.id;
  return null;
end $$;
create trigger clinic_region_moved after update of country, region on clinic for each row
  when (search_region(old.country, old.region) <> search_region(new.country, new.region))
  execute function move_open_slot_days();

grant select, insert, update, delete on open_slot_day, search_offer, search_doctor, search_mark to polyclinic_control_app;
