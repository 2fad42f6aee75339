-- Territory as GeoJSON: features leave SQL as text of geometry plus plain columns.

comment on schema derived is 'Functions and views only, rebuilt at each deploy: nothing may depend on it.';

create function derived.areas(day date)
returns table (id text, name text, subtitle text, geometry text, label_at text, valid_from date,
               residents integer, residents_on date, residents_source text, is_demo boolean)
stable language sql as $$
  select v.area_id, v.name, v.subtitle, st_asgeojson(v.boundary, 6), st_asgeojson(st_pointonsurface(v.boundary), 6),
         v.valid_from, p.residents, p.reference_date, p.source, v.is_demo
    from territory.area_version v
    join territory.area a on a.id = v.area_id
    left join lateral (
      select residents, reference_date, source from territory.population
       where area_id = v.area_id and boundary_from = v.drawn_from order by reference_date desc limit 1) p on true
   where daterange(v.valid_from, v.valid_to) @> day
   order by a.position
$$;
comment on function derived.areas(date) is 'Areas in force on a day in geographic order, with the newest count of residents of that boundary; geometry and label point as GeoJSON text, EPSG:4326. Nothing in it changes when a later day does.';

create function derived.centres(day date)
returns table (id text, name text, area text, managed_by text, address text, geometry text, opened_on date,
               valid_from date, position_quality text, opening_hours text, is_demo boolean)
stable language sql as $$
  select s.centre_id, s.name, s.area_id, s.managed_by, s.address, st_asgeojson(s.location, 6),
         (select min(valid_from) from territory.centre_seat where centre_id = s.centre_id),
         s.valid_from, s.position_quality, s.opening_hours, s.is_demo
    from territory.centre_seat s
    join territory.centre c on c.id = s.centre_id
   where daterange(s.valid_from, s.valid_to) @> day
   order by c.position
$$;
comment on function derived.centres(date) is 'Centres open on a day with their seat; geometry as GeoJSON text, EPSG:4326.';

create function derived.cells(day date)
returns table (id text, area text, residents integer, geometry text, is_demo boolean)
stable language sql as $$
  select c.id, v.area_id, c.residents, st_asgeojson(c.boundary, 6), c.is_demo
    from territory.cell c left join territory.area_version v on v.id = c.area_version_id
   where daterange(c.valid_from, c.valid_to) @> day
   order by c.id
$$;
comment on function derived.cells(date) is 'Map cells in force on a day; geometry as GeoJSON text, EPSG:4326.';

-- Area silhouettes for the first paint, in the projection of the map (EPSG:3857 metres, y downwards).
create function derived.outline(day date)
returns table (id text, path text, min_x double precision, min_y double precision, max_x double precision, max_y double precision)
stable language sql as $$
  select v.area_id, st_assvg(g, 0, 0), st_xmin(g), -st_ymax(g), st_xmax(g), -st_ymin(g)
    from territory.area_version v join territory.area a on a.id = v.area_id,
         lateral (select st_transform(v.boundary, 3857) as g) t
   where daterange(v.valid_from, v.valid_to) @> day
   order by a.position
$$;
comment on function derived.outline(date) is 'SVG path data and box of each area in force, EPSG:3857 metres with y downwards.';

create function derived.inside_municipality(geojson text) returns boolean stable language sql as $$
  select not exists (select from territory.municipality)
      or exists (select from territory.municipality m
                  where st_covers(m.boundary, st_setsrid(st_geomfromgeojson(geojson), 4326)))
$$;
comment on function derived.inside_municipality(text) is 'Whether a GeoJSON geometry lies inside the municipality; true when no boundary is loaded.';

create function derived.valid_geometry(geojson text) returns boolean immutable language sql as $$
  select st_isvalid(g) and not st_isempty(g) and (geometrytype(g) <> 'LINESTRING' or st_length(g) > 0)
    from (select st_geomfromgeojson(geojson) as g) t
$$;
comment on function derived.valid_geometry(text) is 'Whether a GeoJSON geometry is valid (OGC simple features) and has a size.';
