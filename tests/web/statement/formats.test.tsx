// @vitest-environment happy-dom
/**
 * The same cell in every format has the same value or the same word: random statements are written in each format, read
 * back by a reader that knows nothing of the writer, and compared cell by cell with what the table shows.
 */
import { cleanup, render } from '@testing-library/react'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { indicators } from '../../../web/indicators/catalogue.ts'
import { comparisonStatement, profileStatement } from '../../../web/indicators/statement.ts'
import { csvOf, guarded } from '../../../web/statement/csv.ts'
import { geojsonOf } from '../../../web/statement/geojson.ts'
import { Paper } from '../../../web/statement/Paper.tsx'
import { StatementTable } from '../../../web/statement/Table.tsx'
import { isMeasured, speech, tell } from '../../../web/statement/tell.ts'
import { xlsxOf } from '../../../web/statement/xlsx.ts'
import type { Statement } from '../../../web/view/statement.ts'
import { emptyView } from '../../../web/view/view.ts'
import { words as catalogue } from '../../../web/words/catalogue.ts'
import { words as disclosure } from '../../../web/words/disclosure.ts'
import { words as resources } from '../../../web/words/resources.ts'
import { words } from '../../../web/words/statement.ts'
import { words as territory } from '../../../web/words/territory.ts'
import { words as vocabulary } from '../../../web/words/vocabulary.ts'
import { facts } from '../indicators/fixtures.ts'
import '../page.ts'
import { from, needs, statements } from './given.ts'

const w = words.it
/** What a reader of a file should find of a cell: a number, a word, or nothing. */
type Found = number | string | null
const wanted = (statement: Statement): Found[][] =>
  statement.rows.map(row =>
    statement.columns.flatMap(({ key }): Found[] => {
      const cell = row.cells[key]
      const told = tell(cell, w)
      const first = told.value ?? (cell?.kind === 'none' ? null : told.text)
      return isMeasured(statement, key) ? [first, told.low, told.high, told.quality] : [first]
    }),
  )

const asNumber = (text: string, point: string): Found =>
  text === '' ? null : /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(point, '.')) : text

/** Cells of a file by the kind that is expected there, so that a text «12,5» is not taken for a number. */
const like = (read: Found[][], expected: Found[][]): Found[][] =>
  expected.map((row, y) =>
    row.map((cell, x) => {
      const found = read[y]?.[x] ?? null
      if (typeof cell !== 'string') return found
      // Names of methods get a space in a workbook, for its writer's sake.
      return cell in {} ? String(found).trimEnd() : typeof found === 'number' ? String(found) : found
    }),
  )

async function readXlsx(statement: Statement): Promise<Found[][]> {
  const blob = await xlsxOf(statement, from, w)
  const rows = await readSheet(Buffer.from(await blob.arrayBuffer()), 1, { trim: false } as never)
  return rows.slice(1) as Found[][]
}

function readCsv(statement: Statement, kind: 'open' | 'italian'): string[][] {
  const text = csvOf(statement, from, w, kind)
  return parse(text, { delimiter: kind === 'open' ? ',' : ';', bom: true, record_delimiter: '\r\n' })
}

const written = (found: Found[][], point: string): string[][] =>
  found.map(row =>
    row.map(cell =>
      cell === null ? '' : typeof cell === 'number' ? String(cell).replace('.', point) : guarded(cell),
    ),
  )
/** Numbers of a file lose the zeros that say how exact they are. */
const bare = (rows: string[][], expected: Found[][], point: string): string[][] =>
  rows.map((row, y) =>
    row.map((text, x) =>
      typeof expected[y]?.[x] === 'number' ? String(asNumber(text, point)).replace('.', point) : text,
    ),
  )

