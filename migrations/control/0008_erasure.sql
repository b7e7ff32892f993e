-- Erasure.
select 1;
