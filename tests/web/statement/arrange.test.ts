// @vitest-environment happy-dom
/** The table as a person arranges it: what is typed, what is hidden, what comes first. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Arrangement,
  arranged,
  asTyped,
  nextSort,
  readNumber,
  typedConditions,
} from '../../../web/statement/arrange.ts'
import { tell } from '../../../web/statement/tell.ts'
import { addressOf, emptyView, readView } from '../../../web/view/view.ts'
import { words } from '../../../web/words/statement.ts'
import { needs, statements } from './given.ts'

const w = words.it
const none: Arrangement = { sort: null, columns: [], conditions: [] }
const column = (key: string) => needs.columns.find(one => one.key === key)!
const ids = (by: Partial<Arrangement>) => arranged(needs, { ...none, ...by }, w).rows.map(({ id }) => id)

describe('what is typed over a column', () => {
  test.for([
    ['households', '>3', ['households>3']],
    ['households', ' <= 12,5', ['households<=12.5']],
    ['households', '≥1.200', ['households>=1200']],
    ['households', '>3 <10', ['households>3', 'households<10']],
    ['households', '41', ['households=41']],
    ['households', 'pochi', ['households=pochi']],
    ['area', 'nord', ['area=nord']],
    ['area', '= Nord Ovest', ['area=Nord Ovest']],
    ['area', '', []],
  ] as const)('%s: «%s»', ([key, typed, conditions]) => {
    expect(typedConditions(typed, needs, column(key), w, true)).toEqual({ conditions, fault: null })
  })
  test.for([
    ['households', '>tre', w.faults.needs_number('>')],
    ['households', '>', w.faults.needs_number('>')],
    ['households', 'tanti', w.faults.unknown_word],
    ['area', '>3', w.faults.text_column],
    ['area', 'nord;sud', w.faults.characters],
  ] as const)('%s: «%s» says what is wrong', ([key, typed, fault]) => {
    expect(typedConditions(typed, needs, column(key), w, true)).toEqual({ conditions: [], fault })
  })
  test('numbers as each language writes them', () => {
    expect(
      ['12,5', '1.234', '1.234,5', '1234', '-2', '1.2', 'x', ''].map(text => readNumber(text, true)),
    ).toEqual(['12.5', '1234', '1234.5', '1234', '-2', '1.2', null, null])
    expect(['12.5', '1,234', '1,234.5'].map(text => readNumber(text, false))).toEqual([
      '12.5',
      '1234',
      '1234.5',
    ])
  })
  test('is shown again as it was typed, out of the address', () => {
    const { conditions } = typedConditions('>3 <=12,5', needs, column('households'), w, true)
    const { view, ignored } = readView(
      `http://x${addressOf({ ...emptyView, conditions, columns: ['rate'], sort: { column: 'rate', descending: true } })}`,
    )
    expect(ignored).toEqual([])
    expect(asTyped(view.conditions, 'households', true)).toBe('>3 <=12,5')
    expect(view.sort).toEqual({ column: 'rate', descending: true })
  })
})

describe('rows', () => {
  test('are those that satisfy every condition, and the summaries', () => {
    expect(ids({ conditions: ['households>40'] })).toEqual(['nord-ovest', 'sud', 'city'])
    expect(ids({ conditions: ['households>41'] })).toEqual(['sud', 'city'])
    expect(ids({ conditions: ['households=pochi'] })).toEqual(['centro', 'city'])
    expect(ids({ conditions: ['area=NORD'] })).toEqual(['nord-ovest', 'city'])
    expect(ids({ conditions: ['households<1000', 'households>100'] })).toEqual(['sud', 'city'])
  })
  test('compare as they are shown: 4,26 is 4,3', () => {
    expect(ids({ conditions: ['rate=4.3'] })).toEqual(['nord-ovest', 'city'])
    expect(ids({ conditions: ['rate<4.3'] })).toEqual(['city'])
  })
  test('sorted by number with missing words last, summaries under them', () => {
    expect(ids({ sort: { column: 'households', descending: true } })).toEqual([
      'sud',
      'nord-ovest',
      'centro',
      'city',
    ])
    expect(ids({ sort: { column: 'households', descending: false } })).toEqual([
      'nord-ovest',
      'sud',
      'centro',
      'city',
    ])
    expect(ids({ sort: { column: 'nothing', descending: false } })).toEqual(ids({}))
  })
  test('a heading goes from the greatest to the least and back to the order of the map', () => {
    const first = nextSort(null, 'rate', true)
    expect(first).toEqual({ column: 'rate', descending: true })
    const second = nextSort(first, 'rate', true)
    expect(second).toEqual({ column: 'rate', descending: false })
    expect(nextSort(second, 'rate', true)).toBeNull()
    expect(nextSort(first, 'area', false)).toEqual({ column: 'area', descending: false })
  })
  test('whatever the statement: no row is lost or made, and each kept one satisfies its conditions', () => {
    fc.assert(
      fc.property(
        statements,
        fc.integer({ min: -10, max: 5000 }),
        fc.boolean(),
        (statement, limit, descending) => {
          const key = statement.columns.at(-1)!.key
          const sorted = arranged(statement, { ...none, sort: { column: key, descending } }, w)
          expect(new Set(sorted.rows)).toEqual(new Set(statement.rows))
          const numbers = sorted.rows.flatMap(row =>
            row.summary ? [] : (tell(row.cells[key], w).value ?? []),
          )
          expect(numbers).toEqual(numbers.toSorted((a, b) => (descending ? b - a : a - b)))
          const kept = arranged(statement, { ...none, conditions: [`${key}>${limit}`] }, w).rows
          for (const row of statement.rows) {
            const value = tell(row.cells[key], w).value
            expect(kept.includes(row)).toBe(row.summary === true || (value !== null && value > limit))
          }
        },
      ),
    )
  })
})

test('columns are the usual ones, or those that are asked for; the names stay', () => {
  const shown = (columns: string[]) =>
    arranged(needs, { ...none, columns: columns }, w).columns.map(({ key }) => key)
  expect(shown([])).toEqual(['area', 'households', 'rate'])
  expect(shown(['residents'])).toEqual(['area', 'residents'])
  expect(shown(['nothing'])).toEqual(['area', 'households', 'rate'])
})
