/** Releases and a census made by hand: small enough to check each figure with a pencil. */
import type { Release, ServedGrid } from '../../../api/disclosure/contract.ts'
import type { Resource } from '../../../api/resources/contract.ts'
import type { Cell } from '../../../api/territory/contract.ts'
import type { Census, Facts } from '../../../web/indicators/measure.ts'

export const grid = (
  table: ServedGrid['table'],
  by: ServedGrid['by'],
  halfWidth: number,
  cells: (number | null)[],
): ServedGrid => ({
  table,
  by,
  halfWidth,
  cells,
  unit: /T[01]/.test(table) ? 'accesses' : /T8|S[123]/.test(table) ? 'households_year' : 'households',
})

export const releaseOf = (period: string, more: Partial<Release>): Release => ({
  id: period,
  period,
  kind: period.length === 4 ? 'year' : period.includes('Q') ? 'quarter' : 'month',
  edition: 'L',
  closedOn: '2026-10-10',
  threshold: 8,
  boundaries: '2026-09-30',
  dimensions: { area: [], month: [] },
  grids: [],
  hidden: 0,
  ...more,
})

const area = ['north', 'south', 'outside_or_unknown']

/** 60, 40 and 20 accesses each month; the north has the only door that goes out. */
export const month = (period: string): Release =>
  releaseOf(period, {
    dimensions: {
      area,
      month: [period],
      centre: ['door-north', 'door-south', 'other'],
      channel: ['at_the_door', 'phone'],
    },
    grids: [
      grid('T0', ['area', 'month'], 5, [60, 40, 20]),
      grid('T0', ['month'], 9, [120]),
      grid('T1', ['centre', 'channel', 'month'], 5, [50, 15, 30, 10, null, null]),
      grid('T1', ['centre', 'month'], 7, [65, 40, null]),
      grid('T1', ['channel', 'month'], 9, [90, 30]),
    ],
  })

export const quarterL = (period = '2026-Q3', more: Partial<Release> = {}): Release =>
  releaseOf(period, {
    dimensions: {
      area,
      month: ['2026-07', '2026-08', '2026-09'],
      need: ['economic', 'housing'],
      macro: ['material', 'rights'],
      outcome: ['answered', 'referred', 'intake_proposed', 'unmet'],
      age: ['0-17', '18-34'],
      household: ['without_minors', 'with_minors'],
      income: ['none', 'supported'],
      known: ['yes', 'no', 'unknown'],
    },
    grids: [
      grid('T2', ['area', 'need'], 5, [60, 40, 30, null, 12, null]),
      grid('T2', ['area'], 6, [100, 36, 20]),
      grid('T2', ['need'], 9, [102, 54]),
      grid('T2', [], 12, [156]),
      grid('T3', ['area', 'macro', 'outcome'], 5, [
        30,
        20,
        10,
        16,
        10,
        8,
        null,
        null,
        20,
        9,
        null,
        null,
        null,
        null,
        null,
        null,
        8,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
      ]),
      grid('T3', ['area', 'macro'], 6, [78, 22, 32, null, 16, null]),
      grid('T3', ['area', 'outcome'], 7, [40, 28, 12, 20, 20, 10, null, null, 10, null, null, null]),
      grid('T3', ['outcome'], 10, [72, 42, 18, 24]),
      grid('T4', ['area', 'age'], 6, [20, 80, null, 30, null, 16]),
      grid('T6', ['area', 'household', 'income', 'known'], 5, [
        20,
        20,
        10,
        10,
        10,
        null,
        10,
        null,
        null,
        8,
        12,
        null,
        10,
        8,
        null,
        null,
        null,
        null,
        null,
        8,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
      ]),
      grid('T6', ['area', 'known'], 8, [40, 60, null, 15, 14, null, 10, null, null]),
      grid('T6', ['known'], 12, [66, 80, 10]),
    ],
    hidden: 0,
    ...more,
  })

