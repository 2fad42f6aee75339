/**
 * How far a served number may be from the true one. Tables that are made to agree lend each other precision, so the
 * half-width of the 90 % interval has no formula: it is read from a simulation of the noise alone, reconciled as the
 * measurements are. Nothing of a record enters it, and the same shape always gives the same widths.
 */
import type { Edition } from './editions.ts'
import { cumulativeTable, one } from './noise.ts'
import { type Cell, type Margin, reconciler } from './reconcile.ts'

const worlds = 2000
/** A share of 0.90, and two standard errors of the simulation more, so that the promise holds and not only on average. */
const shareOf = (size: number) => 0.9 + 2 * Math.sqrt((0.9 * 0.1) / (size * worlds))

/** A grid as the simulation sees it: for each count the cell it is summed in, −1 for those of other tables. */
export type Summation = { targets: readonly number[]; size: number }

export function sumsOf(values: readonly number[], { targets, size }: Summation): number[] {
  const sums = new Array<number>(size).fill(0)
  for (let i = 0; i < targets.length; i++) if (targets[i]! >= 0) sums[targets[i]!]! += values[i]!
  return sums
}

/** Mulberry32: 32 bits of state are plenty for a simulation, and the seed makes it the same everywhere. */
function uniform(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const kept = new Map<string, readonly number[]>()

/**
 * @param shape what tells two lists of cells apart here: the sizes of their dimensions
 * @param cells every cell of the tables of a period
 * @returns for each grid the smallest h with |error| ≤ h in at least 90 % of its cells over all simulated worlds, with their own doubt added
 */
export function halfWidths(
  edition: Edition,
  shape: string,
  cells: readonly Cell[],
  margins: readonly Margin[],
  grids: readonly Summation[],
): readonly number[] {
  const key = `${edition.name} ${shape}`
  const known = kept.get(key)
  if (known) return known
  const law = cumulativeTable(edition.sigma).map(({ z, cumulative }) => ({
    z,
    upTo: Number(cumulative) / Number(one),
  }))
  const random = uniform(20260101)
  const draw = () => {
    const u = random()
    let low = 0
    let high = law.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (u < law[middle]!.upTo) high = middle
      else low = middle + 1
    }
    return law[low]!.z
  }
  const settle = reconciler(cells, margins)
  const errors = grids.map(() => new Map<number, number>())
  for (let world = 0; world < worlds; world++) {
    const settled = settle(cells.map(draw))
    grids.forEach((grid, g) => {
      for (const sum of sumsOf(settled, grid))
        errors[g]!.set(Math.abs(sum), (errors[g]!.get(Math.abs(sum)) ?? 0) + 1)
    })
  }
  const widths = grids.map(({ size }, g) => {
    let inside = 0
    for (let h = 0; ; h++) {
      inside += errors[g]!.get(h) ?? 0
      if (inside >= shareOf(size) * size * worlds) return h
    }
  })
  kept.set(key, widths)
  return widths
}
