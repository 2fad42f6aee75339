/** The table within a file: its headers, its separator, its quotes, and what is no row of it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lacksZero } from '../../api/interchange/format.ts'
import {
  csvRows,
  type Delimiter,
  delimiters,
  isTotal,
  layoutOf,
} from '../../api/interchange/table.contract.ts'
import { readFile } from '../../web/observations/import/file.ts'
import { kindOfRow } from '../../web/observations/import/rows.ts'
import { refusalOf, rowsIn } from '../support/meaning.ts'

const cells = (text: string, delimiter: Delimiter = ';') =>
  [...csvRows(text, delimiter, 400)].map(row => (row.looseQuote ? ['!', ...row.cells] : [...row.cells]))

describe('quotes', () => {
  test.for([
    ['a quote within a cell', 'Ente "Prova" onlus;b', [['!', 'Ente "Prova" onlus', 'b']]],
    ['inches', '5" tubo;b', [['!', '5" tubo', 'b']]],
    ['quotes around, and not doubled within', '"Ente "Prova" onlus";b', [['!', 'Ente "Prova" onlus', 'b']]],
    ['text after the closing one', '"a" b;"c";d', [['!', 'a b', 'c', 'd']]],
    ['doubled', '"x ""y""";""', [['x "y"', '']]],
    ['spaces after the closing one', '"a" ;b', [['a', 'b']]],
    [
      'separators and lines within',
      '"a;b\nc";d\ne;f',
      [
        ['a;b\nc', 'd'],
        ['e', 'f'],
      ],
    ],
    [
      'an opening one that never closes before others',
      '"Uno;x\nDue "y" z;w',
      [
        ['!', '"Uno', 'x'],
        ['!', 'Due "y" z', 'w'],
      ],
    ],
  ] as const)('are read as office programs read them: %s', ([_name, text, rows]) => {
    expect(cells(text)).toEqual(rows)
  })

  test('that never close have a row, and it is said', async () => {
    expect(await refusalOf('Nome;Tipo\nUno;mensa\n"Due;mensa\nTre;mensa\n')).toMatchObject([
      { code: 'row_without_end', it: expect.stringMatching(/^La riga 3 non finisce/) },
    ])
  })

  // By another separator the row would be one cell, and the file a list of one column.
  test.for([
    'Nome,"Tipo\nUno,mensa\nDue,mensa\n',
    'Nome;"Tipo\nUno;mensa, forno\nDue;mensa, forno\n',
    'Nome\t"Tipo\nUno\tmensa\n',
  ])('that never close in the row of headers, too: %j', async text => {
    expect(await refusalOf(text)).toMatchObject([
      { code: 'row_without_end', it: expect.stringMatching(/^La riga 1 non finisce/) },
    ])
    await expect(readFile(new File([text], 'a.csv'), () => {})).rejects.toMatchObject({
      code: 'row_without_end',
      words: { row: 1 },
    })
  })

  test('that are loose leave a note on their row', async () => {
    const { rows } = await rowsIn('Nome;Tipo\nEnte "Prova";mensa\nAltro;mensa\n')
    expect(rows.map(({ fields, notes }) => [fields.Nome, notes])).toEqual([
      ['Ente "Prova"', ['loose_quotes']],
      ['Altro', []],
    ])
  })

  test('written by a spreadsheet come back as they were, with any separator and line end', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'è', '"', ';', ',', '\t', '|', '\n', ' ', "'") })
    const table = fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(...delimiters),
        fc.constantFrom('\n', '\r\n', '\r'),
        (rows, sign, end) => {
          const written = rows
            .map(row => row.map(cell => `"${cell.replaceAll('"', '""')}"`).join(sign))
            .join(end)
          expect(cells(written, sign)).toEqual(rows)
        },
      ),
    )
  })

  test('take time in proportion to the text', () => {
    const steps = (length: number) => {
      let reads = 0
      const text = '"a'.repeat(length)
      const counting = new Proxy(new String(text), {
        get(target, name) {
          if (name === 'charCodeAt')
            return (at: number) => {
              reads += 1
              return text.charCodeAt(at)
            }
          const value = (target as any)[name]
          return typeof value === 'function' ? value.bind(target) : value
        },
      }) as unknown as string
      try {
        for (const _row of csvRows(counting, ';', 400));
      } catch {
        // A quote may be left open.
      }
      return reads
    }
    expect(steps(8000)).toBeLessThan(steps(2000) * 8)
  })
})

describe('the separator', () => {
  const knows = (header: string) => ['nome', 'tipo', 'lat', 'lon'].includes(header.trim().toLowerCase())
  test.for([
    ['commas within headers', 'Nome;Via (via, civico, CAP);Orari (giorni, ore);Tipo\nA;B;C;mensa\n', ';'],
    ['commas of decimals in every row', 'Nome;Tipo;lat;lon\nA;b;40,6;15,8\nC;d;40,6;15,8\n', ';'],
    ['tabs', 'Nome\tTipo\nA, B e C\tmensa\n', '\t'],
    ['bars', 'Nome|Tipo\nA|mensa\n', '|'],
    ['headers that nobody knows', 'Etichetta,Cosa fa,Dove\nA,B;C,D\nE,F,G\n', ','],
    ['quoted commas', '"a,b,c,d";e;f\n1;2;3\n', ';'],
    ['a title without separators', 'Elenco, aggiornato, al 2026\n\nNome;Tipo\nA;mensa\n', ';'],
    ['one column, with commas in its texts', 'Nome\nA, B\nC\n', ';'],
  ] as const)('is judged over the rows: %s', ([_name, text, delimiter]) => {
    expect(layoutOf(text, knows).delimiter).toBe(delimiter)
  })

  test('is told by a line that Excel alone reads, which is no row', async () => {
    for (const line of ['sep=;', 'SEP=;\r', '"sep=;"', 'sep=;;;']) {
      const { rows, left } = await rowsIn(`${line}\nNome;Tipo;lat\nA, con virgola;mensa;40,6\n`)
      expect(rows).toMatchObject([{ row: 2, fields: { Nome: 'A, con virgola', lat: '40,6' } }])
      expect(left).toEqual({ separator_line: 1 })
    }
  })
})

describe('the headers', () => {
  test('are found below titles and blank rows, which are counted; rows keep their numbers', async () => {
    const { rows, left } = await rowsIn(
      'CENSIMENTO 2026;;;\nAggiornato al 30/11/2026;;;\n;;;\nNome;Tipo;lat;lon\nMensa;mensa;40,64;15,80\n;;;\nNome;Tipo;lat;lon\nDue;mensa;40,64;15,80\nTotale;;;2\n;;;\n',
    )
    expect(rows.map(({ row, fields }) => [row, fields.Nome])).toEqual([
      [5, 'Mensa'],
      [8, 'Due'],
    ])
    expect(left).toEqual({
      title_rows: ['1', '2'],
      blank_rows: 2,
      repeated_headers: ['7'],
      total_rows: ['9'],
    })
  })

  test('that nobody knows are the first row that is as full as the others', async () => {
    const { rows, columns, left } = await rowsIn('Un titolo,,\nEtichetta,Cosa fa,Dove\nA,B,C\nD,E,F\n')
    expect(columns).toEqual(['Etichetta', 'Cosa fa', 'Dove'])
    expect([rows.length, left]).toEqual([2, { title_rows: ['1'] }])
  })

  test('are no row of data that holds names of columns', async () => {
    const { columns, rows } = await rowsIn('Etichetta,Cosa,Dove,Quando\nServizi,Note,A,B\nC,D,E,F\n')
    expect([columns, rows.length]).toEqual([['Etichetta', 'Cosa', 'Dove', 'Quando'], 2])
  })

  test('with something in brackets are known all the same', async () => {
    const { columns } = await rowsIn('Nome (ente, gruppo);Tipo;Orari (giorni, ore)\nA;mensa;lun 9-13\n')
    expect(columns).toEqual(['Nome (ente, gruppo)', 'Tipo', 'Orari (giorni, ore)'])
  })
})

describe('totals', () => {
  test.for([
    ['Totale', '', '12'],
    ['TOTALE', '3', ''],
    ['Totale generale:', '1.234,50'],
    ['Totale accessi 45'],
    ['Subtotale', '7'],
  ])('are told by their first cell: %j', row => {
    expect(isTotal(row)).toBe(true)
  })
  test.for([
    ['Totale', 'mensa', '12'],
    ['Total Body', '40,64', '15,80'],
    ['Totem', '3'],
    ['Mensa', 'Totale'],
    ['Somma Vesuviana', '12'],
    [''],
  ])('are not what only sounds so: %j', row => {
    expect(isTotal(row)).toBe(false)
  })
})

describe('a telephone that a spreadsheet took for a number', () => {
  test.for(['971415111', '612345678', '212345678', '805551234', '815551234', '103456789', '30123456'])(
    '%s lacks its zero',
    text => {
      expect(lacksZero(text)).toBe(true)
    },
  )
  test.for([
    '0971415111',
    '800123456',
    '803164',
    '3331234567',
    '848800800',
    '899123456',
    '199123456',
    '118',
    '1522',
    '+39971415111',
    '0971 415111',
  ])('%s does not', text => {
    expect(lacksZero(text)).toBe(false)
  })
  test('is one to be looked at, in its column alone', async () => {
    const { rows } = await rowsIn(
      'Nome;Tipo;Telefono;Matricola\nA;mensa;971415111;5\nB;mensa;0971415111;971415111\n',
    )
    expect(rows.map(({ notes }) => notes)).toEqual([['phone_without_zero'], []])
  })
})

test('a register of accesses keeps its row numbers in the browser, whatever stands above it', async () => {
  const text =
    'sep=;\nRegistro accessi;;\n;;\nData;Bisogno 1;Esito 1\n27/11/2026;Lavoro;Informazione\n;;\nTOTALE;1;\n'
  const file = await readFile(new Blob([text]), () => {})
  expect([file.headers, file.headerRow, file.source]).toEqual([
    ['Data', 'Bisogno 1', 'Esito 1'],
    3,
    { kind: 'text', encoding: 'UTF-8', delimiter: ';' },
  ])
  expect(file.rows[0]).toEqual(['27/11/2026', 'Lavoro', 'Informazione']) // the fourth row of the sheet
  expect(file.rows.map(cells => kindOfRow(cells, file.headers, 0, '2026-11-28'))).toEqual([
    'access',
    'blank',
    'total',
  ])
})
