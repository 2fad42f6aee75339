import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { type FileFault, partNotes, readFeatures } from '../../api/territory/geojson.ts'
import { readPopulation } from '../../api/territory/population.ts'
import { readStreets } from '../../api/territory/reach/streets.ts'
import { registerRows } from '../../api/territory/register.ts'
import { badMaps, goodMaps, sufferingMaps } from '../support/map-cases.ts'
import { outside } from '../support/outside.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const ring = [
  [15.79, 40.63],
  [15.8, 40.63],
  [15.8, 40.64],
  [15.79, 40.63],
]
const feature = (properties: unknown, geometry: unknown) => ({ type: 'Feature', properties, geometry })
const file = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })
const polygon = (coordinates: unknown) => ({ type: 'Polygon', coordinates })
const faultsOf = (text: string, wanted: Parameters<typeof readFeatures>[1] = { geometry: 'polygon' }) =>
  readFeatures(text, wanted).faults.map(
    ({ number, name, fault }) => `${number ?? '-'} ${name ?? '-'}: ${fault.en}`,
  )

describe('a GeoJSON file', () => {
  test.for([
    ['{', /^- -: Line 1, character 2: it is not readable JSON/],
    ['[]', /not a GeoJSON FeatureCollection but something else/],
    ['{"type":"Topology"}', /but a Topology/],
    ['{"type":"FeatureCollection"}', /the list “features” is missing/],
    ['{"type":"FeatureCollection","features":[]}', /it is empty/],
    [
      '{"type":"FeatureCollection","features":[1],"crs":{"type":"name","properties":{"name":"EPSG:32633"}}}',
      /coordinate system is EPSG:32633/,
    ],
  ] as const)('is refused whole: %s', ([text, expected]) => {
    expect(faultsOf(text)).toEqual([expect.stringMatching(expected)])
  })

  test.for([
    [feature({ id: 'a', name: 'A' }, null), /^1 A: it has no geometry/],
    [feature({ id: 'a', name: 'A' }, { type: 'Point', coordinates: [15, 40] }), /is a Point: a Polygon or/],
    [feature({ id: 'a', name: 'A' }, polygon([])), /its Polygon is empty/],
    [feature({ id: 'a', name: 'A' }, { type: 'MultiPolygon', coordinates: [] }), /its MultiPolygon is empty/],
    [feature({ id: 'a', name: 'A' }, { type: 'Point', coordinates: [] }), /its Point is empty/],
    [feature({ id: 'a', name: 'A' }, polygon([[]])), /outer ring: it is empty/],
    [feature({ id: 'a', name: 'A' }, polygon([ring.slice(0, 3)])), /not closed \(it starts at 15.79 40.63/],
    [feature({ id: 'a', name: 'A' }, polygon([[ring[0], ring[1], ring[0]]])), /has 3 positions, at least 4/],
    [feature({ id: 'a', name: 'A' }, polygon([ring, ring.slice(0, 3)])), /hole 1: it is not closed/],
    [
      feature({ id: 'a', name: 'A' }, { type: 'MultiPolygon', coordinates: [[ring], [ring.slice(1)]] }),
      /polygon 2, outer ring: it is not closed/,
    ],
    [
      feature({ id: 'a', name: 'A' }, polygon([ring.map(([x, y]) => [x! * 36000, y! * 110000])])),
      /out of range: the file is projected/,
    ],
    [feature({ id: 'a', name: 'A' }, polygon([ring.map(([x, y]) => [y, x])])), /latitude first/],
    [
      feature({ id: 'a', name: 'A' }, polygon([[['15', '40'], ...ring]])),
      /is not a longitude and a latitude/,
    ],
    [feature({ id: 'a', name: 'A' }, polygon([[null, ...ring]])), /null is not a longitude/],
    [feature({ name: 'A' }, polygon([ring])), /^1 A: it has no code/],
    [feature({ id: 'a' }, polygon([ring])), /^1 a: it has no name/],
    [feature({ id: 'a b', name: 'A' }, polygon([ring])), /«a b» is not legal/],
    [feature({ id: 'outside', name: 'A' }, polygon([ring])), /reserved word/],
    [feature({ id: 'a', name: 'A'.repeat(201) }, polygon([ring])), /longer than 200/],
  ] as const)('names the fault of a feature: %#', ([bad, expected]) => {
    expect(faultsOf(file(bad))).toEqual([expect.stringMatching(expected)])
  })

  test('names every fault in one reading, each with its feature', () => {
    const text = file(
      feature({ id: 'a', name: 'Alfa' }, polygon([ring])),
      feature({ id: 'a', name: 'Altra' }, polygon([ring.slice(0, 3)])),
      feature({}, null),
    )
    expect(faultsOf(text)).toEqual([
      expect.stringMatching(/^2 Altra: outer ring: it is not closed/),
      expect.stringMatching(/^3 -: it has no code/),
      expect.stringMatching(/^3 -: it has no name/),
      expect.stringMatching(/^3 -: it has no geometry/),
      '2 Altra: its code «a» is already that of feature 1 «Alfa»',
    ])
  })

  test.for([
    [{ ID: 7, NOME: ' Zona 7 ' }, {}, ['7', 'Zona 7']],
    [{ codice: 'NO', label: 'Nord' }, {}, ['NO', 'Nord']],
    [{ COD_AREA: 'X1', DEN: 'Dieci', id: 3 }, { id: 'COD_AREA', name: 'DEN' }, ['X1', 'Dieci']],
  ] as const)('finds code and name in %j', ([properties, wanted, [id, name]]) => {
    const { features, faults } = readFeatures(file(feature(properties, polygon([ring]))), {
      geometry: 'polygon',
      ...wanted,
    })
    expect(faults).toEqual([])
    expect(features.map(feature => [feature.id, feature.name])).toEqual([[id, name]])
  })

  test('may have a byte order mark, altitudes and the code on the feature', () => {
    const high = { type: 'Point', coordinates: [15.8, 40.6, 819] }
    const text = `\ufeff${file({ ...feature({ name: 'A' }, high), id: 'a' })}`
    expect(readFeatures(text, { geometry: 'point' })).toMatchObject({
      faults: [],
      features: [{ id: 'a', geometry: { type: 'Point', coordinates: [15.8, 40.6] } }],
    })
  })

  const set = outside('geojson_cases')
  const ofOthers = (set ? ['good', 'bad'] : []).flatMap(folder =>
    readdirSync(`${set}/${folder}`)
      .filter(name => name.endsWith('.geojson'))
      .map(name => [name, readFileSync(`${set}/${folder}/${name}`, 'utf8')] as const),
  )
  test.for([...goodMaps, ...badMaps, ...sufferingMaps, ...ofOthers])(
    'is read or refused in words, whatever it holds: %s',
    ([, text]) => {
      for (const geometry of ['polygon', 'point'] as const) {
        const { features, faults } = readFeatures(text, { geometry })
        expect(features.length + faults.length).toBeGreaterThan(0)
        for (const { fault } of faults) expect(fault.en.length).toBeGreaterThan(10)
      }
    },
  )
})

describe('features of one code', () => {
  const far = ring.map(([x, y]) => [x! + 0.1, y!])
  const nord = (geometry: unknown, more: object = {}) => feature({ id: 'n', name: 'Nord', ...more }, geometry)

  test('and one name are parts of the first of them', () => {
    const { features, faults } = readFeatures(
      file(
        nord(polygon([ring]), { residents: 1 }),
        feature({ id: 's', name: 'Sud' }, polygon([ring])),
        nord({ type: 'MultiPolygon', coordinates: [[far], [ring]] }, { residents: 2 }),
        nord(polygon([far])),
      ),
      { geometry: 'polygon' },
    )
    expect(faults).toEqual([])
    expect(features.map(({ number, id }) => [number, id])).toEqual([
      [1, 'n'],
      [2, 's'],
    ])
    expect(features[0]).toMatchObject({
      properties: { residents: 1 },
      geometry: { type: 'MultiPolygon', coordinates: [[ring], [far], [ring], [far]] },
      parts: [{ number: 1 }, { number: 3, properties: { residents: 2 } }, { number: 4 }],
    })
    expect(partNotes(features)).toEqual([
      {
        it: 'elementi 3, 4 uniti all’elemento 1 «Nord»: 3 parti.',
        en: 'features 3, 4 joined to feature 1 «Nord»: 3 parts.',
      },
    ])
  })

  test('keep the fault of each part, and nothing is drawn of what has one', () => {
    const { features, faults } = readFeatures(file(nord(polygon([ring])), nord(polygon([far.slice(1)]))), {
      geometry: 'polygon',
    })
    expect(faults).toMatchObject([{ number: 2, fault: { en: expect.stringContaining('is not closed') } }])
    expect(features).toMatchObject([{ number: 1, geometry: null }])
  })

  test('are a fault with two names, without a name, and as points', () => {
    const again = [expect.stringContaining('its code «n» is already that of feature 1')]
    expect(
      faultsOf(file(nord(polygon([ring])), feature({ id: 'n', name: 'Norte' }, polygon([far])))),
    ).toEqual(again)
    const nameless = feature({ id: 'n' }, polygon([ring]))
    expect(faultsOf(file(nameless, nameless))).toHaveLength(3)
    const point = nord({ type: 'Point', coordinates: ring[0] })
    expect(faultsOf(file(point, point), { geometry: 'point' })).toEqual(again)
  })
})

test('each fault is in both languages, which are not the same', () => {
  const projected = ring.map(([x, y]) => [x! * 36000, y! * 110000])
  const all = file(
    feature({ id: 'a', name: 'A' }, polygon([ring])),
    feature({ id: 'a', name: 'B' }, null),
    feature({}, polygon([ring.slice(0, 3)])),
    feature({ id: 'a b', name: 'A'.repeat(201) }, { type: 'Point', coordinates: [15, 40] }),
    feature({ id: 'outside', name: 'A' }, polygon([projected])),
    feature({ id: 'e', name: 'A' }, polygon([ring.map(([x, y]) => [y, x])])),
    feature({ id: 'f', name: 'A' }, polygon([[null, ...ring]])),
    feature({ id: 'g', name: 'A' }, polygon([])),
    1,
  )
  const residents = `area,residents,reference_date,source
sud,-5,31/02/2025,
,1,2031-01-01,x
nord,1,2025-01-01,x
nord,1,2025-01-01,x
nord,1`
  const streets = `via;civico;lon;lat
;1;15,8;40,6
${'V'.repeat(201)};1;15,8;40,6
Via A;1;x;y
Via A;2;500000;4500000
Via A;3;40,6;15,8
Via A;4`
  const none: { faults: FileFault[] }[] = [
    readFeatures(all, { geometry: 'polygon' }),
    ...['{', '[]', '{"type":"Topology"}', file(), '{"type":"FeatureCollection"}'].map(text =>
      readFeatures(text, { geometry: 'point' }),
    ),
    readFeatures(file(1).replace('{', '{"crs":{"properties":{"name":"EPSG:3003"}},'), { geometry: 'point' }),
    ...[residents, '', 'area,residents\n', residents.split('\n')[0]!, 'area;residenti\n"n;1'].map(text =>
      readPopulation(text, [{ id: 'nord', name: 'Nord' }], '2026-11-22'),
    ),
    ...[streets, '', 'via;civico\n', streets.split('\n')[0]!].map(readStreets),
  ]
  for (const { faults } of none) expect(faults.length).toBeGreaterThan(0)
  const faults = none.flatMap(({ faults }) => faults)
  expect(faults.length).toBeGreaterThan(35)
  for (const { fault } of faults) {
    expect(fault.it.length, fault.en).toBeGreaterThan(6)
    expect(fault.it, fault.en).not.toBe(fault.en)
    expect(fault.it, fault.en).not.toMatch(/\b(its|the|is|of)\b/)
  }
})

describe('a CSV file', () => {
  test('is read by the one reader of tables: its rows are those of a spreadsheet', () => {
    const rows = (text: string) =>
      registerRows(text, ['a', 'b', 'two']).rows.map(({ row, cells }) => [row, ...cells])
    expect(rows('\ufeffa;b\r\n"x; ""y""";2\r\n\r\nz;3')).toEqual([
      [1, 'a', 'b'],
      [2, 'x; "y"', '2'],
      [4, 'z', '3'],
    ])
    expect(rows('a,b\n"two\nlines",1\nlast,2\n')).toEqual([
      [1, 'a', 'b'],
      [2, 'two\nlines', '1'],
      [3, 'last', '2'],
    ])
    expect(rows('a\tb\rc\td')).toEqual([
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ])
  })

  test('with a title and totals is read below the one and above the others, and says so', () => {
    const text =
      'Popolazione residente;;;\n;;;\nArea;Residenti;Data;Fonte\nnord-est;12.790;31/12/2025;Anagrafe\nTotale;12.790;;\n'
    const { rows, faults, notes } = readPopulation(text, [{ id: 'nord-est', name: 'Nord Est' }], '2026-11-22')
    expect(faults).toEqual([])
    expect(rows.map(({ area, residents }) => [area, residents])).toEqual([['nord-est', 12790]])
    expect(notes).toEqual([
      { it: 'Tralasciata 1 riga sopra le intestazioni (1).', en: '1 row above the headers left out (1).' },
      { it: 'Tralasciata 1 riga di totali (5).', en: '1 row of totals left out (5).' },
    ])
    expect(readPopulation('area;residenti\n"nord;1', [], '2026-11-22').faults).toMatchObject([
      { number: 2, fault: { en: expect.stringContaining('never closed') } },
    ])
  })

  const areas = [{ id: 'nord-est', name: 'Nord Est' }]
  const header = 'area,residents,reference_date,source'
  test('of residents is read as Italian spreadsheets write it', () => {
    const text =
      '\ufeffArea;Residenti;Data_riferimento;Fonte\nnord est;12.790;31/12/2025;Anagrafe\ncity;63990;2025-12-31;ISTAT\n'
    expect(readPopulation(text, areas, '2026-11-22')).toEqual({
      faults: [],
      notes: [],
      rows: [
        {
          scope: 'area',
          area: 'nord-est',
          residents: 12790,
          referenceDate: '2025-12-31',
          source: 'Anagrafe',
        },
        { scope: 'city', area: null, residents: 63990, referenceDate: '2025-12-31', source: 'ISTAT' },
      ],
    })
  })

  test.for([
    ['', /it is empty/],
    ['area,residents\nnord-est,1', /«reference_date», «source» missing/],
    [header, /no row under the first/],
    [`${header}\nsud,1,2025-12-31,x`, /^2 sud: the area «sud» is not known/],
    [`${header}\nnord-est,-5,2025-12-31,x`, /are not a whole number/],
    [`${header}\nnord-est,1.5,2025-12-31,x`, /are not a whole number/],
    [`${header}\nnord-est,5,31/02/2025,x`, /is not a day/],
    [`${header}\nnord-est,5,2031-01-01,x`, /in the future/],
    [`${header}\nnord-est,5,2025-12-31,`, /names no source/],
    [`${header}\nnord-est,5,2025-12-31`, /has 3 cells, the first row 4/],
    [`${header}\nnord-est,5,2025-12-31,x\nNord Est,6,31.12.2025,x`, /^3 Nord Est: it repeats row 2/],
  ] as const)('of residents names its fault: %j', ([text, expected]) => {
    const faults = readPopulation(text, areas, '2026-11-22').faults
    const [first] = faults.map(({ number, name, fault }) => `${number ?? '-'} ${name ?? '-'}: ${fault.en}`)
    expect(first).toMatch(expected)
  })
})

describe('the command line', () => {
  const run = (args: readonly string[], language = { LC_ALL: 'C' } as Record<string, string>) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'api/load.ts', ...args], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, DATA_DIR: '/nonexistent/never/made', ...language },
    })

  test.for([
    [[], /^npm run load -- SET FILE/],
    [['rivers', 'x.geojson'], /^npm run load -- SET FILE/],
    [['areas', 'no-such-file.geojson', '--from', '2026-01-01'], /cannot be read \(ENOENT\)/],
    [['areas', 'x.geojson', '--form', '2026-01-01'], /Unknown option '--form'/],
  ] as const)('ends with 1 and a sentence, without a stack: %j', ([args, expected]) => {
    const { status, stderr } = run(args)
    expect(status).toBe(1)
    expect(stderr).toMatch(expected)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  const [italian, english] = [/non si può leggere/, /cannot be read/]
  test.for([
    [{ LANG: 'it_IT.UTF-8' }, [], italian],
    [{ LANG: 'en_GB.UTF-8', LC_MESSAGES: 'it_IT.UTF-8' }, [], italian],
    [{ LANG: 'it_IT.UTF-8', LC_ALL: 'C' }, [], english],
    [{ LANG: 'it_IT.UTF-8' }, ['--lang', 'en'], english],
    [{ LC_ALL: 'C' }, ['--lang=it'], italian],
    [{}, [], english],
    [{ LC_ALL: 'C' }, ['--lang', 'fr'], /^--lang is it or en · --lang è it o en\n$/],
    [{ LANG: 'it_IT' }, ['--form'], /^L’opzione --form non esiste\.\n\nnpm run load -- INSIEME FILE/],
    [{ LANG: 'it_IT' }, ['--from'], /^L’opzione --from è senza il suo valore/],
  ] as const)(
    'speaks the language of the environment or of --lang: %j %j',
    ([environment, more, expected]) => {
      expect(run(['areas', 'no-such-file.geojson', ...more], environment).stderr).toMatch(expected)
    },
  )
})
