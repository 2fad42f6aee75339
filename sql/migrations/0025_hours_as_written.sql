-- Hours that nobody has understood yet stay readable, apart from those that say when a place is open.

alter table resource.resource
  add column opening_hours_text text,
  add constraint resource_hours_read_or_written check (opening_hours is null or opening_hours_text is null);
comment on column resource.resource.opening_hours_text is 'Hours as they were written, where they could not be read: to be confirmed, and neither open nor closed.';
