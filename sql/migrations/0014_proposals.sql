-- Partners edit what their body owns and propose on the rest; two resources that are one become one.

alter table account.organisation
  add column body_id uuid constraint account_organisation_body references resource.organisation (id);
create index account_organisation_body_idx on account.organisation (body_id);
comment on column account.organisation.body_id is 'The body of the census that it is: its partners edit what that body owns. Null: they propose.';

create table resource.proposal (
  id uuid primary key default gen_random_uuid(),
  resource_id uuid references resource.resource (id),
  base_version integer,
  centre_id text references territory.centre (id),
  before jsonb not null,
  after jsonb not null,
  reason text constraint proposal_reason check (btrim(reason) <> ''),
  proposed_by uuid not null references account."user" (id),
  organisation_id uuid references account.organisation (id),
  proposed_at timestamptz not null,
  state text not null default 'open' constraint proposal_state check (state in
    ('open', 'accepted', 'partly_accepted', 'refused', 'withdrawn', 'outdated')),
  accepted text[] not null default '{}',
  decision_reason text constraint proposal_decision_reason check (btrim(decision_reason) <> ''),
  decided_by uuid references account."user" (id),
  decided_at timestamptz,
  is_demo boolean not null default false,
  constraint proposal_of_version check (base_version is null or resource_id is not null),
  constraint proposal_decided check ((state = 'open') = (decided_at is null)),
  constraint proposal_refused check (state <> 'refused' or decision_reason is not null)
);
create index proposal_resource_idx on resource.proposal (resource_id);
create index proposal_centre_idx on resource.proposal (centre_id);
create index proposal_proposed_by_idx on resource.proposal (proposed_by);
create index proposal_organisation_idx on resource.proposal (organisation_id);
create index proposal_decided_by_idx on resource.proposal (decided_by);
create index proposal_open_idx on resource.proposal (proposed_at) where state = 'open';
comment on table resource.proposal is 'What a partner proposes on a resource, or a new one: it touches nothing until it is accepted.';
comment on column resource.proposal.id is 'Identity.';
comment on column resource.proposal.resource_id is 'The resource; of a new one null until it is accepted.';
comment on column resource.proposal.base_version is 'The version that the proposer read; null for a new resource.';
comment on column resource.proposal.centre_id is 'Of a new resource, the centre of the area where it is: its operators decide. Null outside the areas: any operator.';
comment on column resource.proposal.before is 'The proposed fields as they were in the version read.';
comment on column resource.proposal.after is 'The fields as proposed.';
comment on column resource.proposal.reason is 'Why, in words that passed the guard.';
comment on column resource.proposal.proposed_by is 'The account that proposes.';
comment on column resource.proposal.organisation_id is 'The organisation it belonged to then.';
comment on column resource.proposal.proposed_at is 'When.';
comment on column resource.proposal.state is 'open, accepted, partly_accepted, refused, withdrawn by its proposer, or outdated: what it proposes is so already.';
comment on column resource.proposal.accepted is 'The fields that were accepted.';
comment on column resource.proposal.decision_reason is 'What the proposer is told of the decision, in words that passed the guard.';
comment on column resource.proposal.decided_by is 'The account that decided or withdrew; null when an edit made it outdated.';
comment on column resource.proposal.decided_at is 'When it ceased to be open.';
comment on column resource.proposal.is_demo is 'True when invented for the demonstration.';

alter table resource.resource_version
  add column proposal_id uuid constraint resource_version_proposal references resource.proposal (id);
create index resource_version_proposal_idx on resource.resource_version (proposal_id);
comment on column resource.resource_version.proposal_id is 'The proposal that was accepted with this version.';

alter table resource.resource
  add column merged_into uuid constraint resource_merged_into references resource.resource (id),
  add constraint resource_not_merged_into_itself check (merged_into <> id);
create index resource_merged_into_idx on resource.resource (merged_into);
comment on column resource.resource.merged_into is 'The resource it was found to be the same as: old links to this one lead there. Null while it is in the census.';

create table resource.merge (
  id uuid primary key default gen_random_uuid(),
  kept_id uuid not null references resource.resource (id),
  merged_id uuid not null references resource.resource (id),
  version integer not null constraint merge_version check (version >= 2),
  verified_before date,
  verified_after date,
  told_apart uuid[] not null default '{}',
  merged_by uuid references account."user" (id),
  merged_at timestamptz not null default now(),
  undone_by uuid references account."user" (id),
  undone_at timestamptz,
  constraint merge_of_two check (kept_id <> merged_id)
);
create index merge_kept_idx on resource.merge (kept_id);
create index merge_merged_idx on resource.merge (merged_id);
create index merge_merged_by_idx on resource.merge (merged_by);
create index merge_undone_by_idx on resource.merge (undone_by);
comment on table resource.merge is 'Two resources found to be one, with what it takes to undo that.';
comment on column resource.merge.id is 'Identity.';
comment on column resource.merge.kept_id is 'The one that stays.';
comment on column resource.merge.merged_id is 'The one that leads there from now on.';
comment on column resource.merge.version is 'The version of the one that stays that the merge made.';
comment on column resource.merge.verified_before is 'When the one that stays was last verified, before.';
comment on column resource.merge.verified_after is 'The later of the two verifications.';
comment on column resource.merge.told_apart is 'What the one that stays is told apart from because the other was.';
comment on column resource.merge.merged_by is 'The account that united them.';
comment on column resource.merge.merged_at is 'When.';
comment on column resource.merge.undone_by is 'The account that took it back.';
comment on column resource.merge.undone_at is 'When it was taken back.';

create function resource.survivor(id uuid) returns uuid stable language sql as $$
  with recursive way as (
    select r.id, r.merged_into from resource.resource r where r.id = survivor.id
    union
    select r.id, r.merged_into from way join resource.resource r on r.id = way.merged_into
  )
  select way.id from way where way.merged_into is null
$$;
comment on function resource.survivor(uuid) is 'The resource that an identity means today: itself, or the one it was united with; null when there is none.';
