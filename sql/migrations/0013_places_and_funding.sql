-- What a resource can take and who pays for it, line by line; where and when a route stops.

alter table resource.resource
  add column capacity_available integer,
  add column waiting_number integer,
  add constraint resource_capacity_available check (capacity_available between 0 and capacity_total),
  add constraint resource_capacity_available_of_total check (capacity_available is null or capacity_total is not null),
  add constraint resource_waiting_number check (waiting_number >= 0),
  add constraint resource_waiting_number_of_list check (waiting_number is null or waiting_list is true);
comment on column resource.resource.capacity_available is 'Places still free on the day of capacity_on; null when only the total is known.';
comment on column resource.resource.waiting_number is 'How many wait, where it is known; only with a waiting list.';

create table resource.funding (
  id bigint generated always as identity primary key,
  resource_id uuid not null references resource.resource (id) on delete cascade,
  source text not null constraint funding_source check (source in ('public', 'private', 'volunteer', 'mixed')),
  body text,
  hours_per_week integer constraint funding_hours_per_week check (hours_per_week > 0),
  until date
);
create index funding_resource_idx on resource.funding (resource_id);
create index funding_until_idx on resource.funding (until);
comment on table resource.funding is 'Who keeps a resource going and until when: one row for each line of funding or of volunteer work.';
comment on column resource.funding.id is 'Identity; lines are told in its order.';
comment on column resource.funding.resource_id is 'The resource.';
comment on column resource.funding.source is 'public, private, volunteer or mixed.';
comment on column resource.funding.body is 'The body that pays or sends volunteers, never a person.';
comment on column resource.funding.hours_per_week is 'Hours of work a week that the line covers, above all of volunteers.';
comment on column resource.funding.until is 'Last day covered; null when no end is known.';

insert into resource.funding (resource_id, source, until)
select id, funding_source, funding_until from resource.resource where funding_source is not null;
alter table resource.resource drop column funding_source, drop column funding_until;

create table resource.stop (
  resource_id uuid not null references resource.resource (id) on delete cascade,
  position smallint not null constraint stop_position check (position >= 1),
  name text not null constraint stop_name_filled check (btrim(name) <> ''),
  location geometry(Point, 4326) not null,
  opening_hours text,
  primary key (resource_id, position)
);
create index stop_location_idx on resource.stop using gist (location);
comment on table resource.stop is 'Where a route stops, in its order.';
comment on column resource.stop.resource_id is 'The route.';
comment on column resource.stop.position is 'Place in the order of the route, from 1.';
comment on column resource.stop.name is 'Name of the stop, as people call it.';
comment on column resource.stop.location is 'The stop, EPSG:4326.';
comment on column resource.stop.opening_hours is 'When it stops there, OpenStreetMap opening_hours syntax.';

-- Every state that a resource has had speaks in lines too.
update resource.resource_version set content = content - 'funding' || jsonb_build_object(
  'stops', '[]'::jsonb,
  'fundings', case when coalesce(content -> 'funding', 'null') = 'null' then '[]' else jsonb_build_array(content -> 'funding') end);
