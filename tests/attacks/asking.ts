/**
 * What can be asked of published numbers: a table and sets of values, answered by a sum, by «few or none» (null), or
 * not at all. A release answers with the sums of its cells, a naive dashboard with any filter.
 */
import type { Random } from '../../api/demonstration/random.ts'
import type { DimensionName, Release } from '../../api/disclosure/contract.ts'
import type { Table } from '../../api/disclosure/editions.ts'
import type { Count } from '../../api/disclosure/reconcile.ts'
import { suppressedUnder } from './naive.ts'

export type Filter = Partial<Record<DimensionName, readonly string[]>>
export type Ask = (table: Table, filter: Filter) => number | null

/** Adds up served cells: of the coarsest grid of the table that has the dimensions, or of one that counts the same. */
export function askRelease({ grids, dimensions, cellAreas }: Release): Ask {
  return (table, filter) => {
    const names = Object.keys(filter) as DimensionName[]
    // A map cell lies in one area, so the cell says both.
    const needed = names.includes('cell') ? names.filter(name => name !== 'area') : names
    const has = (by: readonly string[]) => needed.every(name => by.includes(name))
    const candidates = [
      ...grids.filter(grid => grid.table === table.code && has(grid.by)),
      ...grids.filter(grid => grid.unit === table.unit && has(grid.by) && grid.by.length === needed.length),
    ].sort((a, b) => a.by.length - b.by.length)
    const grid = candidates[0]
    if (!grid) return null
    let sum = 0
    for (const [index, value] of grid.cells.entries()) {
      let rest = index
      let wanted = true
      for (const name of grid.by.toReversed()) {
        const values = dimensions[name]!
        const place = rest % values.length // the last dimension runs fastest
        rest = Math.floor(rest / values.length)
        if (filter[name] && !filter[name].includes(values[place]!)) wanted = false
        if (name === 'cell' && filter.area && !filter.area.includes(cellAreas![place]!)) wanted = false
      }
      if (!wanted) continue
      if (value === null) return null
      sum += value
    }
    return sum
  }
}

/**
 * What is hidden, guessed from what is not: each hidden number is taken for its share of what a total of the same table
 * leaves to the hidden ones in it, of the finest margin whose total is shown.
 */
export function filled(release: Release): Release {
  const { dimensions, cellAreas, grids } = release
  type Grid = Release['grids'][number]
  /** The cell of a margin that holds a cell of a grid. */
  const within = (grid: Grid, index: number, margin: Grid): number => {
    const at: Partial<Record<DimensionName, number>> = {}
    let rest = index
    for (const name of grid.by.toReversed()) {
      const size = dimensions[name]!.length
      at[name] = rest % size
      rest = Math.floor(rest / size)
    }
    if (at.cell !== undefined) at.area = dimensions.area.indexOf(cellAreas![at.cell]!)
    return margin.by.reduce((place, name) => place * dimensions[name]!.length + at[name]!, 0)
  }
  const guessed = grids.map(grid => {
    const has = (name: DimensionName) =>
      grid.by.includes(name) || (name === 'area' && grid.by.includes('cell'))
    const margins = grids
      .filter(one => one !== grid && one.unit === grid.unit && one.by.every(has))
      .filter(one => one.cells.length < grid.cells.length)
      .sort((a, b) => b.cells.length - a.cells.length)
    const cells: (number | null)[] = [...grid.cells]
    for (const margin of margins) {
      const left = new Map<number, { sum: number; hidden: number[] }>()
      cells.forEach((value, i) => {
        const whole = within(grid, i, margin)
        const total = margin.cells[whole]
        if (total === null || total === undefined) return
        const its = left.get(whole) ?? { sum: total, hidden: [] }
        if (value === null) its.hidden.push(i)
        else its.sum -= value
        left.set(whole, its)
      })
      for (const { sum, hidden } of left.values()) for (const i of hidden) cells[i] = sum / hidden.length
    }
    return { ...grid, cells: cells.map(value => value ?? release.threshold / 3) }
  })
  return { ...release, grids: guessed }
}

/** Any filter over plain counts, suppressed under five. */
export const askCounts =
  (counts: readonly Count[]): Ask =>
  (table, filter) => {
    const wanted = table.dimensions.map(name => filter[name])
    let sum = 0
    for (const { table: code, cell, value } of counts)
      if (code === table.code && wanted.every((set, i) => !set || set.includes(cell[i]!))) sum += value
    return sum < suppressedUnder ? null : sum
  }

