-- The only bridge from `record` to what is published: each closed period is counted once, with noise, in one function.
-- Functions that read records belong to observatory_closing (see grants.sql); the rest is calendar and territory.

create function derived.period_days(period text) returns daterange immutable language sql
set search_path = pg_catalog, pg_temp as $$
  select case
    when period ~ '^(?!0000)\d{4}-(0[1-9]|1[0-2])$' then daterange(first, (first + interval '1 month')::date)
    when period ~ '^(?!0000)\d{4}-Q[1-4]$' then daterange(first, (first + interval '3 months')::date)
    when period ~ '^(?!0000)\d{4}$' then daterange(first, (first + interval '1 year')::date)
  end
  from (select case
    when period ~ '^(?!0000)\d{4}-(0[1-9]|1[0-2])$' then make_date(left(period, 4)::integer, right(period, 2)::integer, 1)
    when period ~ '^(?!0000)\d{4}-Q[1-4]$' then make_date(left(period, 4)::integer, right(period, 1)::integer * 3 - 2, 1)
    when period ~ '^(?!0000)\d{4}$' then make_date(period::integer, 1, 1)
  end as first) f
$$;
comment on function derived.period_days(text) is
  'Days of a month (2026-09), quarter (2026-Q3) or year (2026); null for any other text.';

create function derived.period_kind(period text) returns text immutable language sql
set search_path = pg_catalog, pg_temp as $$
  select case length(period) when 4 then 'year' else case when period like '%Q%' then 'quarter' else 'month' end end
$$;
comment on function derived.period_kind(text) is 'month, quarter or year.';

create function derived.closes_on(period text) returns date immutable language sql
set search_path = pg_catalog, pg_temp as $$
  select upper(derived.period_days(period)) + 9
$$;
comment on function derived.closes_on(text) is 'First day a period may close: the 10th of the month after it. The one place of this rule.';

-- Which tables are due. An edition is chosen by a line of the ledger, from a quarter on; L until somebody chooses.

create function derived.edition_of(period text) returns text stable language sql
set search_path = pg_catalog, pg_temp as $$
  select coalesce((select l.edition from published.ledger l
                    where l.kind = 'edition' and lower(derived.period_days(l.period)) < upper(derived.period_days(edition_of.period))
                    order by l.period desc limit 1), 'L')
$$;
comment on function derived.edition_of(text) is 'Edition in force at the end of a period.';

create function derived.tables_of(period text) returns setof published.edition_table stable language sql
set search_path = pg_catalog, pg_temp as $$
  -- A year in which the edition changed has no yearly table: with those of both editions together a household would be
  -- told more of than either promises.
  select t.* from published.edition_table t
   where t.edition = derived.edition_of(period) and t.closes = derived.period_kind(period)
     and not exists (select from published.ledger l
                      where l.kind = 'edition'
                        and derived.period_days(tables_of.period) @> lower(derived.period_days(l.period))
                        and lower(derived.period_days(l.period)) > lower(derived.period_days(tables_of.period)))
   order by t.code
$$;
comment on function derived.tables_of(text) is 'Tables that close with a period.';

-- The frame: every value of every dimension, whatever was recorded. Areas and cells are those in force on the last day
-- of the period, centres those in operation on some day of it; who falls in none of them has a value too, so that
-- tables of the same unit count the same visits.

create function derived.areas_of(period text) returns table (id text) stable language sql
set search_path = pg_catalog, pg_temp as $$
  select area_id from territory.area_version
   where daterange(valid_from, valid_to) @> upper(derived.period_days(period)) - 1
  union all select 'outside_or_unknown'
$$;
comment on function derived.areas_of(text) is
  'Areas in force on the last day of a period, and the value that holds everybody else.';

create function derived.centres_of(period text) returns table (id text) stable language sql
set search_path = pg_catalog, pg_temp as $$
  select distinct centre_id from territory.centre_seat
   where daterange(valid_from, valid_to) && derived.period_days(period)
  union all select 'other'
