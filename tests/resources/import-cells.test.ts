/** What the cells of an office's list mean: days, positions, telephones, labels, texts with somebody in them. */
import { describe, expect, test } from 'vitest'
import { dayOfCell } from '../../api/resources/import/day-cells.ts'
import { phoneOfCell, postcodeOfCell } from '../../api/resources/import/phone-cells.ts'
import { parsedAddress } from '../../api/resources/import/place-by-address.ts'
import { pointOfCells, positionOfCell } from '../../api/resources/import/position-cells.ts'
import { Reader } from '../../api/resources/import/understand.ts'

describe('a day', () => {
  test.for([
    ['01/03/2026', '2026-03-01'],
    ['2/6/2026', '2026-06-02'],
    ['2.6.26', '2026-06-02'],
    ['1/3/26', '2026-03-01'],
    ['31-12-26', '2026-12-31'],
    ['1 marzo 2026', '2026-03-01'],
    ['1° marzo 2026', '2026-03-01'],
    ['31 dic. 2026', '2026-12-31'],
    ['27-nov-26', '2026-11-27'],
    ['ven 27/11/2026', '2026-11-27'],
    ['2026/03/01', '2026-03-01'],
    ['20261231', '2026-12-31'],
    ['46082', '2026-03-01'],
    ['46082,5', '2026-03-01'],
    ['01/03/2026 00:00', '2026-03-01'],
    ['2026-03-01 00:00:00', '2026-03-01'],
    // Midnight in Rome, as a program writes it.
    ['2026-12-31T23:00:00Z', '2027-01-01'],
    ['29/02/2028', '2028-02-29'],
  ])('«%s» is %s', ([cell, day]) => expect(dayOfCell(cell!, false)).toEqual({ day, whole: 'day' }))

  test.for([
    ['giugno 2026', '2026-06-01', '2026-06-30', 'month'],
    ['feb 2028', '2028-02-01', '2028-02-29', 'month'],
    ['06/2026', '2026-06-01', '2026-06-30', 'month'],
    ['2026', '2026-01-01', '2026-12-31', 'year'],
  ] as const)('«%s» begins on %s and ends on %s', ([cell, first, last, whole]) => {
    expect(dayOfCell(cell, false)).toEqual({ day: first, whole })
    expect(dayOfCell(cell, true)).toEqual({ day: last, whole })
  })

  test.for([
    '30/02/2026',
    '31/02/2026',
    '29/02/2027',
    '11/27/2026',
    '13/2026',
    'fine 2026',
    'in corso',
    '12',
    '971415111',
  ])('«%s» is none', cell => expect(dayOfCell(cell, false)).toBeUndefined())
})

describe('a position', () => {
  const at = (found: ReturnType<typeof positionOfCell>) =>
    'geometry' in found ? found.geometry.coordinates : found

  test.for([
    ['40,6404, 15,8056', [15.8056, 40.6404]],
    ['40,6411 15,8061', [15.8061, 40.6411]],
    ['40,6421; 15,8071', [15.8071, 40.6421]],
    ['40.6431, 15.8081', [15.8081, 40.6431]],
    ['40,6441 / 15,8091', [15.8091, 40.6441]],
    ['40,6404,15,8056', [15.8056, 40.6404]],
    ['40.64,15.8', [15.8, 40.64]],
    ['lat: 40.64 lon: 15.80', [15.8, 40.64]],
    [`40°38'25"N 15°48'20"E`, [15.805556, 40.640278]],
    [`40°38'25"N, 15°48'20"E`, [15.805556, 40.640278]],
    ['Point (15.8056 40.6404)', [15.8056, 40.6404]],
    ['SRID=4326;POINT(15.8 40.6)', [15.8, 40.6]],
    ['POINT Z(15.8 40.6 800)', [15.8, 40.6]],
    [
      'LINESTRING(15.8 40.6, 15.9 40.7)',
      [
        [15.8, 40.6],
        [15.9, 40.7],
      ],
    ],
    [
      'Polygon ((15.80 40.63, 15.81 40.63, 15.81 40.64, 15.80 40.63))',
      [
        [
          [15.8, 40.63],
          [15.81, 40.63],
          [15.81, 40.64],
          [15.8, 40.63],
        ],
      ],
    ],
    [
      'MULTIPOLYGON(((15.8 40.6,15.9 40.6,15.9 40.7,15.8 40.6)))',
      [
        [
          [15.8, 40.6],
          [15.9, 40.6],
          [15.9, 40.7],
          [15.8, 40.6],
        ],
      ],
    ],
    ['https://www.google.com/maps/@40.6404,15.8056,17z', [15.8056, 40.6404]],
  ] as const)('«%s» in one cell', ([cell, coordinates]) =>
    expect(at(positionOfCell(cell))).toEqual(coordinates),
  )

  test.for([
    [`40°38'25"N`, `15°48'20"E`, [15.805556, 40.640278]],
    [`40° 38' 25,4" N`, `15° 48' 20,1" E`, [15.805583, 40.640389]],
    ['N 40 38 25', 'E 15 48 20', [15.805556, 40.640278]],
    [`40°38.42'N`, `15°48.33'E`, [15.8055, 40.640333]],
    ['40.6404 N', '15.8056 E', [15.8056, 40.6404]],
    ['40.6404°N', '15.8056°E', [15.8056, 40.6404]],
    [`40°38'`, `15°48'`, [15.8, 40.633333]],
    ['40,6404', '15,8056', [15.8056, 40.6404]],
    // The letters know better than the columns.
    ['15.8056 E', '40.6404 N', [15.8056, 40.6404]],
  ] as const)('%s %s in two', ([latitude, longitude, coordinates]) =>
    expect(at(pointOfCells(latitude, longitude))).toEqual(coordinates),
  )

  test.for([
    'vicino al fiume',
    'SRID=32633;POINT(568000 4500000)',
    'POINT EMPTY',
    '40.640.400 15.800.000',
    `40°70' 15°10'`,
    '40,6404',
  ])('«%s» is not read', cell => expect(positionOfCell(cell)).toEqual({ fault: 'unreadable' }))
  test('of several parts is none', () =>
    expect(positionOfCell('MULTIPOINT((15.8 40.6),(15.9 40.7))')).toEqual({ fault: 'several' }))
})

