-- One thing for one intention: a file sent again is known again, its identities can be left out, its rows are compared
-- once more when they are accepted; and a body is kept whatever kind it is.

alter table resource.import_batch
  add column fingerprint text,
  add column ids_left_out boolean not null default false;
comment on column resource.import_batch.fingerprint is 'SHA-256 of the file and of what was said of it, to tell the same file sent again from another one under its identity.';
comment on column resource.import_batch.ids_left_out is 'Whether what the file calls its rows was left out: most of it met other names, as numbers of rows do.';

alter table resource.import_row
  add column waits_as bigint references resource.import_row (id) on delete set null;
create index import_row_waits_as_idx on resource.import_row (waits_as) where waits_as is not null;
create index import_row_name_key_idx on resource.import_row (name_key) where state in ('waiting', 'duplicate');
comment on column resource.import_row.waits_as is 'The earlier row, perhaps of another file, that waits and is probably the same.';

-- What has changed since a file was loaded is compared with its rows when they are accepted.
create index resource_version_changed_idx on resource.resource_version (changed_at);

alter table resource.organisation drop constraint organisation_kind;
alter table resource.organisation add constraint organisation_kind check (kind in (
  'comune', 'altro_ente_pubblico', 'azienda_sanitaria', 'scuola_universita', 'odv', 'aps',
  'impresa_cooperativa_sociale', 'ente_filantropico', 'rete_associativa', 'mutuo_soccorso', 'altro_ets',
  'ente_religioso', 'profit', 'gruppo_informale', 'unknown'));
comment on column resource.organisation.kind is 'Kind of body; third-sector kinds follow D.Lgs. 117/2017 art. 46. unknown: its name does not tell, and nobody has said.';
