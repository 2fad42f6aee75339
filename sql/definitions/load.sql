-- Geometry of the files that a municipality loads: what is wrong with it, and where it falls. For the owner alone.

create function derived.file_shapes(features jsonb)
returns table (number integer, id text, name text, fields jsonb, shape geometry)
immutable language sql as $$
  select (f ->> 'number')::integer, f ->> 'id', f ->> 'name', f,
         case when geometrytype(g) = 'POINT' then g else st_forcepolygonccw(st_multi(g)) end
    from jsonb_array_elements(features) f,
         lateral (select st_setsrid(st_force2d(st_geomfromgeojson(f ->> 'geometry')), 4326) as g) t
$$;
comment on function derived.file_shapes(jsonb) is 'Features of a file with their shape, EPSG:4326: polygons become multipolygons with counter-clockwise outer rings (RFC 7946).';

-- A long straight edge in degrees is a curve in metres: 16 km along a parallel bend by 5 m. Hence the points between.
create function derived.metric(shape geometry) returns geometry immutable language sql as $$
  select st_transform(st_segmentize(shape, 0.001), 32633)
$$;
comment on function derived.metric(geometry) is 'A shape in EPSG:32633 metres, its edges those of the EPSG:4326 drawing within a millimetre.';

create function derived.invalid_shapes(features jsonb)
returns table (number integer, reason text, longitude double precision, latitude double precision)
immutable language sql as $$
  select s.number, reason(d), st_x(location(d)), st_y(location(d))
    from derived.file_shapes(features) s, lateral st_isvaliddetail(s.shape) d
   where not valid(d)
$$;
comment on function derived.invalid_shapes(jsonb) is 'Features whose polygon is not valid (OGC simple features), with the reason and its place in degrees.';

create function derived.overlapping_shapes(features jsonb)
returns table (one integer, other integer, square_metres double precision)
immutable language sql as $$
  with shapes as materialized (select s.number, s.shape from derived.file_shapes(features) s)
  select a.number, b.number, sum(st_area(part.geom::geography))
    from shapes a join shapes b on a.number < b.number and a.shape && b.shape,
         lateral st_dump(st_collectionextract(st_intersection(a.shape, b.shape), 3)) part
   where not territory.is_sliver(part.geom)
   group by a.number, b.number
   order by a.number, b.number
$$;
comment on function derived.overlapping_shapes(jsonb) is 'Pairs of valid polygons of a file that share more than slivers, as territory.refuse_overlap has it, and how much.';

create function derived.snapped_shapes(features jsonb, metres double precision)
returns table (number integer, shape geometry, corners integer, farthest double precision)
immutable language plpgsql as $$
#variable_conflict use_column
declare
  f record; before geometry; borders geometry; snapped geometry;
  degrees constant double precision := metres / 111320.0; -- of latitude
  narrow double precision;
begin
  for f in select s.number as place, s.shape as drawn from derived.file_shapes(features) s order by s.number loop
    before := f.drawn;
    if borders is not null and st_dimension(before) = 2 then
      -- A degree of longitude is shorter than one of latitude: both are made equal, so that metres are metres either
      -- way. The last digits that this costs are put back by the second snap.
      narrow := cos(radians(st_y(st_centroid(before))));
      snapped := st_snap(st_scale(before, narrow, 1), st_scale(borders, narrow, 1), degrees);
      snapped := st_snap(st_scale(snapped, 1 / narrow, 1), st_collect(borders, st_boundary(before)), 1e-11);
      if st_isvalid(snapped) and not st_isempty(snapped) and not st_equals(snapped, before) then
        return query
          select f.place, st_multi(st_forcepolygonccw(snapped)),
                 (select count(distinct p.geom)::integer from st_dumppoints(snapped) p
                   where not st_intersects(p.geom, st_points(before))),
                 st_hausdorffdistance(derived.metric(snapped), derived.metric(before));
        before := snapped;
      end if;
    end if;
    borders := case when borders is null then st_boundary(before) else st_union(borders, st_boundary(before)) end;
  end loop;
end $$;
comment on function derived.snapped_shapes(jsonb, double precision) is 'Polygons of a file whose border comes within so many metres of one before them, drawn onto it: the new shape, how many corners are new or moved, and the farthest that the border moved, metres. A shape that would become invalid stays as it is.';

