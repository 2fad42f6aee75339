-- Likeness of names in both directions: names in other scripts have a key, and each name has beside its key the words
-- that tell it apart, so that «Caritas» is met in «Centro di ascolto Caritas diocesana di Potenza» and two centres are
-- not alike for being centres.

-- As before for every name in Latin letters. Letters from U+0370 on are letters too; signs and emoji are not.
create or replace function resource.name_key(name text) returns text immutable strict parallel safe language plpgsql as $$
declare
  words text := name;
  kept text;
  letters text := '[^a-z0-9]+';
begin
  if octet_length(words) <> length(words) then
    words := regexp_replace(normalize(regexp_replace(words, '([1-5])°', '\1ª', 'g'), nfkd), '[\u0300-\u036f]', '', 'g');
    if words ~ '[\u0370-\ud7ff\uf900-\ufdff\ufe70-\ufefc]' then
      -- Vowel points, which one writes and another does not, and commas and stops of these scripts.
      words := regexp_replace(regexp_replace(words, '[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u064b-\u065f\u0670]', '', 'g'),
                 '[\u055a-\u055f\u0589\u05be\u05c0\u05c3\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u104a-\u104f]', ' ', 'g');
      -- Capitals by table: what a server's locale knows of them differs.
      words := translate(words,
        'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣςΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐ',
        'αβγδεζηθικλμνξοπρσστυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґ');
      letters := '[^a-z0-9\u0370-\u1fff\u2c00-\u2dff\u3041-\ud7ff\uf900-\ufdff\ufe70-\ufefc]+';
    end if;
  end if;
  words := lower(words collate "C");
  if words ~ '[''’`.]' then
    words := regexp_replace(regexp_replace(words, '[''’`]s\M', '', 'g'),
               -- initials are a word, and initial syllables that end with one: a.p.s. is aps, ce.st.ri.m. is cestrim
               '\m([a-z]{1,3})\.(?=(?:[a-z]{1,2}\.)*[a-z](?:[^a-z0-9''’`]|$))', '\1', 'g');
    if words ~ '\m(?:bibl|farm|univ|osp|amb|poliamb|cons|dopos|lud)\.' then
      words := replace(replace(replace(replace(replace(replace(replace(replace(replace(words,
        'bibl.', 'biblioteca '), 'farm.', 'farmacia '), 'univ.', 'universita '), 'osp.', 'ospedale '), 'poliamb.', 'poliambulatorio '),
        'amb.', 'ambulatorio '), 'cons.', 'consultorio '), 'dopos.', 'doposcuola '), 'lud.', 'ludoteca ');
    end if;
  end if;
  -- Each word between two spaces of its own: looking for word boundaries would take most of the time.
  words := ' ' || btrim(regexp_replace(words, letters, '  ', 'g')) || ' ';
  if words ~ ' (?:s|par)' then
    words := regexp_replace(regexp_replace(words,
               ' (?:ss?|sta|san|sant[oai]?|santissim[ao]) ', ' san ', 'g'),
               ' (?:parrocchia|parrocchiale|parr) ', ' parr ', 'g');
  end if;
  if words ~ ' (?:[1-5][ao]|prim[ao]|second[ao]|terz[ao]|quart[ao]|quint[ao]) ' then
    words := regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(words,
               ' (?:1[ao]|prim[ao]) ', ' 1a ', 'g'), ' (?:2[ao]|second[ao]) ', ' 2a ', 'g'),
               ' (?:3[ao]|terz(?:a|o(?!  settore))) ', ' 3a ', 'g'), ' (?:4[ao]|quart[ao]) ', ' 4a ', 'g'), ' (?:5[ao]|quint[ao]) ', ' 5a ', 'g');
  end if;
  kept := regexp_replace(words,
    -- what kind of body it is, and what joins words
    ' (?:(?:associazione|associaz|assoc|ass)(?:  cult(?:urale)?)?|(?:societa|soc)(?:  coop(?:erativa)?)?|coop(?:erativa)?(?:  soc(?:iale)?)?|impresa  sociale|promozione  sociale|organizzazione  di  volontariato|ente|terzo  settore|onlus|odv|aps|ets|asd|ssd|srls?|spa|snc|sas|scs|scarl|arl|rl|di|dell?|dell[oae]|dei|degli|da|dal|dalla|il|l[oae]?|i|gli|una?|uno|ed?|per|in|nel|nella|ad?|al|all[oa]|ai|agli|alle|con|su|d) ',
    '', 'g');
  -- At the end a letter joins nothing: «Scala A» is not «Scala B».
  if words ~ ' [adei] $' and kept ~ '[a-z0-9] $' then
    kept := kept || right(words, 3);
  end if;
  return btrim(replace(case when kept = '' then words else kept end, '  ', ' '));
