/** Tables measured together agree, every total is the sum of its parts, and a table alone is left as it is. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apportion, type Count, type Margin, reconcile } from '../../api/disclosure/reconcile.ts'

const total = (counts: readonly Count[]) => counts.reduce((sum, { value }) => sum + value, 0)
const totals = (counts: readonly Count[], margin: Margin) => {
  const found: Record<string, number> = {}
  for (const count of counts) {
    const key = margin(count)
    if (key !== undefined) found[key] = (found[key] ?? 0) + count.value
  }
  return found
}

const areas = ['nord', 'centro', 'sud']
const macroOf: Record<string, string> = {
  economic: 'm1',
  housing: 'm1',
  work: 'm2',
  family: 'm3',
  health: 'm3',
  isolation: 'm3',
}
const needs = Object.keys(macroOf)
const area: Margin = ({ cell }) => cell[0]!
const macro: Margin = ({ table, cell }) => `${cell[0]}/${table === 'T2' ? macroOf[cell[1]!] : cell[1]}`
/** T2 area × need and T3 area × macro × outcome share area, then area × macro; T5 shares area alone in truth. */
const cells = [
  ...areas.flatMap(a => needs.map(need => ({ table: 'T2', cell: [a, need] }))),
  ...areas.flatMap(a =>
    ['m1', 'm2', 'm3'].flatMap(m => ['met', 'unmet'].map(o => ({ table: 'T3', cell: [a, m, o] }))),
  ),
]
const measured = fc
  .array(fc.integer({ min: -30, max: 400 }), { minLength: cells.length, maxLength: cells.length })
  .map(values => cells.map((cell, i): Count => ({ ...cell, value: values[i]! })))

describe('two tables with shared totals', () => {
  test('agree on every shared total, in whole numbers, always', () => {
    fc.assert(
      fc.property(measured, counts => {
        const settled = reconcile(counts, [area, macro])
        expect(settled.every(({ value }) => Number.isInteger(value))).toBe(true)
        const [t2, t3] = ['T2', 'T3'].map(code => settled.filter(({ table }) => table === code))
        expect(totals(t2!, macro)).toEqual(totals(t3!, macro))
        expect(totals(t2!, area)).toEqual(totals(t3!, area))
        expect(total(t2!)).toBe(total(t3!))
      }),
      { numRuns: 500 },
    )
  })

  test('stay as they are when they agree already', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 99 }), { minLength: 18, maxLength: 18 }), values => {
        const t2 = areas.flatMap((a, i) =>
          needs.map((need, j) => ({ table: 'T2', cell: [a, need], value: values[i * 6 + j]! })),
        )
        const t3 = Object.entries(totals(t2, macro)).flatMap(([key, value]) => [
          { table: 'T3', cell: [...key.split('/'), 'met'], value: value - 2 },
          { table: 'T3', cell: [...key.split('/'), 'unmet'], value: 2 },
        ])
        const counts: Count[] = [...t2, ...t3]
        expect(reconcile(counts, [area, macro])).toEqual(counts)
      }),
    )
  })

  test('meet nearer the one that sums fewer cells', () => {
    const counts: Count[] = [
      { table: 'A', cell: ['x'], value: 100 },
      { table: 'B', cell: ['x', '1'], value: 30 },
      { table: 'B', cell: ['x', '2'], value: 30 },
      { table: 'B', cell: ['x', '3'], value: 28 },
    ]
    // (100 · 1 + 88 · 1/3) / (1 + 1/3) = 97, and B spreads +9 equally
    expect(reconcile(counts, [area]).map(({ value }) => value)).toEqual([97, 33, 33, 31])
  })

  test('once settled stay so', () => {
    fc.assert(
      fc.property(measured, counts => {
        const settled = reconcile(counts, [area, macro])
        const again = reconcile(settled, [area, macro])
        expect(again).toEqual(settled)
      }),
    )
  })
})

test('a table without the finer margin agrees down to the coarser one', () => {
  const coarse = areas.flatMap(a => ['F', 'M'].map(g => ({ table: 'T5', cell: [a, g] })))
  const city = ['young', 'old'].map(age => ({ table: 'T9', cell: [age] }))
  const shape = [...cells, ...coarse, ...city]
  const values = fc.array(fc.integer({ min: -30, max: 400 }), {
    minLength: shape.length,
    maxLength: shape.length,
  })
  const margins: Margin[] = [
    count => (count.table === 'T9' ? undefined : area(count)),
    count => (count.table === 'T2' || count.table === 'T3' ? macro(count) : undefined),
  ]
  fc.assert(
    fc.property(values, drawn => {
      const settled = reconcile(
        shape.map((cell, i): Count => ({ ...cell, value: drawn[i]! })),
        margins,
      )
      const [t2, t3, t5, t9] = ['T2', 'T3', 'T5', 'T9'].map(code =>
        settled.filter(({ table }) => table === code),
      )
      expect(totals(t2!, macro)).toEqual(totals(t3!, macro))
      expect(totals(t2!, area)).toEqual(totals(t5!, area))
      expect(total(t9!)).toBe(total(t5!))
      expect(settled.every(({ value }) => Number.isInteger(value))).toBe(true)
    }),
  )
})

test('one table alone is left as it is, negative values included', () => {
  fc.assert(
    fc.property(measured, counts => {
      const alone = counts.filter(({ table }) => table === 'T2')
      expect(reconcile(alone, [])).toEqual(alone)
      expect(reconcile(alone, [area])).toEqual(alone)
    }),
  )
})

test('nothing measured gives nothing', () => {
  expect(reconcile([], [area])).toEqual([])
})

test('apportioning keeps the total, and no part moves more than one from its equal share', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: -2000, max: 2000 }),
      (values, wanted) => {
        const parts = apportion(values, wanted)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(wanted)
        const shift = (wanted - values.reduce((sum, value) => sum + value, 0)) / values.length
        parts.forEach((part, i) => {
          expect(Math.abs(part - values[i]! - shift)).toBeLessThan(1 + 1e-6)
        })
      },
    ),
  )
})
