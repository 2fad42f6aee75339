/** Statements of every kind of cell, invented: what formats are compared on. */
import fc from 'fast-check'
import { missingStates } from '../../../web/view/select.ts'
import { type Cell, measured, type Statement } from '../../../web/view/statement.ts'

/** What spreadsheets, XML, CSV and Unicode trip over, besides ordinary words. */
const texts = fc.oneof(
  fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme-ascii' }),
  fc.constantFrom(
    '=SUM(A1:A9)',
    '+39 0971',
    '-2',
    '@cmd',
    'a;b,c',
    'dice «sì» "no"',
    'due\nrighe',
    'Rossellino · Città',
    "dell'Inclusione",
    '<b>&amp;</b>',
    'è però più',
    '—',
    '12,5',
    'constructor',
    '_x0041_',
  ),
)
const decimals01 = fc.constantFrom(0 as const, 1 as const)
const number = fc.double({ min: 0, max: 250_000, noNaN: true })

export const cells: fc.Arbitrary<Cell> = fc.oneof(
  fc
    .tuple(fc.integer({ min: 8, max: 4000 }), fc.integer({ min: 1, max: 60 }))
    .map(([value, halfWidth]): Cell => measured({ value, halfWidth }, 8)),
  fc
    .tuple(number, fc.double({ min: 0.01, max: 300, noNaN: true }), decimals01)
    .map(([value, halfWidth, decimals]): Cell => measured({ value, halfWidth }, 8, decimals)),
  // Differences, under zero as often as over it.
  fc
    .tuple(fc.double({ min: -300, max: 300, noNaN: true }), fc.double({ min: 0.01, max: 90, noNaN: true }))
    .map(
      ([value, half]): Cell => ({
        kind: 'measured',
        value,
        low: value - half,
        high: value + half,
        quality: 'C',
        decimals: 1,
      }),
    ),
  fc
    .tuple(fc.constantFrom(...missingStates), fc.constantFrom(6, 8))
    .map(([missing, threshold]): Cell => ({ kind: 'missing', missing, threshold })),
  fc
    .tuple(fc.double({ min: -5000, max: 250_000, noNaN: true }), fc.constantFrom(0, 1, 2))
    .map(([value, decimals]): Cell => ({ kind: 'exact', value, decimals: decimals as 0 | 1 | 2 })),
  texts.map((text): Cell => ({ kind: 'text', text })),
  fc.constant<Cell>({ kind: 'none' }),
)

export const statements: fc.Arbitrary<Statement> = fc
  .record({
    title: texts,
    note: fc.oneof(texts, fc.constant('')),
    width: fc.integer({ min: 0, max: 5 }),
    height: fc.integer({ min: 0, max: 7 }),
    source: texts,
  })
  .chain(({ title, note, width, height, source }) =>
    fc
      .array(fc.array(cells, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      })
      .chain(table =>
        fc.array(texts, { minLength: height, maxLength: height }).map(names => ({
          title,
          note,
          columns: [
            { key: 'area', name: 'Area', unit: null, usual: true },
            ...Array.from({ length: width }, (_, index) => ({
              key: `c${index}`,
              name: `Colonna ${index}`,
              unit: index % 2 ? 'nuclei ogni 1.000 residenti' : null,
              usual: index < 3,
            })),
          ],
          rows: table.map((row, index) => ({
            id: `r${index}`,
            target: index % 3 === 2 ? null : { area: `a${index}` },
            summary: index === height - 1,
            cells: {
              area: { kind: 'text' as const, text: names[index]! },
              ...Object.fromEntries(row.map((cell, at) => [`c${at}`, cell])),
            },
          })),
          definitions: [{ term: 'Nuclei', text: 'Alla prima visita.' }],
          sources: [source],
        })),
      ),
  )

export const from = {
  address: 'http://127.0.0.1:3000/esplora?domanda=bisogni&periodo=2026-Q3',
  day: '2026-11-23',
  demonstration: true,
}

/** The needs view of a quarter, as it would be: areas, outside, everyone. */
export const needs: Statement = {
  title: 'Tutti i bisogni · T3 2026 · nuclei per area: Nord Ovest 41, Centro pochi o nessuno',
  note: 'il colore dice i nuclei ogni 1.000 residenti',
  columns: [
    { key: 'area', name: 'Area', unit: null, usual: true },
    { key: 'households', name: 'Nuclei', unit: 'nuclei alla prima visita del trimestre', usual: true },
    { key: 'rate', name: '‰ residenti', unit: 'nuclei ogni 1.000 residenti', usual: true },
    { key: 'residents', name: 'Residenti', unit: 'residenti', usual: false },
  ],
  rows: [
    {
      id: 'nord-ovest',
      target: { area: 'nord-ovest' },
      cells: {
        area: { kind: 'text', text: 'Nord Ovest' },
        households: measured({ value: 41, halfWidth: 5 }, 8),
        rate: measured({ value: 4.26, halfWidth: 0.52 }, 8, 1),
        residents: { kind: 'exact', value: 9612, decimals: 0 },
      },
    },
    {
      id: 'centro',
      target: { area: 'centro' },
      cells: {
        area: { kind: 'text', text: 'Centro' },
        households: { kind: 'missing', missing: 'few', threshold: 8 },
        rate: { kind: 'missing', missing: 'few', threshold: 8 },
        residents: { kind: 'exact', value: 12.5, decimals: 1 },
      },
    },
    {
      id: 'sud',
      target: { area: 'sud' },
      cells: {
        area: { kind: 'text', text: 'Sud' },
        households: measured({ value: 120, halfWidth: 6 }, 8),
        rate: { kind: 'missing', missing: 'not_recorded', threshold: 8 },
        residents: { kind: 'none' },
      },
    },
    {
      id: 'city',
      target: null,
      summary: true,
      cells: {
        area: { kind: 'text', text: 'Aree e fuori area insieme' },
        households: measured({ value: 165, halfWidth: 8 }, 8),
        rate: { kind: 'none' },
        residents: { kind: 'none' },
      },
    },
  ],
  definitions: [{ term: 'Nuclei', text: 'Nuclei alla prima visita del trimestre.' }],
  sources: ['Rilascio 2026-Q3 · edizione L · chiuso il 10 ottobre 2026 · 1 cella «pochi o nessuno»'],
}