end $$;

create function resource.count_key(name_key text) returns text immutable strict parallel safe language sql as $$
  select nullif(array_to_string(array(
    select word from unnest(string_to_array(name_key, ' ')) word where word ~ '^(?:[a-z]|[0-9]+[a-z]?)$' order by word collate "C"), ' '), '')
$$;
comment on function resource.count_key(text) is 'The numbers and single letters of a name, out of its key: what tells the second surgery from the first; null without any.';

create function resource.core_key(name text) returns text immutable strict parallel safe language plpgsql as $$
declare
  words text := ' ' || replace(resource.name_key(name), ' ', '  ') || ' ';
begin
  return nullif(btrim(replace(regexp_replace(words,
    -- What many are, and the city that all are of. What is done there (a library, meals) stays: it tells services apart.
    ' (?:centr[oi]|ctr|sportell[oi]|serviz[io]|serv|uffici[o]?|uff|comun[ei]|comunal[ei]|com|municipale|scuol[ae]|sc|istituto|ist|comprensivo|compr|statale|sezione|sede|circolo|gruppo|comitato|punto|spazio|casa|social[ei]|volontari(?:ato)?|associazione|cooperativa|parr|san|pubblic[oa]|territoriale|local[ei]|quartiere|rione|zona|citta|potenza|pz|basilicata|italian[oa]|nazionale|naz|regionale|provinciale|diocesan[oa]|azienda|sanitaria|patronato|center|services?|svcs|dept|department|program|the|of|and|for|at|county|community) ',
    '', 'g'), '  ', ' ')), '');
end $$;
comment on function resource.core_key(text) is 'The words of a name that tell it apart: its key without those that many names have; null when none is left.';

alter table resource.resource add column core_key text generated always as (resource.core_key(name)) stored;
comment on column resource.resource.core_key is 'The words of the name that tell it apart, by resource.core_key; null when none does.';
alter table resource.import_row add column core_key text generated always as (resource.core_key(content ->> 'name')) stored;
comment on column resource.import_row.core_key is 'The words of the name that tell it apart, by resource.core_key.';
create index resource_core_key_idx on resource.resource (core_key) where core_key is not null;
-- The very name is asked for ten thousand times by one file: out of the index of like names each would take ten times as long.
create index resource_same_name_idx on resource.resource (name_key);

-- What was stored was computed by the former text: what it reads otherwise now is computed again.
create function resource.reads_otherwise(text text) returns boolean language sql as $$
  select regexp_replace(normalize(text, nfkd), '[\u0300-\u036f]', '', 'g') ~* '[\u0370-\ud7ff\uf900-\ufdff\ufe70-\ufefc]|\m(?:[a-z]{1,3}|bibl|farm|univ|poliamb|cons|dopos)\.|\m(?:[1-5][ao]|(?:prim|second|terz|quart|quint)[ao])(?:\M|$)|[1-5]°|\m[adei]\W*$'
$$;
update resource.resource set name = name where resource.reads_otherwise(name);
update resource.resource set address = address where resource.reads_otherwise(concat_ws(' ', address, array_to_string(services, ' ')));
update resource.import_row set content = content where resource.reads_otherwise(content ->> 'name');
update territory.street set name = name where resource.reads_otherwise(name);
drop function resource.reads_otherwise(text);
comment on function resource.name_key(text) is 'A name as it is compared: without accents, case, legal forms and joining words; a saint is «san», a parish «parr», the third «3a».';
