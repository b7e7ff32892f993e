-- How far an appointment reaches into the times around it, as the clinic told when it was read last: so that a booking
-- marks the days it concerns and no others. A new table; no lock on any other but for its reference to clinic.

create table search_reach (
  clinic_id uuid primary key references clinic (id) on delete cascade,
  minutes integer not null check (minutes > 0)
);
grant select, insert, update, delete on search_reach to polyclinic_control_app;
