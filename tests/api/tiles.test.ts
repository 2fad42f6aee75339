/** Vector tiles: what they hold at each zoom, who sees what, and the same on both engines. */
import { VectorTile } from '@mapbox/vector-tile'
import fc from 'fast-check'
import { sql } from 'kysely'
import { PbfReader } from 'pbf'
import { handlesOver } from '../../api/db/connect.ts'
import { openEmbedded } from '../../api/db/embedded.ts'
import { migrate } from '../../api/db/migrate.ts'
import { shapeFeature } from '../../api/resources/tiles.ts'
import { cookieOf, describe, expect, type Product, test } from '../support/app.ts'
import { aResource, password } from '../support/given.ts'
import { inventCensus } from '../support/invented.ts'

type Feature = { properties: Record<string, unknown>; type: number; geometry: { x: number; y: number }[][] }
type Read = { status: number; headers: Headers; text: string; layers: Record<string, Feature[]> }

/** Signed in by hand, because tiles are bytes. */
async function reading({ url, visitor }: Product, username: string) {
  const cookie = cookieOf(await visitor.post('/api/v1/session', { username, password }))!
  return async (path: string, headers: Record<string, string> = {}): Promise<Read> => {
    const reply = await fetch(`${url}/tiles/resources/${path}`, { headers: { cookie, ...headers } })
    const bytes = Buffer.from(await reply.arrayBuffer())
    const isTile = reply.status === 200 && reply.headers.get('content-type')?.includes('mapbox')
    const layers = isTile
      ? Object.fromEntries(
          Object.entries(new VectorTile(new PbfReader(bytes)).layers).map(([name, layer]) => [
            name,
            Array.from({ length: layer.length }, (_, index) => {
              const feature = layer.feature(index)
              const { properties, type } = feature
              return { properties, type, geometry: feature.loadGeometry() }
            }),
          ]),
        )
      : {}
    return { status: reply.status, headers: reply.headers, text: bytes.toString('latin1'), layers }
  }
}

