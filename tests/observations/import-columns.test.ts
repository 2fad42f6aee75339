/** The columns of a file: every answer is understood in both languages, and no identity passes for a column. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  answerOf,
  columnNamed,
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
import { words as desk } from '../../web/words/observations.ts'

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
    expect(columnOf('Sesso (M/F)')?.name).toBe('gender')
    expect(columnOf('Età (anni)')?.name).toBe('ageBand')
  })

  test('is the question of the desk, in the same words', () => {
    for (const language of ['it', 'en'] as const) {
      const w = desk[language]
      const asked = {
        ...Object.fromEntries(Object.entries(w.questions).map(([name, { label }]) => [name, label])),
        channel: w.channel,
        origin: w.origin,
        request1: `${w.request} 1`,
        outcome1: `${w.outcome} 1`,
        unmetReason2: `${w.reason} 2`,
      }
      for (const [name, header] of Object.entries(asked))
        expect(columnNamed(name)?.header[language]).toBe(header)
    }
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
    ['27/11/2026', '2026-11-27'],
    ['27/11/26', '2026-11-27'],
    ['3.11.26', '2026-11-03'],
    ['27.11.2026', '2026-11-27'],
    ['27/11/2026 ', '2026-11-27'],
    ['2026/11/27', '2026-11-27'],
    ['20261127', '2026-11-27'],
    ['27 novembre 2026', '2026-11-27'],
    ['1º novembre 2026', '2026-11-01'],
    ['27-nov-26', '2026-11-27'],
    ['5 sett. 2026', '2026-09-05'],
    ['27 November 2026', '2026-11-27'],
    ['ven 27/11/2026', '2026-11-27'],
    ['Venerdì, 27 novembre 2026', '2026-11-27'],
    ['27/11/2026 10:30', '2026-11-27'],
    ['27/11/2026 ore 10.30', '2026-11-27'],
    ['2026-11-27 00:00:00', '2026-11-27'],
    // Instants are of the day that it was in Rome: an hour ahead in winter, two in summer.
    ['2026-11-27T10:30:00.000Z', '2026-11-27'],
    ['2026-11-27T23:30:00Z', '2026-11-28'],
    ['2026-07-31T22:00:00Z', '2026-08-01'],
    ['2026-11-27T00:30:00+02:00', '2026-11-26'],
    // As a spreadsheet stores it: days since 30 December 1899.
    ['46353', '2026-11-27'],
    ['46353,4375', '2026-11-27'],
  ])('«%s» is %s', ([text, day]) => {
    expect(dayOfText(text!)).toEqual({ day })
  })

  test.for([
    ['3/11', '2026-11-03'],
    ['3 novembre', '2026-11-03'],
    ['mar 3/11', '2026-11-03'],
    ['lun 3/11', '2025-11-03'],
    ['24 dicembre', '2025-12-24'],
    ['29/2', '2024-02-29'],
  ])('without its year, «%s» is the last such day: %s', ([text, day]) => {
    expect(dayOfText(text!, '2026-11-18')).toEqual({ day, yearless: true })
    expect(dayOfText(text!)).toEqual({ fault: 'unreadable_date' })
  })

  test.for([
    '11/18/2026',
    '31/02/2026',
    '29/02/2025',
    '18/11-2026',
    '85100',
    '2026',
    '1985',
    'sabato 27/11/2026',
    '3 novembr 2026',
    '2026-13-01',
    'domani',
    'TOTALE',
    '',
  ])('«%s» is none', text => {
    expect(dayOfText(text, '2026-11-18')).toEqual({ fault: 'unreadable_date' })
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
