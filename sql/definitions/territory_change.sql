-- What a new boundary does to its neighbours, and what a change means for residents, cells, resources and centres.
-- What is narrower than half a metre (territory.is_sliver) comes from the digits of a drawing, not from a decision.

create function derived.parts(shape geometry) returns setof geometry immutable language sql as $$
  select (st_dump(st_collectionextract(shape, 3))).geom
$$;
comment on function derived.parts(geometry) is 'The polygons of any geometry, one by one.';

create function derived.whole(shape geometry) returns geometry immutable language sql as $$
  select st_multi(st_forcepolygonccw(st_collectionextract(st_makevalid(shape), 3)))
$$;
comment on function derived.whole(geometry) is 'A geometry as one valid multipolygon with counter-clockwise outer rings.';

-- Overlays on a grid of a micrometre (1e-11°): always an answer, always valid, and borders still meet.
create function derived.minus(a geometry, b geometry) returns geometry immutable language sql as $$
  select st_difference(a, b, 1e-11)
$$;
comment on function derived.minus(geometry, geometry) is 'What of a is not in b, to a micrometre.';
create function derived.common(a geometry, b geometry) returns geometry immutable language sql as $$
  select st_intersection(a, b, 1e-11)
$$;
comment on function derived.common(geometry, geometry) is 'What a and b have in common, to a micrometre.';
create function derived.joined(shapes geometry[]) returns geometry immutable language sql as $$
  select st_unaryunion(st_collect(shapes), 1e-11)
$$;
comment on function derived.joined(geometry[]) is 'All shapes as one, to a micrometre; null for none.';

create function derived.neighbour_of(piece geometry, area text, day date) returns text stable language sql as $$
  select v.area_id
    from territory.area_version v join territory.area a on a.id = v.area_id,
         lateral (select st_length(st_intersection(st_boundary(derived.metric(piece)),
                                                   st_buffer(derived.metric(v.boundary), 0.5))) as shared) t
   where daterange(v.valid_from, v.valid_to) @> day and v.area_id <> area
     and st_dwithin(v.boundary, piece, 0.0001) and shared > 2
   order by shared desc, a.position limit 1
$$;
comment on function derived.neighbour_of(geometry, text, date) is 'The other area in force with the longest border in common with a piece; null when none has two metres of it.';

-- Corners drawn within half a metre of a corner in force are that corner; slivers go to whoever makes borders meet.
create function derived.redrawn(area text, drawn geometry, day date, over text, gap text)
returns table (kind text, area_id text, other text, shape geometry)
stable language plpgsql as $$
#variable_conflict use_column
declare
  old geometry; others geometry; snapped geometry; rest geometry; piece geometry; crumbs geometry; neighbour text;
  others_given jsonb := '{}';
  v record;
begin
  select boundary into old from territory.area_version
   where area_id = redrawn.area and daterange(valid_from, valid_to) @> day;
  select st_collect(boundary) into others from territory.area_version
   where daterange(valid_from, valid_to) @> day;
  snapped := derived.whole(drawn);
  if others is not null and not st_isempty(snapped) then
    rest := st_snap(snapped, others, 0.000005);
    if st_isvalid(rest) and not st_isempty(rest) then
      snapped := derived.whole(rest);
    end if;
  end if;

  -- Over others: slivers are theirs, the rest is taken unless the drawing stops at their border.
  for v in select a.area_id, a.boundary from territory.area_version a
            where daterange(a.valid_from, a.valid_to) @> day and a.area_id <> redrawn.area
              and st_intersects(a.boundary, snapped) loop
    select derived.joined(array_agg(p)) into crumbs
      from derived.parts(derived.common(snapped, v.boundary)) p where over = 'stop' or territory.is_sliver(p);
    if crumbs is not null then
      snapped := derived.whole(derived.minus(snapped, crumbs));
    end if;
  end loop;

  -- What the area leaves: slivers stay with it, the rest goes to a neighbour or to nobody.
  if old is not null then
    select derived.joined(array_agg(p)) into crumbs from derived.parts(derived.minus(old, snapped)) p where territory.is_sliver(p);
    if crumbs is not null and not st_isempty(snapped) then
      snapped := derived.whole(derived.joined(array[snapped, crumbs]));
    end if;
    for piece in select p from derived.parts(derived.minus(old, snapped)) p
                  where st_isempty(snapped) or not territory.is_sliver(p) loop
      neighbour := derived.neighbour_of(piece, redrawn.area, day);
      kind := 'left'; area_id := redrawn.area; other := neighbour; shape := derived.whole(piece);
      return next;
      if gap = 'neighbour' and neighbour is not null then
        others_given := jsonb_set(others_given, array[neighbour],
          to_jsonb(encode(st_asewkb(derived.joined(array[piece,
            st_geomfromewkb(decode(others_given ->> neighbour, 'hex'))])), 'hex')));
      end if;
    end loop;
  end if;

  for v in select a.area_id, a.boundary from territory.area_version a
            where daterange(a.valid_from, a.valid_to) @> day and a.area_id <> redrawn.area
              and (st_intersects(a.boundary, snapped) or others_given ? a.area_id) loop
    for piece in select p from derived.parts(derived.common(snapped, v.boundary)) p
                  where not territory.is_sliver(p) loop
      kind := 'taken'; area_id := redrawn.area; other := v.area_id; shape := derived.whole(piece);
      return next;
    end loop;
    rest := v.boundary;
    if exists (select from derived.parts(derived.common(snapped, v.boundary)) p where not territory.is_sliver(p)) then
      select derived.joined(array_agg(p) filter (where territory.is_sliver(p))),
             derived.joined(array_agg(p) filter (where not territory.is_sliver(p)))
        into crumbs, rest
        from derived.parts(derived.minus(v.boundary, snapped)) p;
      if crumbs is not null then
        snapped := derived.whole(derived.joined(array[snapped, crumbs]));
      end if;
    end if;
    if others_given ? v.area_id then
      rest := derived.joined(array[rest, st_geomfromewkb(decode(others_given ->> v.area_id, 'hex'))]);
    end if;
    if rest is distinct from v.boundary then
      kind := 'area'; area_id := v.area_id; other := null;
      shape := derived.whole(coalesce(rest, st_setsrid('POLYGON EMPTY'::geometry, 4326)));
      return next;
    end if;
  end loop;

  select derived.joined(array_agg(boundary)) into others from territory.area_version
   where daterange(valid_from, valid_to) @> day;
  for piece in select p from derived.parts(case when others is null then snapped else derived.minus(snapped, others) end) p
                where not territory.is_sliver(p) loop
    kind := 'gained'; area_id := redrawn.area; other := null; shape := derived.whole(piece);
    return next;
  end loop;
  kind := 'area'; area_id := redrawn.area; other := null; shape := snapped;
  return next;
