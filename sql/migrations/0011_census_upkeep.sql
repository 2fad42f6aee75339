-- The census is edited and verified: each state names who keeps it, and a verification can be put off or taken back.

update resource.resource_version v set content = v.content || jsonb_build_object('keeper', r.keeper_centre_id)
  from resource.resource r where r.id = v.resource_id and r.keeper_centre_id is not null;

alter table resource.resource_check drop constraint resource_check_result;
alter table resource.resource_check
  add constraint resource_check_result check (result in ('valid', 'edited', 'closed', 'later')),
  add column verified_before date,
  add column status_before text
    constraint resource_check_status_before check (status_before in ('active', 'temporarily_closed', 'planned')),
  add constraint resource_check_closed check (result = 'closed' or status_before is null);
drop index resource.resource_check_centre_idx;
create index resource_check_week_idx on resource.resource_check (centre_id, checked_on);
comment on table resource.resource_check is 'Verifications, one for each card of the queue that was answered.';
comment on column resource.resource_check.result is 'valid, edited or closed: somebody looked. later: put off to another week.';
comment on column resource.resource_check.verified_before is 'The last verification before this one, to take it back.';
comment on column resource.resource_check.status_before is 'The status before the check that closed it, to take it back.';
comment on column resource.resource.verified_on is 'Last day somebody checked that it is true; stale after the half-life of its group.';
