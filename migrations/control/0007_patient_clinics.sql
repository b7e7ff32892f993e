-- Which clinics know a patient.
select 1;
