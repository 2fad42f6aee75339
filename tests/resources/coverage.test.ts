/** Until when a resource is covered, what renews it, and what is left afterwards. */
import { expect, test } from 'vitest'
import { endOf, monthsAfter, remainingOf } from '../../api/resources/expiring/coverage.contract.ts'

const none = { fundings: [], projects: [], validTo: null }
const [march, june, september] = ['2027-03-31', '2027-06-30', '2027-09-30']

test.each([
  ['nothing is known to end', {}, null],
  ['a line ends', { fundings: [march] }, [march, 'funding']],
  ['a longer line renews a shorter one', { fundings: [june, march] }, [june, 'funding']],
  ['a line without an end', { fundings: [march, null] }, null],
  ['a project ends', { projects: [march] }, [march, 'projects']],
  ['all its projects end', { projects: [march, june] }, [june, 'projects']],
  ['one of its projects has no end', { projects: [march, null] }, null],
  ['a project that runs longer renews a line', { fundings: [march], projects: [june] }, [june, 'projects']],
  ['a project without an end renews a line', { fundings: [march], projects: [null] }, null],
  ['a dated line renews a project', { fundings: [june], projects: [march] }, [june, 'funding']],
  ['who pays without until when does not', { fundings: [null], projects: [march] }, [march, 'projects']],
  ['its own last day comes first', { fundings: [june], validTo: march }, [march, 'validity']],
  ['its own last day comes later', { fundings: [june], validTo: september }, [june, 'funding']],
  ['its own last day, whatever goes on', { projects: [null], validTo: march }, [march, 'validity']],
])('%s', (_what, cover, end) => {
  expect(endOf({ ...none, ...cover })).toEqual(end && { on: end[0], cause: end[1] })
})

test.each([
  ['2026-11-22', 3, '2027-02-22'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2027-11-30', 3, '2028-02-29'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2026-12-31', 12, '2027-12-31'],
])('%s and %i months later is %s', (day, months, later) => {
  expect(monthsAfter(day, months)).toBe(later)
})

test('what is left is told where something goes, with the places of what goes', () => {
  const supply = [
    { area: 'alfa', need: 'work', resources: 3, places: { posti: 20, tirocini: 8 } },
    { area: 'alfa', need: 'health', resources: 2, places: {} },
    { area: null, need: 'work', resources: 1, places: { posti: 5 } },
  ]
  const ending = [
    { area: 'alfa', needs: ['work', 'economic'], places: { total: 6, unit: 'posti' } },
    { area: 'alfa', needs: ['work'] },
    { area: null, needs: ['work'], places: { total: 5, unit: 'posti' } },
    { area: 'beta', needs: ['health'] },
  ]
  expect(remainingOf(supply, ending)).toEqual([
    { area: 'alfa', need: 'work', now: 3, remaining: 1, places: [{ unit: 'posti', now: 20, remaining: 14 }] },
    { area: null, need: 'work', now: 1, remaining: 0, places: [{ unit: 'posti', now: 5, remaining: 0 }] },
  ])
  expect(remainingOf(supply, [])).toEqual([])
})
