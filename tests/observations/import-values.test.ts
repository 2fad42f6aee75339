/** Texts of an ordinary register: what each becomes, what is asked of a person, and what leaves the browser. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { type AccessFile, readFile } from '../../web/observations/import/file.ts'
import { choicesOf, type Habits, habitsWith } from '../../web/observations/import/habits.ts'
import { fileColumnsOf, isResolved, type Match, matchesOf } from '../../web/observations/import/matching.ts'
import { outgoingFile } from '../../web/observations/import/outgoing.ts'
import { identityOfText, type Places, readingOf } from '../../web/observations/import/suggestions.ts'
import {
  type Choices,
  dayAbove,
  leaveRows,
  nothing,
  openValues,
  tallyOf,
  valuesOf,
} from '../../web/observations/import/values.ts'
import { windows1252 } from '../support/files.ts'
import { type Cell, workbook } from '../support/resource-files.ts'

const places: Places = {
  areas: [
    { id: 'nord', name: 'Nord Alto', subtitle: 'Colle Tre Pini · Santa Marta' },
    { id: 'sud', name: 'Sud', subtitle: 'Scalo' },
  ],
  centres: [{ id: 'porta-sud', name: 'Porta sociale Sud', area: 'sud' }],
  cells: ['N-1'],
  centre: 'porta-sud',
}
const today = '2026-11-18'
const becomes = (holds: Parameters<typeof readingOf>[0], text: string) => readingOf(holds, text, places)?.code

describe('a text becomes', () => {
  test.for([
    ['42', '35-49'],
    ['25 anni', '18-34'],
    ['18-34 anni', '18-34'],
    ['18/34', '18-34'],
    ['da 18 a 34', '18-34'],
    ['42enne', '35-49'],
    ['circa 40', '35-49'],
    ['> 65', '65+'],
    ['≥65', '65+'],
    ['over 65', '65+'],
    ['65 anni e più', '65+'],
    ['75+', '65+'],
    ['17', '0-17'],
    ['18', '18-34'],
    ['34,0', '18-34'],
    ['64', '50-64'],
    ['< 18', '0-17'],
    ['8 mesi', '0-17'],
    ['minore', '0-17'],
    ['anziana', '65+'],
    ['n.d.', 'unknown'],
    ['-', 'unknown'],
    // Over two bands, no age, or a year of birth: a person chooses.
    ['30-40', undefined],
    ['> 50', undefined],
    ['giovane', undefined],
    ['130', undefined],
    ['1981', undefined],
  ])('an age band: «%s» %s', ([text, code]) => {
    expect(becomes('ageBand', text!)).toBe(code)
  })

  test.for([
    ['MAROCCHINA', 'non_eu'],
    ['Marocco', 'non_eu'],
    ['marocchini', 'non_eu'],
    ['rumena', 'eu'],
    ['cittadina rumena', 'eu'],
    ['polacche', 'eu'],
    ['Repubblica Ceca', 'eu'],
    ['italiana', 'it'],
    ['IT', 'it'],
    ['Extra UE', 'non_eu'],
    ['Costa d’Avorio', 'non_eu'],
    ['britannica', 'non_eu'],
    ['svizzero', 'non_eu'],
    ['Georgia', 'non_eu'],
    ['Senegal / Gambia', 'non_eu'],
    ['romania/moldavia', undefined],
    ['straniera', undefined],
    ['ex jugoslavia', undefined],
    ['no', undefined],
  ])('a citizenship: «%s» %s', ([text, code]) => {
    expect(becomes('citizenship', text!)).toBe(code)
  })

  test.for([
    ['NORD-ALTO', 'nord'],
    ['zona sud', 'sud'],
    ['Colle Tre Pini', 'nord'],
    ['quartiere Scalo', 'sud'],
    ['Porta Sociale Sud', 'sud'],
    ['altro comune', 'outside'],
    ['n.d.', 'unknown'],
    ['Alto', undefined],
    ['Borgo Inventato', undefined],
  ])('an area: «%s» %s', ([text, code]) => {
    expect(becomes('area', text!)).toBe(code)
  })

  test.for([
    ['needDomain', 'bolletta', 'economic'],
    ['needDomain', 'bollette della luce', 'economic'],
    ['needDomain', 'sfratto imminente', 'housing'],
    ['needDomain', 'asilo politico', 'migration'],
    ['needDomain', 'italiano L2', 'education'],
    ['needDomain', 'Lavoro e casa', undefined],
    ['needDomain', 'non cerca lavoro', undefined],
    ['request', 'contributo bollette', 'economic_aid'],
    ['outcome', 'INVIO', 'referral'],
    ['outcome', 'inviato al CAF', 'referral'],
    ['outcome', 'non risolto', 'unmet'],
    ['outcome', 'niente', 'unmet'],
    ['outcome', 'da richiamare', undefined],
    ['household', 'MONOGENITORE', 'single_parent'],
    ['household', 'vive da sola', 'single'],
    ['gender', 'uomo', 'M'],
    ['gender', '-', 'other_ns'],
    ['known', 'Si’', 'yes'],
    ['channel', 'SPORTELLO', 'in_person'],
    ['unmetReason', 'orario', 'hours'],
  ] as const)('an answer of %s: «%s» %s', ([holds, text, code]) => {
    expect(becomes(holds, text)).toBe(code)
  })

  test('nobody, unless it may name somebody', () => {
    const identity = (holds: Parameters<typeof readingOf>[0], text: string) =>
      identityOfText(holds, text, readingOf(holds, text, places))
    expect(identity('citizenship', 'Georgia')).toBeUndefined()
    expect(identity('needDomain', 'bollette della luce')).toBeUndefined()
    expect(identity('needDomain', 'lavoro per Maria Rossi')).toBe('person_name')
    expect(identity('gender', '348 1234567')).toBe('phone')
  })
})

const open = (text: string, encode: (text: string) => Buffer = windows1252) =>
  readFile(new Blob([new Uint8Array(encode(text))]), () => {})
function workOn(
  file: AccessFile,
  choices: Choices = new Map(),
  habits: Habits = { columns: {}, values: {} },
  change: Record<number, Match> = {},
) {
  const fileColumns = fileColumnsOf(file.headers, file.rows, places)
  const matches = matchesOf(fileColumns, habits.columns).map((match, index) => change[index] ?? match)
  const tally = tallyOf(file, matches, today)
  const groups = valuesOf(tally, { places, choices, before: choicesOf(habits), today })
  const outgoing = outgoingFile(file, matches, tally, groups, new Set())
  return {
    fileColumns,
    matches,
    groups,
    outgoing,
    asked: openValues(groups),
    habits: habitsWith(habits, fileColumns, matches, groups),
  }
}
const sentBy = async ({ outgoing }: ReturnType<typeof workOn>) => (await outgoing.sent.text()).split('\n')

const register = [
  'Data;Cognome;Canale;Zona;Età;Sesso;Cittadinanza;Nucleo familiare;Bisogno;Richiesta;Esito;Motivo;Note',
  '03/11/2026;Verdi;SPORTELLO;SUD;45;F;ITALIANA;MONOGENITORE;CASA;CASA;INVIO;;',
  '04/11/2026;Bianchi;TELEFONO;Colle Tre Pini;70;M;it;solo;solitudine;ascolto;accompagnamento;;richiama',
  '5 novembre 2026;Neri;sportello;;18-34;F;MAROCCHINA;coppia con figli;bollette luce;lavoro;senza risposta;orario;',
  ';;;;;;;;;;;;',
  'TOTALE;;3;;;;;;;;;;',
].join('\r\n')

describe('an ordinary register', () => {
  test('goes in with nothing to choose: codes alone leave, under the numbers of their rows', async () => {
    const result = workOn(await open(register))
    expect(isResolved(result.matches)).toBe(true)
    expect(result.asked).toBe(0)
    expect(await sentBy(result)).toEqual([
      'date,channel,residenceArea,ageBand,gender,citizenship,household,need1,request1,outcome1,unmetReason1',
      '2026-11-03,in_person,sud,35-49,F,it,single_parent,housing,housing_help,referral,',
      '2026-11-04,phone,nord,65+,M,it,single,isolation,listening,accompaniment,',
      '2026-11-05,in_person,,18-34,F,non_eu,couple_children,economic,job_search,unmet,hours',
      '',
      '',
    ])
    expect(result.outgoing).toMatchObject({
      rows: 3,
      left: { blank: [5], total: [6], title: [], chosen: [] },
    })
    const ofRegister = Object.fromEntries(
      result.fileColumns.map((column, index) => [column.header, [column.identity, result.matches[index]]]),
    )
    expect(ofRegister.Cognome).toEqual(['person_name', 'ignore'])
    expect(ofRegister.Note).toEqual([undefined, 'ignore'])
  })

  test('goes in as the workbook that it is, days and ages as numbers', async () => {
    const sheet: (readonly Cell[])[] = [
      ['Registro della porta, novembre'],
      [],
      ['Data', 'Cognome', 'Canale', 'Zona', 'Età', 'Bisogno', 'Esito'],
      [{ date: '2026-11-03' }, 'Rossi', 'sportello', 'Scalo', 42, 'casa', 'invio'],
      [{ date: '2026-11-04' }, 'Bianchi', 'telefono', 'Sud', 70, 'lavoro', 'informazione'],
      ['TOTALE', '', '', '', 2],
    ]
    const file = await readFile(new Blob([new Uint8Array(workbook(sheet))]), () => {})
    expect(file.source).toEqual({ kind: 'sheet', name: 'Risorse', omissions: [] })
    expect(file.headerRow).toBe(3)
    const result = workOn(file)
    expect(result.asked).toBe(0)
    expect(await sentBy(result)).toEqual([
      '',
      '',
      'date,channel,residenceArea,ageBand,need1,request1,outcome1,unmetReason1',
      '2026-11-03,in_person,sud,35-49,housing,,referral,',
      '2026-11-04,phone,sud,65+,work,,information,',
      '',
    ])
    expect(result.outgoing.left).toMatchObject({ title: [1, 2], total: [6], hidden: [] })
  })

  test('leaves out the rows that a filter hides in its sheet, and says which', async () => {
    const sheet = workbook([
      ['Data', 'Bisogno', 'Esito'],
      [{ date: '2026-11-03' }, 'casa', 'invio'],
      [{ date: '2026-11-04' }, 'casa', 'invio'],
    ])
    const parts = unzipSync(new Uint8Array(sheet))
    const name = 'xl/worksheets/sheet1.xml'
    parts[name] = strToU8(strFromU8(parts[name]!).replace('<row r="2">', '<row r="2" hidden="1">'))
    const result = workOn(await readFile(new Blob([new Uint8Array(zipSync(parts))]), () => {}))
    expect(result.outgoing).toMatchObject({ rows: 1, left: { hidden: [2], blank: [] } })
  })

  test('takes no day over a hidden row that has one of its own', async () => {
    const sheet = workbook([
      ['Data', 'Bisogno', 'Esito'],
      [{ date: '2026-11-03' }, 'casa', 'invio'],
      [{ date: '2026-11-04' }, 'casa', 'invio'],
      ['', 'casa', 'invio'],
    ])
    const parts = unzipSync(new Uint8Array(sheet))
    const name = 'xl/worksheets/sheet1.xml'
    parts[name] = strToU8(strFromU8(parts[name]!).replace('<row r="3">', '<row r="3" hidden="1">'))
    const file = await readFile(new Blob([new Uint8Array(zipSync(parts))]), () => {})
    const sent = await sentBy(workOn(file, new Map([['day ', dayAbove]])))
    expect(sent.map(line => line.split(',')[0])).toEqual(['date', '2026-11-03', '', ''])
    expect(sent[3]).toContain('housing')
  })

  test.for([
    ['an archive that is none of a spreadsheet', zipSync({ 'a.txt': strToU8('Data;Bisogno') }), 'not_text'],
    ['a workbook that stops half way', workbook([['Data', 'Bisogno']]).subarray(0, 300), 'broken_archive'],
    ['an empty sheet', workbook([]), 'empty_file'],
    [
      'a cell outside of any sheet',
      workbook([['x']], {
        'xl/worksheets/sheet1.xml': strToU8(
          '<worksheet><sheetData><row r="900000000"/></sheetData></worksheet>',
        ),
      }),
      'cell_outside_sheet',
    ],
  ] as const)('%s is refused in one sentence', async ([_, bytes, code]) => {
    const refused = await readFile(new Blob([new Uint8Array(bytes)]), () => {}).catch(error => error)
    expect(refused).toMatchObject({ code })
    expect(refused.said('it')).not.toContain('{')
  })

  test('a title above, one between months and headers that repeat are left out and counted', async () => {
    const rows = [
      'Registro della porta;;',
      'Data;Bisogno;Esito',
      '03/11/2026;casa;invio',
      'NOVEMBRE;;',
      'Data;Bisogno;Esito',
      '04/11/2026;casa;invio',
      ';;2',
      'Tot. mese: 2;;',
    ]
    const result = workOn(await open(rows.join('\n')))
    expect(result.outgoing).toMatchObject({ rows: 2, left: { title: [1, 4, 5], total: [7, 8], blank: [] } })
    expect((await sentBy(result)).map(line => line.slice(0, 10))).toEqual([
      '',
      'date,need1',
      '2026-11-03',
      '',
      '',
      '2026-11-04',
      '',
      '',
    ])
  })

  test('one text is asked once, however often and in whatever column of its list it stands', async () => {
    const rows = [
      'Data;Bisogno 1;Esito 1;Bisogno 2;Esito 2',
      '3/11/2026;grane;invio;casa;invio',
      '4/11/2026;GRANE;invio;;',
      '5/11/2026;casa;invio;Grane;boh',
    ]
    const file = await open(rows.join('\n'))
    const before = workOn(file)
    expect(before.asked).toBe(2)
    const needs = before.groups.find(({ holds }) => holds === 'needDomain')!
    expect(needs.values[0]).toMatchObject({ text: 'grane', rows: 3, row: 2, becomes: null })
    const after = workOn(
      file,
      new Map([
        ['needDomain grane', 'justice'],
        ['outcome boh', nothing],
      ]),
    )
    expect((await sentBy(after)).slice(1)).toEqual([
      '2026-11-03,justice,,referral,,housing,,referral,',
      '2026-11-04,justice,,referral,,,,,',
      '2026-11-05,housing,,referral,,,,,',
    ])
  })

  test('what was chosen holds for the next file, and what may name somebody is not kept', async () => {
    const rows = [
      'Data;Bisogno;Esito;Ambito x',
      '3/11/2026;grane;invio;a',
      '4/11/2026;per Maria Rossi;invio;b',
    ]
    const first = workOn(
      await open(rows.join('\n')),
      new Map([
        ['needDomain grane', 'justice'],
        ['needDomain per maria rossi', 'family'],
      ]),
      { columns: {}, values: {} },
      { 3: 'ignore' },
    )
    expect(JSON.stringify(first.habits)).not.toMatch(/rossi/i)
    expect(first.habits.values).toEqual({ 'needDomain grane': 'justice' })
    const next = workOn(await open(rows.slice(0, 2).join('\n')), new Map(), first.habits)
    expect(next.asked).toBe(0)
    expect(next.matches[3]).toBe('ignore')
    expect(next.groups.find(({ holds }) => holds === 'needDomain')!.values).toMatchObject([
      { text: 'grane', becomes: 'justice', because: 'before' },
    ])
  })

  test('a day that is none is asked, written once above it counts, and a row may stay out', async () => {
    const rows = [
      'Data;Bisogno;Esito',
      '3/11/2026;casa;invio',
      ';lavoro;invio',
      'ieri;casa;invio',
      ';salute;invio',
    ]
    const file = await open(rows.join('\n'))
    expect(workOn(file).asked).toBe(2)
    const result = workOn(
      file,
      new Map([
        ['day ', dayAbove],
        ['day ieri', leaveRows],
      ]),
    )
    expect((await sentBy(result)).slice(1)).toEqual([
      '2026-11-03,housing,,referral,',
      '2026-11-03,work,,referral,',
      '',
      '',
    ])
    // The row below one without a day has none either.
    expect(result.outgoing.left.chosen).toEqual([4, 5])
  })

  test('a reason is asked where nothing answered the need, and only there', async () => {
    const rows = [
      'Data;Bisogno;Esito;Motivo',
      '3/11/2026;casa;invio;orario',
      '3/11/2026;casa;niente;',
      '3/11/2026;casa;niente;boh',
    ]
    const file = await open(rows.join('\n'))
    const before = workOn(file)
    expect(
      before.groups
        .find(({ holds }) => holds === 'unmetReason')!
        .values.map(({ text }) => text)
        .sort(),
    ).toEqual(['', 'boh'])
    const after = workOn(
      file,
      new Map([
        ['unmetReason ', 'full'],
        ['unmetReason boh', 'cost'],
      ]),
    )
    expect((await sentBy(after)).slice(1)).toEqual([
      '2026-11-03,housing,,referral,',
      '2026-11-03,housing,,unmet,full',
      '2026-11-03,housing,,unmet,cost',
    ])
    expect(after.outgoing.left.reasons).toBe(1)
  })

  test('no text of any column ever leaves: identities in an answer’s place are neither shown nor sent', async () => {
    const rows = [
      'Data;Bisogno;Esito;Sesso',
      '3/11/2026;casa;invio;F',
      '4/11/2026;chiamare Maria Rossi 348 1234567;invio;Giuseppe',
    ]
    const result = workOn(
      await open(rows.join('\n')),
      new Map([
        ['needDomain chiamare maria rossi 348 1234567', 'family'],
        ['gender giuseppe', 'M'],
      ]),
    )
    expect(result.asked).toBe(0)
    expect((await sentBy(result)).join('\n')).toBe(
      'date,gender,need1,request1,outcome1,unmetReason1\n2026-11-03,F,housing,,referral,\n2026-11-04,M,family,,referral,',
    )
    expect(result.fileColumns.flatMap(({ examples }) => examples).join()).not.toMatch(/Rossi|Giuseppe/)
    const hidden = result.groups
      .flatMap(({ values }) => values.filter(({ identity }) => identity))
      .map(({ row }) => row)
    expect(hidden).toEqual([3, 3])
  })

  test('a need written twice in a row counts once, and that is said', async () => {
    const rows = [
      'Data;Bisogno 1;Esito 1;Bisogno 2;Esito 2',
      '3/11/2026;bolletta;invio;affitto arretrato;invio',
      '3/11/2026;bolletta;invio;reddito;risolto',
    ]
    const result = workOn(await open(rows.join('\n')))
    expect((await sentBy(result)).slice(1)).toEqual([
      '2026-11-03,economic,,referral,,housing,,referral,',
      '2026-11-03,economic,,referral,,,,,',
    ])
    expect(result.outgoing.left.repeatedNeeds).toBe(1)
  })
})
