-- The only bridge from `record` to what is published: each closed period is counted once, with noise, in one function.
-- Functions that read records belong to observatory_closing (see grants.sql); the rest is calendar and territory.

create function derived.period_days(period text) returns daterange immutable language sql
set search_path = pg_catalog, pg_temp as $$
  select case
    when period ~ '^(?!0000)\d{4}-(0[1-9]|1[0-2])$' then daterange(first, (first + interval '1 month')::date)
    when period ~ '^(?!0000)\d{4}-Q[1-4]$' then daterange(first, (first + interval '3 months')::date)
  end
  from (select case
    when period ~ '^(?!0000)\d{4}-(0[1-9]|1[0-2])$' then make_date(left(period, 4)::integer, right(period, 2)::integer, 1)
    when period ~ '^(?!0000)\d{4}-Q[1-4]$' then make_date(left(period, 4)::integer, right(period, 1)::integer * 3 - 2, 1)
  end as first) f
$$;
comment on function derived.period_days(text) is 'Days of a month (2026-09) or quarter (2026-Q3); null for any other text.';

create function derived.closes_on(period text) returns date immutable language sql
set search_path = pg_catalog, pg_temp as $$
  select upper(derived.period_days(period)) + 9
$$;
comment on function derived.closes_on(text) is 'First day a period may close: the 10th of the month after it. The one place of this rule.';

-- Units are the rows of the tables, one per record counted; a household of T2 is its first visit of the quarter.
-- An area counts when it is in force on the last day of the period; the same test makes the cells of derived.frame.

create function derived.areas_of(period text) returns setof text stable language sql
set search_path = pg_catalog, pg_temp as $$
  select area_id from territory.area_version
   where daterange(valid_from, valid_to) @> upper(derived.period_days(period)) - 1
  union all select 'outside_or_unknown'
$$;
comment on function derived.areas_of(text) is 'Areas in force on the last day of a period, and the value that holds everybody else.';

create function derived.frame(period text) returns table (table_code text, cell text[]) stable language sql
set search_path = pg_catalog, pg_temp as $$
  select 'T0', array[area, period]
    from derived.areas_of(period) area
   where period not like '%Q%'
  union all
  select 'T2', array[area, to_char(month, 'YYYY-MM'), need]
    from derived.areas_of(period) area,
         generate_series(lower(derived.period_days(period))::timestamp, upper(derived.period_days(period)) - 1,
                         interval '1 month') month,
         unnest(array['economic', 'work', 'housing', 'education', 'health', 'disability_care', 'family', 'isolation',
                      'migration', 'rights_access', 'protected']) need
   where period like '%Q%'
$$;
comment on function derived.frame(text) is 'Every cell of every table of a period, in the order of its dimensions; knows no record.';

create function derived.units(period text) returns table (table_code text, record_key uuid, cell text[]) stable language sql
set search_path = pg_catalog, pg_temp as $$
  -- The days once, as plain bounds: called for each record the function would cost more than the counting.
  with days as materialized (
    select lower(d) as first, upper(d) as after from derived.period_days(period) d
  ), counted as (
    select a.id, a.record_key, a.last_visit, to_char(a.statistical_period, 'YYYY-MM') as month,
           coalesce(area, 'outside_or_unknown') as area
      from days
      join record.access a on a.statistical_period >= days.first and a.statistical_period < days.after
      left join derived.areas_of(period) area on area = a.residence_area_id
  )
  select 'T0', record_key, array[area, month]
    from counted
   where period not like '%Q%' and last_visit <> 'this_quarter_3_or_more'
  union all
  select 'T2', record_key, array[area, month, case when n.domain in ('violence', 'addiction', 'justice', 'mental_health')
                                                   then 'protected' else n.domain end]
    from counted join record.need n on n.access_id = counted.id and n.position = 1
   where period like '%Q%' and last_visit in ('never_or_earlier_years', 'this_year')
$$;
comment on function derived.units(text) is 'What each table of a period counts, from the records. Private to observatory_closing.';

-- A draw is a function of the fingerprint and of the place of the cell: nobody chooses it and nobody can repeat it
-- with other rows. Texts enter as UTF-8, a zero byte after each that has no fixed length, so no two inputs collide.

create function derived.drawn(fingerprint bytea, table_code text, place text, sigma smallint) returns smallint
stable language sql set search_path = pg_catalog, pg_temp as $$
  select n.z
    from (select ('x' || left(encode(sha256(fingerprint || convert_to(table_code, 'UTF8') || '\x00'::bytea
                                            || convert_to(place, 'UTF8')), 'hex'), 15))::bit(60)::bigint as sixty_bits) u,
         published.noise n
   where n.sigma = drawn.sigma and u.sixty_bits < n.cumulative
   order by n.cumulative
   limit 1
$$;
comment on function derived.drawn(bytea, text, text, smallint) is 'The noise of one cell: the quantile of the first 60 bits of SHA-256(fingerprint, table, cell).';

