-- An activity with a group is one act: what was done, and who took part by area and age. Each participant stays a contact
-- of the centre, so a row of access, and has no need: nobody was asked for one, and none was answered.

create table record.group_activity (
  id uuid primary key,
  need_domain text constraint group_activity_need_domain check (need_domain in
    ('economic', 'work', 'housing', 'education', 'health', 'disability_care', 'family', 'isolation', 'migration',
     'rights_access', 'violence', 'addiction', 'justice', 'mental_health')),
  resource_id uuid references resource.resource (id),
  project_id uuid references resource.project (id) on delete set null,
  constraint group_activity_of_one check (num_nonnulls(resource_id, project_id) <= 1)
);
create index group_activity_resource_idx on record.group_activity (resource_id);
create index group_activity_project_idx on record.group_activity (project_id);
comment on table record.group_activity is 'One activity with a group, in the street or indoors; its day, centre, channel and origin are those of its accesses.';
comment on column record.group_activity.id is 'Made by the client, so that sending twice is harmless.';
comment on column record.group_activity.need_domain is 'Domain that the activity is about; no need of any participant.';
comment on column record.group_activity.resource_id is 'The resource of the census that the activity is of, such as a Ludobus.';
comment on column record.group_activity.project_id is 'The project that the activity is of; null again when the project is taken out on the day it was added.';

alter table record.access
  add column group_activity_id uuid references record.group_activity (id) on delete cascade,
  -- Who is met in a group is a contact and never a household, whatever writes the row.
  add constraint access_of_group check (group_activity_id is null or last_visit = 'unknown');
create index access_group_activity_idx on record.access (group_activity_id) where group_activity_id is not null;
comment on column record.access.group_activity_id is 'The activity that the contact took part in; null for an access at the desk.';
