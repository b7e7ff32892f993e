-- Merging a patient who was registered twice.
select 1;
