-- Editions as constants, like the noise: what may be measured, how often, with how much noise. An edition that has
-- been used never changes; another one is another migration. api/disclosure/editions.ts says the same with its reasons,
-- and a test compares them.

create table published.edition (
  name text primary key,
  sigma smallint not null,
  threshold smallint not null,
  constraint edition_threshold check (threshold > 0)
);
comment on table published.edition is 'Editions: fixed lists of tables with one scale of noise.';
comment on column published.edition.name is 'L, from about 1,500 accesses a year; S, from about 150.';
comment on column published.edition.sigma is 'Scale of the discrete Gaussian added to every cell of every table.';
comment on column published.edition.threshold is 'A value under it is served as «few or none».';

create table published.edition_table (
  edition text not null references published.edition (name),
  code text not null,
  unit text not null constraint edition_table_unit check (unit in ('accesses', 'households', 'households_year')),
  dimensions text[] not null constraint edition_table_dimensions check (cardinality(dimensions) > 0 and dimensions <@ array[
    'area', 'month', 'centre', 'channel', 'need', 'macro', 'outcome', 'age', 'gender', 'citizenship', 'household',
    'income', 'known', 'cell']),
  closes text not null constraint edition_table_closes check (closes in ('month', 'quarter', 'year')),
  primary key (edition, code)
);
comment on table published.edition_table is 'The tables of each edition: nothing else can be measured.';
comment on column published.edition_table.edition is 'The edition.';
comment on column published.edition_table.code is 'Code of the table, T0 to T8 and S0 to S3.';
comment on column published.edition_table.unit is
  'accesses: at most three per household and quarter; households: first visits of the quarter; households_year: of the year.';
comment on column published.edition_table.dimensions is 'Crossed in this order in every cell.';
comment on column published.edition_table.closes is 'The calendar period that it measures.';

insert into published.edition values ('L', 3, 8), ('S', 2, 6);
insert into published.edition_table (edition, code, unit, dimensions, closes) values
  ('L', 'T0', 'accesses', '{area,month}', 'month'),
  ('L', 'T1', 'accesses', '{centre,channel,month}', 'month'),
  ('L', 'T2', 'households', '{area,month,need}', 'quarter'),
  ('L', 'T3', 'households', '{area,macro,outcome}', 'quarter'),
  ('L', 'T4', 'households', '{area,macro,age}', 'quarter'),
  ('L', 'T5', 'households', '{area,gender,citizenship}', 'quarter'),
  ('L', 'T6', 'households', '{area,household,income,known}', 'quarter'),
  ('L', 'T7', 'households', '{area,cell}', 'quarter'),
  ('L', 'T8', 'households_year', '{area,cell,macro}', 'year'),
  ('S', 'S0', 'households', '{area}', 'quarter'),
  ('S', 'S1', 'households_year', '{area,macro}', 'year'),
  ('S', 'S2', 'households_year', '{area,known,income}', 'year'),
  ('S', 'S3', 'households_year', '{need,age}', 'year');
create trigger edition_append_only before update or delete or truncate on published.edition
  for each statement execute function published.refuse_change();
create trigger edition_table_append_only before update or delete or truncate on published.edition_table
  for each statement execute function published.refuse_change();

-- A year closes too; a period in which nothing is measured still leaves its line, so that the next one opens; and the
-- choice of an edition is a line of its own.
alter table published.ledger drop constraint ledger_period_form, drop constraint ledger_kind;
alter table published.ledger
  add constraint ledger_period_form check (period ~ '^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$'),
  add constraint ledger_kind check (kind in ('closing', 'errata', 'edition', 'retention')),
  add column reason text,
  add constraint ledger_reason check (kind <> 'errata' or reason is not null);
comment on table published.ledger is
  'Every measurement ever made: one closing and at most one errata per table and period; every choice of an edition; and when the records of a month were deleted.';
comment on column published.ledger.period is 'Month (2026-09), quarter (2026-Q3) or year (2026); of a choice, the first quarter.';
comment on column published.ledger.table_code is 'Table of the edition; - where no table was measured.';
comment on column published.ledger.kind is 'closing, errata, edition: the choice of the edition from a quarter on, or retention: the records of a month were deleted.';
comment on column published.ledger.reason is 'Why, in words: of an errata and of a change of edition.';
comment on column published.ledger.rows_hash is
  'SHA-256 of the measured cells: proves that a release was not changed. Elsewhere of nothing.';

alter table published.release drop constraint release_id_form, drop constraint release_kind;
alter table published.release
  add constraint release_id_form check (id ~ '^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?(-errata)?$'),
  add constraint release_kind check (kind in ('month', 'quarter', 'year')),
  add column period text not null generated always as (replace(id, '-errata', '')) stored;
comment on table published.release is 'One immutable body per closed period, and one more where an errata corrects it.';
comment on column published.release.id is 'The period, or the period with -errata; its address.';
comment on column published.release.kind is 'month, quarter or year.';
comment on column published.release.period is 'The period it is of.';
