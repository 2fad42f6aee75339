-- Accesses of the register of streets that have no number: counted along the street, or told by the metres from its start.

alter table territory.house_number drop constraint house_number_form;
alter table territory.house_number add constraint house_number_form
  check (number ~ '^([0-9]{1,5}[a-z0-9/]{0,10}|snc[0-9]{1,5}|km[0-9]{1,3}\+[0-9]{3})$');
comment on column territory.house_number.number is 'The number and what follows it, in small letters without spaces: 12, 12b, 12/3. Without one: snc1, snc2 in the order of the register; km5+300 for 5,300 m from the start.';
