-- Keeps the number free for the booking protocol, which is written at the same time. Locks nothing.
select 1;
