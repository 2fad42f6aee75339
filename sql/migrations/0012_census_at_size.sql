-- Duplicates at size: candidates come ordered out of an index instead of being compared one by one, and a body is
-- known by its tax code too.

alter table resource.organisation
  add column tax_code text constraint organisation_tax_code check (tax_code ~ '^[0-9]{11}$');
create index organisation_tax_code_idx on resource.organisation (tax_code);
comment on column resource.organisation.tax_code is 'Tax code or VAT number of the body, 11 digits of which the last is a check digit; never that of a person.';

-- GiST gives the likest names first, and of names alike the nearest, so that five are read and not thousands. A
-- signature of 64 bytes holds the groups of three letters of a name with few collisions.
drop index resource.resource_name_key_idx;
create index resource_name_key_idx on resource.resource using gist (name_key gist_trgm_ops (siglen = 64), geometry);
create index resource_without_position_idx on resource.resource (keeper_centre_id) where geometry is null;

-- Tiles: where the mark of each resource stands, and which parts of the map a write has changed, so that what was
-- counted once is counted again only there.

create function resource.mark_of(place geometry) returns geometry(Point, 3857) immutable strict parallel safe language sql as $$
  select st_transform(st_centroid(st_envelope(place)), 3857)::geometry(Point, 3857)
$$;
comment on function resource.mark_of(geometry) is 'The point that stands for a place: itself, or the middle of the extent of a route or an outline; EPSG:3857.';

-- A cell of level n is a tile of zoom n; at Potenza one of level 17 is 230 m wide.
create function resource.cell_of(mark geometry, level integer) returns bigint immutable strict parallel safe language sql as $$
  select (floor((20037508.342789244 - st_y(mark)) / (40075016.68557849 / (1 << level)))::bigint << 30)
       | floor((st_x(mark) + 20037508.342789244) / (40075016.68557849 / (1 << level)))::bigint
$$;
comment on function resource.cell_of(geometry, integer) is 'The cell of a level that holds a point of EPSG:3857: its row times 2^30 plus its column, from the north-west.';

alter table resource.resource
  add column mark geometry(Point, 3857) generated always as (resource.mark_of(geometry)) stored;
create index resource_mark_idx on resource.resource using gist (mark);
create index resource_wide_idx on resource.resource using gist (geometry) where geometrytype(geometry) <> 'POINT';
comment on column resource.resource.mark is 'The point that stands for it on the map, EPSG:3857; null for a confidential place.';

create table resource.census_change (
  id bigint generated always as identity primary key,
  transaction xid8 not null default pg_current_xact_id(),
  changed_at timestamptz not null default now(),
  cells bigint[]
);
create index census_change_transaction_idx on resource.census_change (transaction);
create index census_change_changed_at_idx on resource.census_change (changed_at);
comment on table resource.census_change is 'Which parts of the map each statement on the census has changed, for a day: who keeps counts of it counts these again.';
comment on column resource.census_change.id is 'Identity.';
comment on column resource.census_change.transaction is 'The transaction that wrote: rows appear when it ends, which is not the order of their identities.';
comment on column resource.census_change.changed_at is 'When, to forget it after a day.';
comment on column resource.census_change.cells is 'Cells of level 17 with something changed; null for more than could be told one by one.';

create function resource.note_change(cells bigint[]) returns void language sql as $$
  delete from resource.census_change where id in (
    select id from resource.census_change where changed_at < now() - interval '1 day' limit 100 for update skip locked);
  insert into resource.census_change (cells)
  select case when cardinality(cells) <= 1000 then cells end where cardinality(cells) > 0
$$;
comment on function resource.note_change(bigint[]) is 'Notes that something changed in these cells of level 17, and forgets what was noted over a day ago.';

create function resource.note_rows() returns trigger language plpgsql as $$
begin
  perform resource.note_change(array(
    select distinct resource.cell_of(mark, 17) from changed where mark is not null));
  return null;
end $$;
comment on function resource.note_rows() is 'Notes where resources were added or deleted.';
create function resource.note_update() returns trigger language plpgsql as $$
begin
  perform resource.note_change(array(
    select resource.cell_of(mark, 17) from before where mark is not null
    union select resource.cell_of(mark, 17) from after where mark is not null));
  return null;
end $$;
comment on function resource.note_update() is 'Notes where resources were and are, when they change.';
create function resource.note_needs() returns trigger language plpgsql as $$
begin
  perform resource.note_change(array(
    select distinct resource.cell_of(r.mark, 17)
      from changed join resource.resource r on r.id = changed.resource_id where r.mark is not null));
  return null;
end $$;
comment on function resource.note_needs() is 'Notes where resources answer other needs than before.';
create trigger resource_added after insert on resource.resource
  referencing new table as changed for each statement execute function resource.note_rows();
create trigger resource_deleted after delete on resource.resource
  referencing old table as changed for each statement execute function resource.note_rows();
create trigger resource_updated after update on resource.resource
  referencing old table as before new table as after for each statement execute function resource.note_update();
create trigger resource_need_added after insert on resource.resource_need
  referencing new table as changed for each statement execute function resource.note_needs();
create trigger resource_need_deleted after delete on resource.resource_need
  referencing old table as changed for each statement execute function resource.note_needs();
