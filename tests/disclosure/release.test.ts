/** The body of a release: fixed shape, sums that hold, values under the threshold hidden, the same bytes each time. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { needGroups } from '../../api/disclosure/codes.ts'
import { Release } from '../../api/disclosure/contract.ts'
import { editionNamed, tablesOf } from '../../api/disclosure/editions.ts'
import { halfWidths } from '../../api/disclosure/half-widths.ts'
import { halfWidth } from '../../api/disclosure/noise.ts'
import { type Count, reconcile } from '../../api/disclosure/reconcile.ts'
import { dimensionsOf, marginsOf, release, sealed, summation } from '../../api/disclosure/release.ts'

const edition = editionNamed('L')
const places = { areas: ['nord', 'sud'], centres: ['porta-a'] }
const all = [...places.areas, 'outside_or_unknown']
const months = ['2026-07', '2026-08', '2026-09']
const channels = ['at_the_door', 'phone', 'outreach', 'written']

const monthly = (values: readonly number[]) =>
  release({
    id: '2026-09',
    period: '2026-09',
    edition,
    closedOn: '2026-10-10',
    places,
    months: ['2026-09'],
    figures: [
      ...all.map((area, i): Count => ({ table: 'T0', cell: [area, '2026-09'], value: values[i]! })),
      ...['porta-a', 'other'].flatMap((centre, c) =>
        channels.map(
          (channel, i): Count => ({ table: 'T1', cell: [centre, channel, '2026-09'], value: c * 10 + i }),
        ),
      ),
    ],
  })

/** The value of a cell says where it is: area × 1000 + month × 100 + need. */
const t2 = all.flatMap((area, a) =>
  months.flatMap((month, m) =>
    needGroups.map(
      (need, n): Count => ({ table: 'T2', cell: [area, month, need], value: a * 1000 + m * 100 + n }),
    ),
  ),
)
const t7: Count[] = [
  { table: 'T7', cell: ['sud', 'c-2'], value: 30 },
  { table: 'T7', cell: ['nord', 'none:nord'], value: 9 },
  { table: 'T7', cell: ['nord', 'c-3'], value: 20 },
  { table: 'T7', cell: ['sud', 'none:sud'], value: 2 },
  { table: 'T7', cell: ['outside_or_unknown', 'none:outside_or_unknown'], value: 50 },
]
/** A quarter whose edition measures these two alone, so that the numbers stay readable. */
const two = { ...edition, tables: edition.tables.filter(({ code }) => code === 'T2' || code === 'T7') }
const quarterly = (figures: readonly Count[] = [...t2, ...t7]) =>
  release({ id: '2026-Q3', period: '2026-Q3', edition: two, closedOn: '2026-10-10', places, months, figures })

describe('a monthly release', () => {
  test('hides what is under 8, whatever it is, and counts what it hides', () => {
    const { grids, ...rest } = monthly([8, 7, -4])
    expect(rest).toEqual({
      id: '2026-09',
      period: '2026-09',
      kind: 'month',
      edition: 'L',
      closedOn: '2026-10-10',
      threshold: 8,
      boundaries: '2026-09-30',
      dimensions: { area: all, month: ['2026-09'], centre: ['porta-a', 'other'], channel: channels },
      hidden: 2 + 4 + 1,
    })
    expect(grids.map(({ table, unit, by, cells }) => [table, unit, by.join(), cells])).toEqual([
      ['T0', 'accesses', 'area,month', [8, null, null]],
      ['T0', 'accesses', 'month', [11]],
      ['T1', 'accesses', 'centre,channel,month', [null, null, null, null, 10, 11, 12, 13]],
      ['T1', 'accesses', 'centre,month', [null, 46]],
      ['T1', 'accesses', 'channel,month', [10, 12, 14, 16]],
    ])
  })

  test('with every value hidden still has every cell', () => {
    expect(
      monthly([0, 0, 0])
        .grids.slice(0, 2)
        .map(grid => grid.cells),
    ).toEqual([[null, null, null], [null]])
  })
})

