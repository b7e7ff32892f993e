-- Sessions.
select 1;
