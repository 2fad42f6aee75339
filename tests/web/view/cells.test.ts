/** Which release tells cells, and what is said of each. */
import { expect, test } from 'vitest'
import type { Release, ReleaseSummary } from '../../../api/disclosure/contract.ts'
import type { Cell } from '../../../api/territory/contract.ts'
import { cellStatement } from '../../../web/view/cellStatement.ts'
import { cellNeeds, cellRelease } from '../../../web/view/cells.ts'

const summary = (id: string, tables: string[]) =>
  ({
    id,
    period: id,
    replaced: false,
    kind: 'quarter',
    edition: 'L',
    closedOn: '2026-10-10',
    tables,
    hash: '',
  }) as unknown as ReleaseSummary
const releases = [
  summary('2026-Q3', ['T2', 'T7']),
  summary('2025-Q4', ['T2', 'T7']),
  summary('2025', ['T8']),
  summary('2024', ['T8']),
  summary('2023-Q4', ['S0', 'T2']),
]

test.for([
  [null, null, '2026-Q3'],
  ['2025-Q4', null, '2025-Q4'],
  ['2023-Q4', null, null],
  ['2026-Q1', null, null],
  [null, 'housing', '2025'],
  ['2025-Q4', 'housing', '2025'],
  ['2025-Q3', 'housing', null],
] as const)('period %s and need %s are told by %s', ([period, need, expected]) => {
  const known =
    period === '2025-Q3'
      ? [...releases, summary('2025-Q3', ['T2', 'T7'])].filter(({ id }) => id !== '2024')
      : releases
  expect(cellRelease(period, need, known)).toBe(expected)
})

const release = {
  period: '2025',
  threshold: 8,
  dimensions: {
    area: ['north'],
    month: [],
    cell: ['a', 'b', 'c', 'none:north'],
    macro: ['material', 'rights'],
  },
  grids: [
    {
      table: 'T8',
      unit: 'households_year',
      by: ['cell', 'macro'],
      halfWidth: 5,
      cells: [40, 9, 12, null, null, 8, 20, null],
    },
    { table: 'T7', unit: 'households', by: ['cell'], halfWidth: 5, cells: [60, null, 10, 9] },
  ],
} as unknown as Release
const cells = ['a', 'b', 'c', 'd'].map(
  id =>
    ({
      type: 'Feature',
      id,
      geometry: null,
      properties: { id, area: 'north', residents: 1000, isDemo: true },
    }) as unknown as Cell,
)

test('of one need the values of its group are told, each with how far it carries', () => {
  const found = cellNeeds(release, 'housing', cells)!
  expect(found.macro).toBe('material')
  expect(found.values.map(({ figure, state }) => [figure.value, state])).toEqual([
    [40, 'sound'],
    [12, 'uncertain'],
    [null, 'few'],
    [null, 'few'], // a cell that the release does not know
  ])
  expect(found.values[0]!.rate).toEqual({ value: 40, halfWidth: 5 })
  expect(found.elsewhere).toBe(20)
})

test('of all needs the quarter is told; as many entries as cells whatever is served', () => {
  const found = cellNeeds(release, null, cells)!
  expect(found.values.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
  expect([found.macro, found.elsewhere]).toEqual([null, 9])
})

test('a release without cells tells none', () => {
  expect(cellNeeds({ ...release, dimensions: { area: [], month: [] } }, null, cells)).toBeNull()
  expect(cellNeeds(undefined, null, cells)).toBeNull()
})

test('as a statement every cell is a row, and a number the same in each of its forms', () => {
  const found = cellNeeds(release, 'housing', cells)!
  const words = {
    title: 'Bisogni per cella',
    note: '',
    cell: 'Cella',
    area: 'Area',
    households: 'Nuclei',
    householdsUnit: 'nuclei',
    rate: 'Tasso',
    rateUnit: 'ogni 1.000 residenti',
    definition: 'Nuclei alla prima visita dell’anno.',
    source: '2025',
    areaName: (id: string | null) => id ?? 'fuori',
  }
  const { rows, columns } = cellStatement(found, words)
  expect(rows).toHaveLength(cells.length)
  expect(rows.map(row => Object.keys(row.cells))).toEqual(rows.map(() => columns.map(({ key }) => key)))
  expect(rows[0]!.cells.households).toMatchObject({ kind: 'measured', value: 40, low: 35, high: 45 })
  expect(rows[2]!.cells.households).toEqual({ kind: 'missing', missing: 'few', threshold: 8 })
})
