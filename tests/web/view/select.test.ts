/** From a release to rows: the right cell, the right word when there is none. */
import { expect, test } from 'vitest'
import type { Release } from '../../../api/disclosure/contract.ts'
import type { Resource } from '../../../api/resources/contract.ts'
import {
  areaValues,
  cell,
  chosenQuarter,
  cityValue,
  classBreaks,
  classOf,
  coloured,
  distinguishable,
  interval,
  needMatrix,
  perThousand,
  quality,
  rate,
  shownResources,
  tiedPairs,
} from '../../../web/view/select.ts'
import { emptyView } from '../../../web/view/view.ts'

const release: Release = {
  id: '2026-Q3',
  period: '2026-Q3',
  kind: 'quarter',
  edition: 'L',
  closedOn: '2026-10-10',
  threshold: 8,
  boundaries: '2026-09-30',
  dimensions: {
    area: ['north', 'south', 'outside_or_unknown'],
    month: ['2026-07', '2026-08', '2026-09'],
    need: ['economic', 'work'],
  },
  grids: [
    {
      table: 'T2',
      unit: 'households',
      by: ['area', 'need'],
      halfWidth: 7,
      cells: [40, 9, 30, null, 8, null],
    },
    { table: 'T2', unit: 'households', by: ['area'], halfWidth: 17, cells: [120, 90, 20] },
    { table: 'T2', unit: 'households', by: [], halfWidth: 30, cells: [230] },
    {
      table: 'T2',
      unit: 'households',
      by: ['area', 'month'],
      halfWidth: 10,
      cells: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    },
  ],
  hidden: 2,
}
const areas = [
  { id: 'north', residents: 10_000 },
  { id: 'south', residents: 5_000 },
]

test('where needs are told once a year, households of every need are told too', () => {
  const year: Release = {
    ...release,
    id: '2025',
    period: '2025',
    kind: 'year',
    edition: 'S',
    threshold: 6,
    dimensions: { area: ['north', 'south'], month: [], macro: ['economic_work'] },
    grids: [
      {
        table: 'S1',
        unit: 'households_year',
        by: ['area', 'macro'],
        halfWidth: 4,
        cells: [31, 12],
      },
      { table: 'S1', unit: 'households_year', by: ['area'], halfWidth: 5, cells: [80, null] },
      { table: 'S1', unit: 'households_year', by: [], halfWidth: 6, cells: [85] },
    ],
  }
  expect(areaValues(year, areas, null)).toMatchObject([
    { figure: { value: 80, halfWidth: 5 }, rate: { value: 8 }, missing: null },
    { figure: { value: null, halfWidth: 5 }, missing: 'few' },
  ])
  expect(cityValue(year, null)).toEqual({ value: 85, halfWidth: 6 })
  expect(areaValues(year, areas, 'economic').map(({ missing }) => missing)).toEqual([
    'not_recorded',
    'not_recorded',
  ])
  expect(cityValue(year, 'economic')).toBeNull()
})

test('a cell is found whatever order its dimensions are asked in', () => {
  const at = { area: 'south', month: '2026-08' }
  expect(cell(release, 'T2', ['month', 'area'], at)).toEqual({ value: 5, halfWidth: 10 })
  expect(cell(release, 'T2', ['area', 'month'], at)).toEqual({ value: 5, halfWidth: 10 })
})

test('a cell that is not in the release is undefined, and few or none is null', () => {
  expect(cell(release, 'T0', ['area'], { area: 'north' })).toBeUndefined()
  expect(cell(release, 'T2', ['area'], { area: 'east' })).toBeUndefined()
  expect(cell(release, 'T2', ['area', 'need'], { area: 'south', need: 'work' })).toEqual({
    value: null,
    halfWidth: 7,
  })
})

test('each of the four ways a number can be missing has its word', () => {
  const missing = (values: ReturnType<typeof areaValues>) => values.map(value => value.missing)
  expect(missing(areaValues(release, [...areas, { id: 'new', residents: null }], 'work'))).toEqual([
    null,
    'few',
    'not_covered',
  ])
  expect(missing(areaValues(undefined, areas, null))).toEqual(['not_published', 'not_published'])
  expect(missing(areaValues(release, areas, 'housing'))).toEqual(['not_recorded', 'not_recorded'])
})