$$;
comment on function derived.centres_of(text) is
  'Centres in operation in a period, and the value of a late record of a centre no longer there.';

create function derived.cells_of(period text) returns table (id text, area text) stable language sql
set search_path = pg_catalog, pg_temp as $$
  select c.id, coalesce(area.id, 'outside_or_unknown')
    from territory.cell c
    left join territory.area_version v on v.id = c.area_version_id
    left join derived.areas_of(period) area on area.id = v.area_id
   where daterange(c.valid_from, c.valid_to) @> upper(derived.period_days(period)) - 1
  union all select 'none:' || area.id, area.id from derived.areas_of(period) area
$$;
comment on function derived.cells_of(text) is
  'Map cells in force on the last day of a period with the area that holds each, and for every area the value of who has no cell.';

create function derived.values_of(period text, dimension text, area text) returns setof text
stable language sql set search_path = pg_catalog, pg_temp as $$
  select id from derived.areas_of(period) where dimension = 'area'
  union all select id from derived.centres_of(period) where dimension = 'centre'
  union all select c.id from derived.cells_of(period) c where dimension = 'cell' and c.area = values_of.area
  union all select to_char(month, 'YYYY-MM')
              from generate_series(lower(derived.period_days(period))::timestamp, upper(derived.period_days(period)) - 1,
                                   interval '1 month') month
             where dimension = 'month'
  union all select unnest(case dimension
    when 'need' then array['economic', 'work', 'housing', 'education', 'health', 'disability_care', 'family', 'isolation',
                           'migration', 'rights_access', 'protected']
    when 'macro' then array['material', 'work_education', 'health_relations', 'rights']
    when 'outcome' then array['answered', 'referred', 'intake_proposed', 'unmet']
    when 'channel' then array['at_the_door', 'phone', 'outreach', 'written']
    when 'age' then array['0-17', '18-34', '35-49', '50-64', '65+', 'unknown']
    when 'gender' then array['F', 'M', 'other_ns']
    when 'citizenship' then array['it', 'eu', 'non_eu', 'unknown']
    when 'household' then array['without_minors', 'with_minors', 'other_unknown']
    when 'income' then array['none', 'supported', 'unknown']
    when 'known' then array['yes', 'no', 'unknown']
  end)
$$;
comment on function derived.values_of(text, text, text) is
  'Values of a dimension in a period; the cells are those of one area. Knows no record.';

create function derived.frame(period text, dimensions text[]) returns setof text[] stable language sql
set search_path = pg_catalog, pg_temp as $$
  with recursive crossed (cell, depth) as (
    select '{}'::text[], 0
    union all
    select c.cell || v.value, c.depth + 1
      from crossed c, derived.values_of(period, dimensions[c.depth + 1], c.cell[array_position(dimensions, 'area')]) as v (value)
     where c.depth < cardinality(dimensions)
  )
  select cell from crossed where depth = cardinality(dimensions)
$$;
comment on function derived.frame(text, text[]) is 'Every cell of a table in a period; knows no record.';

-- Records with their rare categories merged and the units they are counted in. What is merged here is published merged.

