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
  select one, other, square_metres from (
    select a.number as one, b.number as other,
           st_area(st_collectionextract(st_intersection(a.shape, b.shape), 3)::geography) as square_metres
      from shapes a join shapes b on a.number < b.number and a.shape && b.shape) t
   where square_metres > 1
   order by one, other
$$;
comment on function derived.overlapping_shapes(jsonb) is 'Pairs of valid polygons of a file that share more than 1 m², the tolerance of territory.refuse_overlap.';

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
