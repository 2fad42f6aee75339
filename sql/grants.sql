-- Who may see what, on one page. Roles are shared by the databases of one server, so they are made when absent.

do $$
declare name text;
begin
  foreach name in array array['observatory_closing', 'observatory_staff', 'observatory_recorder', 'observatory_reader',
                              'observatory_publisher', 'observatory_internal'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin', name);
    end if;
    if not pg_has_role(current_user, name, 'member') then
      execute format('grant %I to current_user', name);
    end if;
  end loop;
end $$;

-- Everybody in the product: geography, and the functions that read it.
grant usage on schema territory, derived, published
  to observatory_closing, observatory_staff, observatory_recorder, observatory_reader, observatory_publisher,
     observatory_internal;
grant select on all tables in schema territory
  to observatory_closing, observatory_staff, observatory_recorder, observatory_reader, observatory_publisher,
     observatory_internal;
-- Why and by whom the territory was changed is for those who change it.
revoke select on territory.change
  from observatory_closing, observatory_recorder, observatory_reader, observatory_publisher, observatory_internal;
revoke execute on all functions in schema derived, record, published from public;
grant execute on function derived.areas(date), derived.centres(date), derived.cells(date), derived.outline(date)
  to observatory_staff, observatory_reader;
grant execute on function derived.inside_municipality(text), derived.valid_geometry(text),
  derived.tile_shape(geometry, integer, integer, integer) to observatory_staff;

-- reader: what is released, and nothing else.
grant select on all tables in schema published to observatory_reader;
grant execute on function derived.period_days(text), derived.period_kind(text), derived.closes_on(text), derived.edition_of(text),
  derived.tables_of(text) to observatory_reader;

-- staff: accounts and the census.
grant usage on schema account, resource to observatory_staff;
grant select, insert, update, delete on all tables in schema account, resource to observatory_staff;
revoke update, delete on account.audit_event from observatory_staff;

-- staff: areas and centres from a day on. What goes again is cells whose day has not come, and the count of residents
-- of a boundary that is drawn again before anybody saw it.
grant insert, update on territory.area, territory.area_version, territory.centre, territory.centre_seat, territory.cell
  to observatory_staff;
grant delete on territory.cell, territory.population to observatory_staff;
grant insert on territory.population, territory.change to observatory_staff;
grant execute on function published.open_month() to observatory_staff;
grant execute on function derived.file_shapes(jsonb), derived.metric(geometry), derived.invalid_shapes(jsonb),
  derived.outside_municipality(jsonb), derived.nesting(geometry, date), derived.cells_under_new_areas(date),
  derived.parts(geometry), derived.whole(geometry),
  derived.minus(geometry, geometry), derived.common(geometry, geometry), derived.joined(geometry[]),
  derived.neighbour_of(geometry, text, date), derived.redrawn(text, geometry, date, text, text),
  derived.residents_in(geometry, date), derived.cells_touched(geometry, date), derived.place_in_order(geometry, date),
  derived.overlapping_shapes(jsonb), derived.section_pieces(jsonb, date)
  to observatory_staff;

-- recorder: accesses and needs, against the census and the territory, each write with its audit row.
grant usage on schema record, resource, account to observatory_recorder;
grant select, insert, update, delete on record.access, record.need, record.group_activity to observatory_recorder;
grant select, insert on record.referral to observatory_recorder; -- its rows go with their need
grant select, insert, delete on record.day_without_access, record.import_batch to observatory_recorder;
grant select on all tables in schema resource to observatory_recorder;
revoke select on resource.import_batch, resource.import_row from observatory_recorder;
grant insert on account.audit_event to observatory_recorder;
grant execute on function published.open_month(), derived.period_days(text) to observatory_recorder;

-- closing: the only role besides the recorder that reads records, and the only one that measures. Nobody signs in as
-- it: it owns the functions below, and they run as it. Update is for truncating the day, and for the lock;
-- delete is for records 24 months after their closing.
grant usage on schema record to observatory_closing;
grant select, update, delete on record.access to observatory_closing;
grant select, update on record.import_batch to observatory_closing;
grant select, delete on record.day_without_access, record.group_activity to observatory_closing;
grant select on record.need, record.salt, published.noise, published.ledger, published.edition, published.edition_table
  to observatory_closing;
grant insert on published.ledger, published.measurement to observatory_closing;
grant execute on function published.open_month() to observatory_closing;
grant execute on all functions in schema derived to observatory_closing;

-- publisher: closes a period and writes its release; cannot see what was counted.
grant select on all tables in schema published to observatory_publisher;
grant insert on published.release, published.figure to observatory_publisher;
grant execute on function derived.period_days(text), derived.period_kind(text), derived.closes_on(text),
  derived.first_month(), derived.edition_of(text), derived.tables_of(text), derived.close_period(text, date, uuid),
  derived.publish_errata(text, text, uuid, text, text, boolean), derived.choose_edition(text, text, uuid, text),
  derived.delete_expired(date) to observatory_publisher;

-- internal: exact counts through one function.
grant execute on function derived.internal_counts(text) to observatory_internal;

-- Owning a function in a schema asks for create on it, at that moment only.
grant create on schema derived to observatory_closing;
alter view derived.counted owner to observatory_closing;
alter function derived.units(text, text, text[]) owner to observatory_closing;
alter function derived.measure(text, published.edition_table, smallint, text, uuid, text) owner to observatory_closing;
alter function derived.close_period(text, date, uuid) owner to observatory_closing;
alter function derived.delete_expired(date) owner to observatory_closing;
alter function derived.publish_errata(text, text, uuid, text, text, boolean) owner to observatory_closing;
alter function derived.delete_empty_groups() owner to observatory_closing;
alter function derived.annul_closed(text, text, text, boolean) owner to observatory_closing;
alter function derived.choose_edition(text, text, uuid, text) owner to observatory_closing;
alter function derived.first_month() owner to observatory_closing;
alter function derived.internal_counts(text) owner to observatory_closing;
revoke create on schema derived from observatory_closing;
