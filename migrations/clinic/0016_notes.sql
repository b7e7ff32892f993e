-- A doctor's notes about a visit, apart from the appointment: what lists, moves and shows appointments never meets them.
-- Sealed under the patient's own key. The version is the note's own: writing one changes nothing of the appointment.
-- A new table; its foreign key takes a short SHARE ROW EXCLUSIVE lock on appointment.

create table appointment_note (
  appointment_id uuid primary key references appointment (id),
  sealed_text bytea not null,
  written_by text not null, -- as an actor appears in the history
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create trigger appointment_note_touch before update on appointment_note for each row execute function touch_row();

grant select, insert, update on appointment_note to polyclinic_clinic_app;
