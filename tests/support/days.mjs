// @ts-check
/** Ten days that have broken programs, as times of Rome: name and TEST_NOW. */
export const days = /** @type {const} */ ([
  ['the tenth, when months close', '2026-12-10T10:00:00+01:00'],
  ['the 28th of February of a common year', '2027-02-28T23:30:00+01:00'],
  ['the 29th of February', '2028-02-29T09:00:00+01:00'],
  ['the patron saint of Potenza, a Sunday', '2027-05-30T11:00:00+02:00'],
  ['the 31st', '2027-08-31T16:00:00+02:00'],
  ['the last day of the year', '2026-12-31T18:00:00+01:00'],
  ['the first of January', '2027-01-01T00:30:00+01:00'],
  ['the night that loses an hour', '2027-03-28T01:55:00+01:00'],
  ['the night that has an hour twice', '2027-10-31T02:30:00+02:00'],
  ['a minute to midnight of a 30th', '2027-11-30T23:59:00+01:00'],
])
