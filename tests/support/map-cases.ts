/** GeoJSON as programs write it and as they should not, one text for each kind of either; all invented. */
const feature = (geometry: unknown, properties: unknown = { nome: 'Prova' }, more: object = {}) => ({
  type: 'Feature',
  properties,
  geometry,
  ...more,
})
const collection = (features: unknown, more: object = {}) => ({
  type: 'FeatureCollection',
  features,
  ...more,
})
const point = (...coordinates: unknown[]) => ({ type: 'Point', coordinates })
const ring = [
  [15.79, 40.63],
  [15.8, 40.63],
  [15.8, 40.64],
  [15.79, 40.64],
  [15.79, 40.63],
]
const hole = [
  [15.793, 40.633],
  [15.793, 40.636],
  [15.796, 40.636],
  [15.793, 40.633],
]
const line = ring.slice(0, 3)
const polygon = (...coordinates: unknown[]) => ({ type: 'Polygon', coordinates })
const here = point(15.79, 40.64)
const texts = (cases: Record<string, unknown>) =>
  Object.entries(cases).map(
    ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value, null, 1)] as const,
  )

export const goodMaps = texts({
  'a point alone': here,
  'a point with its height': point(15.79, 40.64, 819),
  'points in one drawing': { type: 'MultiPoint', coordinates: line },
  'a line': { type: 'LineString', coordinates: line },
  'lines in one drawing': {
    type: 'MultiLineString',
    coordinates: [line, line.map(([x, y]) => [x! + 0.1, y])],
  },
  'a surface': polygon(ring),
  'a surface with a hole': polygon(ring, hole),
  'surfaces in one drawing': {
    type: 'MultiPolygon',
    coordinates: [[ring], [ring.map(([x, y]) => [x! + 0.1, y])]],
  },
  'drawings of several kinds': {
    type: 'GeometryCollection',
    geometries: [here, { type: 'LineString', coordinates: line }],
  },
  'one feature': feature(here),
  'one feature with a number for its id': feature(here, { nome: 'Prova' }, { id: 7 }),
  'one feature with a word for its id': feature(here, { nome: 'Prova' }, { id: 'sette' }),
  'a feature without a drawing': feature(null),
  'a feature without properties': feature(here, null),
  features: collection([feature(here), feature({ type: 'LineString', coordinates: line })]),
  'features in a frame': collection([feature(here)], { bbox: [15.7, 40.6, 15.9, 40.7] }),
  'features in a frame with heights': collection([feature(point(15.79, 40.64, 819))], {
    bbox: [15.7, 40.6, 0, 15.9, 40.7, 900],
  }),
  'features with members of a program’s own': collection(
    [feature(here, { nome: 'Prova', dati: { a: [1, { b: null }] } })],
    { name: 'luoghi', generatore: { versione: 3 } },
  ),
  'features with the usual system by its name': collection([feature(here)], {
    crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } },
  }),
  'a byte order mark': `\ufeff${JSON.stringify(collection([feature(here)]))}`,
})

/** Each is refused with its line. */
export const badMaps = texts({
  'text that ends early': '{"type": "FeatureCollection", "features": [\n',
  'a comma too many': '{\n"type": "Point",\n"coordinates": [15.79, 40.64],\n}',
  'a type in small letters': { type: 'featurecollection', features: [] },
  'a type that there is not': feature({ type: 'Circle', coordinates: [15.79, 40.64] }),
  'features that are one object': collection(feature(here)),
  'features that are no list': collection('uno'),
  'no list of features': { type: 'FeatureCollection' },
  'a drawing among the features': collection([here]),
  'properties as a list': feature(here, []),
  'properties as a number': feature(here, 123),
  'an id that is an object': feature(here, { nome: 'Prova' }, { id: { a: 1 } }),
  'a false drawing': { type: 'GeometryCollection', geometries: [false] },
  'coordinates with a word': point(15.79, 40.64, 'alto'),
  'coordinates as words': point('15,79', '40,64'),
  'a single coordinate': point(15.79),
  'no coordinates': { type: 'Point' },
  'coordinates too shallow': polygon(5),
  'coordinates too deep': { type: 'LineString', coordinates: [line] },
  'a ring that does not close': polygon(ring.slice(0, -1)),
  'a ring of three positions': polygon([ring[0], ring[1], ring[0]]),
  'a frame that is a word': { ...here, bbox: 'tutto' },
  'a frame of three numbers': { ...here, bbox: [15.7, 40.6, 15.9] },
  'a frame with a word in it': { ...here, bbox: [15.7, 'sud', 15.9, 40.7] },
})

/** Read all the same, since only one drawing suffers, which says so by this code. */
export const sufferingMaps = [
  ['drawing_unreadable', JSON.stringify(collection([feature(here), 3]))],
  ['hole_same_way', JSON.stringify(polygon(ring, [...hole].reverse()))],
] as const
