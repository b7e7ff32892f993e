-- A group session lasts as long as its longest visit.
select 1;
