-- Projects in progress: who leads, until when, and which resources they keep alive.

create table resource.project (
  id uuid primary key default gen_random_uuid(),
  version integer not null default 1 constraint project_version_positive check (version >= 1),
  name text not null constraint project_name_filled check (btrim(name) <> ''),
  action text constraint project_action check (action in ('A', 'B', 'C')),
  state text not null default 'in_progress'
    constraint project_state check (state in ('planned', 'in_progress', 'suspended', 'ended')),
  lead_id uuid references resource.organisation (id),
  starts_on date not null,
  ends_on date,
  whole_city boolean not null default false,
  places_total integer constraint project_places check (places_total >= 0),
  places_unit text,
  funding text[] not null default '{}',
  description text,
  website text,
  source text,
  is_demo boolean not null default false,
  created_by uuid references account."user" (id),
  added_on date not null,
  constraint project_dates check (ends_on >= starts_on),
  constraint project_ended check (state <> 'ended' or ends_on is not null),
  constraint project_places_unit check ((places_total is null) = (places_unit is null))
);
create index project_lead_idx on resource.project (lead_id);
create index project_created_by_idx on resource.project (created_by);
comment on table resource.project is 'A project as in force now; earlier states are in project_version.';
comment on column resource.project.id is 'Identity.';
comment on column resource.project.version is 'Number of the state in force, from 1.';
comment on column resource.project.name is 'Name, exactly as typed.';
comment on column resource.project.action is 'The programme''s action that it is under: A, B or C.';
comment on column resource.project.state is 'planned, in_progress, suspended or ended.';
comment on column resource.project.lead_id is 'The body that leads it.';
comment on column resource.project.starts_on is 'First day.';
comment on column resource.project.ends_on is 'Last day; null when no end is set.';
comment on column resource.project.whole_city is 'True when it is for the whole city and not for some areas.';
comment on column resource.project.places_total is 'Places in all.';
comment on column resource.project.places_unit is 'What a place is: tirocini, famiglie.';
comment on column resource.project.funding is 'Funding lines, in words.';
comment on column resource.project.description is 'What it does, for the reader.';
comment on column resource.project.website is 'Address on the web.';
comment on column resource.project.source is 'Where it is known from.';
comment on column resource.project.is_demo is 'True when invented for the demonstration.';
comment on column resource.project.created_by is 'The account that added it.';
comment on column resource.project.added_on is 'The day it was added; within it the project can be taken out.';

create table resource.project_partner (
  project_id uuid not null references resource.project (id) on delete cascade,
  organisation_id uuid not null references resource.organisation (id),
  primary key (project_id, organisation_id)
);
create index project_partner_organisation_idx on resource.project_partner (organisation_id);
comment on table resource.project_partner is 'Bodies that work in a project besides the one that leads it.';
comment on column resource.project_partner.project_id is 'The project.';
comment on column resource.project_partner.organisation_id is 'The body.';

create table resource.project_area (
  project_id uuid not null references resource.project (id) on delete cascade,
  area_id text not null references territory.area (id),
  primary key (project_id, area_id)
);
create index project_area_area_idx on resource.project_area (area_id);
comment on table resource.project_area is 'Target areas that a project works in; none when it is for the whole city or not known.';
comment on column resource.project_area.project_id is 'The project.';
comment on column resource.project_area.area_id is 'The area.';

create table resource.project_resource (
  project_id uuid not null references resource.project (id) on delete cascade,
  resource_id uuid not null references resource.resource (id) on delete cascade,
  linked_by uuid references account."user" (id),
  linked_at timestamptz not null default now(),
  primary key (project_id, resource_id)
);
create index project_resource_resource_idx on resource.project_resource (resource_id);
create index project_resource_linked_by_idx on resource.project_resource (linked_by);
comment on table resource.project_resource is 'Resources that a project keeps alive. Not part of a version: a link to a confidential place leaves no trace there.';
comment on column resource.project_resource.project_id is 'The project.';
comment on column resource.project_resource.resource_id is 'The resource.';
comment on column resource.project_resource.linked_by is 'Who said so.';
comment on column resource.project_resource.linked_at is 'When.';

create table resource.project_version (
  project_id uuid not null references resource.project (id) on delete cascade,
  version integer not null,
  content jsonb not null,
  changed_by uuid references account."user" (id),
  changed_at timestamptz not null default now(),
  primary key (project_id, version)
);
create index project_version_changed_by_idx on resource.project_version (changed_by);
comment on table resource.project_version is 'Every state a project has had, with who and when, without the resources that it keeps alive.';
comment on column resource.project_version.project_id is 'The project.';
comment on column resource.project_version.version is 'Number of the state, from 1.';
comment on column resource.project_version.content is 'The state as it was entered.';
comment on column resource.project_version.changed_by is 'Who made it.';
comment on column resource.project_version.changed_at is 'When.';