create function derived.measure(period text, table_code text, edition text, sigma smallint) returns void
volatile language sql set search_path = pg_catalog, pg_temp as $$
  with unit as materialized (
    select record_key, array_to_string(cell, '/') as place
      from derived.units(period) u where u.table_code = measure.table_code
  ), fingerprint as materialized (
    select sha256(salt.value || convert_to(period, 'UTF8') || '\x00'::bytea
                  || convert_to(measure.table_code, 'UTF8') || '\x00'::bytea
                  || convert_to(coalesce((select string_agg(line, E'\n' order by line collate "C")
                                            from (select record_key::text || ':' || place as line from unit) l), ''),
                                'UTF8')) as value
      from record.salt
  ), measured as materialized (
    select f.cell, array_to_string(f.cell, '/') as place,
           coalesce(c.count, 0)::integer
             + derived.drawn(fingerprint.value, measure.table_code, array_to_string(f.cell, '/'), sigma) as value
      from fingerprint, derived.frame(period) f
      left join (select place, count(*) from unit group by place) c on c.place = array_to_string(f.cell, '/')
     where f.table_code = measure.table_code
  ), entry as (
    insert into published.ledger (period, table_code, edition, sigma, cost, rows_hash)
    select period, measure.table_code, edition, sigma, 1::numeric / (sigma * sigma),
           encode(sha256(convert_to(string_agg(place || '=' || value, E'\n' order by place collate "C"), 'UTF8')), 'hex')
      from measured
    returning id
  )
  insert into published.measurement (ledger_id, cell, value)
  select entry.id, measured.cell, measured.value from entry, measured
$$;
comment on function derived.measure(text, text, text, smallint) is 'Counts and draws one table in one statement, so that count and noise never part. Private to observatory_closing.';

create function derived.close_period(period text, edition text, sigma smallint, tables text[], today date) returns date
volatile security definer language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  days daterange := derived.period_days(period);
  -- A caller may say an earlier day than the database's, never a later one: no period closes before its time.
  closing_day date := least(today, (now() at time zone 'Europe/Rome')::date);
  table_code text;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'a period closes in read committed: an older snapshot could miss records'
      using errcode = 'invalid_transaction_state';
  end if;
  if days is null then
    raise exception 'no such period' using errcode = 'invalid_parameter_value';
  end if;
  if closing_day < derived.closes_on(period) then
    raise exception 'period % closes from %', period, derived.closes_on(period)
      using errcode = 'object_not_in_prerequisite_state', constraint = 'closing_from_the_tenth';
  end if;
  if not exists (select from published.noise n where n.sigma = close_period.sigma)
     or cardinality(tables) = 0
     or exists (select unnest(tables) except select f.table_code from derived.frame(close_period.period) f) then
    raise exception 'the edition asks for a table or a noise that period % does not have', period
      using errcode = 'invalid_parameter_value';
  end if;
  -- Waits for records being written, and keeps new ones out until the end: they then fall in the open month. The
  -- statements below see everything committed before it.
  lock table record.access in share row exclusive mode;
  foreach table_code in array tables loop
    perform derived.measure(period, table_code, edition, sigma);
  end loop;
  if period like '%Q%' then
    if exists (select from generate_series(lower(days)::timestamp, upper(days) - 1, interval '1 month') month
                where not exists (select from published.ledger l
                                   where l.kind = 'closing' and l.period = to_char(month, 'YYYY-MM'))) then
      raise exception 'quarter % waits for its months', period
        using errcode = 'object_not_in_prerequisite_state', constraint = 'closing_months_before_quarter';
    end if;
  else
    -- Months close one after the other, so that a record always has an open month to fall in.
    if exists (select from published.ledger l where l.kind = 'closing' and l.period ~ '^\d{4}-\d{2}$'
                  and l.period <> close_period.period)
       and not exists (select from published.ledger l
                        where l.kind = 'closing' and l.period = to_char(lower(days) - 1, 'YYYY-MM')) then
      raise exception 'month % waits for the one before', period
        using errcode = 'object_not_in_prerequisite_state', constraint = 'closing_months_in_order';
    end if;
    -- A file ends as a file with the first of its months: what tied its records, and told them by their days, goes.
    with ended as (
      update record.import_batch
         set fingerprint = null, imported_at = date_trunc('month', imported_at, 'Europe/Rome')
       where id in (select import_batch_id from record.access where statistical_period = lower(days))
      returning id
    )
    update record.access set import_batch_id = null where import_batch_id in (select id from ended);
    update record.access
       set day = date_trunc('month', day)::date,
           recorded_at = date_trunc('month', recorded_at, 'Europe/Rome')
     where statistical_period = lower(days);
  end if;
  return closing_day;
end $$;
comment on function derived.close_period(text, text, smallint, text[], date) is
  'Measures the tables of a period once and for ever, and truncates the days of a month. Returns the day of closing, Europe/Rome.';

create function derived.first_month() returns date stable security definer language sql
set search_path = pg_catalog, pg_temp as $$
  select date_trunc('quarter', min(statistical_period))::date from record.access
$$;
comment on function derived.first_month() is
  'First month of the quarter of the oldest record: where closing starts when nobody said it and nothing is closed yet.';

create function derived.internal_counts(period text) returns table (table_code text, cell text[], count integer)
stable security definer language sql set search_path = pg_catalog, pg_temp as $$
  select f.table_code, f.cell, count(u.record_key)::integer
    from derived.frame(period) f
    left join derived.units(period) u on u.table_code = f.table_code and u.cell = f.cell
   group by f.table_code, f.cell
$$;
comment on function derived.internal_counts(text) is
  'Exact counts in the tables of a period, open or closed: for the coordinators'' internal view alone.';
