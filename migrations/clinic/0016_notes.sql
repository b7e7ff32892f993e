-- A doctor's notes.
select 1;
