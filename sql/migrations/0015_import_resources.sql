-- Resources from files: a batch waits in a queue of its own until somebody accepts its rows, and can be taken back.

create table resource.import_batch (
  id uuid primary key default gen_random_uuid(),
  centre_id text references territory.centre (id),
  imported_by uuid references account."user" (id),
  imported_at timestamptz not null default now(),
  format text not null,
  source text not null constraint import_batch_source check (btrim(source) <> ''),
  licence text,
  undone_at timestamptz
);
create index import_batch_centre_idx on resource.import_batch (centre_id);
create index import_batch_imported_by_idx on resource.import_batch (imported_by);
comment on table resource.import_batch is 'One file of resources, reviewed and taken back together; the file itself is not kept, its name neither.';
comment on column resource.import_batch.id is 'Identity.';
comment on column resource.import_batch.centre_id is 'The centre whose operators review it; null: the coordinators.';
comment on column resource.import_batch.imported_by is 'The account that loaded it.';
comment on column resource.import_batch.imported_at is 'When.';
comment on column resource.import_batch.format is 'What the file was: csv, geojson, xlsx, osm, hsds, json.';
comment on column resource.import_batch.source is 'Where the file comes from, as said by who loaded it; the same words recognise its rows the next time.';
comment on column resource.import_batch.licence is 'Licence under which the source gives them.';
comment on column resource.import_batch.undone_at is 'When it was taken back; what was edited meanwhile has stayed.';

alter table resource.resource
  add column licence text,
  add column external_id text,
  add column import_batch_id uuid references resource.import_batch (id) on delete set null;
create index resource_import_batch_idx on resource.resource (import_batch_id) where import_batch_id is not null;
create index resource_external_idx on resource.resource (source, external_id) where external_id is not null;
comment on column resource.resource.licence is 'Licence under which its source gives it.';
comment on column resource.resource.external_id is 'What its source calls it.';
comment on column resource.resource.import_batch_id is 'The file that brought it.';

create table resource.import_row (
  id bigint generated always as identity primary key,
  batch_id uuid not null references resource.import_batch (id) on delete cascade,
  row integer not null,
  state text not null constraint import_row_state
    check (state in ('waiting', 'duplicate', 'accepted', 'refused', 'skipped')),
  content jsonb not null,
  faults jsonb not null default '[]',
  grade text not null constraint import_row_grade check (grade in ('ready', 'doubt', 'blocked')),
  said text not null,
  external_id text,
  geometry geometry(Geometry, 4326),
  name_key text generated always as (resource.name_key(content ->> 'name')) stored,
  phone_key text generated always as (resource.phone_key(content ->> 'phone')) stored,
  website_key text generated always as (resource.website_key(content ->> 'website')) stored,
  similar_id uuid references resource.resource (id) on delete set null,
  same_row integer,
  updates_id uuid references resource.resource (id) on delete set null,
  resource_id uuid references resource.resource (id) on delete set null,
  version integer,
  decided_by uuid references account."user" (id),
  decided_at timestamptz
);
create index import_row_batch_idx on resource.import_row (batch_id, state, id);
create index import_row_geometry_idx on resource.import_row using gist (geometry);
create index import_row_similar_idx on resource.import_row (similar_id) where similar_id is not null;
create index import_row_updates_idx on resource.import_row (updates_id) where updates_id is not null;
create index import_row_resource_idx on resource.import_row (resource_id) where resource_id is not null;
create index import_row_decided_by_idx on resource.import_row (decided_by) where decided_by is not null;
comment on table resource.import_row is 'A row of a file on its way to the census: nobody but its reviewers sees it. What identifies a person is never in it.';
comment on column resource.import_row.id is 'Identity, in the order of the file.';
comment on column resource.import_row.batch_id is 'The file.';
comment on column resource.import_row.row is 'Its number in the file, as a person counts there.';
comment on column resource.import_row.state is 'waiting, or duplicate when it is probably there already: to be decided. accepted, refused: decided. skipped: left behind at loading.';
comment on column resource.import_row.content is 'The entry of the census that it would be.';
comment on column resource.import_row.faults is 'What is wrong or was left out: a list of field, code and whether it stands in the way.';
comment on column resource.import_row.grade is 'ready to be accepted, with a doubt to be looked at, or with a fault in the way.';
comment on column resource.import_row.said is 'MD5 of what the file said, to know the same row again whatever was corrected since.';
comment on column resource.import_row.external_id is 'What its source calls it.';
comment on column resource.import_row.geometry is 'Its place when it has a valid one, EPSG:4326.';
comment on column resource.import_row.name_key is 'The name as duplicates are compared.';
comment on column resource.import_row.phone_key is 'The phone as duplicates are compared.';
comment on column resource.import_row.website_key is 'The site as duplicates are compared.';
comment on column resource.import_row.similar_id is 'The resource of the census that it probably is.';
comment on column resource.import_row.same_row is 'The earlier row of the same file that it probably repeats.';
comment on column resource.import_row.updates_id is 'The resource that an earlier file of the same source brought under the same name of its own.';
comment on column resource.import_row.resource_id is 'What it has become, or what it was added to.';
comment on column resource.import_row.version is 'The version of that resource that it made, to be taken back while it is in force.';
comment on column resource.import_row.decided_by is 'The account that decided.';
comment on column resource.import_row.decided_at is 'When.';
