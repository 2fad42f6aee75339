-- Accesses that came together from one file, so that they can be taken back together. What ties them ends with the
-- first of their months that closes: by then nothing of a record may be followed.

create table record.import_batch (
  id uuid primary key default gen_random_uuid(),
  centre_id text not null references territory.centre (id),
  imported_by uuid references account."user" (id),
  imported_at timestamptz not null default now(),
  rows integer not null constraint import_batch_rows check (rows > 0),
  fingerprint uuid,
  constraint import_batch_once unique (centre_id, fingerprint)
);
create index import_batch_imported_by_idx on record.import_batch (imported_by);
comment on table record.import_batch is 'One file of accesses, as recorded together; nothing of the file itself is kept, its name neither. Taking it back removes its row.';
comment on column record.import_batch.id is 'Identity.';
comment on column record.import_batch.centre_id is 'The centre that recorded them.';
comment on column record.import_batch.imported_by is 'The operator''s account.';
comment on column record.import_batch.imported_at is 'When; truncated to the month when the first of its months closes.';
comment on column record.import_batch.rows is 'How many accesses it recorded.';
comment on column record.import_batch.fingerprint is 'First 128 bits of the SHA-256 of its coded accesses, so that the same file is not recorded twice; null once one of its months has closed, because it would still hold their days. Null means too that it cannot be taken back.';

alter table record.access add column import_batch_id uuid references record.import_batch (id);
create index access_import_batch_idx on record.access (import_batch_id) where import_batch_id is not null;
comment on column record.access.import_batch_id is 'The file it came with, while every month of that file is open; then null.';

-- Which month is open is asked once for each statement instead of for each of its rows: asking was more than half of
-- what a row of a file cost.
create function record.note_open_month() returns trigger language plpgsql as $$
begin
  perform set_config('observatory.open_month', coalesce(published.open_month()::text, ''), true);
  return null;
end $$;
comment on function record.note_open_month() is 'Keeps the open month for the rows of the statement that follows; empty before the first closing.';
create trigger access_open_month before insert or update on record.access
  for each statement execute function record.note_open_month();

create or replace function record.set_statistical_period() returns trigger language plpgsql as $$
declare open_month date := nullif(current_setting('observatory.open_month'), '')::date;
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