test.for([
  [100, 10, 'A'],
  [100, 10.1, 'B'],
  [100, 25, 'B'],
  [100, 26, 'C'],
  [null, 3, 'C'],
] as const)('%s ± %s has the letter %s', ([value, halfWidth, letter]) => {
  expect(quality(value, halfWidth)).toBe(letter)
})

test('rates need residents', () => {
  expect(perThousand(28, 12_790)).toBeCloseTo(2.19, 2)
  expect(perThousand(null, 12_790)).toBeNull()
  expect(perThousand(28, null)).toBeNull()
  expect(rate({ value: 40, halfWidth: 7 }, 10_000)).toEqual({ value: 4, halfWidth: 0.7 })
})

test('intervals never go below zero, and few or none reaches past the threshold', () => {
  expect(interval({ value: 5, halfWidth: 7 })).toEqual({ low: 0, high: 12 })
  expect(interval({ value: null, halfWidth: 7 }, 8)).toEqual({ low: 0, high: 14 })
})

test('two figures differ only when their intervals do not touch', () => {
  expect(distinguishable({ value: 40, halfWidth: 7 }, { value: 54, halfWidth: 7 })).toBe(false)
  expect(distinguishable({ value: 40, halfWidth: 7 }, { value: 55, halfWidth: 7 })).toBe(true)
  expect(distinguishable({ value: null, halfWidth: 7 }, { value: 40, halfWidth: 7 })).toBe(true)
})

test('areas are compared by what colours them', () => {
  const values = areaValues(release, areas, 'economic')
  expect(coloured(values)).toEqual({ by: 'rate', values: [4, 6] })
  expect(tiedPairs(values)).toEqual([['north', 'south']])
  const unknown = areaValues(release, [areas[0]!, { id: 'south', residents: null }], 'economic')
  expect(coloured(unknown)).toEqual({ by: 'count', values: [40, 30] })
})

test('the matrix has a row for each need and a cell for each area', () => {
  expect(
    needMatrix(release, areas, ['economic', 'work']).map(row => row.cells.map(one => one.figure?.value)),
  ).toEqual([
    [40, 30],
    [9, null],
  ])
})

test('everyone is read from the release, never added up here', () => {
  expect(cityValue(release, null)).toEqual({ value: 230, halfWidth: 30 })
  expect(cityValue(release, 'economic')).toBeNull()
})

test.for([0, 1, 2, 3, 4, 5, 12])('%i areas get five equal classes from zero to a round end', count => {
  const values = Array.from({ length: count }, (_, index) => (index + 1) * 3.7)
  const breaks = classBreaks(values)
  expect(breaks).toHaveLength(5)
  expect(breaks.every((end, index) => Math.abs(end - breaks[0]! * (index + 1)) < 1e-6)).toBe(true)
  for (const value of values) expect(value).toBeLessThanOrEqual(breaks[classOf(value, breaks)]!)
})

test('a quarter that was asked for and is not there is not replaced by another', () => {
  const known = [{ ...release, replaced: false, tables: ['T2' as const], hash: '' }]
  expect(chosenQuarter(null, known)).toEqual({ id: '2026-Q3', missing: false })
  expect(chosenQuarter('2026-Q4', known)).toEqual({ id: null, missing: true })
  expect(chosenQuarter(null, [])).toEqual({ id: null, missing: true })
})

const resource = (name: string, properties: Partial<Resource['properties']>): Resource =>
  ({
    id: name,
    geometry: null,
    properties: { name, needs: [], services: [], group: 'youth', ...properties },
  }) as never

test('one rule filters resources for the list, the map and the counts', () => {
  const all = [
    resource('Doposcuola Caffè', { area: 'north', needs: ['education'] }),
    resource('Centro antiviolenza', { area: 'south', needs: ['violence'], group: 'access_guidance' }),
  ]
  const names = (change: Partial<typeof emptyView>) =>
    shownResources({ ...emptyView, screen: 'resources', ...change }, all).map(one => one.properties.name)
  expect(names({ need: 'protected' })).toEqual(['Centro antiviolenza'])
  expect(names({ search: 'caffe dopo' })).toEqual(['Doposcuola Caffè'])
  expect(names({ group: 'youth' })).toEqual(['Doposcuola Caffè'])
  expect(names({ area: 'south' })).toEqual(['Centro antiviolenza'])
  expect(names({ area: 'south', screen: 'explore' })).toHaveLength(2)
})
