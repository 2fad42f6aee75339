/** The body of a release: fixed shape, sums that hold, values under the threshold hidden, the same bytes each time. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { needGroups } from '../../api/disclosure/codes.ts'
import { Release } from '../../api/disclosure/contract.ts'
import { editionOf } from '../../api/disclosure/editions.ts'
import { halfWidth } from '../../api/disclosure/noise.ts'
import type { Count } from '../../api/disclosure/reconcile.ts'
import { release, sealed } from '../../api/disclosure/release.ts'

const areas = ['nord', 'sud']
const all = [...areas, 'outside_or_unknown']
const months = ['2026-07', '2026-08', '2026-09']

const monthly = (values: readonly number[]) =>
  release({
    id: '2026-09',
    edition: editionOf('2026-09'),
    closedOn: '2026-10-10',
    areas,
    figures: all.map((area, i): Count => ({ table: 'T0', cell: [area, '2026-09'], value: values[i]! })),
  })

/** The value of a cell says where it is: area × 1000 + month × 100 + need. */
const quarterlyFigures = all.flatMap((area, a) =>
  months.flatMap((month, m) =>
    needGroups.map(
      (need, n): Count => ({ table: 'T2', cell: [area, month, need], value: a * 1000 + m * 100 + n }),
    ),
  ),
)
const quarterly = (figures: readonly Count[] = quarterlyFigures) =>
  release({ id: '2026-Q3', edition: editionOf('2026-Q3'), closedOn: '2026-10-10', areas, figures })

describe('a monthly release', () => {
  test('hides what is under 8, whatever it is, and counts what it hides', () => {
    expect(monthly([8, 7, -4])).toEqual({
      id: '2026-09',
      kind: 'month',
      edition: 'L0',
      closedOn: '2026-10-10',
      threshold: 8,
      boundaries: '2026-09-30',
      dimensions: { area: all, month: ['2026-09'] },
      grids: [
        { table: 'T0', unit: 'accesses', by: ['area', 'month'], halfWidth: 5, cells: [8, null, null] },
        { table: 'T0', unit: 'accesses', by: ['month'], halfWidth: halfWidth(3, 3), cells: [11] },
      ],
      hidden: 2,
    })
  })

  test('with every value hidden still has every cell', () => {
    expect(monthly([0, 0, 0]).grids.map(grid => grid.cells)).toEqual([[null, null, null], [null]])
  })
})

describe('a quarterly release', () => {
  const grid = (...by: string[]) => quarterly().grids.find(({ by: names }) => names.join() === by.join())!

  test('gives the table and its six margins, the last dimension fastest', () => {
    expect(quarterly().grids.map(({ by, cells }) => [by.join(), cells.length])).toEqual([
      ['area,month,need', 99],
      ['area,need', 33],
      ['month,need', 33],
      ['area,month', 9],
      ['need', 11],
      ['area', 3],
      ['', 1],
    ])
    expect(grid('area', 'month', 'need').cells[1 * 33 + 2 * 11 + 5]).toBe(1205)
    expect(grid('area', 'need').cells[2 * 11 + 4]).toBe(3 * 2004 + 300)
    expect(grid('month', 'need').cells[1 * 11 + 3]).toBe(3 * 103 + 3000)
  })

  test('sums every margin from the same figures', () => {
    const whole = quarterlyFigures.reduce((sum, { value }) => sum + value, 0)
    expect(grid().cells).toEqual([whole])
    for (const by of [['area'], ['need'], ['area', 'month'], ['month', 'need']])
      expect(grid(...by).cells.reduce<number>((sum, value) => sum + value!, 0)).toBe(whole)
  })

  test('has a half-width for the number of cells each value sums', () => {
    expect(quarterly().grids.map(g => g.halfWidth)).toEqual(
      [1, 3, 3, 11, 9, 33, 99].map(cells => halfWidth(3, cells)),
    )
  })
})

test('every release is one of the contract, and the contract keeps all of it', () => {
  for (const content of [monthly([8, 7, -4]), quarterly()])
    expect(Release.parse(JSON.parse(sealed(content).body))).toEqual(content)
})

test('the same figures in another order give the same bytes', () => {
  const { body, hash } = sealed(quarterly())
  expect(sealed(quarterly([...quarterlyFigures].reverse()))).toEqual({ body, hash })
  expect(hash).toBe(createHash('sha256').update(body).digest('hex'))
})
