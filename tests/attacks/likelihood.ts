/**
 * The best attacker there is: knows every other record, the whole method with its public noise, and every served
 * number. It simulates the releases of the world without the household and of the worlds with it, learns from them
 * which served numbers tell the two apart, and weighs them by their likelihood (Gaussian, with the covariances that
 * reconciliation and thresholds leave). What is hidden it takes for what it is on average where it is hidden.
 */
import type { Random } from '../../api/demonstration/random.ts'
import { seeded } from '../../api/demonstration/random.ts'
import type { DimensionName, Release } from '../../api/disclosure/contract.ts'
import { type Edition, type Table, tablesOf } from '../../api/disclosure/editions.ts'
import { sumsOf } from '../../api/disclosure/half-widths.ts'
import { cumulativeTable, one } from '../../api/disclosure/noise.ts'
import { type Count, inOrder, reconciler } from '../../api/disclosure/reconcile.ts'
import { dimensionsOf, marginsOf, type Places, summation } from '../../api/disclosure/release.ts'
import { areas, truthOf, type Visit } from './world.ts'

export type Shape = Pick<Release, 'dimensions' | 'cellAreas'>
/** What a server does to true counts before anybody sees them: protects them, or suppresses what is under five. */
export type Method = 'protected' | 'naive'
type Grid = {
  table: Table
  by: readonly DimensionName[]
  targets: readonly number[]
  size: number
  start: number
}

const places: Places = { areas: [...areas], centres: areas.map(area => `porta-${area}`) }

/** Draws from the published noise. */
export function lottery(sigma: number): (random: Random) => number {
  const law = cumulativeTable(sigma).map(({ z, cumulative }) => ({
    z,
    upTo: Number(cumulative) / Number(one),
  }))
  return random => {
    const u = random.number() + random.number() * 2 ** -32
    let low = 0
    let high = law.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (u < law[middle]!.upTo) high = middle
      else low = middle + 1
    }
    return law[low]!.z
  }
}

/** The whole method for the tables of one period, as anybody can rebuild it from what is public. */
export class Machine {
  readonly edition: Edition
  readonly period: string
  readonly tables: readonly Table[]
  /** Every cell, in the order in which measurements are reconciled. */
  readonly frame: readonly Count[]
  readonly grids: readonly Grid[]
  /** Cells of all the grids together. */
  readonly width: number
  readonly #shape: Shape
  readonly #draw: (random: Random) => number
  readonly #settle: (values: readonly number[]) => number[]
  readonly #known = new WeakMap<readonly Visit[], readonly number[]>()

  constructor(edition: Edition, period: string, shape: Shape) {
    this.edition = edition
    this.period = period
    this.tables = tablesOf(edition, period)
    this.#shape = shape
    this.#draw = lottery(edition.sigma)
    this.frame = inOrder(truthOf([], this.tables, period, shape))
    this.#settle = reconciler(this.frame, marginsOf(this.tables))
    const { dimensions } = dimensionsOf(this.tables, this.frame, places)
    let start = 0
    this.grids = this.tables.flatMap(table =>
      table.grids.map(by => {
        const grid = { table, by, start, ...summation(this.frame, table, by, dimensions) }
        start += grid.size
        return grid
      }),
    )
    this.width = start
  }

  /** True counts in the order of the frame. A list of visits is counted once: nobody changes it afterwards. */
  values(visits: readonly Visit[]): readonly number[] {
    let values = this.#known.get(visits)
    if (!values) {
      values = inOrder(truthOf(visits, this.tables, this.period, this.#shape)).map(({ value }) => value)
      this.#known.set(visits, values)
    }
    return values
  }

  /** The same with their cells, of all these visits together. */
  counts(...groups: readonly (readonly Visit[])[]): Count[] {
    const values = groups.map(visits => this.values(visits))
    return this.frame.map((cell, i) => ({ ...cell, value: values.reduce((sum, its) => sum + its[i]!, 0) }))
  }

  noise(random: Random): number[] {
    return this.frame.map(() => this.#draw(random))
  }

  /** Whole numbers that agree, before any is hidden. */
  figures(values: readonly number[], noise: readonly number[]): number[] {
    return this.#settle(values.map((value, i) => value + noise[i]!))
  }

  /** The cells of all grids, one after the other. */
  sums(values: readonly number[]): number[] {
    return this.grids.flatMap(grid => sumsOf(values, grid))
  }

  served(method: Method, values: readonly number[], noise: readonly number[]): (number | null)[] {
    const least = method === 'naive' ? 5 : this.edition.threshold
    const sums = this.sums(method === 'naive' ? values : this.figures(values, noise))
    return sums.map(value => (value < least ? null : value))
  }

  /** The same from a body that was read. */
  read(release: Release): (number | null)[] {
    return release.grids.flatMap(grid => grid.cells)
  }
}

/** A quantity the attacker looks at: a sum of served cells. */
type Feature = readonly number[]

/** Cells that the household can have touched, and beside each what its margins say that the other parts do not. */
function featuresOf(machine: Machine, touched: ReadonlySet<number>): Feature[] {
  const features: Feature[] = [...touched].map(cell => [cell])
  for (const margin of machine.grids)
    for (const grid of machine.grids) {
      if (grid.table !== margin.table || grid.by.length <= margin.by.length) continue
      if (!margin.by.every(name => grid.by.includes(name))) continue
      const parts = new Map<number, Set<number>>()
      grid.targets.forEach((target, i) => {
        const whole = margin.start + margin.targets[i]!
        if (target < 0 || !touched.has(whole)) return
        if (!parts.has(whole)) parts.set(whole, new Set())
        parts.get(whole)!.add(grid.start + target)
      })
      for (const cells of parts.values()) {
        const others = [...cells].filter(cell => !touched.has(cell))
        if (others.length > 0) features.push(others)
      }
    }
  return features
}

/** Solves A x = b for several b; A symmetric and positive definite. */
function solve(matrix: readonly Float64Array[], sides: readonly (readonly number[])[]): number[][] {
  const n = matrix.length
  const lower = matrix.map(row => Float64Array.from(row))
  for (let j = 0; j < n; j++) {
    const row = lower[j]!
    for (let k = 0; k < j; k++) row[j]! -= row[k]! ** 2
    row[j] = Math.sqrt(Math.max(row[j]!, 1e-12))
    for (let i = j + 1; i < n; i++) {
      const below = lower[i]!
      let sum = below[j]!
      for (let k = 0; k < j; k++) sum -= below[k]! * row[k]!
      below[j] = sum / row[j]!
    }
  }
  return sides.map(side => {
    const x = [...side]
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < i; k++) x[i]! -= lower[i]![k]! * x[k]!
      x[i]! /= lower[i]![i]!
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++) x[i]! -= lower[k]![i]! * x[k]!
      x[i]! /= lower[i]![i]!
    }
    return x
  })
}