const at = (lon: number, lat: number) => ({ type: 'Point', coordinates: [lon, lat] })
const tileAt = (lon: number, lat: number, z: number) => {
  const x = Math.floor(((lon + 180) / 360) * 2 ** z)
  const y = Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z)
  return { z, x, y, path: `${z}/${x}/${y}.mvt` }
}
const here = (z: number) => tileAt(15.79, 40.64, z)
/** A projection of the test's own: units of the tile, y downwards. */
const unitsOf = (lon: number, lat: number, { z, x, y }: ReturnType<typeof tileAt>) => ({
  x: Math.round((((lon + 180) / 360) * 2 ** z - x) * 4096),
  y: Math.round((((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z - y) * 4096),
})

describe('a tile', () => {
  test('has each resource at its place when they are few, with its look and its outline', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const { body: point } = await operator.post('/api/v1/resources', aResource())
    const ring = [
      [15.785, 40.635],
      [15.795, 40.635],
      [15.795, 40.645],
      [15.785, 40.635],
    ]
    const { body: park } = await operator.post(
      '/api/v1/resources',
      aResource({ name: 'Parco', type: 'park', geometry: { type: 'Polygon', coordinates: [ring] } }),
    )
    const read = await reading(product, 'partner')
    for (const z of [8, 12, 13, 16, 17]) {
      const tile = here(z)
      const { status, headers, layers } = await read(tile.path)
      expect(status).toBe(200)
      expect(headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile')
      const marked = layers.marks!.map(({ properties }) => properties.target)
      expect(marked).toEqual([`resource:${point.id}`, `resource:${park.id}`].sort())
      const mark = layers.marks!.find(({ properties }) => properties.target === `resource:${point.id}`)!
      expect(mark).toMatchObject({
        type: 1,
        geometry: [[unitsOf(15.79, 40.64, tile)]],
        properties: { name: 'Doposcuola di prova', group: 'minors_family', age: 'stale', active: true },
      })
      expect(layers.shapes).toMatchObject([{ type: 3, properties: { target: `resource:${park.id}` } }])
    }
  })

  test('counts a crowd by family, and all that there is whatever the zoom', async ({ product, db }) => {
    await inventCensus(db.owner, 3000)
    const read = await reading(product, 'partner')
    const { rows } = await sql<{ n: number }>`select count(*) as n from resource.resource`.execute(db.owner)
    // The invented city lies within 15.7–15.9 E and 40.57–40.72 N.
    const countAt = async (z: number) => {
      const [from, to] = [tileAt(15.7, 40.73, z), tileAt(15.91, 40.56, z)]
      let total = 0
      for (let x = from.x; x <= to.x; x++)
        for (let y = from.y; y <= to.y; y++) {
          const { layers } = await read(`${z}/${x}/${y}.mvt`)
          for (const { properties } of layers.marks ?? []) {
            const { target, count } = properties
            total += Number(count ?? 1)
            if (String(target).startsWith('cluster:')) {
              const families = Object.entries(properties).filter(
                ([name]) => name !== 'target' && name !== 'count',
              )
              expect(families.reduce((sum, [, n]) => sum + Number(n), 0)).toBe(count)
            }
          }
        }
      return total
    }
    for (const z of [8, 10, 12, 13, 14]) expect([z, await countAt(z)]).toEqual([z, rows[0]!.n])
  })

  test('shows a write at once, far and near', async ({ product, db }) => {
    await inventCensus(db.owner, 300)
    const operator = await product.as('operator')
    const read = await reading(product, 'operator')
    const total = async (z: number) =>
      (await read(here(z).path)).layers.marks!.reduce(
        (sum, { properties }) => sum + Number(properties.count ?? 1),
        0,
      )
    const before = [await total(10), await total(14)]
    const { body } = await operator.post('/api/v1/resources', aResource())
    expect([await total(10), await total(14)]).toEqual(before.map(n => n + 1))
    await operator.patch(`/api/v1/resources/${body.id}`, { version: 1, geometry: at(15.81, 40.64) })
    expect([await total(10), await total(14)]).toEqual([before[0]! + 1, before[1]!])
    await db.owner.deleteFrom('resource.resource_version').where('resource_id', '=', body.id).execute()
    await db.owner.deleteFrom('resource.resource').where('id', '=', body.id).execute()
    expect([await total(10), await total(14)]).toEqual(before)
  })

  test('has what the filters leave', async ({ product }) => {
    const operator = await product.as('operator')
    await operator.post(
      '/api/v1/resources',
      aResource({ name: 'Uno', needs: ['violence'], status: 'planned' }),
    )
    await operator.post(
      '/api/v1/resources',
      aResource({ name: 'Due', type: 'library', geometry: at(15.81, 40.641) }),
    )
    const read = await reading(product, 'partner')
    const names = async (query: string) =>
      ((await read(`${here(10).path}?${query}`)).layers.marks ?? [])
        .map(({ properties }) => properties.name)
        .sort()
    expect(await names('v=1')).toEqual(['Due', 'Uno'])
    expect(await names('group=minors_family')).toEqual(['Uno'])
    expect(await names('area=beta')).toEqual(['Due'])
    expect(await names('status=planned')).toEqual(['Uno'])
    expect(await names('needGroup=protected')).toEqual(['Uno'])
    expect(await names('need=violence')).toEqual(['Uno'])
    expect(await names('q=due')).toEqual(['Due'])
    expect((await read(`${here(10).path}?group=youth`)).status).toBe(204)
    expect((await read(`${here(10).path}?what=1`)).status).toBe(422)
    const listed = await operator.get('/api/v1/resources?needGroup=protected')
    expect([listed.body.numberMatched, listed.body.features[0].properties.name]).toEqual([1, 'Uno'])
  })

  test('of heat alone counts small cells at every zoom, of the filters, and no place that is confidential', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    for (const [name, lon] of [
      ['Uno', 15.79],
      ['Due', 15.79],
      ['Tre', 15.81],
    ] as const)
      await operator.post('/api/v1/resources', aResource({ name, geometry: at(lon, 40.64) }))
    await operator.post('/api/v1/resources', aResource({ name: 'Chiusa', status: 'closed' }))
    await operator.post(
      '/api/v1/resources',
      aResource({ name: 'Riservata', visibility: 'restricted', geometry: null, area: 'alfa' }),
    )
    const read = await reading(product, 'operator')
    for (const z of [10, 14, 17]) {
      const { layers } = await read(`${here(z).path}?heat=true&status=active`)
      expect(Object.keys(layers)).toEqual(['heat'])
      // At zoom 10 the third, 1.7 km away, is in the same tile and another cell.
      expect(layers.heat!.map(({ properties }) => properties.count)).toEqual(z === 10 ? [2, 1] : [2])
      expect(layers.heat![0]!.geometry).toEqual([[unitsOf(15.79, 40.64, here(z))]])
    }
    expect((await read(`${here(10).path}?heat=yes`)).status).toBe(422)
  })

  test('and the list have what is open now, by hours read once for all that share them', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const add = (name: string, more: object) =>
      operator.post('/api/v1/resources', aResource({ name, ...more }))
    await add('Sempre', { openingHours: '24/7' })
    await add('Anche', { openingHours: '24/7', geometry: at(15.81, 40.641) })
    await add('Mai', { openingHours: 'off' })
    await add('Senza orari', {})
    await add('Chiusa', { openingHours: '24/7', status: 'temporarily_closed' })
    const read = await reading(product, 'partner')
    const names = async () =>
      ((await read(`${here(10).path}?openNow=true`)).layers.marks ?? [])
        .map(({ properties }) => properties.name)
        .sort()
    expect(await names()).toEqual(['Anche', 'Sempre'])
    const listed = await operator.get('/api/v1/resources?openNow=true')
    expect(listed.body.numberMatched).toBe(2)
    // What is added is there in the same minute.
    await add('Nuova', { openingHours: 'Mo-Su,PH 00:00-24:00' })
    expect(await names()).toEqual(['Anche', 'Nuova', 'Sempre'])
    const { body } = await operator.get('/api/v1/resource-counts?openNow=true')
    expect(body.counts.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(3)
  })

  test('never holds a confidential place, not even for who may see it', async ({ product, db }) => {
    const operator = await product.as('operator')
    await operator.post(
      '/api/v1/resources',
      aResource({ name: 'Casa del melograno', visibility: 'restricted', geometry: null, area: 'alfa' }),
    )
    const { body } = await operator.post(
      '/api/v1/resources',
      aResource({ name: 'Casa', visibility: 'network' }),
    )
    for (const persona of ['operator', 'otherOperator', 'coordinator', 'partner']) {
      const read = await reading(product, persona)
      for (const z of [8, 12, 14, 17]) {
        const { layers, text } = await read(here(z).path)
        expect(layers.marks!.map(({ properties }) => properties.name)).toEqual(['Casa'])
        expect(text).not.toContain('melograno')
      }
    }
    // One that becomes confidential is gone from every tile at once.
    expect(
      (
        await operator.patch(`/api/v1/resources/${body.id}`, {
          version: 1,
          visibility: 'restricted',
          geometry: null,
          keeper: 'porta-alfa',
        })
      ).status,
    ).toBe(200)
    expect(
      await db.owner.selectFrom('resource.resource').select('mark').where('mark', 'is not', null).execute(),
    ).toEqual([])
    const read = await reading(product, 'operator')
    for (const z of [8, 12, 14, 17]) expect((await read(here(z).path)).status).toBe(204)
  })

  test('is for who is signed in, kept by nobody else, and asked for again', async ({ product }) => {
    await (await product.as('operator')).post('/api/v1/resources', aResource())
    for (const path of [here(10).path, 'resources.json'.replace('resources', '../resources')])
      expect((await product.visitor.get(`/tiles/resources/${path}`)).status).toBe(401)
    const read = await reading(product, 'partner')
    const { headers } = await read(here(10).path)
    expect(headers.get('cache-control')).toBe('private, no-cache')
    const again = await read(here(10).path, {
      'if-none-match': headers.get('etag')!,
      'cache-control': 'max-age=0',
    })
    expect(again.status).toBe(304)
    expect((await (await reading(product, 'admin'))(here(10).path)).status).toBe(403)
    for (const wrong of ['7/1/1.mvt', '18/1/1.mvt', '10/1024/1.mvt', '10/-1/1.mvt', '10/x/1.mvt'])
      expect([wrong, (await read(wrong)).status]).toEqual([wrong, 404])
  })

  test('is described by a TileJSON that names its layers and keeps the filters', async ({ product }) => {
    const { body, headers } = await (await product.as('partner')).get('/tiles/resources.json?group=health')
    expect(headers.get('cache-control')).toBe('private, no-cache')
    expect(body).toMatchObject({
      tilejson: '3.0.0',
      tiles: [`${product.url}/tiles/resources/{z}/{x}/{y}.mvt?group=health`],
      minzoom: 8,
      maxzoom: 17,
      vector_layers: [
        { id: 'marks', fields: { target: 'String', count: 'Number' } },
        { id: 'shapes' },
        { id: 'heat' },
      ],
    })
  })
})

describe.runIf(process.env.ENGINE === 'postgresql')('the two engines', () => {
  type Shape = { type: number; rings: [number, number][][] } | null
  /** A ring starts anywhere: from its least point on; and rings in order. */
  const normal = (text: string | null): Shape => {
    const feature = text === null ? undefined : shapeFeature(JSON.parse(text))
    if (!feature) return null
    const rings = (feature.geometry as [number, number][][]).map(ring => {
      if (feature.type !== 3) return ring
      const open = ring.slice(0, -1)
      const first = open.reduce(
        (least, point, index) => (String(point) < String(open[least]) ? index : least),
        0,
      )
      return [...open.slice(first), ...open.slice(0, first)]
    })
    return { type: feature.type, rings: rings.sort((a, b) => (String(a) < String(b) ? -1 : 1)) }
  }

  const place = fc.record({
    lon: fc.double({ min: 15.7, max: 15.9, noNaN: true }),
    lat: fc.double({ min: 40.55, max: 40.73, noNaN: true }),
  })
  const line = fc
    .tuple(
      place,
      fc.array(
        fc.tuple(
          fc.double({ min: -0.01, max: 0.01, noNaN: true }),
          fc.double({ min: -0.01, max: 0.01, noNaN: true }),
        ),
        { minLength: 1, maxLength: 12 },
      ),
    )
    .map(([{ lon, lat }, steps]) => {
      const coordinates = [[lon, lat]]
      for (const [dx, dy] of steps)
        coordinates.push([coordinates.at(-1)![0]! + dx, coordinates.at(-1)![1]! + dy])
      return { type: 'LineString', coordinates }
    })
  /** A star around a place is always valid; a smaller one of the same shape is a hole in it. */
  const polygon = fc
    .tuple(
      place,
      fc.array(fc.double({ min: 0.3, max: 1, noNaN: true }), { minLength: 3, maxLength: 14 }),
      fc.double({ min: 0.0004, max: 0.02, noNaN: true }),
      fc.option(fc.double({ min: 0.2, max: 0.8, noNaN: true }), { nil: null }),
    )
    .map(([{ lon, lat }, radii, size, hole]) => {
      const ring = (scale: number) => {
        const points = radii.map((radius, index) => {
          const turn = (2 * Math.PI * index) / radii.length
          return [lon + size * scale * radius * Math.cos(turn), lat + size * scale * radius * Math.sin(turn)]
        })
        return [...points, points[0]!]
      }
      return { type: 'Polygon', coordinates: hole === null ? [ring(1)] : [ring(1), ring(hole).reverse()] }
    })

  test('cut lines, polygons and holes alike, and place points alike, from zoom 8 to 16', {
    timeout: 180_000,
  }, async ({ db }) => {
    const embedded = await openEmbedded(undefined)
    const other = handlesOver(() => embedded.pool(null)).owner
    try {
      await migrate(other)
      let compared = 0
      await fc.assert(
        fc.asyncProperty(fc.oneof(line, polygon), fc.integer({ min: 8, max: 16 }), async (geometry, z) => {
          const [lon, lat] = (geometry.coordinates.flat(2) as number[]).slice(0, 2) as [number, number]
          const { x, y } = tileAt(lon, lat, z)
          const geojson = JSON.stringify(geometry)
          const question = sql<{ shape: string | null; mark: string; cell: number }>`
            select derived.tile_shape(g, ${z}, ${x}, ${y}) as shape, resource.cell_of(resource.mark_of(g), ${z}) as cell,
                   st_asgeojson(resource.mark_of(g), 3) as mark
              from (select st_setsrid(st_geomfromgeojson(${geojson}), 4326) as g) t`
          const [one, two] = [
            (await question.execute(db.owner)).rows[0]!,
            (await question.execute(other)).rows[0]!,
          ]
          expect(normal(two.shape)).toEqual(normal(one.shape))
          expect([two.mark, Number(two.cell)]).toEqual([one.mark, Number(one.cell)])
          if (one.shape) compared++
        }),
        { numRuns: 200, seed: 4 },
      )
      expect(compared).toBeGreaterThan(100)
    } finally {
      await embedded.close()
    }
  })

  test('and PostGIS’s own tiles cut polygons as these do', async ({ db }) => {
    const { rows } = await sql<{ own: number; ours: number }>`
      select st_area(st_asmvtgeom(st_transform(g, 3857), st_tileenvelope(14, x, y), 4096, 64)) as own,
             st_area(st_geomfromgeojson(derived.tile_shape(g, 14, x, y))) as ours
        from (select st_buffer(st_setsrid(st_makepoint(15.79, 40.64), 4326)::geography, 900)::geometry as g) t,
             (values (8910, 6164), (8909, 6164), (8910, 6163), (8911, 6164), (8910, 6165)) tile (x, y)
       where g && st_transform(st_tileenvelope(14, x, y), 4326)`.execute(db.owner)
    expect(rows.length).toBeGreaterThan(0)
    for (const { own, ours } of rows) expect(Math.abs(own - ours) / own).toBeLessThan(0.05)
  })
})
