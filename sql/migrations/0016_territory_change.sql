-- Areas and centres change from a day on: why and by whom, which boundary a count of residents is of, and the area
-- of each resource on the day that it is asked for.

alter table territory.area_version add column drawn_from date not null default current_date;
comment on column territory.area_version.drawn_from is 'First day of this boundary, set by trigger: a new name alone does not change it.';
update territory.area_version v set drawn_from = (
  select max(b.valid_from) from territory.area_version b
   where b.area_id = v.area_id and b.valid_from <= v.valid_from
     and not exists (select from territory.area_version p
                      where p.area_id = b.area_id and p.valid_to = b.valid_from and st_equals(p.boundary, b.boundary)));

create function territory.date_boundary() returns trigger language plpgsql as $$
begin
  new.drawn_from := coalesce(
    (select p.drawn_from from territory.area_version p
      where p.area_id = new.area_id and p.id <> new.id and p.valid_to = new.valid_from
        and st_equals(p.boundary, new.boundary)), new.valid_from);
  return new;
end $$;
comment on function territory.date_boundary() is 'Sets area_version.drawn_from: that of the version before when the boundary is the same.';
create trigger area_version_drawn_from before insert or update of boundary on territory.area_version
  for each row execute function territory.date_boundary();

-- A count of residents is of one boundary. Those known until now held for every boundary that their area has had.
alter table territory.population add column boundary_from date,
  drop constraint population_once;
comment on column territory.population.boundary_from is 'First day of the boundary that was counted, for scope area: a redrawn area has no denominator until one is given.';
update territory.population p
   set boundary_from = (select v.drawn_from from territory.area_version v
                         where v.area_id = p.area_id order by v.valid_from desc limit 1);
insert into territory.population (area_id, scope, residents, reference_date, source, is_demo, boundary_from)
select p.area_id, p.scope, p.residents, p.reference_date, p.source, p.is_demo, d.drawn_from
  from territory.population p
  join (select distinct area_id, drawn_from from territory.area_version) d on d.area_id = p.area_id
 where d.drawn_from <> p.boundary_from;
alter table territory.population
  add constraint population_once unique nulls not distinct (scope, area_id, reference_date, boundary_from);

create function territory.date_population() returns trigger language plpgsql as $$
begin
  if new.scope = 'area' and new.boundary_from is null then
    new.boundary_from := (
      select v.drawn_from from territory.area_version v where v.area_id = new.area_id
       order by daterange(v.valid_from, v.valid_to) @> current_date desc, v.valid_from desc limit 1);
  end if;
  return new;
end $$;
comment on function territory.date_population() is 'Sets population.boundary_from where nobody said it: the boundary in force today, or the newest.';
create trigger population_boundary_from before insert on territory.population
  for each row execute function territory.date_population();

create table territory.change (
  id bigint generated always as identity primary key,
  kind text not null constraint change_kind check (kind in (
    'area_added', 'area_redrawn', 'area_renamed', 'area_ended', 'centre_opened', 'centre_moved', 'centre_changed',
    'centre_ended', 'cells_rebuilt')),
  target text,
  name text not null,
  starts_on date not null,
  reason text not null constraint change_reason_filled check (btrim(reason) <> ''),
  impact jsonb not null default '{}',
  changed_by uuid references account."user" (id),
  changed_at timestamptz not null default now(),
  constraint change_target check ((kind = 'cells_rebuilt') = (target is null))
);
create index change_changed_by_idx on territory.change (changed_by);
create index change_starts_on_idx on territory.change (starts_on);
comment on table territory.change is 'What was changed in the territory, from which day, why and by whom. For coordinators.';
comment on column territory.change.id is 'Identity, in the order of saving.';
comment on column territory.change.kind is 'What was done to an area, a centre or the cells.';
comment on column territory.change.target is 'Code of the area or of the centre; null for the cells, which change together.';
comment on column territory.change.name is 'Its name from that day, or the last one it had.';
comment on column territory.change.starts_on is 'First day in force.';
comment on column territory.change.reason is 'Why, in words that passed the guard.';
comment on column territory.change.impact is 'What was shown before saving, as numbers: areas, cells, resources.';
comment on column territory.change.changed_by is 'The coordinator; null for the server itself.';
comment on column territory.change.changed_at is 'When it was saved.';

-- The day on which areas are looked up: that of the server's clock where it says one, else the database's.
create or replace function resource.place() returns trigger language plpgsql as $$
begin
  if new.geometry is not null then
    new.area_id := territory.area_at(new.geometry,
      coalesce(nullif(current_setting('observatory.day', true), '')::date, current_date));
  end if;
  return new;
end $$;

create function resource.place_on(day date, since date) returns integer language plpgsql as $$
declare placed integer;
begin
  perform set_config('observatory.day', day::text, true);
  update resource.resource r set area_id = area_id
   where r.geometry is not null
     and exists (select from territory.area_version v
                  where (since is null or v.valid_from > since and v.valid_from <= day
                         or v.valid_to > since and v.valid_to <= day)
                    and (v.boundary && r.geometry or v.area_id = r.area_id))
     and r.area_id is distinct from territory.area_at(r.geometry, day);
  get diagnostics placed = row_count;
  perform set_config('observatory.day', '', true);
  return placed;
end $$;
comment on function resource.place_on(date, date) is 'Puts resources into the area in force on a day, where an area began or ended after since (null: ever). Returns how many changed area.';

-- A corner of one area on a long edge of another is no overlap. Between two far corners the shortest way over the
-- ellipsoid is not the straight line of the drawing, so what two drawings share is measured on short pieces.
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
     and st_area(st_transform(st_segmentize(st_collectionextract(st_intersection(a.boundary, b.boundary), 3), 0.0001),
                              32633)) > 1
   limit 1;
  if found then
    raise exception 'areas % and % overlap while both in force', clash.one, clash.other
      using errcode = 'exclusion_violation', constraint = 'area_version_no_overlap',
            schema = 'territory', table = 'area_version';
  end if;
  return null;
end $$;
