/** The columns of a file: every answer is understood in both languages, and no identity passes for a column. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  answerOf,
  columnOf,
  columns,
  csvOf,
  dayOfText,
  identityKinds,
  identityOfCell,
  identityOfHeader,
  identityWords,
  lists,
  templateOf,
} from '../../api/observations/import/contract.ts'
import { labels } from '../../api/observations/labels.codes.ts'

describe('an answer', () => {
  test.for(Object.entries(lists))(
    'of %s is understood as code and as label, whatever case and accents',
    ([holds, codes]) => {
      for (const code of codes)
        for (const written of [
          code,
          (labels.it as any)[holds][code],
          (labels.en as any)[holds][code],
          (labels.it as any)[holds][code].toUpperCase(),
          (labels.it as any)[holds][code].normalize('NFD').replace(/\p{M}/gu, ''),
          ` ${(labels.en as any)[holds][code]} `,
        ])
          expect(answerOf(holds as keyof typeof lists, written), written).toBe(code)
    },
  )

  test('is nobody’s identity, in any list and language', () => {
    for (const [holds, codes] of Object.entries(lists))
      for (const code of codes)
        for (const language of ['it', 'en'] as const)
          expect(identityOfCell((labels as any)[language][holds][code]), code).toBeUndefined()
  })
})

describe('a header', () => {
  test('is one column in every way it is written, and no two columns share one', () => {
    for (const column of columns)
      for (const header of [column.name, column.header.it, column.header.en, ...column.also]) {
        expect(columnOf(header), header).toBe(column)
        expect(columnOf(header.toUpperCase()), header).toBe(column)
      }
    expect(columnOf('residence_area')?.name).toBe('residenceArea')
    expect(columnOf('bisogno_2')?.name).toBe('need2')
    expect(columnOf('esito1')?.name).toBe('outcome1')
    expect(columnOf('Motivo 3')?.name).toBe('unmetReason3')
  })

  test.for([
    'Cell',
    'Cell.',
    'cellulare',
    'Nome',
    'DATA DI NASCITA',
    'dataNascita',
    'codice_fiscale',
    'CodFisc',
    'n. documento',
  ])('that asks for an identity is no column: %s', header => {
    expect(columnOf(header)).toBeUndefined()
    expect(identityKinds).toContain(identityOfHeader(header))
  })

  test('every kind of identity has words', () => {
    expect(Object.keys(identityWords).sort()).toEqual([...identityKinds].sort())
  })
})

describe('a day', () => {
  test('is read back from either way of writing, whatever the day', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, fc.constantFrom('/', '-', '.'), fc.boolean(), (date, sign, zeros) => {
        const day = date.toISOString().slice(0, 10)
        const parts = day.split('-').reverse()
        const written = zeros ? parts : [String(Number(parts[0])), String(Number(parts[1])), parts[2]]
        expect(dayOfText(written.join(sign))).toEqual({ day })
        expect(dayOfText(day)).toEqual({ day })
      }),
    )
  })

  test.for([
    ['18/11/26', 'short_year'],
    ['11/18/2026', 'unreadable_date'],
    ['31/02/2026', 'unreadable_date'],
    ['29/02/2025', 'unreadable_date'],
    ['18/11-2026', 'unreadable_date'],
    ['45979', 'unreadable_date'],
    ['18 novembre 2026', 'unreadable_date'],
    ['2026-13-01', 'unreadable_date'],
    ['', 'unreadable_date'],
  ])('«%s» is none: %s', ([text, fault]) => {
    expect(dayOfText(text!)).toEqual({ fault })
  })
})

test('a file written for spreadsheets holds no formula', () => {
  const cells = csvOf([['=1+1', '+39', '-1', '@x', '\tx', 'a;b', 'a"b', 'plain']])
  expect(cells).toBe(`\ufeff'=1+1;'+39;'-1;'@x;'\tx;"a;b";"a""b";plain\r\n`)
})

test.for(['it', 'en'] as const)('the template in %s has headers of ours alone, and no formula', language => {
  const [headers = [], ...rows] = templateOf(language, '2026-11-18')
    .replace(/^\ufeff/, '')
    .trim()
    .split('\r\n')
    .map(line => line.split(';'))
  expect(headers.map(header => columnOf(header)?.name)).toEqual(
    expect.arrayContaining(columns.filter(column => column.required).map(column => column.name)),
  )
  expect(headers.map(columnOf)).not.toContain(undefined)
  expect(rows).toHaveLength(2)
  for (const row of rows) expect(row).toHaveLength(headers.length)
})
