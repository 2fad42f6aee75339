// @vitest-environment happy-dom
/** «Chi non raggiungiamo?» in words: the sentence, the labels, the table, in both editions and both languages. */
import { describe, expect, test } from 'vitest'
import type { Release, ReleaseSummary } from '../../../api/disclosure/contract.ts'
import type { Area } from '../../../api/territory/contract.ts'
import type { Releases } from '../../../web/api/releases.ts'
import { fills, labels, seen, sideBySide, statement } from '../../../web/explore/unreached/seen.ts'

const area = (id: string, name: string, residents: number | null) =>
  ({
    type: 'Feature',
    id,
    geometry: { type: 'MultiPolygon', coordinates: [] },
    properties: {
      id,
      name,
      residents,
      residentsOn: residents === null ? null : '2025-12-31',
      residentsSource: residents === null ? null : 'Anagrafe',
      labelAt: [15.8, 40.6],
    },
  }) as unknown as Area
const areas = [area('north', 'Nord', 10_000), area('south', 'Sud', 5_000), area('west', 'Ovest', 5_000)]

const grid = (table: string, by: string[], cells: (number | null)[]) => ({
  table,
  unit: 'households',
  by,
  halfWidth: 4,
  cells,
})
const release = (id: string, edition: 'L' | 'S', grids: ReturnType<typeof grid>[]) =>
  ({
    id,
    period: id,
    kind: id.length === 4 ? 'year' : 'quarter',
    edition,
    closedOn: '2026-10-10',
    threshold: edition === 'L' ? 8 : 6,
    boundaries: '2026-09-30',
    dimensions: {
      area: ['north', 'south', 'west', 'outside_or_unknown'],
      month: [],
      known: ['yes', 'no', 'unknown'],
    },
    grids,
    hidden: 1,
  }) as unknown as Release
const summary = (id: string, tables: string[]) =>
  ({ id, period: id, replaced: false, tables, closedOn: '2026-10-10' }) as unknown as ReleaseSummary
const known = [60, 40, 10, 50, 50, 9, 45, 55, 9, 20, 20, 9]
const editionL: Partial<Releases> = {
  releases: [summary('2026-Q3', ['T2', 'T6'])],
  kept: {
    '2026-Q3': release('2026-Q3', 'L', [
      grid('T2', ['area'], [400, 60, 340, 9]),
      grid('T6', ['area', 'known'], known),
      grid('T6', ['known'], [175, 165, 37]),
    ]),
  },
}
const of = (releases: Partial<Releases>, period: string | null = null, among = areas) => {
  const whole = { state: 'ready', all: [], releases: [], kept: {}, failed: [], ...releases } as Releases
  const found = seen({ period }, whole, among)
  return { found, told: statement(found, { period }, among, 'it') }
}

describe('edition L', () => {
  const { found, told } = of(editionL)

  test('says in one sentence who is under, over and as expected', () => {
    expect(told.title).toBe(
      'Chi non raggiungiamo · T3 2026 · sotto l’atteso: Sud; sopra l’atteso: Ovest; come atteso: Nord',
    )
    expect(told.note).toContain('Non conosciuti dal servizio sociale: 49 % dei nuclei (da 47 % a 50 %)')
    expect(told.note).toContain('gli accessi non sono persone')
    expect(statement(found, { period: null }, areas, 'en').title).toBe(
      'Who is not reached · Q3 2026 · below the expected: Sud; above the expected: Ovest; as expected: Nord',
    )
  })

  test('has a row for each area in their own order, and one for all that sorts under them', () => {
    expect(told.rows.map(({ id }) => id)).toEqual(['north', 'south', 'west', 'city'])
    expect(told.rows[3]!.summary).toBe(true)
    const { observed, expected, verdict, unknown, caution } = told.rows[1]!.cells
    expect(observed).toMatchObject({ kind: 'measured', value: 60, low: 56, high: 64 })
    expect(expected).toMatchObject({ kind: 'measured', value: 200, low: 198, high: 202 })
    expect(verdict).toEqual({ kind: 'text', text: 'sotto l’atteso' })
    expect(unknown).toMatchObject({ kind: 'measured', value: 50 })
    expect(caution).toEqual({ kind: 'none' })
    expect(told.sources).toEqual([
      'Rilascio 2026-Q3, edizione L, chiuso il 10 ottobre 2026, 1 cella «pochi o nessuno»',
      'Residenti di Nord: 10.000 al 31 dicembre 2025, Anagrafe',
      'Residenti di Sud: 5.000 al 31 dicembre 2025, Anagrafe',
      'Residenti di Ovest: 5.000 al 31 dicembre 2025, Anagrafe',
    ])
  })

  test('draws what is under as a silent zone, and reads every label aloud whole', () => {
    expect([...fills(found)]).toEqual([
      ['north', 1],
      ['south', 'silent'],
      ['west', 3],
    ])
    expect(labels(found, areas, 'it')[1]).toMatchObject({
      value: '60',
      word: 'sotto l’atteso',
      sentence: 'Sud: 60 prime visite; attese 200 (da 198 a 202); sotto l’atteso',
    })
    expect(sideBySide(found)).toBe(true)
  })

  test('puts no areas side by side when one has too many «non so»', () => {
    const many = [...known]
    many[5] = 40
    const kept = {
      '2026-Q3': release('2026-Q3', 'L', [
        grid('T2', ['area'], [400, null, 340, 9]),
        grid('T6', ['area', 'known'], many),
      ]),
    }
    const { found, told } = of({ ...editionL, kept })
    expect(sideBySide(found)).toBe(false)
    expect(told.rows[1]!.cells.caution).toEqual({ kind: 'text', text: 'troppi «non so» per un confronto' })
    expect(told.note).toContain('Quota di non conosciuti dal servizio: non si può dire')
    expect(told.rows[1]!.cells.observed).toEqual({ kind: 'missing', missing: 'few', threshold: 8 })
    expect(labels(found, areas, 'it')[1]!.word).toBe('pochi o nessuno (0–7), sotto l’atteso')
  })

  test('without residents says why nothing is expected, and still what came', () => {
    const { found, told } = of(editionL, null, [area('north', 'Nord', null), areas[1]!, areas[2]!])
    expect(told.note).toContain('Senza un conto datato dei residenti')
    expect(told.rows[0]!.cells).toMatchObject({
      observed: { value: 400 },
      expected: { kind: 'none' },
      caution: { text: 'atteso non calcolabile' },
    })
    expect(labels(found, areas, 'it')[0]).toMatchObject({ value: '400', word: 'atteso non calcolabile' })
  })
})

