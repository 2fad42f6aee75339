-- Where things are. Geometries are WGS84 (EPSG:4326); metric work is done in EPSG:32633 or geography.

create extension if not exists postgis;
create extension if not exists btree_gist;

create schema territory;
comment on schema territory is 'Areas, centres and map cells with their dates, and population denominators. Public.';

create table territory.municipality (
  istat_code text primary key,
  name text not null,
  boundary geometry(MultiPolygon, 4326) not null,
  source text not null,
  is_demo boolean not null default false
);
create index municipality_boundary_idx on territory.municipality using gist (boundary);
comment on table territory.municipality is 'The municipality whose boundary contains everything else; none loaded means no containment check.';
comment on column territory.municipality.istat_code is 'ISTAT code of the municipality, six digits, 076063 for Potenza.';
comment on column territory.municipality.name is 'Name of the municipality.';
comment on column territory.municipality.boundary is 'Administrative boundary, EPSG:4326.';
comment on column territory.municipality.source is 'Who published the boundary, and when.';
comment on column territory.municipality.is_demo is 'True for the rectangle shipped with the demonstration.';

create table territory.area (
  id text primary key,
  position smallint not null unique,
  constraint area_id_form check (id ~ '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$' and id not in ('outside', 'unknown'))
);
comment on table territory.area is 'A target area as an identity that outlives its boundaries.';
comment on column territory.area.id is 'Short stable code; `outside` and `unknown` are reserved words of the access record.';
comment on column territory.area.position is 'Geographic reading order, north-west first: areas are never ordered by a number of need.';

create table territory.area_version (
  id bigint generated always as identity primary key,
  area_id text not null references territory.area (id),
  name text not null,
  subtitle text,
  boundary geometry(MultiPolygon, 4326) not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  is_demo boolean not null default false,
  constraint area_version_dates check (valid_to is null or valid_to > valid_from),
  constraint area_version_valid_boundary check (st_isvalid(boundary) and not st_isempty(boundary)),
  constraint area_version_one_at_a_time
    exclude using gist (area_id with =, daterange(valid_from, valid_to) with &&)
);
create index area_version_area_idx on territory.area_version (area_id);
create index area_version_boundary_idx on territory.area_version using gist (boundary);
comment on table territory.area_version is 'Boundary and name of an area between two days; last year''s map never changes.';
comment on column territory.area_version.id is 'Identity of the version.';
comment on column territory.area_version.area_id is 'The area.';
comment on column territory.area_version.name is 'Name shown.';
comment on column territory.area_version.subtitle is 'Neighbourhoods it holds, for the reader.';
comment on column territory.area_version.boundary is 'Boundary, EPSG:4326; does not overlap another area in force.';
comment on column territory.area_version.valid_from is 'First day in force.';
comment on column territory.area_version.valid_to is 'First day no longer in force; null while in force.';
comment on column territory.area_version.source is 'Who drew it.';
comment on column territory.area_version.is_demo is 'True for a perimeter without official value.';

-- Two areas may share a border; an overlap above one square metre is a fault of the drawing.
create function territory.refuse_overlap() returns trigger language plpgsql as $$
declare clash record;
begin
  select a.area_id as one, b.area_id as other into clash
    from territory.area_version a
    join territory.area_version b
      on a.id <> b.id and a.area_id <> b.area_id
     and a.boundary && b.boundary
     and daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)
   where a.id in (select id from changed)
     and st_area(st_intersection(a.boundary, b.boundary)::geography) > 1
   limit 1;
  if found then
    raise exception 'areas % and % overlap while both in force', clash.one, clash.other
      using errcode = 'exclusion_violation', constraint = 'area_version_no_overlap',
            schema = 'territory', table = 'area_version';
  end if;
  return null;
end $$;
comment on function territory.refuse_overlap() is 'Raises 23P01 area_version_no_overlap when two areas in force share more than 1 m².';
create trigger area_version_no_overlap_on_insert after insert on territory.area_version
  referencing new table as changed for each statement execute function territory.refuse_overlap();
create trigger area_version_no_overlap_on_update after update on territory.area_version
  referencing new table as changed for each statement execute function territory.refuse_overlap();

create table territory.centre (
  id text primary key,
  position smallint not null unique,
  constraint centre_id_form check (id ~ '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$')
);
comment on table territory.centre is 'A proximity centre, seat of a porta sociale, as an identity that outlives its seats.';
comment on column territory.centre.id is 'Short stable code.';
comment on column territory.centre.position is 'Order in lists.';

