-- Members and their invitations.
select 1;
