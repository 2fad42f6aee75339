// @vitest-environment happy-dom
/** What the ledger says was told of one household of a quarter, added up as anybody could. */
import { expect, test } from 'vitest'
import type { LedgerEntry } from '../../../api/disclosure/publication.contract.ts'
import { drawnAt } from '../../../web/disclosure/Lottery.tsx'
import { spentByQuarter } from '../../../web/disclosure/spent.ts'

const entry = (
  period: string,
  table: LedgerEntry['table'],
  kind: LedgerEntry['kind'] = 'closing',
): LedgerEntry => ({
  period,
  table,
  kind,
  edition: 'L',
  sigma: 3,
  cost: table ? 1 / 9 : 0,
  at: '2026-01-10T00:00:00.000Z',
  by: 'server',
  reason: null,
})

test('a monthly table counts once in its quarter, a yearly one in each, an errata once more', () => {
  const entries = [
    ...['2025-10', '2025-11', '2025-12'].flatMap(month => [entry(month, 'T0'), entry(month, 'T1')]),
    entry('2025-11', 'T0', 'errata'),
    entry('2025-Q4', 'T2'),
    entry('2025', 'T8'),
    entry('2026-Q1', null, 'edition'),
  ]
  const spent = spentByQuarter(entries)
  // Quarters of the year in which nothing else happened are no quarters of the observatory.
  expect(spent.map(({ quarter }) => quarter)).toContain('2025-Q4')
  expect(spent.map(({ quarter }) => quarter)).not.toContain('2025-Q1')
  const last = spent.find(({ quarter }) => quarter === '2025-Q4')!
  expect(last.tables).toEqual(['T0', 'T1', 'T2', 'T8'])
  expect(last.errata).toBe(true)
  expect(last.cost).toBeCloseTo(Math.sqrt(5 / 9), 12)
})

test('the draw shown is the quantile of the law', () => {
  const law = {
    sigma: 1,
    halfWidth: 1,
    probabilities: [
      { z: -1, share: 0.25 },
      { z: 0, share: 0.5 },
      { z: 1, share: 0.25 },
    ],
  }
  expect([0, 0.2499, 0.25, 0.7499, 0.75, 0.9999, 1].map(place => drawnAt(law, place))).toEqual([
    -1, -1, 0, 0, 1, 1, 1,
  ])
})
