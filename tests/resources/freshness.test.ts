/** How fresh a resource is, and which comes first in the queue. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resourceGroupNames } from '../../api/resources/codes.ts'
import { freshnessOf, halfLives, mondayOf, urgency } from '../../api/resources/freshness.contract.ts'

const group = fc.constantFrom(...resourceGroupNames)
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

test('half-lives are whole months, none over the twelve after which everything is to be verified', () => {
  for (const months of Object.values(halfLives))
    expect(Number.isInteger(months) && months >= 1 && months <= 12).toBe(true)
})

test('what is faded is stale, time only ages, and a year is never fresh', () => {
  fc.assert(
    fc.property(group, day, day, fc.boolean(), (group, first, second, known) => {
      const [then, later] = [first, second].sort() as [string, string]
      const one = { group, verifiedOn: known ? then : null, addedOn: then }
      const before = freshnessOf(one, then)
      const after = freshnessOf(one, later)
      expect(before).toEqual({ stale: !known, faded: false })
      expect(after.stale || !after.faded).toBe(true)
      const aYearLater = `${Number(then.slice(0, 4)) + 1}${then.slice(4)}`
      if (later > aYearLater) expect(after.stale).toBe(true)
    }),
  )
})

test.for([
  ['2026-03-31', '2026-07-31', false],
  ['2026-03-30', '2026-07-31', true],
  ['2025-10-31', '2026-02-28', false], // four months before 28 February is 28 October
  ['2025-10-27', '2026-02-28', true],
  ['2025-12-31', '2026-04-30', false],
] as const)('a night shelter verified on %s is stale on %s: %s', ([verifiedOn, today, stale]) => {
  const shelter = { group: 'shelter_housing', verifiedOn, addedOn: verifiedOn } as const
  expect(freshnessOf(shelter, today).stale).toBe(stale)
})

test('the older and the more used come first, what was never verified before what was lately', () => {
  const today = '2026-11-22'
  const youth = { group: 'youth', verifiedOn: '2026-01-01', needs: 1 } as const
  const least = urgency(youth, today)
  expect(urgency({ ...youth, needs: 2 }, today)).toBeGreaterThan(least)
  expect(urgency({ ...youth, verifiedOn: '2025-01-01' }, today)).toBeGreaterThan(least)
  expect(urgency({ ...youth, group: 'poverty_basic' }, today)).toBeGreaterThan(least)
  expect(urgency({ ...youth, verifiedOn: null }, today)).toBeGreaterThan(least)
  expect(urgency({ ...youth, verifiedOn: '1990-01-01' }, today)).toBe(
    urgency({ ...youth, verifiedOn: null }, today),
  )
})

test('a week starts on Monday', () => {
  expect(['2026-11-16', '2026-11-19', '2026-11-22'].map(day => mondayOf(day))).toEqual(
    Array(3).fill('2026-11-16'),
  )
  expect(mondayOf('2027-01-01')).toBe('2026-12-28')
  expect(mondayOf('2026-12-31', 1)).toBe('2027-01-04')
})