create view derived.counted as
  select a.record_key, a.statistical_period, a.residence_area_id, a.residence_cell_id, a.centre_id,
         to_char(a.statistical_period, 'YYYY-MM') as month,
         case a.channel when 'in_person' then 'at_the_door' when 'phone' then 'phone'
                        when 'home_visit' then 'outreach' when 'street' then 'outreach' else 'written' end as channel,
         case when n.domain in ('violence', 'addiction', 'justice', 'mental_health') then 'protected' else n.domain end as need,
         -- Who took part in a group has no need, so neither a group of needs nor an outcome: it is in no cell of a table
         -- that has one.
         case when n.domain is null then null
              when n.domain in ('economic', 'housing') then 'material'
              when n.domain in ('work', 'education') then 'work_education'
              when n.domain in ('migration', 'rights_access') then 'rights'
              else 'health_relations' end as macro,
         case when n.outcome is null then null
              when n.outcome = 'referral' then 'referred' when n.outcome = 'intake_proposal' then 'intake_proposed'
              when n.outcome = 'unmet' then 'unmet' else 'answered' end as outcome,
         a.age_band as age, a.gender, a.citizenship,
         case when a.household in ('single', 'couple') then 'without_minors'
              when a.household in ('couple_children', 'single_parent') then 'with_minors'
              else 'other_unknown' end as household,
         case a.income_support when 'none' then 'none' when 'unknown' then 'unknown' else 'supported' end as income,
         a.known_to_service as known,
         a.last_visit <> 'this_quarter_3_or_more' as accesses,
         n.domain is not null and a.last_visit in ('never_or_earlier_years', 'this_year') as households,
         n.domain is not null and a.last_visit = 'never_or_earlier_years' as households_year
    from record.access a left join record.need n on n.access_id = a.id and n.position = 1;
comment on view derived.counted is
  'Accesses with their main need, categories merged as published, and whether each unit counts them. Private to observatory_closing.';
comment on column derived.counted.record_key is 'Enters the fingerprint, and never leaves.';
comment on column derived.counted.statistical_period is 'First day of the month it counts in.';
comment on column derived.counted.residence_area_id is 'Area of residence; null outside or unknown.';
comment on column derived.counted.residence_cell_id is 'Map cell of residence, if one was picked.';
comment on column derived.counted.centre_id is 'The centre that met the person.';
comment on column derived.counted.month is 'Month it counts in, 2026-09.';
comment on column derived.counted.channel is 'Channel: at the door, phone, outreach (street, home), written.';
comment on column derived.counted.need is 'Main need, the protected ones as one.';
comment on column derived.counted.macro is 'Macro-need of the main need; null without one.';
comment on column derived.counted.outcome is 'What came of the main need: answered, referred, intake proposed, unmet; null without one.';
comment on column derived.counted.age is 'Age band, years.';
comment on column derived.counted.gender is 'F, M, other or not stated.';
comment on column derived.counted.citizenship is 'Citizenship group.';
comment on column derived.counted.household is 'Household: without minors, with minors, other or unknown.';
comment on column derived.counted.income is 'Income support: none, some, unknown.';
comment on column derived.counted.known is 'Whether the social service already knew the household.';
comment on column derived.counted.accesses is 'Counted among accesses.';
comment on column derived.counted.households is 'First visit of the quarter, with a need.';
comment on column derived.counted.households_year is 'First visit of the year, with a need.';

create function derived.units(period text, unit text, dimensions text[]) returns table (record_key uuid, place text)
stable language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  -- Names come from published.edition_table, whose constraints list them; the days enter as plain bounds, which an
  -- index and the planner can use.
  return query execute format($query$
    select c.record_key, concat_ws('/', %s)
      from (select r.*, coalesce(a.id, 'outside_or_unknown') as area, coalesce(d.id, 'other') as centre,
                   coalesce(m.id, 'none:' || coalesce(a.id, 'outside_or_unknown')) as cell
              from derived.counted r
              left join derived.areas_of($1) a on a.id = r.residence_area_id
              left join derived.centres_of($1) d on d.id = r.centre_id
              left join derived.cells_of($1) m
                on m.id = r.residence_cell_id and m.area = coalesce(a.id, 'outside_or_unknown')
             where r.statistical_period >= $2 and r.statistical_period < $3) c
     where c.%I$query$,
    (select string_agg(format('c.%I', name), ', ' order by n) from unnest(dimensions) with ordinality as d (name, n)),
    unit)
  using period, lower(derived.period_days(period)), upper(derived.period_days(period));
end $$;
comment on function derived.units(text, text, text[]) is
  'What a table of a period counts: one row per record, with the cell it falls in. Private to observatory_closing.';

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

