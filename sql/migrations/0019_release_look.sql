-- So that whoever signs in is told of what came out since they last looked, once, inside the product.

create table account.release_look (
  user_id uuid primary key references account."user" (id),
  at timestamptz not null
);
comment on table account.release_look is
  'How far each account has looked at the list of releases: one instant, written over by the next.';
comment on column account.release_look.user_id is 'The account.';
comment on column account.release_look.at is
  'When the newest release it was shown came out; not when it looked.';
