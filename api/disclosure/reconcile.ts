/**
 * Makes the tables measured together agree: where two of them measure the same total they show one number, and
 * every total is the sum of its parts, in whole numbers. Sees measurements only, so it costs no privacy.
 */

/** A count, noisy or reconciled; `cell` holds the values of its table's dimensions, in their order. */
export type Count = Cell & { value: number }
export type Cell = { table: string; cell: readonly string[] }

/** By code unit, so that no database's collation can change a result. */
export const inOrder = (counts: readonly Count[]): Count[] => {
  const key = ({ table, cell }: Count) => [table, ...cell].join('\0')
  return [...counts].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** A total shared by tables: gives the key of the total that a cell is part of; undefined for a table without it. */
export type Margin = (cell: Cell) => string | undefined

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

/** Where counts stand in their list: their order is fixed, their values are not. */
type Indices = readonly number[]
const groupsOf = (indices: Indices, keyOf: (index: number) => string): Indices[] => {
  const groups = new Map<string, number[]>()
  for (const index of indices) {
    const group = groups.get(keyOf(index))
    if (group) group.push(index)
    else groups.set(keyOf(index), [index])
  }
  return [...groups.values()]
}

/** How the parts of one total are settled; `tables` are the same parts as each table has them. */
type Plan = {
  /** Tables that share no finer total with the others. */
  alone: readonly Indices[]
  sharing: readonly Indices[]
  finer: readonly { tables: readonly Indices[]; plan: Plan }[]
}

const totalOf = (values: readonly number[], indices: Indices): number => {
  let total = 0
  for (const index of indices) total += values[index]!
  return total
}

/** Best estimate of one total from every table that measures it: a sum of fewer cells carries less noise. */
function best(values: readonly number[], tables: readonly Indices[]): number {
  let [weighted, weights] = [0, 0]
  for (const cells of tables) {
    const weight = 1 / cells.length
    weighted += weight * totalOf(values, cells)
    weights += weight
  }
  return weighted / weights
}

/**
 * What the cells alone decide is decided once: a simulation reconciles the same cells thousands of times.
 * @param cells every cell of every table of one group
 * @param margins totals shared by these tables, each splitting the one before it: area, then area and macro-need; all
 * the tables share their whole, and a table that lacks a margin agrees down to the one before
 * @returns what makes whole numbers that agree of the values of these cells, in their order
 */
export function reconciler(
  cells: readonly Cell[],
  margins: readonly Margin[],
): (values: readonly number[]) => number[] {
  const tablesOf = (indices: Indices) => groupsOf(indices, index => cells[index]!.table)
  const planOf = (parts: Indices, [next, ...remaining]: readonly Margin[]): Plan => {
    const keys = new Map(parts.map(index => [index, next?.(cells[index]!)]))
    const sharing = parts.filter(index => keys.get(index) !== undefined)
    return {
      alone: tablesOf(parts.filter(index => keys.get(index) === undefined)),
      sharing: tablesOf(sharing),
      finer: groupsOf(sharing, index => keys.get(index)!).map(inner => ({
        tables: tablesOf(inner),
        plan: planOf(inner, remaining),
      })),
    }
  }
  const all = cells.map((_, index) => index)
  const whole = tablesOf(all)
  const plan = planOf(all, margins)
  const settle = (settled: number[], total: number, { alone, sharing, finer }: Plan): void => {
    for (const indices of alone)
      apportion(
        indices.map(index => settled[index]!),
        total,
      ).forEach((value, i) => {
        settled[indices[i]!] = value
      })
    if (finer.length === 0) return
    // The total above was settled: each table spreads its difference from it before the finer totals are compared.
    for (const indices of sharing) {
      const difference = (total - totalOf(settled, indices)) / indices.length
      for (const index of indices) settled[index]! += difference
    }
    apportion(
      finer.map(({ tables }) => best(settled, tables)),
      total,
    ).forEach((part, i) => {
      settle(settled, part, finer[i]!.plan)
    })
  }
  return values => {
    const settled = [...values]
    if (settled.length > 0) settle(settled, Math.round(best(settled, whole)), plan)
    return settled
  }
}

/** The same of counts, once. */
export function reconcile(counts: readonly Count[], margins: readonly Margin[]): Count[] {
  const values = reconciler(counts, margins)(counts.map(({ value }) => value))
  return counts.map((count, i) => ({ ...count, value: values[i]! }))
}