describe('a telephone', () => {
  test.for([
    ['971415111', '0971415111', true],
    ['971415111.0', '0971415111', true],
    ['+39971415111', '+390971415111', true],
    ['0971 415111', '0971 415111', false],
    ['3331234567', '3331234567', false],
    ['800123456', '800123456', false],
    ['199123456', '199123456', false],
    ['0971-415333 int. 2', '0971-415333 int. 2', false],
    ['650-555-0100', '650-555-0100', false],
    ['0971 415444, 0971 415445', '0971 415444', false],
  ] as const)('«%s» is %s', ([cell, phone, zeroPutBack]) =>
    expect(phoneOfCell(cell)).toEqual({ phone, zeroPutBack }),
  )
  test('9,71E+08 is none', () => expect(phoneOfCell('9,71E+08')).toBeUndefined())
  test('118 as a postcode is 00118', () => {
    expect(postcodeOfCell('118')).toEqual({ postcode: '00118', zeroPutBack: true })
    expect(postcodeOfCell('85100.0')).toEqual({ postcode: '85100', zeroPutBack: false })
  })
})

describe('an address', () => {
  test.for([
    ['Via Prova, 12/A, 85100, Potenza', 'Via Prova', '12a', '', false],
    ['Via Prova 12 - 85100 Potenza (PZ)', 'Via Prova', '12', '', false],
    ['Via Prova, 16/3 int. 1, 85100, Potenza', 'Via Prova', '16/3', '', false],
    ['C.da Finta, s.n., 85100, Potenza', 'Contrada Finta', 'snc', '', false],
    ['Via Prova, snc, 85100, Potenza', 'Via Prova', 'snc', '', false],
    ['S.P. 27 Km 1,200, 85100, Potenza', 'Strada Provinciale 27', 'km1+200', '', false],
    ['P.zza Finta 3, Potenza', 'Piazza Finta', '3', '', false],
    ['Via Prova', 'Via Prova', null, '', false],
    ['Via Prova 12, zona Finta', 'Via Prova', '12', 'zona Finta', false],
    ['Via Prova 12, 85034 Francavilla', 'Via Prova', '12', 'Francavilla', true],
  ] as const)('«%s»', ([address, street, number, rest, elsewhere]) =>
    expect(parsedAddress(address, ['Potenza'])).toEqual({ street, number, rest, elsewhere }),
  )
})

