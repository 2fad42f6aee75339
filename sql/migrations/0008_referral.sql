-- A need can be answered by up to three places, in the order in which the person was given them.

create table record.referral (
  access_id uuid not null,
  position smallint not null,
  rank smallint not null constraint referral_rank check (rank between 1 and 3),
  resource_id uuid not null references resource.resource (id),
  primary key (access_id, position, rank),
  constraint referral_need foreign key (access_id, position) references record.need (access_id, position)
    on delete cascade,
  constraint referral_once unique (access_id, position, resource_id)
);
create index referral_resource_idx on record.referral (resource_id);
comment on table record.referral is 'Resources handed over for a need: which place, and nothing about who goes there.';
comment on column record.referral.access_id is 'The access.';
comment on column record.referral.position is 'The need, by its position in the access.';
comment on column record.referral.rank is 'Order in which the places were chosen, from 1.';
comment on column record.referral.resource_id is 'The resource that answers the need.';

insert into record.referral (access_id, position, rank, resource_id)
  select access_id, position, 1, resource_id from record.need where resource_id is not null;
alter table record.need drop column resource_id;