-- The fingerprint is a hash of hashes: the sorted lines of records whose keys begin alike, then those hashes in order.
-- One text of all the lines would not fit in a value beyond ten million records.

create function derived.measure(period text, measured_table published.edition_table, sigma smallint, kind text,
                                signed_by uuid, why text) returns void
volatile language sql set search_path = pg_catalog, pg_temp as $$
  with unit as materialized (
    select record_key, place from derived.units(period, measured_table.unit, measured_table.dimensions)
  ), block as (
    select left(record_key::text, 3) as start,
           sha256(convert_to(string_agg(record_key::text || ':' || place, E'\n' order by record_key), 'UTF8')) as hash
      from unit group by 1
  ), fingerprint as materialized (
    select sha256(salt.value || convert_to(period, 'UTF8') || '\x00'::bytea
                  || convert_to(measured_table.code, 'UTF8') || '\x00'::bytea
                  || coalesce((select string_agg(hash, ''::bytea order by start collate "C") from block), ''::bytea)) as value
      from record.salt
  ), measured as materialized (
    select f.cell, f.place,
           coalesce(c.count, 0)::integer + derived.drawn(fingerprint.value, measured_table.code, f.place, sigma) as value
      from fingerprint,
           (select cell, array_to_string(cell, '/') as place
              from derived.frame(period, measured_table.dimensions) cell) f
      left join (select place, count(*) from unit group by place) c on c.place = f.place
  ), entry as (
    insert into published.ledger (period, table_code, kind, edition, sigma, cost, rows_hash, closed_by, reason)
    select period, measured_table.code, measure.kind, measured_table.edition, sigma, 1::numeric / (sigma * sigma),
           encode(sha256(convert_to(string_agg(place || '=' || value, E'\n' order by place collate "C"), 'UTF8')), 'hex'),
           signed_by, why
      from measured
    returning id
  )
  insert into published.measurement (ledger_id, cell, value)
  select entry.id, measured.cell, measured.value from entry, measured
$$;
comment on function derived.measure(text, published.edition_table, smallint, text, uuid, text) is
  'Counts and draws one table in one statement, so that count and noise never part. Private to observatory_closing.';

create function derived.close_period(period text, today date, signed_by uuid default null) returns date
volatile security definer language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  days daterange := derived.period_days(period);
  -- A caller may say an earlier day than the database's, never a later one: no period closes before its time.
  closing_day date := least(today, (now() at time zone 'Europe/Rome')::date);
  edition_name text;
  scale smallint;
  due published.edition_table;
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
  -- Waits for records being written, and keeps new ones out until the end: they then fall in the open month. The
  -- statements below see everything committed before it.
  lock table record.access in share row exclusive mode;
  edition_name := derived.edition_of(period);
  select e.sigma into strict scale from published.edition e where e.name = edition_name;
  for due in select * from derived.tables_of(period) loop
    perform derived.measure(period, due, scale, 'closing', signed_by, null);
  end loop;
  if not found then
    insert into published.ledger (period, table_code, edition, sigma, cost, rows_hash, closed_by)
    values (period, '-', edition_name, scale, 0, encode(sha256(''), 'hex'), signed_by);
  end if;
  if derived.period_kind(period) = 'year' then
    if not exists (select from published.ledger l where l.kind = 'closing' and l.period = close_period.period || '-Q4') then
      raise exception 'year % waits for its last quarter', period
        using errcode = 'object_not_in_prerequisite_state', constraint = 'closing_quarter_before_year';
    end if;
  elsif derived.period_kind(period) = 'quarter' then
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
comment on function derived.close_period(text, date, uuid) is
  'Measures the tables of a period once and for ever, and truncates the days of a month. Returns the day of closing, Europe/Rome.';

-- Measured again, with the edition of its closing: a gross error is worth one more payment, once. The same records
-- give the same numbers, so an errata without a correction tells nothing.

