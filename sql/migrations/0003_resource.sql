-- The census of local resources: places and services open to the public, and the bodies that run them.

create schema resource;
comment on schema resource is 'The census of resources. Exact positions of public places; confidential places have none.';

create table resource.organisation (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  kind text not null constraint organisation_kind check (kind in (
    'comune', 'altro_ente_pubblico', 'azienda_sanitaria', 'scuola_universita', 'odv', 'aps',
    'impresa_cooperativa_sociale', 'ente_filantropico', 'rete_associativa', 'mutuo_soccorso', 'altro_ets',
    'ente_religioso', 'profit', 'gruppo_informale')),
  runts_section text,
  website text,
  is_demo boolean not null default false,
  constraint resource_organisation_name unique (name, kind)
);
comment on table resource.organisation is 'Bodies that own or run resources.';
comment on column resource.organisation.id is 'Identity.';
comment on column resource.organisation.name is 'Name of the body.';
comment on column resource.organisation.kind is 'Kind of body; third-sector kinds follow D.Lgs. 117/2017 art. 46.';
comment on column resource.organisation.runts_section is 'Section of the national register of the third sector.';
comment on column resource.organisation.website is 'Site of the body.';
comment on column resource.organisation.is_demo is 'True when invented for the demonstration.';

create table resource.resource (
  id uuid primary key default gen_random_uuid(),
  version integer not null default 1 constraint resource_version_positive check (version >= 1),
  name text not null constraint resource_name_filled check (btrim(name) <> ''),
  type text not null,
  geometry geometry(Geometry, 4326),
  area_id text references territory.area (id),
  address text,
  position_quality text not null default 'approximate'
    constraint resource_position_quality check (position_quality in ('surveyed', 'geocoded', 'approximate', 'demo')),
  organisation_id uuid references resource.organisation (id),
  description text,
  services text[] not null default '{}',
  target_groups text[] not null default '{}',
  eligibility text,
  min_age smallint,
  max_age smallint,
  cost text constraint resource_cost check (cost in ('free', 'contribution', 'paid')),
  cost_note text,
  access_mode text constraint resource_access_mode check (access_mode in ('free', 'appointment', 'referral')),
  opening_hours text,
  phone text,
  email text,
  website text,
  languages text[] not null default '{}',
  wheelchair text not null default 'unknown'
    constraint resource_wheelchair check (wheelchair in ('yes', 'limited', 'no', 'unknown')),
  accessibility_note text,
  capacity_total integer constraint resource_capacity check (capacity_total >= 0),
  capacity_unit text,
  capacity_on date,
  waiting_list boolean,
  funding_source text constraint resource_funding_source check (funding_source in ('public', 'private', 'volunteer', 'mixed')),
  funding_until date,
  status text not null default 'active'
    constraint resource_status check (status in ('active', 'temporarily_closed', 'closed', 'planned')),
  valid_from date,
  valid_to date,
  visibility text not null default 'public'
    constraint resource_visibility check (visibility in ('public', 'network', 'restricted')),
  verified_on date,
  source text,
  is_demo boolean not null default false,
  keeper_centre_id text references territory.centre (id),
  created_by uuid references account."user" (id),
  created_at timestamptz not null default now(),
  constraint resource_position_unless_restricted check ((visibility = 'restricted') = (geometry is null)),
  constraint resource_geometry_kind check (geometry is null
    or geometrytype(geometry) in ('POINT', 'LINESTRING', 'POLYGON') and st_isvalid(geometry) and not st_isempty(geometry)),
  constraint resource_ages check (min_age <= max_age),
  constraint resource_dates check (valid_to is null or valid_from is null or valid_to >= valid_from),
  constraint resource_capacity_dated check ((capacity_total is null) = (capacity_on is null)
    and (capacity_total is null) = (capacity_unit is null))
);
create index resource_area_idx on resource.resource (area_id);
create index resource_organisation_idx on resource.resource (organisation_id);
create index resource_keeper_centre_idx on resource.resource (keeper_centre_id);
create index resource_created_by_idx on resource.resource (created_by);
create index resource_geometry_idx on resource.resource using gist (geometry);
comment on table resource.resource is 'A place or service that answers needs, as in force now; earlier states are in resource_version.';
comment on column resource.resource.id is 'Identity, kept through edits and merges.';
comment on column resource.resource.version is 'Number of the state in force, from 1.';
comment on column resource.resource.name is 'Name, exactly as typed.';
comment on column resource.resource.type is 'One of the types of the census, each in one of ten groups.';
comment on column resource.resource.geometry is 'Point, LineString (a route) or Polygon (a park), EPSG:4326; null for a confidential place only.';
comment on column resource.resource.area_id is 'Target area that holds the point on its surface, set by trigger; given by hand for a confidential place.';
comment on column resource.resource.address is 'Public address.';
comment on column resource.resource.position_quality is 'How the position is known: surveyed, geocoded, approximate, demo.';
comment on column resource.resource.organisation_id is 'The body that owns or runs it.';
comment on column resource.resource.description is 'What it is, for the reader.';
comment on column resource.resource.services is 'Services offered, in words.';
comment on column resource.resource.target_groups is 'Whom it is for, ISTAT areas of users.';
comment on column resource.resource.eligibility is 'Who may use it, in words.';
comment on column resource.resource.min_age is 'Youngest age admitted, years.';
comment on column resource.resource.max_age is 'Oldest age admitted, years.';
comment on column resource.resource.cost is 'free, contribution or paid.';
comment on column resource.resource.cost_note is 'What it costs, in words.';
comment on column resource.resource.access_mode is 'free, appointment or referral.';
comment on column resource.resource.opening_hours is 'OpenStreetMap opening_hours syntax.';
comment on column resource.resource.phone is 'Telephone of the body, not of a person.';
comment on column resource.resource.email is 'E-mail of the body, not of a person.';
comment on column resource.resource.website is 'Address on the web.';
comment on column resource.resource.languages is 'Languages spoken, ISO 639-1.';
comment on column resource.resource.wheelchair is 'Step-free access: yes, limited, no, unknown.';
comment on column resource.resource.accessibility_note is 'Stairs and slopes on the way in.';
comment on column resource.resource.capacity_total is 'Places in all.';
comment on column resource.resource.capacity_unit is 'What a place is: posti, famiglie.';
comment on column resource.resource.capacity_on is 'The day the capacity was declared.';
comment on column resource.resource.waiting_list is 'Whether there is a waiting list.';
comment on column resource.resource.funding_source is 'Who pays: public, private, volunteer, mixed.';
comment on column resource.resource.funding_until is 'Last day covered by the funding.';
comment on column resource.resource.status is 'active, temporarily_closed, closed or planned.';
comment on column resource.resource.valid_from is 'First day of activity.';
comment on column resource.resource.valid_to is 'Last day of activity.';
comment on column resource.resource.visibility is 'public, network, or restricted to the keeping centre''s operators.';
comment on column resource.resource.verified_on is 'Last day somebody checked that it is true; stale after twelve months.';
comment on column resource.resource.source is 'Where it is known from.';
comment on column resource.resource.is_demo is 'True when invented for the demonstration.';
comment on column resource.resource.keeper_centre_id is 'The centre whose operators keep it.';
comment on column resource.resource.created_by is 'The account that added it.';
comment on column resource.resource.created_at is 'When it was added.';

