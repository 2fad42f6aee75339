/** What the slider of *Esplora* goes through: the finest periods in which the edition tells needs. */
import { expect, test } from 'vitest'
import type { ReleaseSummary } from '../../../api/disclosure/contract.ts'
import { chosenOfNeeds, closedLike } from '../../../web/view/stretch.ts'

const release = (id: string, ...tables: ReleaseSummary['tables']) =>
  ({ id, kind: id.length === 4 ? 'year' : id.includes('Q') ? 'quarter' : 'month', tables }) as ReleaseSummary
const large = [
  release('2026-09', 'T0', 'T1'),
  release('2026-Q2', 'T2', 'T3'),
  release('2026-Q3', 'T2', 'T3'),
  release('2025', 'T8'),
]
const small = [release('2024', 'S1', 'S2'), release('2025', 'S1', 'S2'), release('2026-Q1', 'S0')]

test.for([
  ['edition L', large, ['2026-Q2', '2026-Q3']],
  ['edition S', small, ['2024', '2025']],
  ['edition S before its first year', small.slice(2), ['2026-Q1']],
  ['nothing', [], []],
] as const)('%s', ([, releases, expected]) => {
  const { id } = chosenOfNeeds(null, releases)
  expect(id ? closedLike(id, releases) : []).toEqual(expected)
})

test.for([
  [null, large, { id: '2026-Q3', missing: false }],
  ['2026-Q2', large, { id: '2026-Q2', missing: false }],
  ['2026-09', large, { id: '2026-09', missing: false }],
  ['2026-11', large, { id: null, missing: true }],
  ['2019-Q1', large, { id: null, missing: true }],
  ['2024', small, { id: '2024', missing: false }],
  [null, [], { id: null, missing: true }],
] as const)('%s', ([period, releases, expected]) => {
  expect(chosenOfNeeds(period, releases)).toEqual(expected)
})
