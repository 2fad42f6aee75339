/** The area, the length and the surface of a position before it is saved: as PostGIS saves them, as the browser previews them. */

import { placingHere } from '../../web/resources/placingHere.ts'
import { describe, expect, test } from '../support/app.ts'
import { aResource } from '../support/given.ts'

const placing = '/api/v1/resources/placing'
const ring = (lon: number, lat: number, side: number) => [
  [lon, lat],
  [lon + side, lat],
  [lon + side, lat + side],
  [lon, lat + side],
  [lon, lat],
]
const geometries = {
  point: { type: 'Point', coordinates: [15.79, 40.64] },
  'point in the other area': { type: 'Point', coordinates: [15.81, 40.64] },
  'point outside the areas': { type: 'Point', coordinates: [15.75, 40.64] },
  route: {
    type: 'LineString',
    coordinates: [
      [15.785, 40.64],
      [15.789, 40.643],
      [15.81, 40.645],
    ],
  },
  park: { type: 'Polygon', coordinates: [ring(15.79, 40.64, 0.004)] },
  'park with a hole': {
    type: 'Polygon',
    coordinates: [ring(15.79, 40.64, 0.004), ring(15.791, 40.641, 0.001)],
  },
} as const

describe('placing', () => {
  test.for(Object.keys(geometries) as (keyof typeof geometries)[])(
    'says of a %s what saving it gives, and the browser says the same within a metre',
    async (name, { product }) => {
      const operator = await product.as('operator')
      const geometry = geometries[name] as any
      const { status, body } = await operator.post(placing, { geometry })
      expect(status).toBe(200)
      expect(body.insideMunicipality).toBe(true)
      const saved = await operator.post('/api/v1/resources', aResource({ geometry, type: 'park' }))
      expect(body.area).toBe(saved.body.properties.area)
      const { body: areas } = await operator.get('/api/v1/areas')
      const here = placingHere(geometry, areas.features)
      expect(here.area).toBe(body.area)
      for (const measure of ['metres', 'squareMetres'] as const) {
        expect(here[measure] === null).toBe(body[measure] === null)
        expect(Math.abs((here[measure] ?? 0) - (body[measure] ?? 0))).toBeLessThanOrEqual(1)
      }
    },
  )

  test('a hole is no surface, a point has no length', async ({ product }) => {
    const operator = await product.as('operator')
    const of = async (name: keyof typeof geometries) =>
      (await operator.post(placing, { geometry: geometries[name] })).body
    expect((await of('park')).squareMetres - (await of('park with a hole')).squareMetres).toBeGreaterThan(
      9000,
    )
    expect(await of('point')).toEqual({
      area: 'alfa',
      insideMunicipality: true,
      metres: null,
      squareMetres: null,
    })
  })

  test('is told outside the municipality, and refused where it is no shape; nothing is kept', async ({
    product,
    db,
  }) => {
    const partner = await product.as('partner')
    const far = await partner.post(placing, { geometry: { type: 'Point', coordinates: [12, 42] } })
    expect(far.body).toMatchObject({ area: null, insideMunicipality: false })
    const crossed = [
      [15.79, 40.64],
      [15.8, 40.65],
      [15.8, 40.64],
      [15.79, 40.65],
      [15.79, 40.64],
    ]
    for (const geometry of [
      { type: 'Polygon', coordinates: [crossed] },
      { type: 'Polygon', coordinates: [crossed.slice(0, -1)] },
      {
        type: 'LineString',
        coordinates: [
          [15.79, 40.64],
          [15.79, 40.64],
        ],
      },
    ]) {
      const reply = await partner.post(placing, { geometry })
      expect([reply.status, reply.body.errors?.[0]?.code]).toEqual([422, 'invalid_geometry'])
    }
    expect((await partner.post(placing, { geometry: null })).status).toBe(422)
    expect(await db.owner.selectFrom('resource.resource').select('id').execute()).toEqual([])
    expect((await (await product.as('admin')).post(placing, { geometry: geometries.point })).status).toBe(403)
  })
})