create table resource.resource_need (
  resource_id uuid not null references resource.resource (id) on delete cascade,
  domain text not null,
  primary key (resource_id, domain)
);
comment on table resource.resource_need is 'Which need domains a resource answers.';
comment on column resource.resource_need.resource_id is 'The resource.';
comment on column resource.resource_need.domain is 'A need domain of the access record.';

create table resource.resource_version (
  resource_id uuid not null references resource.resource (id),
  version integer not null,
  content jsonb not null,
  changed_by uuid references account."user" (id),
  changed_at timestamptz not null default now(),
  primary key (resource_id, version)
);
create index resource_version_changed_by_idx on resource.resource_version (changed_by);
comment on table resource.resource_version is 'Every state a resource has had, with who and when.';
comment on column resource.resource_version.resource_id is 'The resource.';
comment on column resource.resource_version.version is 'Number of the state, from 1.';
comment on column resource.resource_version.content is 'The state as it was entered.';
comment on column resource.resource_version.changed_by is 'Who made it.';
comment on column resource.resource_version.changed_at is 'When.';

create table resource.resource_check (
  id bigint generated always as identity primary key,
  resource_id uuid not null references resource.resource (id) on delete cascade,
  centre_id text references territory.centre (id),
  checked_on date not null,
  result text not null constraint resource_check_result check (result in ('valid', 'edited', 'closed')),
  checked_by uuid references account."user" (id)
);
create index resource_check_resource_idx on resource.resource_check (resource_id);
create index resource_check_centre_idx on resource.resource_check (centre_id);
create index resource_check_checked_by_idx on resource.resource_check (checked_by);
comment on table resource.resource_check is 'Verifications: somebody looked, and it was so.';
comment on column resource.resource_check.id is 'Identity.';
comment on column resource.resource_check.resource_id is 'The resource.';
comment on column resource.resource_check.centre_id is 'The centre that checked.';
comment on column resource.resource_check.checked_on is 'The day.';
comment on column resource.resource_check.result is 'valid, edited or closed.';
comment on column resource.resource_check.checked_by is 'The account that checked.';

-- The area is a fact of geography, so no caller can state it: PostGIS says which area in force today holds
-- the point on the surface (the middle of a route, a point inside a park).
create function territory.area_at(place geometry, day date) returns text stable language sql as $$
  select v.area_id from territory.area_version v join territory.area a on a.id = v.area_id
   where daterange(v.valid_from, v.valid_to) @> day and st_covers(v.boundary, st_pointonsurface(place))
   order by a.position limit 1
$$;
comment on function territory.area_at(geometry, date) is 'Area in force on the day that covers the point on the surface of an EPSG:4326 geometry; null outside.';
create function resource.place() returns trigger language plpgsql as $$
begin
  if new.geometry is not null then
    new.area_id := territory.area_at(new.geometry, current_date);
  end if;
  return new;
end $$;
comment on function resource.place() is 'Sets resource.area_id from the geometry.';
create trigger resource_place before insert or update of geometry, area_id on resource.resource
  for each row execute function resource.place();
