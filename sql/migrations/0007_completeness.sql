-- A day without accesses is a datum only when somebody says so: otherwise it may be a day not recorded yet.

create table record.day_without_access (
  centre_id text not null references territory.centre (id),
  day date not null,
  declared_by uuid references account."user" (id),
  declared_at timestamptz not null default now(),
  primary key (centre_id, day)
);
create index day_without_access_declared_by_idx on record.day_without_access (declared_by);
comment on table record.day_without_access is 'Days on which a centre declares that nobody came; an access recorded on the day removes its row.';
comment on column record.day_without_access.centre_id is 'The centre that declares.';
comment on column record.day_without_access.day is 'The day, of a month still open when it was declared.';
comment on column record.day_without_access.declared_by is 'The operator''s account.';
comment on column record.day_without_access.declared_at is 'When it was declared.';
