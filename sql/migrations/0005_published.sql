-- What leaves: measured once with noise, stored for ever. Append-only, its owner included.

create schema published;
comment on schema published is 'Releases, their measurements and figures, and the ledger. Append-only.';

create table published.noise (
  sigma smallint not null,
  z smallint not null,
  cumulative bigint not null,
  primary key (sigma, z)
);
comment on table published.noise is 'Cumulative table of the discrete Gaussian: the whole lottery, in public.';
comment on column published.noise.sigma is 'Scale of the noise.';
comment on column published.noise.z is 'Noise value.';
comment on column published.noise.cumulative is 'P(Z <= z) in units of 2^-60; a 60-bit draw u gives the smallest z with u < cumulative.';

create table published.ledger (
  id bigint generated always as identity primary key,
  period text not null constraint ledger_period_form check (period ~ '^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$'),
  table_code text not null,
  kind text not null default 'closing' constraint ledger_kind check (kind in ('closing', 'errata')),
  edition text not null,
  sigma smallint not null,
  cost numeric not null,
  rows_hash text not null,
  closed_at timestamptz not null default now(),
  closed_by uuid references account."user" (id),
  constraint ledger_once unique (period, table_code, kind)
);
create index ledger_closed_by_idx on published.ledger (closed_by);
comment on table published.ledger is 'Every measurement ever made: one closing and at most one errata per table and period.';
comment on column published.ledger.id is 'Identity.';
comment on column published.ledger.period is 'Month (2026-09) or quarter (2026-Q3).';
comment on column published.ledger.table_code is 'Table of the edition.';
comment on column published.ledger.kind is 'closing or errata.';
comment on column published.ledger.edition is 'Edition in force.';
comment on column published.ledger.sigma is 'Scale of the noise.';
comment on column published.ledger.cost is 'Privacy cost of the measurement, 1/sigma².';
comment on column published.ledger.rows_hash is 'SHA-256 of the measured cells: proves that a release was not changed.';
comment on column published.ledger.closed_at is 'When.';
comment on column published.ledger.closed_by is 'Who; null for the server itself.';

create table published.measurement (
  ledger_id bigint not null references published.ledger (id),
  cell text[] not null,
  value integer not null,
  primary key (ledger_id, cell)
);
comment on table published.measurement is 'Noisy counts, every cell of the cross product, the empty ones too. Negative values are legal.';
comment on column published.measurement.ledger_id is 'The closing that measured it.';
comment on column published.measurement.cell is 'Values of the table''s dimensions, in their order.';
comment on column published.measurement.value is 'Count plus noise; the count never leaves.';

create table published.release (
  id text primary key constraint release_id_form check (id ~ '^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$'),
  kind text not null constraint release_kind check (kind in ('month', 'quarter')),
  starts_on date not null,
  edition text not null,
  closed_on date not null,
  tables text[] not null,
  body text not null,
  hash text not null
);
comment on table published.release is 'One immutable body per closed period.';
comment on column published.release.id is 'The period, which is its address.';
comment on column published.release.kind is 'month or quarter.';
comment on column published.release.starts_on is 'First day of the period.';
comment on column published.release.edition is 'Edition in force.';
comment on column published.release.closed_on is 'The day it closed, Europe/Rome.';
comment on column published.release.tables is 'Tables it holds.';
comment on column published.release.body is 'The JSON served, byte by byte.';
comment on column published.release.hash is 'SHA-256 of the body, its ETag.';

create table published.figure (
  release_id text not null references published.release (id),
  table_code text not null,
  cell text[] not null,
  value integer not null,
  primary key (release_id, table_code, cell)
);
comment on table published.figure is 'Reconciled measurements: whole numbers whose margins agree. Served values are these, hidden under the threshold.';
comment on column published.figure.release_id is 'The release.';
comment on column published.figure.table_code is 'Table of the edition.';
comment on column published.figure.cell is 'Values of the table''s dimensions, in their order.';
comment on column published.figure.value is 'Reconciled value.';

create function published.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_schema || '.' || tg_table_name using errcode = 'restrict_violation';
end $$;
comment on function published.refuse_change() is 'Raises 23001: what is published is never changed, by its owner neither.';
create trigger ledger_append_only before update or delete or truncate on published.ledger
  for each statement execute function published.refuse_change();
create trigger measurement_append_only before update or delete or truncate on published.measurement
  for each statement execute function published.refuse_change();
create trigger release_append_only before update or delete or truncate on published.release
  for each statement execute function published.refuse_change();
create trigger figure_append_only before update or delete or truncate on published.figure
  for each statement execute function published.refuse_change();
create trigger noise_append_only before update or delete or truncate on published.noise
  for each statement execute function published.refuse_change();

-- A record counts once, ever: in the month of its day while that month is open, else in the month that is open
-- now (the one after the last closed). Said by the database, so no client can place a record in a closed month.
create function published.open_month() returns date stable security definer set search_path = pg_catalog language sql as $$
  select (max(to_date(period, 'YYYY-MM')) + interval '1 month')::date
    from published.ledger where period ~ '^\d{4}-\d{2}$' and kind = 'closing'
$$;
comment on function published.open_month() is 'First day of the month after the last closed one; null before the first closing.';
-- Once its month is closed a record stays in it whatever is corrected, and its day stays a month.
create function record.set_statistical_period() returns trigger language plpgsql as $$
declare open_month date := published.open_month();
begin
  if tg_op = 'UPDATE' then
    new.record_key := old.record_key;
    if old.statistical_period < open_month then
      new.statistical_period := old.statistical_period;
      new.day := date_trunc('month', new.day)::date;
      return new;
    end if;
  end if;
  new.statistical_period := greatest(date_trunc('month', new.day)::date, open_month);
  return new;
end $$;
comment on function record.set_statistical_period() is 'Sets the month an access counts in; greatest() ignores the null of an empty ledger.';
create trigger access_statistical_period before insert or update on record.access
  for each row execute function record.set_statistical_period();
