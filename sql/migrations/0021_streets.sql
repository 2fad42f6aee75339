-- What lies near a place: the streets of the municipality with their numbers, and how far one walks from a centre.

create table territory.street (
  id bigint generated always as identity primary key,
  name text not null,
  name_key text generated always as (resource.name_key(name)) stored,
  location geometry(Point, 4326) not null,
  source text not null,
  constraint street_name_once unique (name),
  constraint street_name_said check (btrim(name) <> '')
);
create index street_location_idx on territory.street using gist (location);
comment on table territory.street is 'Streets of the municipality, loaded from its own register; none: addresses are looked for among those of the census and of the centres.';
comment on column territory.street.id is 'Identity, of one loading: the next one replaces all of them.';
comment on column territory.street.name is 'Name with its kind, as «Via del Gallitello».';
comment on column territory.street.name_key is 'The name as it is compared, by resource.name_key.';
comment on column territory.street.location is 'The one of its numbers that is nearest to the middle of all, or its own point; EPSG:4326.';
comment on column territory.street.source is 'Who published it, and when.';

create table territory.house_number (
  street_id bigint not null references territory.street (id) on delete cascade,
  number text not null,
  location geometry(Point, 4326) not null,
  primary key (street_id, number),
  constraint house_number_form check (number ~ '^[0-9]{1,5}([a-z0-9/]{0,10})$')
);
create index house_number_location_idx on territory.house_number using gist (location);
comment on table territory.house_number is 'Street numbers with their position. Who lives there is nowhere in this database.';
comment on column territory.house_number.street_id is 'The street.';
comment on column territory.house_number.number is 'The number and what follows it, in small letters without spaces: 12, 12b, 12/3.';
comment on column territory.house_number.location is 'The door, or its plot, EPSG:4326.';

create table territory.isochrone (
  seat_id bigint not null references territory.centre_seat (id),
  minutes smallint not null,
  boundary geometry(MultiPolygon, 4326) not null,
  source text not null,
  primary key (seat_id, minutes),
  constraint isochrone_minutes check (minutes between 1 and 60),
  constraint isochrone_valid_boundary check (st_isvalid(boundary) and not st_isempty(boundary))
);
create index isochrone_boundary_idx on territory.isochrone using gist (boundary);
comment on table territory.isochrone is 'How far one walks from the seat of a centre, slopes included, as somebody has computed it. A centre that moves has none until they are computed again.';
comment on column territory.isochrone.seat_id is 'The seat from which one walks.';
comment on column territory.isochrone.minutes is 'Minutes on foot.';
comment on column territory.isochrone.boundary is 'What is reached within them, EPSG:4326.';
comment on column territory.isochrone.source is 'Who computed it, and on which network.';