const without = (filter: Filter, ...names: DimensionName[]): Filter =>
  Object.fromEntries(Object.entries(filter).filter(([name]) => !names.includes(name as DimensionName)))

/**
 * A small cell from everything that overlaps it: asked for, told by its complements, and by the difference of sets that
 * hold it and do not, averaged.
 * @returns undefined when nothing answers
 */
export function bySubsets(
  ask: Ask,
  table: Table,
  cell: readonly string[],
  valuesOf: (name: DimensionName, cell: readonly string[]) => readonly string[],
  random: Random,
): number | undefined {
  const estimates: number[] = []
  const add = (...terms: [1 | -1, Filter][]) => {
    let sum = 0
    for (const [sign, filter] of terms) {
      const answer = ask(table, filter)
      if (answer === null) return
      sum += sign * answer
    }
    estimates.push(sum)
  }
  const it: Filter = Object.fromEntries(table.dimensions.map((name, i) => [name, [cell[i]!]]))
  const free = table.dimensions.filter(name => !(name === 'area' && table.dimensions.includes('cell')))
  const others = (name: DimensionName) =>
    valuesOf(name, cell).filter(value => value !== cell[table.dimensions.indexOf(name)])
  add([1, it])
  for (const [d, name] of free.entries()) {
    const rest = others(name)
    const mine = it[name]![0]!
    add([1, without(it, name)], [-1, { ...it, [name]: rest }])
    for (let n = 0; n < 6; n++) {
      const some = n < 3 ? [random.among(rest)] : rest.filter(() => random.chance(0.5))
      if (some.length > 0) add([1, { ...it, [name]: [mine, ...some] }], [-1, { ...it, [name]: some }])
    }
    for (const second of free.slice(d + 1)) {
      const [a, b] = [others(name), others(second)]
      add(
        [1, without(it, name, second)],
        [-1, { ...without(it, second), [name]: a }],
        [-1, { ...without(it, name), [second]: b }],
        [1, { ...it, [name]: a, [second]: b }],
      )
    }
  }
  return estimates.length > 0 ? estimates.reduce((sum, x) => sum + x, 0) / estimates.length : undefined
}

/**
 * A whole row of cells from the sums of its subsets, as a system of whole numbers: least squares, then rounding, then
 * single steps as long as they bring the sums nearer.
 * @returns undefined when nothing answers
 */
export function byIntegers(
  ask: Ask,
  table: Table,
  fixed: Filter,
  name: DimensionName,
  values: readonly string[],
  random: Random,
): number[] | undefined {
  const equations: { holds: boolean[]; sum: number }[] = []
  const subsets =
    values.length <= 6
      ? Array.from({ length: 2 ** values.length - 1 }, (_, n) =>
          values.map((_v, i) => ((n + 1) >> i) % 2 === 1),
        )
      : [
          values.map(() => true),
          ...values.flatMap((_v, i) => [values.map((_w, j) => i === j), values.map((_w, j) => i !== j)]),
          ...Array.from({ length: 40 }, () => values.map(() => random.chance(0.5))),
        ]
  for (const holds of subsets) {
    const set = values.filter((_, i) => holds[i])
    if (set.length === 0) continue
    const sum = ask(table, set.length === values.length ? fixed : { ...fixed, [name]: set })
    if (sum !== null) equations.push({ holds, sum })
  }
  if (equations.length === 0) return undefined
  // Kaczmarz' sweeps: the least change of the guess that satisfies each equation in turn.
  const x = values.map(() => 2)
  for (let sweep = 0; sweep < 200; sweep++)
    for (const { holds, sum } of equations) {
      const size = holds.filter(Boolean).length
      const gap = (sum - holds.reduce((total, yes, i) => total + (yes ? x[i]! : 0), 0)) / size
      holds.forEach((yes, i) => {
        if (yes) x[i]! += gap
      })
    }
  const whole = x.map(value => Math.max(0, Math.round(value)))
  const misfit = () =>
    equations.reduce(
      (total, { holds, sum }) =>
        total + (sum - holds.reduce((all, yes, i) => all + (yes ? whole[i]! : 0), 0)) ** 2,
      0,
    )
  for (let least = misfit(), better = true; better; ) {
    better = false
    for (let i = 0; i < whole.length; i++)
      for (const step of [-1, 1]) {
        if (whole[i]! + step < 0) continue
        whole[i]! += step
        const now = misfit()
        if (now < least) {
          least = now
          better = true
        } else whole[i]! -= step
      }
  }
  return whole
}
