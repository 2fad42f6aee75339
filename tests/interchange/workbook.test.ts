/** Workbooks as office programs make them: the right sheet, cells as they are shown, and no cell that ends the server. */
import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { cellFormatOf, shownText } from '../../api/interchange/cell-format.contract.ts'
import { refusalOf, rowsIn } from '../support/meaning.ts'
import { workbook } from '../support/resource-files.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
type Sheet = { name: string; rows: string; state?: string; columns?: string }

/** Sheets by the XML of their rows, with the formats of their cells. */
function bookOf(sheets: readonly Sheet[], formats: readonly (number | string)[] = [0]): Buffer {
  const codes = formats.filter(format => typeof format === 'string')
  const number = (format: number | string) =>
    typeof format === 'number' ? format : 164 + codes.indexOf(format)
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map(({ name, state }, at) => `<sheet name="${name}" sheetId="${at + 1}" ${state ? `state="${state}" ` : ''}r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts>${codes.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>${formats.map(format => `<xf numFmtId="${number(format)}" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`,
  }
  for (const [at, { rows, columns = '' }] of sheets.entries())
    parts[`xl/worksheets/sheet${at + 1}.xml`] =
      `<worksheet xmlns="${main}">${columns}<sheetData>${rows}</sheetData></worksheet>`
  return workbook([], Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])))
}
const letter = (index: number) => String.fromCharCode(65 + index)
const row = (number: number, cells: readonly string[], more = '') =>
  `<row r="${number}"${more}>${cells.map((text, at) => (text.startsWith('<c') ? text.replace('<c', `<c r="${letter(at)}${number}"`) : `<c r="${letter(at)}${number}" t="inlineStr"><is><t>${text}</t></is></c>`)).join('')}</row>`
const value = (number: number, style = 0) => `<c s="${style}"><v>${number}</v></c>`
const list = (name: string, from = 1) => row(from, ['Nome', 'Tipo']) + row(from + 1, [name, 'mensa'])

describe('the sheet', () => {
  test('with the list is read, wherever it is, and the others with rows are named', async () => {
    const { rows, left } = await rowsIn(
      bookOf([
        { name: 'Leggimi', rows: row(1, ['Censimento']) + row(2, ['Compilare il foglio Dati']) },
        { name: 'Vuoto', rows: '' },
        { name: 'Dati', rows: list('Mensa due') },
        { name: 'Altri', rows: list('Mensa tre') },
      ]),
    )
    expect(rows.map(({ row: number, fields }) => [number, fields.Nome])).toEqual([[2, 'Mensa due']])
    expect(left).toEqual({ other_sheets: ['Leggimi', 'Altri'] })
  })

  test('that is hidden is read only where no other has rows', async () => {
    const hidden = { name: 'Nascosto', state: 'veryHidden', rows: list('Nascosta') }
    const shown = { name: 'Appunti', rows: row(1, ['uno', 'due']) + row(2, ['tre', 'quattro']) }
    expect((await rowsIn(bookOf([hidden, shown]))).left).toEqual({ other_sheets: ['Nascosto'] })
    expect((await rowsIn(bookOf([hidden]))).rows).toHaveLength(1)
  })

  test('may have titles above its headers and totals below', async () => {
    const { rows, left } = await rowsIn(
      bookOf([
        {
          name: 'Dati',
          rows: row(1, ['RISORSE 2026']) + list('Mensa', 3) + row(5, ['Totale', '<c><v>1</v></c>']),
        },
      ]),
    )
    expect(rows.map(({ row: number, fields }) => [number, fields.Nome])).toEqual([[4, 'Mensa']])
    expect(left).toEqual({ title_rows: ['1'], total_rows: ['5'] })
  })

  test('tells what it hides: rows are doubts, columns are named', async () => {
    const { rows, left } = await rowsIn(
      bookOf([
        {
          name: 'Dati',
          columns: '<cols><col min="2" max="2" hidden="1"/><col min="9" max="16384" hidden="1"/></cols>',
          rows: list('Vista') + row(3, ['Filtrata', 'mensa'], ' hidden="1"'),
        },
      ]),
    )
    expect(rows.map(({ notes }) => notes)).toEqual([[], ['hidden_row']])
    expect(left).toEqual({ hidden_rows: ['3'], hidden_columns: ['B'] })
  })
})

describe('a cell', () => {
  test('is what the sheet shows: days, hours, zeros in front, errors, formulas, styled texts', async () => {
    const formats = [0, 14, 20, '00000', 22, '"0"0', 9]
    const { rows } = await rowsIn(
      bookOf(
        [
          {
            name: 'Dati',
            rows:
              row(1, ['Nome', 'CAP', 'Attivo dal', 'Orari', 'Telefono', 'Sconto']) +
              row(2, [
                'Uno',
                value(187, 3),
                value(46082, 1),
                value(0.375, 2),
                value(971415111),
                value(0.25, 6),
              ]) +
              row(3, ['Due', value(85100), value(46082.5, 4), '9-13', value(971415111, 5)]) +
              row(4, [
                'Tre',
                '<c t="e"><v>#N/D</v></c>',
                value(2958466, 1),
                '9-13',
                '<c t="str"><f>A1</f><v>0971415222</v></c>',
              ]) +
              row(5, [
                '<c t="inlineStr"><is><r><t xml:space="preserve">Nome </t></r><r><t>&amp; stile</t></r><rPh><t>furigana</t></rPh></is></c>',
                '<c t="b"><v>1</v></c>',
              ]),
          },
        ],
        formats,
      ),
    )
    expect(rows.map(({ fields, notes }) => [fields, notes])).toEqual([
      [
        {
          Nome: 'Uno',
          CAP: '00187',
          'Attivo dal': '2026-03-01',
          Orari: '09:00',
          Telefono: '971415111',
          Sconto: '25%',
        },
        ['phone_without_zero'],
      ],
      [
        {
          Nome: 'Due',
          CAP: '85100',
          'Attivo dal': '2026-03-01 12:00',
          Orari: '9-13',
          Telefono: '0971415111',
        },
        [],
      ],
      [{ Nome: 'Tre', 'Attivo dal': '2958466', Orari: '9-13', Telefono: '0971415222' }, ['cell_error']],
      [{ Nome: 'Nome & stile', CAP: 'true' }, []],
    ])
  })

  test('of shared texts, and without addresses, as some programs write them', async () => {
    const shared = `<sst xmlns="${main}"><si><t>Nome</t></si><si><t>Tipo</t></si><si><r><t>Men</t></r><r><t>sa</t></r></si></sst>`
    const rows = `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c t="s"><v>2</v></c><c t="s"><v>2</v></c></row>`
    const file = workbook([], {
      'xl/sharedStrings.xml': strToU8(shared),
      'xl/worksheets/sheet1.xml': strToU8(
        `<x:worksheet xmlns:x="${main}"><x:sheetData>${rows.replace(/<(\/?)(\w)/g, '<$1x:$2')}</x:sheetData></x:worksheet>`,
      ),
    })
    expect((await rowsIn(file)).rows.map(({ row: number, fields }) => [number, fields])).toEqual([
      [2, { Nome: 'Mensa', Tipo: 'Mensa' }],
    ])
  })

  test.for([
    [187, 0, '00000', '00187'],
    [971415111, 0, '0000-000000', '0971-415111'],
    [3331234567, 0, '000\\ 0000000', '333 1234567'],
    [40.6404, 0, '0.00', '40.6404'],
    [15.8056, 2, undefined, '15.8056'],
    [0.1 + 0.2, 0, undefined, '0.3'],
    [46082, 0, 'dd/mm/yyyy', '2026-03-01'],
    [46082, 0, '[$-410]d mmmm yyyy;@', '2026-03-01'],
    [46082.75, 0, 'dd/mm/yyyy hh:mm', '2026-03-01 18:00'],
    [0.75, 0, 'h:mm AM/PM', '18:00'],
    [1.5, 46, undefined, '36:00'],
    [1.5, 0, '[h]:mm:ss', '36:00'],
    [0.5, 0, '0.0%', '50%'],
    [12, 0, '"n. "0', 'n. 12'],
    [5, 0, '#,##0.00 "€"', '5'],
    [59, 14, undefined, '1900-02-28'],
    [61, 14, undefined, '1900-03-01'],
    [-1, 14, undefined, '-1'],
  ] as const)('of %d under the format %s %s is shown as %4$s', ([number, id, code, text]) => {
    expect(shownText(number, cellFormatOf(id, code))).toBe(text)
  })
  test('counts days from 1904 where the file does', () => {
    expect(shownText(44620, cellFormatOf(14, undefined), 1462)).toBe('2026-03-01')
  })
})

describe('no workbook keeps the server from others', () => {
  const far = (cell: string, number: number) =>
    bookOf([
      {
        name: 'Dati',
        rows: `${list('Mensa')}<row r="${number}"><c r="${cell}" t="inlineStr"><is><t>x</t></is></c></row>`,
      },
    ])

  test('cells where no sheet has any are refused by their address, before anything is filled', async () => {
    expect(await refusalOf(far('ZZZZZZ1', 3))).toMatchObject([
      { code: 'cell_outside_sheet', en: expect.stringContaining('ZZZZZZ1') },
    ])
    expect(await refusalOf(far('A900000000', 900_000_000))).toMatchObject([
      { code: 'cell_outside_sheet', en: expect.stringContaining('900000000') },
    ])
    expect(await refusalOf(far('XFE3', 3))).toMatchObject([{ code: 'cell_outside_sheet' }])
  })

  test('a stray cell in the last column is left out and named; one in the last row is a row', async () => {
    expect((await rowsIn(far('XFD3', 3))).left).toEqual({ far_cells: ['XFD3'] })
    const { rows } = await rowsIn(far('A1048576', 1_048_576))
    expect(rows.map(({ row: number }) => number)).toEqual([2, 1_048_576])
  })

  test('twenty thousand rows beside a stray cell take memory for themselves alone', async () => {
    const many = Array.from({ length: 19_998 }, (_, at) => row(at + 2, [`Mensa ${at}`, 'mensa'])).join('')
    const file = bookOf([
      {
        name: 'Dati',
        rows: `${row(1, ['Nome', 'Tipo'])}${many}<row r="20001"><c r="XFD20001"><v>1</v></c></row>`,
      },
    ])
    const { rows, left } = await rowsIn(file)
    expect([rows.length, left]).toEqual([19_998, { far_cells: ['XFD20001'] }])
    // Nothing stands between the last cell of a row and the far one.
    expect(rows.every(({ fields }) => Object.keys(fields).length === 2)).toBe(true)
  })

  test('rows and signs beyond the limits are refused, however they are packed', async () => {
    const rows = Array.from({ length: 20_002 }, (_, at) => row(at + 1, ['a', 'b'])).join('')
    expect(await refusalOf(bookOf([{ name: 'Dati', rows }]))).toMatchObject([{ code: 'too_many_rows' }])
    const long = bookOf([
      { name: 'Dati', rows: row(1, ['Nome', 'Tipo']) + row(2, ['x'.repeat(3_000_000), 'mensa']) },
    ])
    expect(await refusalOf(long)).toMatchObject([{ code: 'cell_too_long' }])
    // One long text that every cell names.
    const shared = `<sst xmlns="${main}"><si><t>${'x'.repeat(19_000)}</t></si></sst>`
    const cells = Array.from({ length: 20 }, (_, at) => `<c r="${letter(at)}2" t="s"><v>0</v></c>`).join('')
    const sheet = `${row(
      1,
      Array.from({ length: 20 }, (_, at) => `Colonna ${at}`),
    )}${Array.from({ length: 400 }, (_, at) => `<row r="${at + 2}">${cells.replaceAll('2" t', `${at + 2}" t`)}</row>`).join('')}`
    const book = workbook([], {
      'xl/sharedStrings.xml': strToU8(shared),
      'xl/worksheets/sheet1.xml': strToU8(
        `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
      ),
    })
    expect(await refusalOf(book)).toMatchObject([{ code: 'too_much_text' }])
  })

  test('a document type is refused, so that no entity is unfolded', async () => {
    const sheet = `<!DOCTYPE a [<!ENTITY b "c">]><worksheet xmlns="${main}"><sheetData/></worksheet>`
    expect(await refusalOf(workbook([], { 'xl/worksheets/sheet1.xml': strToU8(sheet) }))).toMatchObject([
      { code: 'broken_xml' },
    ])
  })
})
