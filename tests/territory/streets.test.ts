/** The street table as files write it: numbers, spellings, coordinates, and every fault at once. */
import { describe, expect, test } from 'vitest'
import { numberOf, plainNumber } from '../../api/territory/reach/number.contract.ts'
import { readStreets } from '../../api/territory/reach/streets.ts'

describe('a street number', () => {
  test.for([
    ['12', '12'],
    ['012', '12'],
    ['12 B', '12b'],
    ['12/B', '12b'],
    ['12/3', '12/3'],
    ['n. 7', '7'],
    ['44-45', '44'],
    ['snc', 'snc'],
    ['S.N.C.', 'snc'],
    ['s.n.', 'snc'],
    ['senza numero civico', 'snc'],
    ['km 4', 'km4+000'],
    ['Km 1,200', 'km1+200'],
    ['km. 5+300', 'km5+300'],
    ['12 rosso', '12rosso'],
    ['fronte chiesa', null],
    ['', null],
  ] as const)('«%s» is kept as %s', ([written, kept]) => {
    expect(plainNumber(written)).toBe(kept)
  })

  test.for([
    ['Via Vaccaro 12', 'Via Vaccaro', '12'],
    ['via vaccaro, 12/B', 'via vaccaro', '12b'],
    ['via vaccaro n. 12 b', 'via vaccaro', '12b'],
    ['Piazza 18 agosto', null, null],
    ['Via 4 Novembre 5', 'Via 4 Novembre', '5'],
    ['12', null, null],
    ['Via Vaccaro', null, null],
    ['Contrada Finta snc', 'Contrada Finta', 'snc'],
    ['C.da Finta, s.n.', 'C.da Finta', 'snc'],
    ['S.P. 27 Km 1,200', 'S.P. 27', 'km1+200'],
    ['Via Appia km 5+300', 'Via Appia', 'km5+300'],
  ] as const)('of «%s» ends the street %s: %s', ([address, street, number]) => {
    const found = numberOf(address)
    expect(found && [found.street, found.number]).toEqual(street === null ? null : [street, number])
  })
})

describe('a file of streets', () => {
  test('is read with its own columns, decimal commas and capital letters', () => {
    const { points, faults, left } = readStreets(
      'CODICE;ODONIMO;CIVICO;ESPONENTE;COORD_X_COMUNE;COORD_Y_COMUNE\n' +
        '1;VIA DEL GALLITELLO;12;B;15,78966;40,63166\n' +
        '2;VIA DEL GALLITELLO;14;;15,7898;40,6317\n' +
        '3;VIA DEL GALLITELLO;14;;15,7899;40,6318\n' +
        '4;VIA PIO XII;snc;;15,79;40,64\n' +
        '5;VIA PIO XII;;;15,79;40,64\n' +
        "6;VIA DELL'EDILIZIA;3;;;\n",
    )
    expect(faults).toEqual([])
    expect(points).toEqual([
      { row: 2, street: 'Via del Gallitello', number: '12b', lon: 15.78966, lat: 40.63166 },
      { row: 3, street: 'Via del Gallitello', number: '14', lon: 15.7898, lat: 40.6317 },
      { row: 5, street: 'Via Pio XII', number: 'snc1', lon: 15.79, lat: 40.64 },
      { row: 6, street: 'Via Pio XII', number: null, lon: 15.79, lat: 40.64 },
    ])
    expect(left).toEqual({ placeless: 1, numberless: 0, repeated: 1 })
  })

  test('of the national register keeps each door without a number, each metre and each colour apart', () => {
    const { points, faults, left } = readStreets(
      'ODONIMO;CIVICO;ESPONENTE;SPECIFICITA;METRICO;PROGRESSIVO_SNC;COORD_X_COMUNE;COORD_Y_COMUNE\n' +
        'CONTRADA FINTA;;;;;1;15,801;40,601\n' +
        'CONTRADA FINTA;;;;;2;15,802;40,602\n' +
        'CONTRADA FINTA;12;;;;;15,803;40,603\n' +
        // After number 12, and not at it.
        'CONTRADA FINTA;12;;;;1;15,804;40,604\n' +
        'CONTRADA FINTA;12;A;;;;15,805;40,605\n' +
        'CONTRADA FINTA;12;;ROSSO;;;15,806;40,606\n' +
        'STRADA PROVINCIALE 27;;;;5300;;15,807;40,607\n' +
        'STRADA PROVINCIALE 27;;;;1200;;15,808;40,608\n' +
        'STRADA PROVINCIALE 27;;;;1200;1;15,809;40,609\n' +
        'VIA PROVA;fronte chiesa;;;;;15,81;40,61\n',
    )
    expect(faults).toEqual([])
    expect(points.map(({ row, number }) => [row, number])).toEqual([
      [2, 'snc1'],
      [3, 'snc2'],
      [4, '12'],
      [5, 'snc3'],
      [6, '12a'],
      [7, '12rosso'],
      [8, 'km5+300'],
      [9, 'km1+200'],
      [10, 'snc1'],
    ])
    expect(left).toEqual({ placeless: 0, numberless: 1, repeated: 0 })
  })

  test('may be points tagged as in OpenStreetMap', () => {
    const point = (properties: object, coordinates = [15.8, 40.64]) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Point', coordinates },
    })
    const { points, faults } = readStreets(
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          point({ 'addr:street': 'Via Vaccaro', 'addr:housenumber': '12' }),
          point({ 'addr:street': 'via vaccaro', 'addr:housenumber': '14' }),
          point({ 'addr:housenumber': '3' }),
          point({ 'addr:street': 'Via Roma' }, [40.64, 15.8]),
        ],
      }),
    )
    expect(points.slice(0, 2).map(({ street, number }) => [street, number])).toEqual([
      ['Via Vaccaro', '12'],
      ['Via Vaccaro', '14'],
    ])
    expect(faults.map(({ number, fault }) => `${number} ${fault.en}`).sort()).toEqual([
      '3 it names no street',
      expect.stringMatching(/^4 .*latitude first/),
    ])
  })

  test('has every fault told with its row', () => {
    const { faults } = readStreets(
      'street,number,lon,lat\n' +
        ',1,15.8,40.64\n' +
        'Via Roma,1,15.8\n' +
        'Via Roma,2,quindici,40.64\n' +
        'Via Roma,3,40.64,15.8\n' +
        'Via Roma,4,569000,4498000\n' +
        'Via Roma,5,15.8,\n',
    )
    expect(faults.map(({ number, fault }) => [number, fault.en])).toEqual([
      [3, 'it has 3 cells, the first row 4'],
      [4, '«quindici 40.64» is not a longitude and a latitude'],
      [7, '«15.8 » is not a longitude and a latitude'],
      [2, 'it names no street'],
      [5, expect.stringContaining('latitude first')],
      [6, expect.stringContaining('projected')],
    ])
    expect(readStreets('a;b\n1;2\n').faults[0]!.fault.en).toContain(
      '«street», «number», «lon», «lat» missing',
    )
    expect(readStreets('').faults).toHaveLength(1)
  })
})