create function derived.clipped_shapes(features jsonb)
returns table (number integer, shape geometry, square_metres double precision)
stable language plpgsql as $$
#variable_conflict use_column
declare
  f record; rest geometry; occupied geometry; within geometry;
begin
  select st_union(boundary) into within from territory.municipality;
  for f in select s.number as place, s.shape as drawn from derived.file_shapes(features) s order by s.number loop
    rest := f.drawn;
    if st_dimension(rest) = 2 then
      if occupied is not null and st_intersects(rest, occupied) then
        rest := st_collectionextract(st_difference(rest, occupied, 1e-11), 3);
      end if;
      if within is not null and not st_covers(within, rest) then
        rest := st_collectionextract(st_intersection(rest, within, 1e-11), 3);
      end if;
      if not st_equals(rest, f.drawn) then
        return query
          select f.place, st_multi(st_forcepolygonccw(rest)),
                 st_area(f.drawn::geography) - st_area(rest::geography);
      end if;
      occupied := case when occupied is null then rest else st_union(occupied, rest) end;
    end if;
  end loop;
end $$;
comment on function derived.clipped_shapes(jsonb) is 'Polygons of a file less what belongs to one before them and what is outside the municipality: the new shape, empty where nothing is left, and the square metres cut off.';

create function derived.outside_municipality(features jsonb)
returns table (number integer, amount double precision)
stable language sql as $$
  with municipality as materialized (
    select st_buffer(derived.metric(st_union(boundary)), 1) as grown from territory.municipality)
  select number, amount from (
    select s.number, case when st_dimension(s.shape) = 2
                          then st_area(st_difference(derived.metric(s.shape), m.grown))
                          else st_distance(derived.metric(s.shape), m.grown) end as amount
      from derived.file_shapes(features) s, municipality m
     where m.grown is not null) t
   where amount > 0
   order by number
$$;
comment on function derived.outside_municipality(jsonb) is 'Features that pass the municipal boundary by more than 1 m: square metres outside for a polygon, metres away for a point. None when no boundary is loaded.';

create function derived.nesting(shape geometry, day date)
returns table (version_id bigint, area_id text, astray double precision)
stable language sql as $$
  select h.id, h.area_id,
         case when h.id is null
              then (select coalesce(sum(st_area(st_intersection(derived.metric(shape),
                                                                st_buffer(derived.metric(v.boundary), -1)))), 0)
                      from territory.area_version v
                     where daterange(v.valid_from, v.valid_to) @> day and v.boundary && shape)
              else st_area(st_difference(derived.metric(shape), st_buffer(derived.metric(h.boundary), 1)))
         end
    from (select 1) always
    left join lateral (
      select v.id, v.area_id, v.boundary
        from territory.area_version v join territory.area a on a.id = v.area_id
       where daterange(v.valid_from, v.valid_to) @> day and st_covers(v.boundary, st_pointonsurface(shape))
       order by a.position limit 1) h on true
$$;
comment on function derived.nesting(geometry, date) is 'Area version in force that holds the point on the surface of a cell, and the square metres of the cell that lie on the wrong side of an area''s border by more than 1 m.';

create function derived.cells_under_new_areas(day date)
returns table (cell_id text, version_id bigint, fits boolean)
stable language sql as $$
  select c.id, n.version_id, n.area_id is not distinct from v.area_id and n.astray = 0
    from territory.cell c
    left join territory.area_version v on v.id = c.area_version_id,
         lateral derived.nesting(c.boundary, day) n
   where daterange(c.valid_from, c.valid_to) @> day
$$;
comment on function derived.cells_under_new_areas(date) is 'Cells in force with the area version that holds them now; fits is false when a cell is no longer nested in the area it belonged to.';

create function derived.reading_order(day date)
returns table (area_id text, place bigint)
stable language sql as $$
  select a.id, row_number() over (order by v.id is null, st_x(c) - st_y(c), abs(a.position))
    from territory.area a
    left join territory.area_version v on v.area_id = a.id and daterange(v.valid_from, v.valid_to) @> day,
         lateral (select st_centroid(st_transform(v.boundary, 32633)) as c) t
$$;
comment on function derived.reading_order(date) is 'Place of each area in lists: those in force by distance from the north-west corner along the diagonal (EPSG:32633), then the others as they were.';