test('edition S reads its own tables, and says from which year it knows who was known', () => {
  const { found, told } = of({
    releases: [summary('2026-Q3', ['S0']), summary('2025', ['S1', 'S2'])],
    kept: {
      '2026-Q3': release('2026-Q3', 'S', [grid('S0', ['area'], [400, null, 340, 9])]),
      '2025': release('2025', 'S', [
        grid('S2', ['area', 'known'], known),
        grid('S2', ['known'], [175, 165, 37]),
      ]),
    },
  })
  expect(found.state).toBe('ready')
  expect(told.title).toContain('sotto l’atteso: Sud')
  expect(told.note).toContain('Dall’anno 2025')
  expect(told.rows[1]!.cells.observed).toEqual({ kind: 'missing', missing: 'few', threshold: 6 })
  expect(told.sources.slice(0, 2).map(source => source.slice(0, 30))).toEqual([
    'Rilascio 2026-Q3, edizione S, ',
    'Rilascio 2025, edizione S, chi',
  ])
})

test.for([
  [{ state: 'loading' }, null, 'loading', 'si stanno caricando'],
  [{ state: 'failed' }, null, 'failed', 'non si sono caricati'],
  [{}, null, 'none', 'Nessun trimestre'],
  [editionL, '2020-Q1', 'no_such_period', 'T1 2020 non è ancora pubblicato'],
  [{ ...editionL, kept: {} }, null, 'loading', 'si stanno caricando'],
  [{ ...editionL, kept: {}, failed: ['2026-Q3'] }, null, 'failed', 'non si sono caricati'],
] as const)('%j for %s is %s', ([releases, period, state, note]) => {
  const { found, told } = of(releases as Partial<Releases>, period)
  expect(found.state).toBe(state)
  expect(told.note).toContain(note)
  expect(told.rows).toEqual([])
  expect(labels(found, areas, 'it').every(({ value }) => value === null)).toBe(true)
})

test.for([0, 1, 2, 12])('%i areas read right', count => {
  const many = Array.from({ length: count }, (_, index) => area(`a${index}`, `Area ${index}`, 1000))
  const kept = {
    '2026-Q3': {
      ...release('2026-Q3', 'L', [grid('T2', ['area'], [...many.map(() => 500), 9])]),
      dimensions: { area: [...many.map(({ id }) => id), 'outside_or_unknown'], month: [] },
    } as unknown as Release,
  }
  const { told } = of({ ...editionL, kept }, null, many)
  expect(told.rows).toHaveLength(count + 1)
  expect(told.title).toBe(
    count === 2
      ? 'Chi non raggiungiamo · T3 2026 · come atteso: Area 0 e Area 1'
      : `Chi non raggiungiamo · T3 2026${count === 1 ? ' · nessun confronto' : ''}`,
  )
})
