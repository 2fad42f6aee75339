-- Duplicates of the census: what two spellings of one name, phone or site have in common, and what was told apart.

create extension if not exists pg_trgm;

-- Letters and digits alone are left, so the collation of a server changes nothing.
create function resource.name_key(name text) returns text immutable strict parallel safe language sql as $$
  select coalesce(nullif(btrim(regexp_replace(regexp_replace(saints.words,
           -- what kind of body it is, and what joins words
           '\m((associazione|associaz|assoc|ass)( (culturale|cult))?|cooperativa|coop|(societa|soc) (cooperativa|coop)|soc|societa|impresa sociale|(cooperativa|coop) (sociale|soc)|promozione sociale|organizzazione di volontariato|ente|terzo settore|onlus|odv|aps|ets|asd|ssd|srl|srls|spa|snc|sas|scs|scarl|arl|rl|di|del|dello|della|dell|dei|degli|delle|da|dal|dalla|il|lo|la|i|gli|le|l|un|una|uno|e|ed|per|in|nel|nella|a|ad|al|allo|alla|ai|agli|alle|con|su|d)\M',
           ' ', 'g'), ' +', ' ', 'g')), ''), btrim(saints.words))
    from (select regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
           lower(regexp_replace(normalize(name, nfkd), '[\u0300-\u036f]', '', 'g') collate "C"),
           '[''’`]s\M', '', 'g'),
           -- initials are a word: a.p.s. is aps
           '\m([a-z])\.(?=[a-z]\M)', '\1', 'g'),
           '[^a-z0-9]+', ' ', 'g'),
           '\m(s|ss|sta|san|sant|santo|santa|santi|santissima|santissimo)\M', 'san', 'g'),
           '\m(parrocchia|parrocchiale|parr)\M', 'parr', 'g') as words) saints
$$;
comment on function resource.name_key(text) is 'A name as it is compared: without accents, case, legal forms and joining words; a saint is «san», a parish «parr».';

create function resource.phone_key(phone text) returns text immutable strict parallel safe language sql as $$
  select case when length(digits) >= 6 then digits end
    from (select regexp_replace(regexp_replace(phone, '^\s*(\+|00)\s*39', ''), '\D', '', 'g') as digits) t
$$;
comment on function resource.phone_key(text) is 'A phone as it is compared: its digits without the prefix of Italy; null under six.';

-- On a platform of many the first part of the path tells whose page it is.
create function resource.website_key(website text) returns text immutable strict parallel safe language sql as $$
  select nullif(case when host ~ '(^|\.)(facebook|instagram|linkedin|youtube|twitter|x|google|wikipedia|linktr)\.(com|org|ee|it)$'
                then host || '/' || split_part(path, '/', 1) else host end, '')
    from (select regexp_replace(split_part(rest, '/', 1), '^www\d?\.|:\d+$', '', 'g') as host,
                 substr(split_part(split_part(rest, '?', 1), '#', 1), length(split_part(rest, '/', 1)) + 2) as path
            from (select regexp_replace(lower(btrim(website) collate "C"), '^https?://', '') as rest) w) t
$$;
comment on function resource.website_key(text) is 'A site as it is compared: its host without www, with the first part of the path on a platform of many.';

alter table resource.resource
  add column name_key text generated always as (resource.name_key(name)) stored,
  add column phone_key text generated always as (resource.phone_key(phone)) stored,
  add column website_key text generated always as (resource.website_key(website)) stored;
create index resource_name_key_idx on resource.resource using gin (name_key gin_trgm_ops);
create index resource_phone_key_idx on resource.resource (phone_key);
create index resource_website_key_idx on resource.resource (website_key);
comment on column resource.resource.name_key is 'The name as duplicates are compared, by resource.name_key.';
comment on column resource.resource.phone_key is 'The phone as duplicates are compared, by resource.phone_key.';
comment on column resource.resource.website_key is 'The site as duplicates are compared, by resource.website_key.';

create table resource.not_duplicate (
  resource_id uuid not null references resource.resource (id) on delete cascade,
  other_id uuid not null references resource.resource (id) on delete cascade,
  reason text not null constraint not_duplicate_reason
    check (reason in ('other_body', 'other_service', 'other_branch', 'other')),
  note text,
  decided_by uuid references account."user" (id),
  decided_at timestamptz not null default now(),
  primary key (resource_id, other_id),
  constraint not_duplicate_once check (resource_id < other_id),
  constraint not_duplicate_note check (reason <> 'other' or btrim(note) <> '')
);
create index not_duplicate_other_idx on resource.not_duplicate (other_id);
create index not_duplicate_decided_by_idx on resource.not_duplicate (decided_by);
comment on table resource.not_duplicate is 'Pairs of resources that somebody told apart: they are not proposed for each other again.';
comment on column resource.not_duplicate.resource_id is 'The one of the two whose identity sorts first.';
comment on column resource.not_duplicate.other_id is 'The other.';
comment on column resource.not_duplicate.reason is 'Another body, another service in the same place, another branch, or other.';
comment on column resource.not_duplicate.note is 'Why, in words that passed the guard; needed when the reason is other.';
comment on column resource.not_duplicate.decided_by is 'The account that told them apart.';
comment on column resource.not_duplicate.decided_at is 'When.';
