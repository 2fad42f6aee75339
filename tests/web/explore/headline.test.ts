// @vitest-environment happy-dom
/** The sentence over the map says what the map shows, ties and missing numbers included. */
import { expect, test } from 'vitest'
import type { Release } from '../../../api/disclosure/contract.ts'
import { areaLabels, headline } from '../../../web/explore/headline.ts'
import { areaValues } from '../../../web/view/select.ts'
import { words as disclosure } from '../../../web/words/disclosure.ts'
import { words } from '../../../web/words/territory.ts'

const names = ['Nord Ovest', 'Centro', 'Sud']
const areas = names.map(name => ({
  properties: { id: name, name, labelAt: [15.8, 40.64], residents: 10_000 },
})) as never as Parameters<typeof headline>[0]['areas']
const release = (cells: (number | null)[]) =>
  ({
    threshold: 8,
    dimensions: { area: names, month: [] },
    grids: [{ table: 'T2', unit: 'households', by: ['area'], halfWidth: 10, cells }],
  }) as never as Release
const facts = (cells: (number | null)[] | null) => ({
  w: words.it,
  d: disclosure.it,
  areas,
  values: areaValues(
    cells ? release(cells) : undefined,
    areas.map(({ properties }) => ({ id: properties.id, residents: properties.residents })),
    null,
  ),
  threshold: 8,
})

test('it names need, period and the value of each area', () => {
  expect(headline(facts([1253, 100, null]), 'Casa', 'T3 2026').title).toBe(
    'Casa · T3 2026 · nuclei per area: Nord Ovest 1.253, Centro 100, Sud pochi o nessuno',
  )
})

test.for([
  [[120, 125, 118], 'le differenze fra le aree non sono distinguibili dal caso'],
  [[120, 160, 200], 'tutte le differenze superano il caso'],
  [[120, 125, 200], 'non distinguibili dal caso: Nord Ovest e Centro'],
] as const)('%j: %s', ([cells, said]) => {
  expect(headline(facts([...cells]), 'Casa', 'T3 2026').note).toContain(said)
})

test('each area carries its number, its interval and its word', () => {
  const [first, , last] = areaLabels(facts([120, 125, null]))
  expect(first).toMatchObject({ value: '12,0', unit: '‰', interval: '11–13', word: '120 nuclei' })
  expect(first?.sentence).toBe('Nord Ovest: 120 nuclei, da 110 a 130; 12,0 ogni 1.000 residenti')
  expect(last).toMatchObject({ value: null, word: 'pochi o nessuno (0–7)' })
})

test('what is not published says so and shows no number', () => {
  expect(areaLabels(facts(null)).map(label => label.word)).toEqual(Array(3).fill('non ancora pubblicato'))
})
