/** Getis-Ord on published examples, and what is told of served rates. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { beyond, enough, globalG, localG, nobodyAlone, read, within } from '../../../web/view/hotspots.ts'
import { outside } from '../../support/outside.ts'

const points = [
  [10, 10],
  [20, 10],
  [40, 10],
  [15, 20],
  [30, 20],
  [30, 30],
] as const
const values = [2, 3, 3.2, 5, 8, 7]

test('the published example of six points: G, Gi and Gi* of the first', () => {
  const near = within(points, 15)
  expect(globalG(values, near)).toBeCloseTo(0.55709779, 8)
  expect(localG(values, near, false)[0]).toBeCloseTo(-1.0136729, 7)
  expect(localG(values, near, true)[0]).toBeCloseTo(-1.39727626, 7)
})

test('the shortest distance at which nobody is alone', () => {
  expect(nobodyAlone(points)).toBeCloseTo(Math.hypot(10, 10), 9)
})

test.for([
  [0, 1],
  [1.959964, 0.05],
  [-2.575829, 0.01],
  [3.290527, 0.001],
  [4.417173, 1e-5],
] as const)('a normal is beyond ±%f with probability %f', ([z, p]) => {
  expect(beyond(z)).toBeCloseTo(p, 6)
})

type Neighbourhoods = { values: readonly number[]; near: number[][]; tried: readonly number[] }
/** Seven by seven, each beside those that touch it, with a corner that has more and one place that nobody touches. */
function invented(): Neighbourhoods {
  const side = 7
  const places = Array.from({ length: side * side }, (_, at) => [at % side, Math.floor(at / side)] as const)
  const values = places.map(
    ([x, y], at) => 20 + ((at * 29) % 17) + (x < 3 && y < 3 ? 25 : 0) + (at === 24 ? 60 : 0),
  )
  const near = places.map(([x, y], at) =>
    places.flatMap(([u, v], other) =>
      other !== at && at !== 48 && other !== 48 && Math.abs(x - u) <= 1 && Math.abs(y - v) <= 1
        ? [other]
        : [],
    ),
  )
  return { values, near, tried: [0, 24, 30, 48] }
}
/** Rates of the neighbourhoods of a real city, and a list of those that touch. */
function columbus(folder: string): Neighbourhoods {
  const { features } = JSON.parse(readFileSync(`${folder}/columbus.json`, 'utf8'))
  const values: number[] = features.map((one: any) => one.properties.CRIME)
  const lines = readFileSync(`${folder}/columbus.gal`, 'utf8').trim().split('\n').slice(1)
  const near = values.map(() => [] as number[])
  for (let line = 0; line < lines.length; line += 2)
    near[Number(lines[line]!.trim().split(/\s+/)[0]) - 1] = (lines[line + 1] ?? '')
      .trim()
      .split(/\s+/)
      .map(id => Number(id) - 1)
  return { values, near, tried: [0, 20, 37] }
}
const folder = outside('spatial_statistics/columbus')
test.for([
  ['49 invented places', invented()],
  ...(folder ? ([['the 49 neighbourhoods of Columbus', columbus(folder)]] as const) : []),
] as const)('on %s the scores are those of dealing out at random', ([, { values, near, tried }]) => {
  expect(values).toHaveLength(49)
  const scores = localG(values, near, true)
  // The law of Gi* is that of dealing all the values out over all the places: measured, not computed.
  let seed = 20261123
  const random = () => {
    seed = (seed * 1664525 + 1013904223) % 2 ** 32
    return seed / 2 ** 32
  }
  for (const place of tried) {
    const near1 = [place, ...near[place]!]
    const sums: number[] = []
    for (let round = 0; round < 20_000; round++) {
      const dealt = [...values]
      let sum = 0
      for (let index = 0; index < near1.length; index++) {
        const other = index + Math.floor(random() * (dealt.length - index))
        ;[dealt[index], dealt[other]] = [dealt[other]!, dealt[index]!]
        sum += dealt[index]!
      }
      sums.push(sum)
    }
    const mean = sums.reduce((a, b) => a + b, 0) / sums.length
    const deviation = Math.sqrt(sums.reduce((a, b) => a + (b - mean) ** 2, 0) / sums.length)
    const seen = near1.reduce((sum, index) => sum + values[index]!, 0)
    expect(scores[place]).toBeCloseTo((seen - mean) / deviation, 1)
  }
})

/** Cells of 400 m in a square of eight by eight, with a hill of rates in one corner. */
const cells = Array.from(
  { length: 64 },
  (_, index) => [(index % 8) * 400, Math.floor(index / 8) * 400] as const,
)
const flat = (index: number) => 10 + ((index * 7) % 5) * 0.4
const hill = cells.map(([x, y], index) => (x < 1200 && y < 1200 ? 40 : flat(index)))
const served = (rates: readonly (number | null)[], halfWidth: number) =>
  rates.map(value => ({ value, halfWidth }))

test('a hill of rates that the noise cannot explain is told, and where', () => {
  const found = read(cells, served(hill, 3))
  expect(found.kind).toBe('read')
  if (found.kind !== 'read') return
  expect(found.high).toContain(9)
  expect(found.high.every(index => cells[index]![0] <= 1200 && cells[index]![1] <= 1200)).toBe(true)
  expect(found.low).toEqual([])
})

test('the same hill under a noise as tall as itself is not told, and counted as unsure', () => {
  const found = read(cells, served(hill, 60))
  expect(found).toMatchObject({ kind: 'read', high: [], low: [] })
  expect(found.kind === 'read' && found.unsure).toBeGreaterThan(0)
})

test('values dealt out at random are told in fewer than one case out of ten', () => {
  let seed = 7
  const random = () => {
    seed = (seed * 48271) % 2147483647
    return seed / 2147483647
  }
  const told = Array.from({ length: 200 }, () =>
    read(
      cells,
      served(
        cells.map(() => random() * 20),
        0,
      ),
    ),
  ).filter(found => found.kind === 'read' && found.high.length + found.low.length > 0)
  expect(told.length).toBeLessThan(20)
})

test('equal rates are no reading', () => {
  expect(
    read(
      cells,
      served(
        cells.map(() => 5),
        1,
      ),
    ),
  ).toMatchObject({ kind: 'read', high: [], low: [], unsure: 0 })
})

test('of few places, or where most are few or none, nothing is read', () => {
  expect(read(cells.slice(0, enough - 1), served(hill.slice(0, enough - 1), 1)).kind).toBe('too_few')
  const mostly = hill.map((value, index) => (index % 3 === 0 ? value : null))
  expect(read(cells, served(mostly, 1))).toEqual({ kind: 'too_few', read: 22, left: 42 })
})