create function derived.delete_empty_groups() returns void volatile language sql
set search_path = pg_catalog, pg_temp as $$
  delete from record.group_activity g
   where not exists (select from record.access a where a.group_activity_id = g.id)
$$;
comment on function derived.delete_empty_groups() is
  'A group activity goes with the last of its accesses. Private to observatory_closing.';

-- A closed period is read record by record by nobody, so a gross error is taken out in bulk: everything a centre recorded
-- in it, or every second one of the records alike in all their answers, as when a register came in twice.

create function derived.annul_closed(period text, centre text, channel text, doubled boolean) returns void
volatile language sql set search_path = pg_catalog, pg_temp as $$
  with needs as (
    select n.access_id, string_agg(concat_ws('/', n.domain, coalesce(n.request, '-'), n.outcome, n.unmet_reason), ' '
                                   order by n.position) as said
      from record.need n group by n.access_id
  ), groups as (
    -- Participants of one group are alike and no doubles: a group is compared as a whole.
    select g.id, concat_ws('/', coalesce(g.need_domain, '-'), coalesce(g.resource_id, g.project_id)::text,
                           (select string_agg(concat_ws('/', a.residence, a.residence_area_id, a.age_band), ' '
                                              order by a.residence, a.residence_area_id, a.age_band)
                              from record.access a where a.group_activity_id = g.id)) as said
      from record.group_activity g
  ), told as (
    -- All of a group have one place among its doubles.
    select a.id, dense_rank() over (
             partition by a.day, a.statistical_period, a.channel, a.origin, a.residence, a.residence_area_id,
                          a.residence_cell_id, a.age_band, a.gender, a.citizenship, a.household, a.income_support,
                          a.known_to_service, a.last_visit, n.said, g.said
             order by coalesce(a.group_activity_id, a.id)) as place
      from record.access a
      left join needs n on n.access_id = a.id
      left join groups g on g.id = a.group_activity_id
     where derived.period_days(annul_closed.period) @> a.statistical_period and a.centre_id = annul_closed.centre
       and (annul_closed.channel is null or a.channel = annul_closed.channel)
  )
  delete from record.access where id in (select id from told where not doubled or place % 2 = 0);
  select derived.delete_empty_groups()
$$;
comment on function derived.annul_closed(text, text, text, boolean) is
  'Takes out what a centre recorded in a period, through one channel or all, or every second one of the records alike. Private to observatory_closing.';

create function derived.publish_errata(period text, why text, signed_by uuid, annulled_centre text default null,
                                       annulled_channel text default null, doubled boolean default false) returns date
volatile security definer language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  closed published.ledger;
  due published.edition_table;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'a period closes in read committed: an older snapshot could miss records'
      using errcode = 'invalid_transaction_state';
  end if;
  lock table record.access in share row exclusive mode;
  if exists (select from published.ledger l
              where l.kind = 'retention' and derived.period_days(l.period) && derived.period_days(publish_errata.period)) then
    raise exception 'the records of % were deleted', period
      using errcode = 'object_not_in_prerequisite_state', constraint = 'errata_after_retention';
  end if;
  if annulled_centre is not null then
    perform derived.annul_closed(period, annulled_centre, annulled_channel, doubled);
  end if;
  for closed in
    select l.* from published.ledger l
     where l.period = publish_errata.period and l.kind = 'closing' and l.table_code <> '-' order by l.table_code
  loop
    select t.* into strict due from published.edition_table t
     where t.edition = closed.edition and t.code = closed.table_code;
    perform derived.measure(period, due, closed.sigma, 'errata', signed_by, why);
  end loop;
  if not exists (select rows_hash from published.ledger l where l.period = publish_errata.period and l.kind = 'errata'
                 except
                 select rows_hash from published.ledger l where l.period = publish_errata.period and l.kind = 'closing')
     and exists (select from published.ledger l where l.period = publish_errata.period and l.kind = 'errata') then
    raise exception 'the records of % are those of its closing', period
      using errcode = 'object_not_in_prerequisite_state', constraint = 'errata_changes_nothing';
  end if;
  if due is null then
    raise exception 'nothing was measured in %', period
      using errcode = 'object_not_in_prerequisite_state', constraint = 'errata_of_a_closed_period';
  end if;
  return (now() at time zone 'Europe/Rome')::date;
