/** Likely duplicates are found early, in many spellings, and only where they are likely. */
import { expect, test } from 'vitest'
import type { Resource } from '../../../api/resources/contract.ts'
import type { LonLat } from '../../../web/map/projection.ts'
import { likelyDuplicates } from '../../../web/resources/likely.ts'

const resource = (name: string, coordinates: LonLat = [15.8, 40.64]): Resource =>
  ({ id: name, geometry: { type: 'Point', coordinates }, properties: { name } }) as never
const census = [
  'Doposcuola San Rocco',
  'Centro di ascolto Caritas',
  'Mensa della Trinità',
  'Emporio della solidarietà',
  'Biblioteca Nazionale',
].map((name, index) => resource(name, [15.8 + index * 0.01, 40.64]))

test.for([
  ['dop', 'Doposcuola San Rocco'],
  ['Doposcuola S. Rocco', 'Doposcuola San Rocco'],
  ['doposcula san roco', 'Doposcuola San Rocco'],
  ['San Rocco doposcuola', 'Doposcuola San Rocco'],
  ['mensa della trinita', 'Mensa della Trinità'],
  ['Caritas ascolto', 'Centro di ascolto Caritas'],
  ['emporio solidale', 'Emporio della solidarietà'],
  ['EMPORIO DELLA SOLIDARIETA’', 'Emporio della solidarietà'],
])('«%s» finds %s', ([typed, name]) => {
  expect(likelyDuplicates(typed!, null, census).map(one => one.resource.properties.name)).toContain(name)
})

test.for(['', 'do', 'Palestra comunale', 'Farmacia centrale'])('«%s» finds nothing', typed => {
  expect(likelyDuplicates(typed, null, census)).toEqual([])
})

test('the same name comes first and says so', () => {
  const [first] = likelyDuplicates('mensa della trinita', null, census)
  expect(first).toMatchObject({ reason: 'same', metres: null })
})

test('what is within 150 metres is shown whatever its name', () => {
  // At this latitude 0.001° of latitude is 111 m and 0.002° is 222 m.
  const place: LonLat = [15.84, 40.641]
  expect(likelyDuplicates('Palestra', place, census)).toMatchObject([
    { reason: 'near', resource: { id: 'Biblioteca Nazionale' } },
  ])
  expect(likelyDuplicates('Palestra', [15.84, 40.642], census)).toEqual([])
})

test('three hundred resources are compared within a tenth of the time a person notices', () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    resource(`Associazione di quartiere numero ${index}`),
  )
  const start = performance.now()
  likelyDuplicates('Associazione culturale del quartiere', [15.8, 40.64], many)
  expect(performance.now() - start).toBeLessThan(150)
})
