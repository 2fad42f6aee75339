-- The search box also looks where a resource is and what is done there.

create function resource.said_key(address text, services text[]) returns text immutable parallel safe language sql as $$
  select nullif(resource.name_key(concat_ws(' ', address, array_to_string(services, ' '))), '')
$$;
comment on function resource.said_key(text, text[]) is 'Address and services as they are searched, compared like names; null without either.';

alter table resource.resource
  add column said_key text generated always as (resource.said_key(address, services)) stored;
create index resource_said_key_idx on resource.resource using gist (said_key gist_trgm_ops (siglen = 64))
  where said_key is not null;
comment on column resource.resource.said_key is 'Address and services as the search compares them, by resource.said_key; null without either.';