create table territory.centre_seat (
  id bigint generated always as identity primary key,
  centre_id text not null references territory.centre (id),
  area_id text references territory.area (id),
  name text not null,
  managed_by text not null,
  address text,
  location geometry(Point, 4326) not null,
  position_quality text not null
    constraint centre_seat_position_quality check (position_quality in ('surveyed', 'geocoded', 'approximate', 'demo')),
  opening_hours text,
  valid_from date not null,
  valid_to date,
  source text not null,
  is_demo boolean not null default false,
  constraint centre_seat_dates check (valid_to is null or valid_to > valid_from),
  constraint centre_seat_one_at_a_time
    exclude using gist (centre_id with =, daterange(valid_from, valid_to) with &&)
);
create index centre_seat_centre_idx on territory.centre_seat (centre_id);
create index centre_seat_area_idx on territory.centre_seat (area_id);
create index centre_seat_location_idx on territory.centre_seat using gist (location);
comment on table territory.centre_seat is 'Where a centre is and who manages it between two days. An area has 0..n centres over time.';
comment on column territory.centre_seat.id is 'Identity of the seat.';
comment on column territory.centre_seat.centre_id is 'The centre.';
comment on column territory.centre_seat.area_id is 'The target area it serves, whichever area its door stands in.';
comment on column territory.centre_seat.name is 'Name shown.';
comment on column territory.centre_seat.managed_by is 'The managing organisation.';
comment on column territory.centre_seat.address is 'Public address of the seat.';
comment on column territory.centre_seat.location is 'The door, EPSG:4326.';
comment on column territory.centre_seat.position_quality is 'How the position is known: surveyed, geocoded, approximate, demo.';
comment on column territory.centre_seat.opening_hours is 'OpenStreetMap opening_hours syntax.';
comment on column territory.centre_seat.valid_from is 'First day open at this seat.';
comment on column territory.centre_seat.valid_to is 'First day no longer at this seat; null while there.';
comment on column territory.centre_seat.source is 'Where the seat is published.';
comment on column territory.centre_seat.is_demo is 'True when invented for the demonstration.';

create table territory.cell (
  id text primary key,
  area_version_id bigint references territory.area_version (id),
  boundary geometry(MultiPolygon, 4326) not null,
  residents integer not null constraint cell_residents_minimum check (residents >= 500),
  valid_from date not null,
  valid_to date,
  source text not null,
  is_demo boolean not null default false,
  constraint cell_id_form check (id ~ '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$'),
  constraint cell_dates check (valid_to is null or valid_to > valid_from),
  constraint cell_valid_boundary check (st_isvalid(boundary) and not st_isempty(boundary))
);
create index cell_area_version_idx on territory.cell (area_version_id);
create index cell_boundary_idx on territory.cell using gist (boundary);
comment on table territory.cell is 'Statistical map cells: built once from public population, never shaped by records, frozen.';
comment on column territory.cell.id is 'Short stable code.';
comment on column territory.cell.area_version_id is 'The area version it is nested in; null outside the target areas.';
comment on column territory.cell.boundary is 'Boundary, EPSG:4326.';
comment on column territory.cell.residents is 'Residents, at least 500.';
comment on column territory.cell.valid_from is 'First day in force.';
comment on column territory.cell.valid_to is 'First day no longer in force; null while in force.';
comment on column territory.cell.source is 'Population it was built from.';
comment on column territory.cell.is_demo is 'True when invented for the demonstration.';

create table territory.population (
  id bigint generated always as identity primary key,
  area_id text references territory.area (id),
  scope text not null constraint population_scope check (scope in ('area', 'outside', 'city')),
  residents integer not null constraint population_residents check (residents >= 0),
  reference_date date not null,
  source text not null,
  is_demo boolean not null default false,
  constraint population_area_named check ((scope = 'area') = (area_id is not null)),
  constraint population_once unique nulls not distinct (scope, area_id, reference_date)
);
create index population_area_idx on territory.population (area_id);
comment on table territory.population is 'Dated denominators. Without one no rate is computed.';
comment on column territory.population.id is 'Identity of the row.';
comment on column territory.population.area_id is 'The area, for scope area.';
comment on column territory.population.scope is 'area, outside (the rest of the municipality) or city.';
comment on column territory.population.residents is 'Residents, persons.';
comment on column territory.population.reference_date is 'The day the count refers to.';
comment on column territory.population.source is 'Who published it.';
comment on column territory.population.is_demo is 'True when invented for the demonstration.';
