/** GeoJSON, records and OpenStreetMap: feature by feature, element by element, and nothing left out in silence. */
import { describe, expect, test } from 'vitest'
import { readFeatures } from '../../api/territory/geojson.ts'
import { refusalOf, rowsIn } from '../support/meaning.ts'

const feature = (geometry: unknown, Nome = 'Uno', more: object = {}) => ({
  type: 'Feature',
  properties: { Nome, Tipo: 'mensa' },
  geometry,
  ...more,
})
const collection = (features: unknown[], more: object = {}) =>
  JSON.stringify({ type: 'FeatureCollection', ...more, features }, null, 1)
const point = { type: 'Point', coordinates: [15.8, 40.64] }
const square = [
  [15.8, 40.63],
  [15.81, 40.63],
  [15.81, 40.64],
  [15.8, 40.64],
  [15.8, 40.63],
]
const hole = [
  [15.803, 40.633],
  [15.806, 40.633],
  [15.806, 40.636],
  [15.803, 40.636],
  [15.803, 40.633],
]

describe('a feature of GeoJSON', () => {
  test.for([
    ['no position', { type: 'Point', coordinates: [] }, 'il suo Point è vuoto'],
    [
      'an outline that is open',
      { type: 'Polygon', coordinates: [square.slice(0, 4)] },
      'contorno: non è chiuso',
    ],
    [
      'a position of words',
      { type: 'Point', coordinates: ['15,8', '40,6'] },
      'non è una longitudine con una latitudine',
    ],
    ['a type in small letters', { type: 'point', coordinates: [15, 40] }, 'non è un tipo di GeoJSON'],
  ] as const)(
    'with %s keeps its texts, waits for a place and is named; the file is read',
    async ([_name, geometry, said]) => {
      const { rows, left } = await rowsIn(collection([feature(point), feature(geometry, 'Due')]))
      expect(rows.map(({ fields, geometry: drawn, notes }) => [fields.Nome, drawn?.type, notes])).toEqual([
        ['Uno', 'Point', []],
        ['Due', undefined, ['drawing_unreadable']],
      ])
      expect(left.drawings).toEqual([expect.stringMatching(new RegExp(`^Riga \\d+, elemento 2: .*${said}`))])
    },
  )

  test('whose hole turns as its outline, or whose heights do not close, is drawn, with a note', async () => {
    const high = square.map(([x, y], at) => [x, y, 800 + at])
    const { rows, left } = await rowsIn(
      collection([
        feature({ type: 'Polygon', coordinates: [square, hole] }),
        feature({ type: 'Polygon', coordinates: [square, hole.toReversed()] }),
        feature({ type: 'Polygon', coordinates: [high] }),
      ]),
    )
    expect(rows.map(({ notes }) => notes)).toEqual([['hole_same_way'], [], ['height_left_out']])
    expect(rows[2]?.geometry).toEqual({ type: 'Polygon', coordinates: [square] })
    expect(left).toEqual({})
  })

  test('is refused with its line where no other can be read', async () => {
    expect(await refusalOf(collection([feature({ type: 'Point', coordinates: [] })]))).toMatchObject([
      { code: 'geojson', it: expect.stringMatching(/^Riga \d+, elemento 1: /) },
    ])
    expect(await refusalOf('{"type":"FeatureCollection","features":[3]}')).toMatchObject([
      { code: 'geojson' },
    ])
  })

  test('on a line of its own is named by that line', async () => {
    const lines = [feature(point), feature({ type: 'Point', coordinates: [] })].map(each =>
      JSON.stringify(each),
    )
    expect((await rowsIn(`${lines[0]}\n\n${lines[1]}\n`)).left.drawings).toEqual([
      expect.stringMatching(/^Riga 3, elemento 2/),
    ])
  })
})

describe('the system of a GeoJSON file', () => {
  const crs = (name: string) => collection([feature(point)], { crs: { type: 'name', properties: { name } } })
  test.for([
    'urn:ogc:def:crs:OGC:1.3:CRS84',
    'urn:ogc:def:crs:OGC::CRS84',
    'urn:ogc:def:crs:EPSG::4326',
    'urn:ogc:def:crs:EPSG:9.8:4326',
    'EPSG:4326',
    'epsg:4326',
    'OGC:CRS84',
    'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
    'https://www.opengis.net/def/crs/OGC/0/CRS84',
    'http://www.opengis.net/def/crs/EPSG/0/4326',
    'WGS84',
  ])('%s is WGS84, for resources and for the territory', async name => {
    expect((await rowsIn(crs(name))).rows).toHaveLength(1)
    expect(readFeatures(crs(name), { geometry: 'point', nameless: true, numbered: true }).faults).toEqual([])
  })
  test.for([
    'urn:ogc:def:crs:EPSG::3003',
    'EPSG:32633',
    'EPSG:14326',
    'http://www.opengis.net/def/crs/EPSG/0/3857',
    'EPSG:4326x',
  ])('%s is another, and is told', async name => {
    expect(await refusalOf(crs(name))).toMatchObject([
      { code: 'other_projection', it: expect.stringContaining(name) },
    ])
    expect(readFeatures(crs(name), { geometry: 'point' }).faults[0]?.fault.en).toContain(name)
  })
})

