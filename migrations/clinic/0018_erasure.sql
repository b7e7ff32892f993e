-- Erasing a patient.
select 1;
