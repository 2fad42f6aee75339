-- Routes and outlines as vector tiles want them: clipped, in the units of the tile, valid. Only the wrapping in
-- bytes is left to the server, so both engines, one of which has no ST_AsMVT, say the same.

create function derived.tile_shape(place geometry, z integer, x integer, y integer)
returns text immutable parallel safe language sql as $$
  select st_asgeojson(case when st_dimension(place) = 2 then st_forcepolygonccw(st_collectionextract(st_makevalid(snapped), 3))
                           else st_collectionextract(snapped, 2) end, 0)
    from (select st_snaptogrid(st_transscale(
                   st_clipbybox2d(st_transform(place, 3857), st_expand(tile, 64 * unit)::box2d),
                   -st_xmin(tile), -st_ymax(tile), 1 / unit, -1 / unit), 1) as snapped
            from (select tile, (st_xmax(tile) - st_xmin(tile)) / 4096 as unit
                    from (select st_tileenvelope(z, x, y) as tile) t) u) s
   where not st_isempty(snapped)
$$;
comment on function derived.tile_shape(geometry, integer, integer, integer) is
  'A line or polygon of EPSG:4326 within a tile and 64 units around it, as GeoJSON in units of 1/4096 of the tile with y downwards; null outside.';
