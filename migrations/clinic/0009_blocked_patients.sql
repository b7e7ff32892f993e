-- Why the clinic blocked a patient, for its desk alone: sealed under the patient's own key, so that erasing them takes
-- it along, and gone as soon as they are no longer blocked. An ACCESS EXCLUSIVE lock on known_patient for as long as
-- one reading of the table takes: bookings wait for it.

alter table known_patient
  add column sealed_block_reason bytea,
  add constraint known_patient_reason_while_blocked check (sealed_block_reason is null or state = 'blocked');