/** Edition S: households by area each quarter, the rest by year. */
export const quarterS = (): Release =>
  releaseOf('2026-Q3', {
    edition: 'S',
    threshold: 6,
    dimensions: { area, month: ['2026-07', '2026-08', '2026-09'] },
    grids: [grid('S0', ['area'], 4, [50, 20, null]), grid('S0', [], 6, [74])],
  })
export const yearS = (): Release =>
  releaseOf('2025', {
    edition: 'S',
    threshold: 6,
    dimensions: {
      area,
      month: ['2025-12'],
      need: ['economic', 'housing'],
      macro: ['material', 'rights'],
      age: ['0-17', '18-34'],
      known: ['yes', 'no', 'unknown'],
      income: ['none', 'supported'],
    },
    grids: [
      grid('S1', ['area', 'macro'], 4, [90, 30, 40, 12, 9, null]),
      grid('S1', ['area'], 5, [120, 52, 12]),
      grid('S1', ['macro'], 6, [139, 45]),
      grid('S1', [], 7, [184]),
      grid('S2', ['area', 'known', 'income'], 4, [
        30,
        20,
        25,
        35,
        null,
        null,
        10,
        8,
        9,
        16,
        null,
        null,
        6,
        null,
        null,
        null,
        null,
        null,
      ]),
      grid('S2', ['area', 'known'], 5, [50, 60, 10, 18, 25, 9, 6, null, null]),
      grid('S2', ['known'], 6, [74, 88, 22]),
      grid('S3', ['need', 'age'], 4, [40, 60, 30, 54]),
      grid('S3', ['need'], 5, [100, 84]),
      grid('S3', ['age'], 5, [70, 114]),
    ],
  })

const resource = (
  id: string,
  place: string | null,
  at: [number, number],
  more: Partial<Resource['properties']> = {},
): Resource =>
  ({
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: at },
    properties: {
      id,
      name: id,
      group: 'shelter_housing',
      status: 'active',
      area: place,
      needs: ['housing'],
      services: [],
      owner: { name: id, kind: 'comune' },
      ...more,
    },
  }) as unknown as Resource

export const resources: readonly Resource[] = [
  resource('one', 'north', [15.8, 40.65]),
  resource('two', 'north', [15.8, 40.65], {
    group: 'youth',
    needs: ['education'],
    owner: { name: 'two', kind: 'aps' },
  }),
  resource('three', 'north', [15.8, 40.65], { status: 'closed' }),
  resource('four', null, [15.9, 40.7], { group: 'youth', needs: ['economic'] }),
]

export const census = (): Census => ({
  counts: resources.map(({ properties: { area: place, group, status } }) => ({
    area: place,
    group,
    status,
    count: 1,
  })),
  resources,
  verified: [
    { area: 'north', active: 2, verified: 1 },
    { area: null, active: 1, verified: 1 },
  ],
})

const square = (id: string, place: string, lon: number, lat: number, residents: number): Cell => ({
  type: 'Feature',
  id,
  geometry: {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [lon - 0.001, lat - 0.001],
          [lon + 0.001, lat - 0.001],
          [lon + 0.001, lat + 0.001],
          [lon - 0.001, lat + 0.001],
          [lon - 0.001, lat - 0.001],
        ],
      ],
    ],
  },
  properties: { id, area: place, residents, isDemo: true },
})
/** One cell where the north has its resources, one 0.01° (1,113 m) to the north of them. */
export const cells: readonly Cell[] = [
  square('near', 'north', 15.8, 40.65, 600),
  square('far', 'north', 15.8, 40.66, 1400),
  square('none', 'south', 15.8, 40.6, 500),
]

export const facts = (more: Partial<Facts> = {}): Facts => ({
  months: [month('2026-07'), month('2026-08'), month('2026-09')],
  quarter: quarterL(),
  year: null,
  twelveMonths: null,
  areas: [
    { id: 'north', residents: 10_000 },
    { id: 'south', residents: 5_000 },
  ],
  centres: [
    { id: 'door-north', area: 'north' },
    { id: 'door-south', area: 'south' },
  ],
  census: census(),
  cells,
  ...more,
})
