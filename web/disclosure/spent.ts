/** What has been told of one household that came in a quarter, from the ledger alone. Pure. */
import type { LedgerEntry } from '../../api/disclosure/publication.contract.ts'
import { quarterOf } from '../view/stretch.ts'

const quartersOf = (period: string) =>
  period.length === 4 ? [1, 2, 3, 4].map(quarter => `${period}-Q${quarter}`) : [quarterOf(period)]

export type Spent = { quarter: string; tables: string[]; cost: number; errata: boolean }

/**
 * √Σ 1/σ² over the tables that one household enters: a monthly table once, though it is measured for each of the three
 * months, because a visit falls in one of them. An errata is one more measurement and adds up.
 * @returns the newest quarter first
 */
export function spentByQuarter(entries: readonly LedgerEntry[]): Spent[] {
  const found = new Map<string, Map<string, number>>()
  for (const { period, table, kind, cost } of entries) {
    if (!table || cost === 0) continue
    for (const quarter of quartersOf(period)) {
      if (!found.has(quarter)) found.set(quarter, new Map())
      found.get(quarter)!.set(`${kind} ${table}`, cost)
    }
  }
  // A year spans quarters in which nothing else was measured: those before the observatory began.
  return [...found]
    .filter(([quarter]) => entries.some(({ period }) => period.length > 4 && quarterOf(period) === quarter))
    .map(([quarter, costs]) => ({
      quarter,
      tables: [...new Set([...costs.keys()].map(key => key.split(' ')[1]!))].sort(),
      cost: Math.sqrt([...costs.values()].reduce((sum, cost) => sum + cost, 0)),
      errata: [...costs.keys()].some(key => key.startsWith('errata')),
    }))
    .sort((a, b) => b.quarter.localeCompare(a.quarter))
}
