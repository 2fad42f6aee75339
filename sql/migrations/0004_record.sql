-- Accesses and needs as recorded. The only private schema: observations writes it, disclosure counts it,
-- nothing else can reach it.

create schema record;
comment on schema record is 'Private: accesses and needs, coded, without anything that names or places a person.';

create table record.access (
  id uuid primary key,
  record_key uuid not null default gen_random_uuid() constraint access_record_key unique,
  centre_id text not null references territory.centre (id),
  day date not null,
  statistical_period date not null,
  channel text not null constraint access_channel check (channel in
    ('in_person', 'phone', 'email', 'home_visit', 'street', 'written', 'other_remote')),
  origin text not null constraint access_origin check (origin in
    ('spontaneous', 'referred', 'summoned', 'outreach', 'order')),
  residence text not null constraint access_residence check (residence in ('area', 'outside', 'unknown')),
  residence_area_id text references territory.area (id),
  residence_cell_id text references territory.cell (id),
  age_band text not null constraint access_age_band check (age_band in
    ('0-17', '18-34', '35-49', '50-64', '65+', 'unknown')),
  gender text not null constraint access_gender check (gender in ('F', 'M', 'other_ns')),
  citizenship text not null constraint access_citizenship check (citizenship in ('it', 'eu', 'non_eu', 'unknown')),
  household text not null constraint access_household check (household in
    ('single', 'couple', 'couple_children', 'single_parent', 'extended', 'other', 'unknown')),
  income_support text not null constraint access_income_support check (income_support in
    ('none', 'rdc_historic', 'adi', 'sfl', 'other', 'unknown')),
  known_to_service text not null constraint access_known_to_service check (known_to_service in ('yes', 'no', 'unknown')),
  last_visit text not null constraint access_last_visit check (last_visit in
    ('never_or_earlier_years', 'this_year', 'this_quarter', 'this_quarter_3_or_more', 'unknown')),
  recorded_by uuid references account."user" (id),
  recorded_at timestamptz not null default now(),
  constraint access_residence_area_named check ((residence = 'area') = (residence_area_id is not null)),
  constraint access_first_of_month check (extract(day from statistical_period) = 1),
  -- RdC ended on 31 December 2023, AdI began on 1 January 2024, SFL on 1 September 2023 (D.L. 48/2023). The month
  -- is enough: after the closing only the month is left of the day.
  constraint access_income_support_in_force check (case income_support
    when 'rdc_historic' then day < date '2024-01-01'
    when 'adi' then day >= date '2024-01-01'
    when 'sfl' then day >= date '2023-09-01'
    else true end)
);
create index access_centre_day_idx on record.access (centre_id, day);
create index access_statistical_period_idx on record.access (statistical_period);
create index access_residence_area_idx on record.access (residence_area_id);
create index access_residence_cell_idx on record.access (residence_cell_id);
create index access_recorded_by_idx on record.access (recorded_by);
comment on table record.access is 'One contact at a porta sociale; not one person.';
comment on column record.access.id is 'Made by the client, so that sending twice is harmless.';
comment on column record.access.record_key is 'Random; enters the fingerprint of the closing and never leaves.';
comment on column record.access.centre_id is 'The centre that met the person.';
comment on column record.access.day is 'The day; truncated to the first of its month when the month closes.';
comment on column record.access.statistical_period is 'First day of the month it counts in, set by the database: the month of the day if still open, else the open one.';
comment on column record.access.channel is 'How contact was made.';
comment on column record.access.origin is 'Why the person came.';
comment on column record.access.residence is 'Whether a target area is named: area, outside, unknown.';
comment on column record.access.residence_area_id is 'Target area of residence.';
comment on column record.access.residence_cell_id is 'Map cell of residence, picked by the operator; at least 500 residents.';
comment on column record.access.age_band is 'Age band of the person, years.';
comment on column record.access.gender is 'F, M, other or not stated.';
comment on column record.access.citizenship is 'Citizenship group; no country is kept.';
comment on column record.access.household is 'Household type.';
comment on column record.access.income_support is 'Benefit received, legal only while in force.';
comment on column record.access.known_to_service is 'Whether the social service already knew the household.';
comment on column record.access.last_visit is 'Answer to «Ultima visita a una porta sociale?», which replaces every identifier.';
comment on column record.access.recorded_by is 'The operator''s account.';
comment on column record.access.recorded_at is 'When it was recorded; truncated to the month when the month closes.';

create table record.need (
  access_id uuid not null references record.access (id) on delete cascade,
  position smallint not null constraint need_position check (position between 1 and 8),
  domain text not null constraint need_domain check (domain in
    ('economic', 'work', 'housing', 'education', 'health', 'disability_care', 'family', 'isolation', 'migration',
     'rights_access', 'violence', 'addiction', 'justice', 'mental_health')),
  request text constraint need_request check (request in
    ('information', 'bureaucratic_help', 'food_goods', 'economic_aid', 'job_search', 'housing_help',
     'school_support', 'health_access', 'childcare_family', 'listening', 'legal_advice', 'transport',
     'training_digital', 'other')),
  outcome text not null constraint need_outcome check (outcome in
    ('information', 'guidance', 'solved', 'accompaniment', 'referral', 'intake_proposal', 'unmet')),
  unmet_reason text constraint need_unmet_reason check (unmet_reason in
    ('none_exists', 'full', 'not_eligible', 'too_far', 'cost', 'hours', 'language')),
  resource_id uuid references resource.resource (id),
  primary key (access_id, position),
  constraint need_once unique (access_id, domain),
  constraint need_reason_of_unmet check ((outcome = 'unmet') = (unmet_reason is not null))
);
create index need_resource_idx on record.need (resource_id);
comment on table record.need is 'Needs recorded in an access; the first position is the main need.';
comment on column record.need.access_id is 'The access.';
comment on column record.need.position is 'Order of recording, from 1.';
comment on column record.need.domain is 'Need domain.';
comment on column record.need.request is 'What was asked for.';
comment on column record.need.outcome is 'What came of it.';
comment on column record.need.unmet_reason is 'Why nothing answered it.';
comment on column record.need.resource_id is 'The resource that answers it.';

create table record.salt (
  one boolean primary key default true constraint salt_one_row check (one),
  value bytea not null constraint salt_bits check (octet_length(value) = 32)
);
-- 256 bits from two random UUIDs (122 random bits each) and the clock, hashed: both engines have these.
insert into record.salt (value)
  values (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text || clock_timestamp()::text, 'utf8')));
comment on table record.salt is 'The secret of the installation that enters every fingerprint.';
comment on column record.salt.one is 'Keeps it one row.';
comment on column record.salt.value is '256 random bits.';