describe('a row', () => {
  const withBasics = (fields: Record<string, string>, types = {}) => {
    const all = { nome: 'Uno', tipo: 'mensa', lat: '40,64', lon: '15,8', ...fields }
    return new Reader(Object.keys(all), { columns: {}, types, otherwise: undefined, hours: {} }).understand({
      row: 2,
      id: null,
      fields: all,
      geometry: null,
      notes: [],
    })
  }

  test('keeps the text around what identifies somebody, and a landline goes to its field', () => {
    const { content, faults } = withBasics({
      descrizione: 'Aperta a tutti, 80 pasti al giorno, tel. 0971/415222',
      telefono: '',
    })
    expect(content).toMatchObject({ description: 'Aperta a tutti, 80 pasti al giorno', phone: '0971/415222' })
    expect(faults).toEqual([{ code: 'moved_to_field', field: 'description', kinds: ['phone'] }])
  })

  test('beside another phone it is masked, and a body’s free number stays', () => {
    const { content, faults } = withBasics({
      descrizione: 'tel. 0971/415222, numero verde 800 123 456, sig. Prova',
      telefono: '0971 999999',
    })
    expect(content.description).toBe('tel. ▒▒▒, numero verde 800 123 456, sig. Prova')
    expect(faults).toEqual([
      { code: 'personal_data', field: 'description', kinds: ['phone'] },
      { code: 'probable_name', field: 'description', text: 'Prova' },
    ])
  })

  test('a mobile moves with a doubt, and not when somebody is named beside it', () => {
    expect(withBasics({ descrizione: 'prenotare al 347 1234567' })).toMatchObject({
      content: { phone: '347 1234567', description: 'prenotare' },
      faults: [{ code: 'mobile_moved' }],
    })
    const named = withBasics({ descrizione: 'chiamare Maria Prova 347_1234567' })
    expect(named.content).toMatchObject({ description: 'chiamare Maria Prova ▒▒▒' })
    expect(named.content.phone).toBeUndefined()
  })

  test('an e-mail of the office moves, that of a person is masked, a website is copied', () => {
    expect(
      withBasics({ descrizione: 'Scrivere a info@example.org entro maggio, www.example.org' }),
    ).toMatchObject({
      content: {
        email: 'info@example.org',
        website: 'https://www.example.org',
        description: 'Scrivere a entro maggio, www.example.org',
      },
      faults: [{ code: 'moved_to_field', kinds: ['email', 'website'] }],
    })
    expect(withBasics({ descrizione: 'Scrivere a maria.prova@example.org' }).content).toMatchObject({
      description: 'Scrivere a ▒▒▒',
    })
  })

  test('of a street its number alone is masked; what is nothing else stays out; a source’s id may be a tax code', () => {
    const { content, faults, externalId } = withBasics({
      descrizione: 'Ingresso da Via Mazzini 12, secondo piano',
      requisiti: 'MRTMTT25DO9F2O5Z',
      id: 'MRTMTT25D09F205X',
    })
    expect(content.description).toBe('Ingresso da Via Mazzini ▒▒▒, secondo piano')
    expect(content.eligibility).toBeUndefined()
    expect(externalId).toBeNull()
    expect(faults.map(({ code, field }) => [code, field])).toEqual([
      ['personal_data', 'description'],
      ['personal_data', 'eligibility'],
      ['personal_data', 'externalId'],
    ])
    expect(JSON.stringify([content, faults])).not.toContain('MRTMTT')
  })

  test.for([
    'Associazione Insieme Prova',
    'Società Cooperativa Sociale Esempio',
    'Casa dei Popoli',
    'Onlus Aurora',
    'Arci Potenza',
    'A.P.S. Esempio',
    'ASL Prova',
  ])('the body «%s» keeps its name', name => {
    const { content, faults } = withBasics({ 'ente gestore': name })
    expect(content.owner?.name).toBe(name)
    expect(faults.every(({ code }) => code === 'owner_kind_unknown')).toBe(true)
  })

  test.for([
    ['mensa; doccia', 'mensa; doccia'],
    ['mensa e doccia', 'mensa; doccia'],
    ['["mensa", "biblioteca"]', 'mensa; biblioteca'],
  ])('«%s» names several types, and none is chosen', ([tipo, text]) => {
    const { content, faults } = withBasics({ tipo: tipo! })
    expect(content.type).toBeUndefined()
    expect(faults).toEqual([{ code: 'several_types', field: 'type', text }])
  })

  test('one known label among several is a doubt, until somebody has matched it', () => {
    const fields = { tipo: '["Sanimapp", "Stranieri", "accettato"]' }
    expect(withBasics(fields)).toMatchObject({
      content: { type: 'migrant_desk' },
      faults: [{ code: 'one_of_several_labels', field: 'type', text: 'Sanimapp; Stranieri; accettato' }],
    })
    expect(withBasics(fields, { Sanimapp: 'health_clinic' })).toMatchObject({
      content: { type: 'health_clinic' },
      faults: [],
    })
    expect(withBasics({ tipo: 'docce e guardaroba' }).faults).toEqual([])
  })

  test('a date that is none is a doubt in its own words, a month is said to be one', () => {
    const { content, faults } = withBasics({ 'attivo dal': '31/02/2026', 'attivo al': 'giugno 2026' })
    expect(content).toMatchObject({ validTo: '2026-06-30' })
    expect(faults).toEqual([
      { code: 'date_unreadable', field: 'validFrom', text: '31/02/2026' },
      { code: 'day_assumed', field: 'validTo', text: 'giugno 2026' },
    ])
  })

  test('a position that cannot be read is shown as it is written', () => {
    expect(withBasics({ lat: '40.640.400', lon: '15.805.600' }).faults).toEqual([
      { code: 'position_unreadable', field: 'geometry', text: '40.640.400 15.805.600' },
    ])
  })

  test('a postcode without its zero is put right, and doubted', () => {
    expect(withBasics({ via: 'Via Prova', civico: '12/A', cap: '118' })).toMatchObject({
      content: { address: 'Via Prova, 12/A, 00118' },
      faults: [{ code: 'postcode_without_zero', field: 'address', text: '118' }],
    })
  })
})
