-- Who may enter, what they did, and the settings of the installation.

create schema account;
comment on schema account is 'Accounts, sessions, settings and the audit trail.';

create table account.organisation (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  constraint account_organisation_name unique (name)
);
comment on table account.organisation is 'Bodies that accounts belong to.';
comment on column account.organisation.id is 'Identity.';
comment on column account.organisation.name is 'Name shown.';

create table account."user" (
  id uuid primary key default gen_random_uuid(),
  username text not null constraint user_username unique,
  display_name text not null,
  role text not null constraint user_role check (role in ('operator', 'coordinator', 'partner', 'admin')),
  centre_id text references territory.centre (id),
  organisation_id uuid references account.organisation (id),
  password_hash text not null,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  constraint user_operator_has_centre check ((role = 'operator') = (centre_id is not null))
);
create index user_centre_idx on account."user" (centre_id);
create index user_organisation_idx on account."user" (organisation_id);
comment on table account."user" is 'A person or a desk that signs in. Staff of the network, never a citizen who comes to the door.';
comment on column account."user".id is 'Identity.';
comment on column account."user".username is 'What is typed to sign in.';
comment on column account."user".display_name is 'What the header shows.';
comment on column account."user".role is 'operator, coordinator, partner or admin.';
comment on column account."user".centre_id is 'The centre of an operator; null for the other roles.';
comment on column account."user".organisation_id is 'The body it belongs to.';
comment on column account."user".password_hash is 'argon2id, PHC string.';
comment on column account."user".active is 'False shuts the account and keeps its trail.';
comment on column account."user".created_at is 'When it was made.';

create table account.session (
  id text primary key,
  content jsonb not null,
  expires_at timestamptz not null
);
create index session_expires_idx on account.session (expires_at);
comment on table account.session is 'Open sessions of the web client.';
comment on column account.session.id is 'SHA-256 of the cookie''s session id, so that a copy of the table opens nothing.';
comment on column account.session.content is 'The account''s id and the cookie''s terms.';
comment on column account.session.expires_at is 'When it ends by itself.';

create table account.setting (
  key text primary key,
  value jsonb not null
);
comment on table account.setting is 'Settings of the installation.';
comment on column account.setting.key is 'Name of the setting.';
comment on column account.setting.value is 'Its value.';

create table account.audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  user_id uuid references account."user" (id),
  operation text not null,
  target text
);
create index audit_event_user_idx on account.audit_event (user_id);
create index audit_event_at_idx on account.audit_event (at);
comment on table account.audit_event is 'Who did or read what, and when; never the content.';
comment on column account.audit_event.id is 'Identity.';
comment on column account.audit_event.at is 'When.';
comment on column account.audit_event.user_id is 'Who; null for the server itself.';
comment on column account.audit_event.operation is 'The operation''s id, such as recordAccess or getInternalFigures.';
comment on column account.audit_event.target is 'The id or period it was about.';

create function account.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_schema || '.' || tg_table_name using errcode = 'restrict_violation';
end $$;
comment on function account.refuse_change() is 'Raises 23001: the audit trail is append-only.';
create trigger audit_event_append_only before update or delete or truncate on account.audit_event
  for each statement execute function account.refuse_change();