end $$;
comment on function derived.redrawn(text, geometry, date, text, text) is
  'The areas as they would be with a new boundary of one (kind area; empty when ended), and the pieces that it takes from others, gains from outside and leaves (other: the neighbour that could have it).';

create function derived.residents_in(shape geometry, day date) returns integer stable language sql as $$
  select round(sum(c.residents * st_area(derived.common(c.boundary, shape)::geography)
                                / st_area(c.boundary::geography)))::integer
    from territory.cell c
   where daterange(c.valid_from, c.valid_to) @> day and c.boundary && shape
$$;
comment on function derived.residents_in(geometry, date) is 'Estimate of the residents of a shape: each cell in force counts by the share of it that is inside. Null where there are no cells.';

create function derived.cells_touched(shape geometry, day date)
returns table (id text, residents integer, cut boolean) stable language sql as $$
  select c.id, c.residents, exists (select from derived.parts(derived.minus(c.boundary, shape)) p where not territory.is_sliver(p))
    from territory.cell c
   where daterange(c.valid_from, c.valid_to) @> day and c.boundary && shape
     and exists (select from derived.parts(derived.common(c.boundary, shape)) p where not territory.is_sliver(p))
   order by c.id
$$;
comment on function derived.cells_touched(geometry, date) is 'Cells in force with more than a sliver in a shape; cut where a part of them is outside it.';

create function derived.place_in_order(shape geometry, day date) returns smallint stable language sql as $$
  select coalesce(
    (select min(a.position)
       from territory.area a join territory.area_version v on v.area_id = a.id,
            lateral (select st_centroid(st_transform(v.boundary, 32633)) as c) t
      where daterange(v.valid_from, v.valid_to) @> day and st_x(c) - st_y(c) > (
        select st_x(s) - st_y(s) from (select st_centroid(st_transform(shape, 32633)) as s) n)),
    (select coalesce(max(position), 0) + 1 from territory.area))::smallint
$$;
comment on function derived.place_in_order(geometry, date) is 'Position of a new area among those in force, from the north-west corner along the diagonal (EPSG:32633); the others keep their order.';

create function derived.section_pieces(features jsonb, day date)
returns table (number integer, section integer, area_id text, share double precision, shape geometry, flat geometry)
stable language sql as $$
  with sections as materialized (
    select s.number, s.shape, st_area(derived.metric(s.shape)) as whole from derived.file_shapes(features) s
  ), areas as materialized (
    select v.area_id, v.boundary from territory.area_version v where daterange(v.valid_from, v.valid_to) @> day
  ), cut as (
    select s.number as section, a.area_id, s.whole, derived.common(s.shape, a.boundary) as shape
      from sections s join areas a on a.boundary && s.shape
    union all
    select s.number, null, s.whole,
           coalesce(derived.minus(s.shape, (select derived.joined(array_agg(a.boundary)) from areas a
                                             where a.boundary && s.shape)), s.shape)
      from sections s
  ), polygons as (
    select c.section, c.area_id, p, st_transform(st_segmentize(p, 0.0001), 32633) as flat, c.whole
      from cut c, lateral derived.parts(c.shape) p
     where not territory.is_sliver(p)
  )
  select row_number() over (order by section, area_id nulls last, st_xmin(p), st_ymin(p), st_area(p))::integer,
         section, area_id, st_area(flat) / whole, p, flat
    from polygons
$$;
comment on function derived.section_pieces(jsonb, date) is 'Sections of a file cut along the areas in force (area_id null: outside), with the share of the section that each piece is, and its shape also in EPSG:32633.';
