// @vitest-environment happy-dom
/** What the page says as a table is what it shows: the same number, or the same word. */
import { expect, test } from 'vitest'
import { indicatorOf, indicators } from '../../../web/indicators/catalogue.ts'
import { type Speech, say } from '../../../web/indicators/say.ts'
import { cellOf, comparisonStatement, profileStatement } from '../../../web/indicators/statement.ts'
import { words as catalogue } from '../../../web/words/catalogue.ts'
import { words as disclosure } from '../../../web/words/disclosure.ts'
import { words as resources } from '../../../web/words/resources.ts'
import { words as territory } from '../../../web/words/territory.ts'
import { words as vocabulary } from '../../../web/words/vocabulary.ts'
import { facts } from './fixtures.ts'

const speech: Speech = {
  c: catalogue.it,
  d: disclosure.it,
  t: territory.it,
  v: vocabulary.it,
  r: resources.it,
}
const measured = (value: number, low: number, high: number) =>
  ({ kind: 'measured', value, low, high, quality: 'B', period: '2026-Q3' }) as const

test.each([
  [measured(40.4, 32.3, 48.1), '40 %', '32–48 %'],
  [measured(4.4, 1, 8), 'meno del 5 %', 'da meno del 5 a 8 %'],
  [measured(97, 91, 100), 'oltre il 95 %', 'da 91 a oltre il 95 %'],
  [{ kind: 'missing', missing: 'few' } as const, 'pochi o nessuno (0–7)', null],
  [{ kind: 'missing', missing: 'few', most: 28 } as const, 'pochi o nessuno (0–28)', null],
  [{ kind: 'missing', missing: 'not_recorded', why: 'no_population' } as const, 'non rilevato', null],
])('a share: %o', (reading, value, interval) => {
  expect(say(speech, 'percent', reading)).toMatchObject({ value, interval })
})

test('a share at an end is a word in the table too, never a number to be misread', () => {
  expect(cellOf(speech, 'percent', measured(3, 0, 7))).toEqual({ kind: 'text', text: 'meno del 5 %' })
  expect(cellOf(speech, 'percent', measured(40.4, 32.3, 48.1))).toEqual({
    kind: 'measured',
    value: 40,
    low: 32,
    high: 48,
    quality: 'B',
    decimals: 0,
  })
  expect(cellOf(speech, 'percent_of_resources', { kind: 'exact', value: 0, count: 0, of: 0 })).toEqual({
    kind: 'text',
    text: 'nessuna censita',
  })
})

test('the profile is one table: every indicator, its parts, its definitions and its releases', () => {
  const said = profileStatement(facts(), { area: 'north', name: 'Nord' }, speech, 'it')
  expect(said.title).toBe(
    'Nord · T3 2026: nuclei entrati in contatto 100 (94–106) · non conosciuti dal servizio sociale 60 % (52–68 %) · risorse attive 2',
  )
  const row = (id: string) => said.rows.find(one => one.id === id)!.cells
  expect(row('persons_est').value).toMatchObject({ kind: 'measured', value: 100, low: 94, high: 106 })
  expect(row('need_prev:economic').value).toMatchObject({ kind: 'measured', value: 60 })
  expect(row('res_count').period).toEqual({ kind: 'text', text: 'oggi' })
  expect(said.definitions).toHaveLength(indicators.length)
  expect(said.sources[0]).toMatch(/^Rilascio 2026-Q3 · edizione L/)
  for (const { cells } of said.rows) expect(Object.keys(cells)).toEqual(said.columns.map(({ key }) => key))
})

test('a comparison keeps the order of the areas, and the city stands under them', () => {
  const areas = [
    { id: 'south', name: 'Sud' },
    { id: 'north', name: 'Nord' },
  ]
  const said = comparisonStatement(indicatorOf('unknown_share')!, facts(), areas, undefined, speech, 'it')
  expect(said.title).toBe('Non conosciuti dal servizio sociale: Sud pochi o nessuno, Nord 60 %')
  expect(said.rows.map(({ id }) => id)).toEqual(['south', 'north', 'city'])
  expect(said.rows[2]).toMatchObject({ summary: true })
  expect(said.rows[1]!.target).toEqual({ area: 'north' })
})
