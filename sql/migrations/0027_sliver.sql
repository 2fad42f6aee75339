-- One tolerance for borders, in the editor, in files and in the table itself: a width. Two areas digitised apart share
-- a strip of millimetres along kilometres, which is many square metres and no overlap.
create function territory.is_sliver(shape geometry) returns boolean immutable language sql as $$
  select st_area(flat) <= 1 or 2 * st_area(flat) / st_perimeter(flat) < 0.5
    from (select st_transform(st_segmentize(shape, 0.0001), 32633) as flat) t
$$;
comment on function territory.is_sliver(geometry) is 'Whether a polygon is too small (1 m²) or too narrow (half a metre on average) to have been meant. Measured on short pieces of its edges, EPSG:32633.';

create or replace function territory.refuse_overlap() returns trigger language plpgsql as $$
declare clash record;
begin
  select a.area_id as one, b.area_id as other into clash
    from territory.area_version a
    join territory.area_version b
      on a.id <> b.id and a.area_id <> b.area_id
     and a.boundary && b.boundary
     and daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)
   where a.id in (select id from changed)
     and exists (select from st_dump(st_collectionextract(st_intersection(a.boundary, b.boundary), 3)) part
                  where not territory.is_sliver(part.geom))
   limit 1;
  if found then
    raise exception 'areas % and % overlap while both in force', clash.one, clash.other
      using errcode = 'exclusion_violation', constraint = 'area_version_no_overlap',
            schema = 'territory', table = 'area_version';
  end if;
  return null;
end $$;
comment on function territory.refuse_overlap() is 'Raises 23P01 area_version_no_overlap when two areas in force share more than a sliver (territory.is_sliver).';
