// @vitest-environment happy-dom
/** What the box offers and what is said around a place. */
import { expect, test } from 'vitest'
import type { Explored } from '../../../web/explore/explored.ts'
import { places } from '../../../web/explore/near/places.ts'
import { cameraAround, nameOf, seen, statement } from '../../../web/explore/near/seen.ts'
import { groundPixels } from '../../../web/map/projection.ts'
import { emptyView } from '../../../web/view/view.ts'
import { words } from '../../../web/words/near.ts'

const explored = {
  areas: [],
  monthly: [],
  large: null,
  sources: { centres: { data: [] }, resources: { data: [] } },
  scene: {
    resources: [
      {
        id: 'r1',
        geometry: { type: 'Point', coordinates: [15.8, 40.6427] },
        properties: {
          id: 'r1',
          name: 'Emporio',
          type: 'food_parcels',
          status: 'active',
          area: null,
          needs: ['economic'],
          verifiedOn: '2026-01-10',
          stale: true,
        },
      },
    ],
  },
} as unknown as Explored
const facts = { isochrones: [], cells: [], picking: false, far: null, named: null }
const view = { ...emptyView, question: 'near' as const, around: { lon: 15.8, lat: 40.64 } }

test('the headline says where, how far and how many, and the crow is named', () => {
  const told = statement(seen(view, explored, facts), view, explored, 'it')
  expect(told.title).toBe(
    'Vicino a un punto della mappa (40.6400, 15.8000) · entro 800 m in linea d’aria · 1 risorsa attiva',
  )
  expect(told.note).toContain('200 metri di dislivello')
  expect(told.rows).toHaveLength(1)
  expect(told.rows[0]).toMatchObject({
    id: 'r1',
    target: { selection: 'resource:r1' },
    cells: {
      name: { text: 'Emporio' },
      distance: { kind: 'exact', value: 300 },
      freshness: { text: 'da riverificare' },
      verified: { text: '10 gennaio 2026' },
    },
  })
  expect(statement(seen({ ...view, radius: 400 }, explored, facts), view, explored, 'en').title).toBe(
    'Near a point of the map (40.6400, 15.8000) · within 400 m as the crow flies · 1 active resource',
  )
})

test('before a place is chosen it asks for one', () => {
  const nowhere = { ...view, around: null }
  const told = statement(seen(nowhere, explored, facts), nowhere, explored, 'it')
  expect(told).toMatchObject({ title: 'Cosa c’è vicino a …?', rows: [] })
})

test('a large census is as near as the server says, and how many there are is told', () => {
  const large = { ...explored, large: {}, scene: { resources: [] } } as unknown as Explored
  const far = { key: '', resources: explored.scene.resources, matched: 317 }
  const found = seen(view, large, { ...facts, far })
  expect([found.near.length, found.matched]).toEqual([1, 317])
  expect(statement(found, view, large, 'it').title).toContain('317 risorse attive')
})

test('the box offers doors and areas before addresses, and resources last', () => {
  const named = (id: string, name: string) => ({ id, name })
  const listed = places(
    {
      found: {
        resources: [
          { id: 'r', name: 'Casa', type: 'helpdesk', group: 'shelter_housing', area: null, at: [1, 2] },
          { id: 's', name: 'Senza', type: 'helpdesk', group: 'shelter_housing', area: null, at: null },
        ] as never,
        areas: [named('sud', 'Sud')],
        centres: [
          { id: 'porta', name: 'Porta', area: 'sud' },
          { id: 'nuova', name: 'Nuova', area: null },
        ],
        neighbourhoods: [{ name: 'Bucaletto', area: 'sud' }],
      },
      addresses: {
        streets: null,
        found: [
          { kind: 'nearest_number', name: 'Via Vaccaro, 12', of: null, at: [3, 4], area: 'sud' },
          { kind: 'resource', name: 'Via Iosa 11', of: 'Emporio', at: [5, 6], area: null },
        ],
      },
    },
    {
      w: words.it,
      areaName: id => (id === 'sud' ? 'Sud' : ''),
      centreAt: id => (id === 'porta' ? [7, 8] : undefined),
    },
  )
  expect(listed.map(({ name, note, goes }) => [name, note, goes])).toEqual([
    ['Porta', 'porta sociale · Sud', { at: [7, 8] }],
    ['Sud', 'area bersaglio', { area: 'sud' }],
    ['Bucaletto', 'rione di Sud', { area: 'sud' }],
    ['Via Vaccaro, 12', 'il numero più vicino su quella via · Sud', { at: [3, 4] }],
    ['Via Iosa 11', 'indirizzo di Emporio', { at: [5, 6] }],
    ['Casa', 'risorsa', { at: [1, 2] }],
  ])
})

test.for([
  [1440, 900, 800],
  [360, 740, 800],
  [360, 740, 3000],
  [1440, 900, 400],
] as const)(
  'in a window of %i by %i a circle of %i m fits where the map is free',
  ([width, height, radius]) => {
    const { lat, zoom } = cameraAround([15.8, 40.64], radius, { width, height })
    const pixels = groundPixels(radius, 40.64, zoom)
    expect(pixels * 2).toBeLessThan(width < 760 ? width : width - 720)
    expect(pixels * 2).toBeLessThan(width < 760 ? height * 0.45 : height - 250)
    // On a phone the sheet covers the lower half, so the place stands above the middle.
    expect(lat < 40.64).toBe(width < 760)
  },
)

test('a point is told by its coordinates, or by the address that was chosen there', () => {
  const { origin } = seen(view, explored, facts)
  expect(nameOf(words.it, origin!, null)).toBe('un punto della mappa (40.6400, 15.8000)')
  const named = { key: '40.6400,15.8000', name: 'Via Vaccaro, 12' }
  expect(nameOf(words.it, origin!, named)).toBe('Via Vaccaro, 12')
  expect(nameOf(words.it, origin!, { ...named, key: '40.6500,15.8000' })).toContain('un punto')
  expect(statement(seen(view, explored, { ...facts, named }), view, explored, 'it').title).toContain(
    'Vicino a Via Vaccaro, 12 · entro 800 m',
  )
})
