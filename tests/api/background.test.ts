/** The municipality’s background: by ranges, from one address, only where it lies. */
import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Compression, TileType } from 'pmtiles'
import { afterAll, beforeAll } from 'vitest'
import { createApp } from '../../api/app.ts'
import { writeArchive } from '../../api/background/write.ts'
import { describe, expect, now, type Product, servedBy, test as withProduct } from '../support/app.ts'
import { inventTiles } from '../support/invented-tiles.ts'
import { outside } from '../support/outside.ts'

const folder = mkdtempSync(join(tmpdir(), 'observatory-ground-'))
const file = join(folder, 'background.pmtiles')
const another = join(folder, 'another.pmtiles')
const elsewhere = join(folder, 'elsewhere.pmtiles')
const florence = outside('pmtiles_firenze/firenze.pmtiles')

const described = (name: string) => ({
  tileType: TileType.Mvt,
  tileCompression: Compression.None,
  minZoom: 0,
  maxZoom: 0,
  minLon: 15.7,
  minLat: 40.58,
  maxLon: 15.9,
  maxLat: 40.7,
  metadata: {
    name,
    attribution: '<b>Comune</b> &copy;',
    vector_layers: ['earth', 'water', 'roads'].map(id => ({ id })),
  },
})
beforeAll(async () => {
  await writeArchive(file, described('one'), [{ id: 0, bytes: Buffer.alloc(5000, 'a') }])
  await writeArchive(another, described('two'), [{ id: 0, bytes: Buffer.alloc(5000, 'b') }])
  await inventTiles(elsewhere)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const test = withProduct.extend<{ serve: (path: string | null) => Promise<Product> }>({
  serve: async ({ given }, use) => {
    const stops: (() => Promise<void>)[] = []
    await use(async background => {
      const options = { database: given, migration: 'test', demonstration: false, now, checkAnswers: true }
      const served = await servedBy(await createApp({ ...options, background }))
      stops.push(served.stop)
      return served
    })
    for (const stop of stops) await stop()
  },
})

describe('a file of the municipality', () => {
  test('is described, and read by ranges with a strong tag', async ({ serve }) => {
    const { visitor } = await serve(file)
    const { body } = await visitor.get('/api/v1/background')
    expect(body).toEqual({
      background: {
        url: expect.stringMatching(/^\/background\/[0-9a-f]{16}\.pmtiles$/),
        bounds: [15.7, 40.58, 15.9, 40.7],
        minZoom: 0,
        maxZoom: 0,
        attribution: 'Comune ©',
      },
      refused: null,
    })
    const { url } = body.background
    const bytes = readFileSync(file)
    const part = await visitor.get(url, { range: 'bytes=0-126' })
    expect(part.status).toBe(206)
    expect(part.text.startsWith('PMTiles')).toBe(true)
    expect(Object.fromEntries(part.headers)).toMatchObject({
      'content-range': `bytes 0-126/${bytes.length}`,
      'content-length': '127',
      'accept-ranges': 'bytes',
      'content-type': 'application/vnd.pmtiles',
      'cache-control': 'public, max-age=31536000, immutable',
      etag: expect.stringMatching(/^"[0-9a-f]{64}"$/),
    })
    const etag = part.headers.get('etag')!
    const asked = async (headers: Record<string, string>) => (await visitor.get(url, headers)).status
    expect(await asked({ range: 'bytes=0-9', 'if-range': etag })).toBe(206)
    expect(await asked({ range: 'bytes=0-9', 'if-range': '"of another file"' })).toBe(200)
    expect(await asked({ 'if-none-match': etag, 'cache-control': 'max-age=0' })).toBe(304)
    expect(await asked({})).toBe(200)
    const beyond = await visitor.get(url, { range: `bytes=${bytes.length}-` })
    expect([beyond.status, beyond.body.type]).toEqual([416, '/problems/range-not-satisfiable'])
    expect(beyond.headers.get('content-range')).toBe(`bytes */${bytes.length}`)
    expect(beyond.headers.get('cache-control')).toBe('no-store')
    // The last bytes are those of the tile.
    expect((await visitor.get(url, { range: 'bytes=-5' })).text).toBe('aaaaa')
  })

  test('is the only file that can be had', async ({ serve }) => {
    const { visitor } = await serve(file)
    const { url } = (await visitor.get('/api/v1/background')).body.background
    for (const path of [
      '/background/0000000000000000.pmtiles',
      '/background/another.pmtiles',
      '/background/..%2Fanother.pmtiles',
      '/background/%2e%2e/background.pmtiles',
      '/background/background.pmtiles',
      url.toUpperCase(),
    ])
      expect((await visitor.get(path)).status, path).toBe(404)
  })

  test('that is replaced has another address at once; the old one is gone', async ({ serve }) => {
    const path = join(folder, 'replaced.pmtiles')
    copyFileSync(file, path)
    const { visitor } = await serve(path)
    const before = (await visitor.get('/api/v1/background')).body.background.url
    copyFileSync(another, `${path}.new`)
    renameSync(`${path}.new`, path)
    const after = (await visitor.get('/api/v1/background')).body.background.url
    expect(after).not.toBe(before)
    expect((await visitor.get(before)).status).toBe(404)
    expect((await visitor.get(after, { range: 'bytes=-1' })).text).toBe('b')
    writeFileSync(path, 'PMTiles no more')
    expect((await visitor.get('/api/v1/background')).body).toEqual({
      background: null,
      refused: 'unreadable',
    })
    expect((await visitor.get(after)).status).toBe(404)
  })

  test('is not asked for where none is configured', async ({ serve }) => {
    const { visitor } = await serve(null)
    expect((await visitor.get('/api/v1/background')).body).toEqual({ background: null, refused: null })
  })
})

describe.for([
  ['another city, invented', elsewhere, [12.1, 42.05]],
  ...(florence ? ([['another city, real', florence, [11.25, 43.77]]] as const) : []),
] as const)('%s', ([, city, [east, north]]) => {
  test('is never this one’s background', async ({ serve }) => {
    const { visitor } = await serve(city)
    expect((await visitor.get('/api/v1/background')).body).toEqual({ background: null, refused: 'elsewhere' })
  })

  test('is the background of its own territory, with or without a municipality', async ({ serve, given }) => {
    const square = (lon: number, lat: number) =>
      sql`st_multi(st_makeenvelope(${lon}::float8, ${lat}::float8, ${lon + 0.02}::float8, ${lat + 0.02}::float8, 4326))`
    const { visitor } = await serve(city)
    const refused = async () => (await visitor.get('/api/v1/background')).body.refused
    await sql`insert into territory.municipality (istat_code, name, boundary, source)
              values ('048017', 'Altrove', ${square(east, north)}, 'test')`.execute(given.owner)
    expect(await refused()).toBe(null)
    await sql`delete from territory.municipality`.execute(given.owner)
    expect(await refused()).toBe('elsewhere')
    await sql`insert into territory.area (id, position) values ('arno', 99)`.execute(given.owner)
    await sql`insert into territory.area_version (area_id, name, boundary, valid_from, source)
              values ('arno', 'Arno', ${square(east, north)}, '2026-01-01', 'test')`.execute(given.owner)
    expect(await refused()).toBe(null)
  })
})
