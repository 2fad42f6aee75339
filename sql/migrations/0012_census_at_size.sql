-- Duplicates at size: candidates come ordered out of an index instead of being compared one by one, and a body is
-- known by its tax code too.

alter table resource.organisation
  add column tax_code text constraint organisation_tax_code check (tax_code ~ '^[0-9]{11}$');
create index organisation_tax_code_idx on resource.organisation (tax_code);
comment on column resource.organisation.tax_code is 'Tax code or VAT number of the body, 11 digits of which the last is a check digit; never that of a person.';

-- GiST gives the likest names first, and of names alike the nearest, so that five are read and not thousands. A
-- signature of 64 bytes holds the groups of three letters of a name with few collisions.
drop index resource.resource_name_key_idx;
create index resource_name_key_idx on resource.resource using gist (name_key gist_trgm_ops (siglen = 64), geometry);
create index resource_without_position_idx on resource.resource (keeper_centre_id) where geometry is null;