describe('the same cell in every format', () => {
  test.for(['open', 'italian'] as const)('CSV, %s', kind => {
    fc.assert(
      fc.property(statements, statement => {
        const expected = wanted(statement)
        const [headings, ...rows] = readCsv(statement, kind)
        expect(headings).toHaveLength((expected[0]?.length ?? headings!.length - 1) + 1)
        const point = kind === 'open' ? '.' : ','
        const figures = rows.map(row => row.slice(0, -1))
        expect(bare(figures, expected, point)).toEqual(written(expected, point))
        for (const row of rows) expect(row.at(-1)).toContain(from.address)
      }),
    )
  })

  test('XLSX, with numbers that are numbers', async () => {
    await fc.assert(
      fc.asyncProperty(statements, async statement => {
        const expected = wanted(statement)
        const read = await readXlsx(statement)
        // A line break of XML is a line feed; an empty row at the end is not a row of the file.
        expect(like(read, expected)).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  test('GeoJSON', () => {
    fc.assert(
      fc.property(statements, statement => {
        const read = JSON.parse(geojsonOf(statement, () => null, from, w))
        expect(read.context).toBe(w.context)
        const cells = read.features.map(({ properties }: { properties: Record<string, Found> }) =>
          statement.columns.flatMap(({ key }): Found[] => {
            const first = properties[key] ?? properties[`${key}_missing`] ?? null
            return isMeasured(statement, key)
              ? [
                  first,
                  properties[`${key}_low`] ?? null,
                  properties[`${key}_high`] ?? null,
                  properties[`${key}_quality`] ?? null,
                ]
              : [first]
          }),
        )
        expect(cells).toEqual(wanted(statement))
      }),
    )
  })

  /** What is read on the screen or on paper, letter and interval apart. */
  const shown = (root: ParentNode): string[][] =>
    [...root.querySelectorAll('tbody tr')].map(row =>
      [...row.querySelectorAll('th, td')].map(cell => {
        const clone = cell.cloneNode(true) as Element
        for (const silent of clone.querySelectorAll('.unseen')) silent.remove()
        return clone.textContent!.replace(/\s+/g, ' ').trim()
      }),
    )
  const asRead = (statement: Statement): string[][] =>
    statement.rows.map(row =>
      statement.columns.map(({ key }) => {
        const { text, interval, quality } = tell(row.cells[key], w)
        return [text, interval, quality].filter(Boolean).join(' ').replace(/\s+/g, ' ').trim()
      }),
    )

  test('table, page and speech', () => {
    fc.assert(
      fc.property(statements, statement => {
        const columns = statement.columns.slice(1).map(({ key }) => key)
        const table = render(
          <StatementTable statement={statement} view={{ ...emptyView, columns }} act={() => {}} />,
        )
        expect(shown(table.container)).toEqual(asRead(statement))
        cleanup()
        const page = render(<Paper statement={statement} picture={null} from={from} w={w} />)
        expect(shown(page.container)).toEqual(asRead(statement))
        cleanup()
        const said = speech(statement, w).slice(1)
        statement.rows.forEach((row, index) => {
          for (const { key } of statement.columns)
            expect(said[index]).toContain(tell(row.cells[key], w).speech)
        })
      }),
      { numRuns: 40 },
    )
  })
})

test('a statement that has nothing to tell yet is a table of its note alone', () => {
  const empty = { ...needs, note: 'Scegli un luogo', columns: [], rows: [] }
  const table = render(<StatementTable statement={empty} view={emptyView} act={() => {}} />)
  expect(table.container.textContent).toBe('Scegli un luogo')
  cleanup()
})

describe('a CSV', () => {
  test('runs no formula in a spreadsheet', () => {
    for (const text of ['=1+1', '+1', '-1', '@a', '\ta', '\ra']) expect(guarded(text)[0]).toBe("'")
    const [, row] = readCsv(
      { ...needs, rows: [{ ...needs.rows[0]!, cells: { area: { kind: 'text', text: '=HYPERLINK("x")' } } }] },
      'italian',
    )
    expect(row![0]).toBe('\'=HYPERLINK("x")')
  })
  test('is as each of its readers wants it', () => {
    const open = csvOf(needs, from, w, 'open')
    expect(open).toContain('\r\nNord Ovest,41,36,46,B,4.3,3.7,4.8,B,9612,')
    expect(open).toContain('Centro,pochi o nessuno (0–7),,,,pochi o nessuno (0–7)')
    expect(open.split('\r\n')[0]).toBe(
      'area,households,households_low,households_high,households_quality,rate,rate_low,rate_high,rate_quality,residents,source',
    )
    const italian = csvOf(needs, from, w, 'italian')
    expect(italian.startsWith('\ufeffArea;Nuclei;Nuclei: da')).toBe(true)
    expect(italian).toContain('\r\nNord Ovest;41;36;46;B;4,3;3,7;4,8;B;9612;')
  })
})

test('a workbook has a sheet of notes: definitions, missing states, source and address', async () => {
  const blob = await xlsxOf(needs, from, w)
  const notes = (await readSheet(Buffer.from(await blob.arrayBuffer()), 2)).flat().join('\n')
  for (const part of [needs.title, w.missingMeaning.few, needs.sources[0]!, from.address, w.context])
    expect(notes).toContain(part)
})

describe('the statements of indicators', () => {
  const speech = {
    c: catalogue.it,
    d: disclosure.it,
    t: territory.it,
    v: vocabulary.it,
    r: resources.it,
  }
  const known = facts()
  const areas = known.areas.map(({ id }) => ({ id, name: id }))
  const made: [string, Statement][] = [
    ['the profile of an area', profileStatement(known, { area: 'north', name: 'Nord' }, speech, 'it')],
    ['the profile of the city', profileStatement(known, { area: null, name: 'Città' }, speech, 'it')],
    ...indicators.map((one): [string, Statement] => [
      `the areas beside each other, ${one.code}`,
      comparisonStatement(one, known, areas, undefined, speech, 'it'),
    ]),
  ]
  test.for(made)('%s: table, page, both CSV and workbook say the same', async ([, statement]) => {
    const expected = wanted(statement)
    expect(expected.length).toBeGreaterThan(1)
    for (const [kind, point] of [
      ['open', '.'],
      ['italian', ','],
    ] as const) {
      const [headings, ...rows] = readCsv(statement, kind)
      const read = rows.map(row => row.slice(0, expected[0]!.length))
      expect(headings!.length).toBeGreaterThanOrEqual(expected[0]!.length)
      expect(bare(read, expected, point)).toEqual(written(expected, point))
    }
    const sheet = (await readXlsx(statement)).slice(0, expected.length)
    expect(like(sheet, expected)).toEqual(expected)
    const told = statement.rows.map(row => statement.columns.map(({ key }) => tell(row.cells[key], w).text))
    const shown = (content: React.ReactNode) => {
      const { container } = render(content)
      const rows = [...container.querySelectorAll('tbody tr')].map(row =>
        [...row.querySelectorAll('th, td')].map(cell => cell.textContent!),
      )
      cleanup()
      return rows
    }
    const table = shown(<StatementTable statement={statement} view={emptyView} act={() => {}} />)
    told.forEach((row, y) => {
      for (const [x, text] of row.entries()) expect(table[y]![x]).toContain(text)
    })
  })
})