/** Logarithms of the likelihoods of each alternative against the world without the household. */
export type Reading = (served: readonly (number | null)[]) => number[]

/** Simulated releases of one world, kept because every household of it is looked for with the same ones. */
export type Simulation = {
  machine: Machine
  method: Method
  values: readonly number[]
  noises: readonly (readonly number[])[]
  served: readonly (readonly (number | null)[])[]
  /** What a hidden cell is on average. */
  hidden: readonly number[]
}

export function simulate(
  machine: Machine,
  method: Method,
  visits: readonly Visit[],
  worlds: number,
  seed: string,
): Simulation {
  const random = seeded(`attacker ${seed} ${machine.period}`)
  const values = machine.values(visits)
  const noises = Array.from({ length: method === 'naive' ? 2 : worlds }, () => machine.noise(random))
  const sums = noises.map(noise => machine.sums(method === 'naive' ? values : machine.figures(values, noise)))
  const least = method === 'naive' ? 5 : machine.edition.threshold
  const served = sums.map(cells => cells.map(value => (value < least ? null : value)))
  const hidden = Array.from({ length: machine.width }, (_, cell) => {
    let [sum, n] = [0, 0]
    for (const cells of sums)
      if (cells[cell]! < least) {
        sum += cells[cell]!
        n++
      }
    return n > 0 ? sum / n : least - 1
  })
  return { machine, method, values, noises, served, hidden }
}

/**
 * @param added for each alternative the visits that the household may have made
 * @param shifts how many of the worlds are simulated again with each alternative, with the same noise
 */
export function distinguisher(
  { machine, method, values, noises, served, hidden }: Simulation,
  added: readonly (readonly Visit[])[],
  shifts: number,
): Reading {
  const changes = added.map(visits => machine.values(visits))
  const touched = new Set(
    changes.flatMap(change => machine.sums(change).flatMap((d, i) => (d > 0 ? [i] : []))),
  )
  if (touched.size === 0) return () => added.map(() => 0)
  const features = featuresOf(machine, touched)
  const look = (numbers: readonly (number | null)[]) =>
    features.map(cells => {
      let sum = 0
      for (const cell of cells) sum += numbers[cell] ?? hidden[cell]!
      return sum
    })
  const seen = served.map(look)
  const centre = features.map((_, f) => seen.reduce((sum, x) => sum + x[f]!, 0) / seen.length)
  const covariance = features.map(() => new Float64Array(features.length))
  for (const x of seen)
    for (let i = 0; i < features.length; i++) {
      const di = x[i]! - centre[i]!
      const row = covariance[i]!
      for (let j = 0; j <= i; j++) row[j]! += (di * (x[j]! - centre[j]!)) / seen.length
    }
  covariance.forEach((row, i) => {
    row[i]! = row[i]! * (1 + (4 * features.length) / (seen.length + features.length) / 20) + 0.02
    for (let j = 0; j < i; j++) covariance[j]![i] = row[j]!
  })
  const again = Math.min(shifts, served.length)
  const differences = changes.map(change => {
    const together = values.map((value, i) => value + change[i]!)
    const sum = features.map(() => 0)
    for (let world = 0; world < again; world++) {
      const x = look(machine.served(method, together, noises[world]!))
      x.forEach((value, f) => {
        sum[f]! += (value - seen[world]![f]!) / again
      })
    }
    return sum
  })
  const weights = solve(covariance, differences)
  return cells => {
    const x = look(cells)
    return weights.map((weight, k) =>
      weight.reduce((sum, w, f) => sum + w * (x[f]! - centre[f]! - differences[k]![f]! / 2), 0),
    )
  }
}