describe('a quarterly release', () => {
  const grid = (...by: string[]) => quarterly().grids.find(({ by: names }) => names.join() === by.join())!

  test('gives each table and its margins, the last dimension fastest', () => {
    expect(quarterly().grids.map(({ by, cells }) => [by.join(), cells.length])).toEqual([
      ['area,month,need', 99],
      ['area,need', 33],
      ['month,need', 33],
      ['area,month', 9],
      ['need', 11],
      ['area', 3],
      ['', 1],
      ['cell', 5],
    ])
    expect(grid('area', 'month', 'need').cells[1 * 33 + 2 * 11 + 5]).toBe(1205)
    expect(grid('area', 'need').cells[2 * 11 + 4]).toBe(3 * 2004 + 300)
    expect(grid('month', 'need').cells[1 * 11 + 3]).toBe(3 * 103 + 3000)
  })

  test('orders map cells area by area, who has none last, and says the area of each', () => {
    const { dimensions, cellAreas } = quarterly()
    expect(dimensions.cell).toEqual(['c-3', 'none:nord', 'c-2', 'none:sud', 'none:outside_or_unknown'])
    expect(cellAreas).toEqual(['nord', 'nord', 'sud', 'sud', 'outside_or_unknown'])
    expect(grid('cell').cells).toEqual([20, 9, 30, null, 50])
  })

  test('sums every margin from the same figures', () => {
    const whole = t2.reduce((sum, { value }) => sum + value, 0)
    expect(grid().cells).toEqual([whole])
    for (const by of [['area'], ['need'], ['area', 'month'], ['month', 'need']])
      expect(grid(...by).cells.reduce<number>((sum, value) => sum + value!, 0)).toBe(whole)
  })
})

describe('the half-width', () => {
  const alone = { ...edition, tables: edition.tables.filter(({ code }) => code === 'T2') }
  const widths = (figures: readonly Count[], of = alone) =>
    release({
      id: '2026-Q3',
      period: '2026-Q3',
      edition: of,
      closedOn: '2026-10-10',
      places,
      months,
      figures,
    }).grids.map(g => g.halfWidth)

  test('of a table alone is that of the sum of independent draws', () => {
    const exact = [1, 3, 3, 11, 9, 33, 99].map(cells => halfWidth(3, cells))
    widths(t2).forEach((width, i) => {
      // 2,000 worlds leave a grid of one cell ± 0.013 in its share, at most one step of the half-width.
      expect(Math.abs(width - exact[i]!)).toBeLessThanOrEqual(i === 6 ? 2 : 1)
    })
  })

  test('shrinks where another table measures the same total', () => {
    const together = quarterly().grids.find(({ table, by }) => table === 'T2' && by.join() === 'area')!
    expect(together.halfWidth).toBeLessThan(halfWidth(3, 33) / 1.5)
  })

  test('holds the error of a reconciled world in 9 cells of 10', () => {
    // Worlds of true counts, drawn by another generator than the simulation's.
    const { tables } = two
    const { dimensions } = dimensionsOf(tables, [...t2, ...t7], places)
    const truth = reconcile([...t2, ...t7], marginsOf(tables))
    const sums = tables.flatMap(table => table.grids.map(by => summation(truth, table, by, dimensions)))
    const widths = halfWidths(two, 'check', truth, marginsOf(tables), sums)
    expect(widths).toHaveLength(8)
    let state = 7
    const uniform = () => {
      state = (state * 48271) % 2147483647
      return state / 2147483647
    }
    const gauss = () =>
      Math.round(3 * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()))
    const inside = widths.map(() => 0)
    const worlds = 400
    for (let world = 0; world < worlds; world++) {
      const settled = reconcile(
        truth.map(count => ({ ...count, value: count.value + gauss() })),
        marginsOf(tables),
      )
      sums.forEach(({ targets, size }, g) => {
        const errors = new Array<number>(size).fill(0)
        targets.forEach((target, i) => {
          if (target >= 0) errors[target]! += settled[i]!.value - truth[i]!.value
        })
        inside[g]! += errors.filter(error => Math.abs(error) <= widths[g]!).length / size / worlds
      })
    }
    for (const share of inside) {
      expect(share).toBeGreaterThan(0.86)
      expect(share).toBeLessThan(0.98)
    }
  })
})

test('tables of one quarter share area and area × macro-need, whoever has them', () => {
  const [area, macro] = marginsOf(tablesOf(edition, '2026-Q3'))
  const of = (table: string, ...cell: string[]): Count => ({ table, cell, value: 0 })
  expect(area!(of('T6', 'nord', 'with_minors', 'none', 'yes'))).toBe('nord')
  expect(macro!(of('T2', 'nord', '2026-07', 'housing'))).toBe('material')
  expect(macro!(of('T4', 'nord', 'material', '65+'))).toBe('material')
  expect(macro!(of('T5', 'nord', 'F', 'it'))).toBeUndefined()
  const [city] = marginsOf(tablesOf(editionNamed('S'), '2026'))
  expect(city!(of('S3', 'housing', '65+'))).toBeUndefined()
})

test('every release is one of the contract, and the contract keeps all of it', () => {
  for (const content of [monthly([8, 7, -4]), quarterly()])
    expect(Release.parse(JSON.parse(sealed(content).body))).toEqual(content)
})

test('the same figures in another order give the same bytes', () => {
  const { body, hash } = sealed(quarterly())
  expect(sealed(quarterly([...t2, ...t7].reverse()))).toEqual({ body, hash })
  expect(hash).toBe(createHash('sha256').update(body).digest('hex'))
})