describe('records in JSON', () => {
  test('with lists of objects say what of them is left out', async () => {
    const record = {
      name: 'Mensa',
      type: 'mensa',
      business_hours: { monday: [{ opens_at: '10:00', closes_at: '12:00' }] },
      contacts: [{ type: 'phone', number: '0971 000000' }],
      tags: ['a', 'b'],
      location: { lat: 40.64, lon: 15.8 },
      deep: { a: { b: { c: { d: 'x' } } } },
    }
    const { rows, left } = await rowsIn(JSON.stringify([record, { name: 'Altra', type: 'mensa' }]))
    expect(rows.map(({ fields, notes }) => [fields, notes])).toEqual([
      [
        { name: 'Mensa', type: 'mensa', tags: 'a; b', 'location.lat': '40.64', 'location.lon': '15.8' },
        ['object_list_left_out'],
      ],
      [{ name: 'Altra', type: 'mensa' }, []],
    ])
    expect(left).toEqual({ object_lists: ['business_hours.monday (1)', 'contacts (1)', 'deep.a.b.c (1)'] })
  })

  test('hold no sign that a database refuses, no endless text, and no depth that ends the server', async () => {
    const { rows } = await rowsIn(
      JSON.stringify([{ id: 'a\0b', name: 'A\0b', description: 'x'.repeat(20_001) }]),
    )
    expect(rows[0]).toMatchObject({
      id: 'a\ufffdb',
      fields: { name: 'A\ufffdb' },
      notes: ['broken_letters', 'text_too_long'],
    })
    expect(Object.keys(rows[0]!.fields)).toEqual(['id', 'name'])
    for (const depth of [200, 500_000])
      expect(await refusalOf(`[${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}]`)).toMatchObject([
        { code: 'too_deep' },
      ])
    expect((await rowsIn(JSON.stringify([{ name: '['.repeat(500) }]))).rows).toHaveLength(1)
  })
})

describe('OpenStreetMap', () => {
  const street = { type: 'way', id: 5, nodes: [1, 2], tags: { highway: 'residential', name: 'Via Prova' } }
  const nodes = [
    { type: 'node', id: 1, lat: 40.64, lon: 15.8 },
    { type: 'node', id: 2, lat: 40.641, lon: 15.8, tags: { amenity: 'library', name: 'Biblioteca' } },
  ]
  test('is read by its places, however many other tags its elements have', async () => {
    const shop = {
      type: 'node',
      id: 9,
      lat: 40.64,
      lon: 15.8,
      tags: { amenity: 'pharmacy', name: 'Farmacia' } as Record<string, string>,
    }
    for (let tag = 0; tag < 500; tag++) shop.tags[`source:${tag}`] = 'rilievo'
    const { rows, columns, left } = await rowsIn(JSON.stringify({ elements: [...nodes, street, shop] }))
    expect(rows.map(({ id, fields }) => [id, fields.name])).toEqual([
      ['node/2', 'Biblioteca'],
      ['node/9', 'Farmacia'],
    ])
    expect(columns).toHaveLength(400)
    expect(columns).toEqual(expect.arrayContaining(['name', 'amenity']))
    expect(left.other_elements).toBe(1)
    expect(left.other_columns).toHaveLength(20)
    // Streets alone have thousands of tags, and none of them is a column.
    expect((await rowsIn(JSON.stringify({ elements: [...nodes, street] }))).columns).toEqual([
      'amenity',
      'name',
    ])
  })

  test('is read in XML, as the site and JOSM save it', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6" generator="prova"><bounds minlat="40.6" minlon="15.7" maxlat="40.7" maxlon="15.9"/>
 <node id="1" lat="40.64" lon="15.8"/><node id="2" lat="40.64" lon="15.81"/><node id="3" lat="40.65" lon="15.81"/>
 <node id="4" lat="40.645" lon="15.805"><tag k="amenity" v="library"/><tag k="name" v="Biblioteca &quot;A&amp;B&quot; d&#8217;ascolto"/></node>
 <node id="-7" action="delete" lat="40.6" lon="15.8"><tag k="amenity" v="library"/></node>
 <way id="8"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="leisure" v="park"/><tag k="name" v="Parco"/></way>
 <way id="9"><nd ref="1"/><nd ref="99"/><tag k="amenity" v="school"/></way>
 <!-- <node id="10" lat="1" lon="1"><tag k="amenity" v="library"/></node> -->
 <relation id="11"><member type="way" ref="8" role=""/><tag k="name" v="Senza luogo"/></relation>
</osm>`
    const { rows, format, left } = await rowsIn(xml)
    expect(format).toBe('osm')
    expect(rows.map(({ id, fields, geometry, notes }) => [id, fields.name, geometry?.type, notes])).toEqual([
      ['node/4', 'Biblioteca "A&B" d’ascolto', 'Point', []],
      ['way/8', 'Parco', 'Polygon', []],
      ['way/9', undefined, undefined, ['incomplete_way']],
    ])
    expect(left).toEqual({ other_elements: 1 })
    for (const [broken, code] of [
      [xml.slice(0, 400), 'broken_xml'],
      [
        `<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY x SYSTEM "file:///etc/passwd">]>${xml.slice(39)}`,
        'broken_xml',
      ],
      [`<osm>${'<way>'.repeat(1000)}`, 'broken_xml'],
    ])
      expect((await refusalOf(broken!)).map(fault => fault.code)).toEqual([
        expect.stringMatching(new RegExp(`${code}|other_format`)),
      ])
  })

  test.for([
    [{ elements: [null, 5, { type: 'node' }] }],
    [{ elements: [{ type: 'node', id: 1, lat: 40, lon: 15, tags: { amenity: 5, name: {} } }] }],
    [{ elements: [{ type: 'node', id: 1, lat: 40, lon: 15, tags: 'name' }] }],
    [{ elements: [{ type: 'way', id: 1, nodes: 5, geometry: 5, tags: { amenity: 'library' } }] }],
  ])('of another shape is no fault of the server: %j', async ([file]) => {
    const refused = await refusalOf(JSON.stringify(file))
    expect(refused.every(({ code }) => code === 'no_rows')).toBe(true)
  })
})
