/**
 * Makes the tables measured together agree: where two of them measure the same total they show one number, and
 * every total is the sum of its parts, in whole numbers. Sees measurements only, so it costs no privacy.
 */

/** A count, noisy or reconciled; `cell` holds the values of its table's dimensions, in their order. */
export type Count = { table: string; cell: readonly string[]; value: number }

/** By code unit, so that no database's collation can change a result. */
export const inOrder = (counts: readonly Count[]): Count[] => {
  const key = ({ table, cell }: Count) => [table, ...cell].join('\0')
  return [...counts].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** A total shared by tables: gives the key of the total that a cell is part of; undefined for a table without it. */
export type Margin = (count: Count) => string | undefined

/**
 * Whole numbers that add up to `total`: the difference is spread equally, then the largest remainders get the
 * units left over, the first ones in case of a tie.
 */
export function apportion(values: readonly number[], total: number): number[] {
  const difference = (total - values.reduce((sum, value) => sum + value, 0)) / values.length
  // A remainder within rounding of a whole number is that number: sums in another order must not change the result.
  const exact = values.map(value => Math.round((value + difference) * 1e9) / 1e9 + 0) // + 0: no −0
  const whole = exact.map(Math.floor)
  const left = total - whole.reduce((sum, value) => sum + value, 0)
  const order = exact
    .map((value, index) => ({ index, remainder: value - whole[index]! }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of order.slice(0, left)) whole[index]!++
  return whole
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)
const groups = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const found = new Map<string, T[]>()
  for (const item of items) {
    const group = found.get(keyOf(item))
    if (group) group.push(item)
    else found.set(keyOf(item), [item])
  }
  return found
}

/** Best estimate of one total from every table that measures it: a sum of fewer cells carries less noise. */
function best(counts: readonly Count[]): number {
  const margins = [...groups(counts, count => count.table).values()].map(cells => ({
    total: sum(cells.map(cell => cell.value)),
    weight: 1 / cells.length,
  }))
  return sum(margins.map(m => m.weight * m.total)) / sum(margins.map(m => m.weight))
}

/**
 * @param counts every cell of every table of one group
 * @param margins totals shared by these tables, each splitting the one before it: area, then area and macro-need; all
 * the tables share their whole, and a table that lacks a margin agrees down to the one before
 * @returns whole numbers, in the same order
 */
export function reconcile(counts: readonly Count[], margins: readonly Margin[]): Count[] {
  const settled = counts.map(count => ({ ...count }))
  const settle = (parts: Count[], total: number, remaining: readonly Margin[]): void => {
    const [next, ...finer] = remaining
    const alone = next ? parts.filter(count => next(count) === undefined) : parts
    const sharing = next ? parts.filter(count => next(count) !== undefined) : []
    if (alone.length > 0)
      for (const cells of groups(alone, count => count.table).values())
        apportion(
          cells.map(cell => cell.value),
          total,
        ).forEach((value, i) => {
          cells[i]!.value = value
        })
    if (sharing.length === 0) return
    // The total above was settled: each table spreads its difference from it before the finer totals are compared.
    for (const cells of groups(sharing, count => count.table).values()) {
      const difference = (total - sum(cells.map(cell => cell.value))) / cells.length
      for (const cell of cells) cell.value += difference
    }
    const inner = [...groups(sharing, count => next!(count)!).values()]
    apportion(inner.map(best), total).forEach((part, i) => {
      settle(inner[i]!, part, finer)
    })
  }
  if (settled.length > 0) settle(settled, Math.round(best(settled)), margins)
  return settled
}