end $$;
comment on function derived.publish_errata(text, text, uuid, text, text, boolean) is
  'Measures the tables of a closed period once more, signed and with a reason, after taking out what was wrong if told so. Returns the day, Europe/Rome.';

create function derived.delete_expired(today date) returns setof text
volatile security definer language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  closing_day date := least(today, (now() at time zone 'Europe/Rome')::date);
  expired text;
begin
  for expired in
    select l.period from published.ledger l
     where l.kind = 'closing' and derived.period_kind(l.period) = 'month'
     group by l.period
    having (max(l.closed_at) at time zone 'Europe/Rome')::date + interval '24 months' <= closing_day
       and not exists (select from published.ledger r where r.kind = 'retention' and r.period = l.period)
     order by l.period
  loop
    delete from record.access where statistical_period = lower(derived.period_days(expired));
    perform derived.delete_empty_groups();
    delete from record.day_without_access where day < upper(derived.period_days(expired));
    insert into published.ledger (period, table_code, kind, edition, sigma, cost, rows_hash)
    select expired, '-', 'retention', e.name, e.sigma, 0, encode(sha256(''), 'hex')
      from published.edition e where e.name = derived.edition_of(expired);
    return next expired;
  end loop;
end $$;
comment on function derived.delete_expired(date) is
  'Deletes the records of months closed 24 months ago or more, each with its line in the ledger. Returns the months.';

create function derived.choose_edition(edition text, from_quarter text, signed_by uuid, why text) returns void
volatile security definer language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if from_quarter !~ 'Q' or derived.period_days(from_quarter) is null
     or not exists (select from published.edition e where e.name = choose_edition.edition) then
    raise exception 'no such edition or quarter' using errcode = 'invalid_parameter_value';
  end if;
  if lower(derived.period_days(from_quarter)) <= (now() at time zone 'Europe/Rome')::date then
    raise exception 'an edition starts with a quarter that has not begun'
      using errcode = 'object_not_in_prerequisite_state', constraint = 'edition_from_a_quarter_to_come';
  end if;
  insert into published.ledger (period, table_code, kind, edition, sigma, cost, rows_hash, closed_by, reason)
  select from_quarter, '-', 'edition', e.name, e.sigma, 0, encode(sha256(''), 'hex'), signed_by, why
    from published.edition e where e.name = choose_edition.edition;
end $$;
comment on function derived.choose_edition(text, text, uuid, text) is
  'Another edition from the first day of a quarter to come, as a line of the ledger; one choice per quarter.';

create function derived.first_month() returns date stable security definer language sql
set search_path = pg_catalog, pg_temp as $$
  select date_trunc('quarter', min(statistical_period))::date from record.access
$$;
comment on function derived.first_month() is
  'First month of the quarter of the oldest record: where closing starts when nobody said it and nothing is closed yet.';

create function derived.internal_counts(period text) returns table (table_code text, cell text[], count integer)
stable security definer language sql set search_path = pg_catalog, pg_temp as $$
  select t.code, f.cell, coalesce(c.count, 0)::integer
    from derived.tables_of(period) t
    cross join lateral derived.frame(period, t.dimensions) as f (cell)
    left join lateral (select u.place, count(*) from derived.units(period, t.unit, t.dimensions) u group by u.place) c
      on c.place = array_to_string(f.cell, '/')
$$;
comment on function derived.internal_counts(text) is
  'Exact counts in the tables of a period, open or closed: for the coordinators'' internal view alone.';
