-- Views that a person keeps, one by one or in order under the name of a dossier.

create table account.saved_view (
  id uuid primary key,
  user_id uuid not null references account."user" (id) on delete cascade,
  name text not null constraint saved_view_name check (btrim(name) <> ''),
  address text not null constraint saved_view_address check (address like '/%' and length(address) <= 600),
  dossier text constraint saved_view_dossier check (btrim(dossier) <> ''),
  position integer not null default 0 constraint saved_view_position check (position >= 0),
  text text,
  saved_at timestamptz not null default now()
);
create index saved_view_user_idx on account.saved_view (user_id);
comment on table account.saved_view is 'A view kept by one account and shown to no other: an address, never its numbers.';
comment on column account.saved_view.id is 'Identity, made by the browser, so that saving twice is harmless.';
comment on column account.saved_view.user_id is 'Whose it is.';
comment on column account.saved_view.name is 'Name given to it.';
comment on column account.saved_view.address is 'Path and query that open it; what they show is asked again, as its reader may see it.';
comment on column account.saved_view.dossier is 'The dossier it is part of; null for a view by itself.';
comment on column account.saved_view.position is 'Its place in the dossier, from 0.';
comment on column account.saved_view.text is 'What the dossier says before the view; guarded like every free text.';
comment on column account.saved_view.saved_at is 'When it was saved last.';
