import { expect, test } from 'vitest'
import { dueOn } from '../../api/resources/proposals/deadline.contract.ts'

test.for([
  ['on a Monday', '2026-11-16', '2026-11-23'],
  ['on a Friday', '2026-11-20', '2026-11-27'],
  ['on a Saturday', '2026-11-21', '2026-11-27'],
  ['before the Immaculate Conception, a Tuesday', '2026-12-04', '2026-12-14'],
  ['before Christmas', '2026-12-23', '2026-12-31'],
  ['before New Year and Epiphany', '2026-12-31', '2027-01-11'],
  ['before Easter Monday', '2026-04-01', '2026-04-09'],
  ['before Saint Gerard, a Saturday', '2026-05-29', '2026-06-08'],
  ['on a leap day', '2028-02-29', '2028-03-07'],
] as const)('proposed %s, it is answered within five working days', ([_why, proposed, due]) => {
  expect(dueOn(proposed)).toBe(due)
})
