/** PMTiles in and out: what is written is read back equal, what is cut is as in the source, what is broken is named. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { Compression, PMTiles, TileType, tileIdToZxy, zxyToTileId } from 'pmtiles'
import { afterAll, describe, expect, test } from 'vitest'
import { addressAt, fileAt, openArchive, plainText, readGround } from '../../api/background/archive.ts'
import { cut, type Frame, frameOf, idsWithin } from '../../api/background/cut.ts'
import { directories, writeArchive } from '../../api/background/write.ts'
import { inventedMap, inventTiles } from '../support/invented-tiles.ts'
import { outside } from '../support/outside.ts'

const folder = mkdtempSync(join(tmpdir(), 'observatory-background-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const newPath = () => join(folder, `${++files}.pmtiles`)

const described = {
  tileType: TileType.Mvt,
  tileCompression: Compression.None,
  minZoom: 0,
  maxZoom: 14,
  minLon: 15.7,
  minLat: 40.58,
  maxLon: 15.9,
  maxLat: 40.7,
  metadata: { vector_layers: [{ id: 'earth' }, { id: 'water' }, { id: 'roads' }], attribution: '© Nessuno' },
}
/** A whole city, with what is known of its file. */
type City = {
  path: string
  frame: Frame
  /** A tile of the file that the frame does not touch. */
  apart: readonly [z: number, x: number, y: number]
  covers: RegExp
  attribution: string
}
const invented: City = {
  path: await inventTiles(newPath()),
  frame: [12.05, 42.05, 12.1, 42.1],
  apart: [14, 8746, 6078],
  covers: /covers 12,? ?.*nothing of it is in the frame/,
  attribution: 'Rilievi © Nessuno',
}
const florence = outside('pmtiles_firenze/firenze.pmtiles')
const real: City | undefined = florence
  ? {
      path: florence,
      frame: [11.24, 43.76, 11.28, 43.79],
      apart: [14, 8700, 5968],
      covers: /covers 11\.154.*nothing of it is in the frame/,
      attribution: 'Protomaps © OpenStreetMap',
    }
  : undefined

/** Raw bytes of a tile as the library reads them. */
async function tileOf(tiles: PMTiles, id: number): Promise<Buffer | null> {
  const found = await tiles.getZxy(...tileIdToZxy(id))
  return found ? Buffer.from(found.data) : null
}
async function opened<T>(path: string, use: (tiles: PMTiles) => Promise<T>): Promise<T> {
  const place = await fileAt(path)
  try {
    return await use(new PMTiles(place))
  } finally {
    await place.close()
  }
}

describe('the writer', () => {
  test('any tiles are read back equal by the library, others are absent, contents are kept once', async () => {
    const tile = fc.record({ id: fc.nat(400), text: fc.constantFrom('a', 'b', 'much longer', 'sea') })
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(tile, { selector: one => one.id, minLength: 1, maxLength: 120 }),
        async list => {
          const path = newPath()
          const tiles = list
            .sort((a, b) => a.id - b.id)
            .map(({ id, text }) => ({ id, bytes: Buffer.from(text) }))
          const written = await writeArchive(path, described, tiles)
          expect(written.tiles).toBe(list.length)
          expect(written.contents).toBe(new Set(list.map(({ text }) => text)).size)
          expect(readFileSync(path).length).toBe(written.bytes)
          await opened(path, async archive => {
            for (let id = 0; id <= 401; id++)
              expect((await tileOf(archive, id))?.toString() ?? null).toBe(
                list.find(one => one.id === id)?.text ?? null,
              )
          })
        },
      ),
      { numRuns: 25 },
    )
  })

  test('a root that does not fit in the first read becomes leaves, and every tile is still found', async () => {
    // Gaps and lengths without a pattern, or gzip would fold them all into the root.
    const hashOf = (index: number) => createHash('sha256').update(String(index)).digest()
    let next = 400_000
    const ids = Array.from({ length: 30_000 }, (_, index) => (next += 2 + (hashOf(index)[0]! % 40)))
    const contentOf = (id: number) => hashOf(id).subarray(0, 4 + (hashOf(id)[1]! % 20))
    const path = newPath()
    await writeArchive(
      path,
      described,
      ids.map(id => ({ id, bytes: contentOf(id) })),
    )
    await opened(path, async archive => {
      const header = await archive.getHeader()
      expect(header.leafDirectoryLength).toBeGreaterThan(0)
      expect(header.rootDirectoryOffset + header.rootDirectoryLength).toBeLessThanOrEqual(16_384)
      expect([header.clustered, header.numAddressedTiles]).toEqual([true, ids.length])
      for (const id of [ids[0]!, ids[12_345]!, ids.at(-1)!])
        expect(await tileOf(archive, id)).toEqual(contentOf(id))
      expect(await tileOf(archive, ids[5]! + 1)).toBeNull()
    })
  })

  test('leaves grow until their root fits', () => {
    const entries = Array.from({ length: 9000 }, (_, index) => ({
      tileId: index * 7,
      offset: index * 11,
      length: 5 + (index % 3),
      runLength: 1,
    }))
    const { root, leaves } = directories(entries, 30)
    expect(root.length).toBeLessThanOrEqual(30)
    expect(leaves.length).toBeGreaterThan(0)
  })

  test.for([
    [[3, 2], /tile 2 after 3/],
    [[], /no tiles/],
  ] as const)('tiles %j are refused, and nothing is left behind', async ([ids, message]) => {
    const path = newPath()
    const tiles = ids.map(id => ({ id, bytes: Buffer.from('x') }))
    await expect(writeArchive(path, described, tiles)).rejects.toThrow(message)
    expect(readdirSync(folder).filter(name => name.startsWith(`${files}.`))).toEqual([])
  })
})

describe('a frame', () => {
  test.for([
    '',
    '1,2,3',
    'a,b,c,d',
    '15.9,40.5,15.7,40.7',
    '15.7,40.7,15.9,40.5',
    '15.7,40.5,15.9,90',
    '15,40,,41',
  ])('«%s» is none', text => {
    expect(() => frameOf(text)).toThrow(/--bbox/)
  })

  test('holds the tiles that it touches, of every zoom, once and ascending', () => {
    const ids = idsWithin([15.7, 40.58, 15.9, 40.7], 0, 14)
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b))
    const at14 = ids.map(tileIdToZxy).filter(([z]) => z === 14)
    const columns = at14.map(([, x]) => x)
    // (15.7 + 180) / 360 · 2^14 = 8906.5…, (15.9 + 180) / 360 · 2^14 = 8915.6…
    expect([Math.min(...columns), Math.max(...columns)]).toEqual([8906, 8915])
    expect(ids).toContain(zxyToTileId(0, 0, 0))
  })

  test('as wide as the world at street level is a slip', () => {
    expect(() => idsWithin([-180, -85, 180, 85], 0, 16)).toThrow(/smaller one/)
  })
})

describe.for([['an invented city', invented], ...(real ? ([['a real city', real]] as const) : [])] as const)(
  '%s',
  ([, { path: city, frame, apart, covers, attribution }]) => {
    /** The same file behind an address, as a store of files serves it. */
    async function served<T>(use: (url: string, asked: string[]) => Promise<T>, ranges = true): Promise<T> {
      const bytes = readFileSync(city)
      const asked: string[] = []
      const server = createServer((request, response) => {
        const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? []
        asked.push(request.headers.range ?? 'all')
        if (!ranges || from === undefined) return response.end(bytes)
        const part = bytes.subarray(Number(from), Number(to) + 1)
        response.writeHead(206, { etag: '"one"', 'content-length': part.length })
        response.end(part)
      }).listen(0, '127.0.0.1')
      await new Promise(resolve => server.once('listening', resolve))
      try {
        return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/city.pmtiles`, asked)
      } finally {
        server.closeAllConnections()
        server.close()
      }
    }

    test('every tile of the cut reads equal in the source, and none that meets the frame is lost', async () => {
      const out = newPath()
      const place = await fileAt(city)
      const done = await cut(place, frame, null, out)
      const source = new PMTiles(place)
      const wanted = idsWithin(frame, 0, 14)
      let there = 0
      await opened(out, async archive => {
        const header = await archive.getHeader()
        expect(header).toMatchObject({
          minZoom: 0,
          maxZoom: 14,
          clustered: true,
          minLon: frame[0],
          maxLat: frame[3],
        })
        expect(await archive.getMetadata()).toEqual(await source.getMetadata())
        for (const id of wanted) {
          const [theirs, ours] = [await tileOf(source, id), await tileOf(archive, id)]
          if (theirs) there++
          expect(ours === theirs || ours?.equals(theirs!)).toBe(true)
        }
        // A tile of the source that the frame does not touch.
        expect(await tileOf(source, zxyToTileId(...apart))).not.toBeNull()
        expect(await tileOf(archive, zxyToTileId(...apart))).toBeNull()
      })
      await place.close()
      expect(done.tiles).toBe(there)
      expect(there).toBeGreaterThan(15)
      expect(readFileSync(out).length).toBeLessThan(readFileSync(city).length)
      await expect(readGround(out)).resolves.toMatchObject({ bounds: frame })
    })

    test('from an address the same bytes come, by ranges alone', async () => {
      const [local, remote] = [newPath(), newPath()]
      const place = await fileAt(city)
      await cut(place, frame, 13, local)
      await place.close()
      await served(async (url, asked) => {
        await cut(addressAt(url), frame, 13, remote)
        expect(asked).not.toContain('all')
      })
      expect(readFileSync(remote).equals(readFileSync(local))).toBe(true)
    })

    test('an address without ranges, or that nobody answers, is told in a sentence', async () => {
      await served(
        url => expect(openArchive(addressAt(url))).rejects.toThrow(/does not answer range requests/),
        false,
      )
      await expect(openArchive(addressAt('http://127.0.0.1:1/x'))).rejects.toThrow(/cannot be reached/)
    })

    test('another city’s frame is refused with what the file covers', async () => {
      const place = await fileAt(city)
      await expect(cut(place, [15.7, 40.58, 15.9, 40.7], null, newPath())).rejects.toThrow(covers)
      await place.close()
    })

    test('it can be served, with its attribution in words', async () => {
      await expect(readGround(city)).resolves.toMatchObject({
        attribution,
        minZoom: 0,
        maxZoom: 14,
      })
    })

    test('one that was cut short while it was copied is refused', async () => {
      const path = newPath()
      const whole = readFileSync(city)
      const half = Math.floor(whole.length / 2)
      writeFileSync(path, whole.subarray(0, half))
      await expect(readGround(path)).rejects.toThrow(
        `is cut short: ${whole.length} bytes are announced, ${half}`,
      )
    })
  },
)

describe('a broken file', () => {
  const written = async (bytes: string | Buffer) => {
    const path = newPath()
    writeFileSync(path, bytes)
    return path
  }
  const archived = async (change: Partial<typeof inventedMap>) => {
    const path = newPath()
    await writeArchive(path, { ...inventedMap, ...change }, [{ id: 0, bytes: gzipSync('x') }])
    return path
  }
  /** Byte 7 is the version of the format. */
  const ofVersion = (version: number) => {
    const bytes = readFileSync(invented.path)
    bytes[7] = version
    return bytes
  }
  test.for([
    ['empty', () => written(''), /is empty/],
    ['of text', () => written('no tiles here'.repeat(20)), /is not a PMTiles archive/],
    ['of a version to come', () => written(ofVersion(4)), /is PMTiles version 4: only version 3/],
    ['of tiles of another kind', () => archived({ tileType: TileType.Mlt }), /tiles of the kind Mlt/],
    [
      'of another schema',
      () => archived({ metadata: { ...inventedMap.metadata, vector_layers: [{ id: 'strade' }] } }),
      /has the layers strade: those of Protomaps are needed/,
    ],
  ] as const)('%s is refused with its reason', async ([, path, reason]) => {
    await expect(readGround(await path())).rejects.toThrow(reason)
  })

  const broken = outside('pmtiles_firenze/broken')
  if (broken)
    test.for([
      ['empty', /is empty/],
      ['invalid', /is not a PMTiles archive/],
      ['invalid_v4', /is PMTiles version 4: only version 3/],
      ['test_fixture_mlt', /tiles of the kind Mlt/],
      ['test_fixture_1', /has the layers test_fixture_1pmtiles: those of Protomaps are needed/],
      ['test_fixture_2', /has the layers test_fixture_2pmtiles/],
    ] as const)('named %s, of others, is refused with its reason', async ([name, reason]) => {
      await expect(readGround(join(broken, `${name}.pmtiles`))).rejects.toThrow(reason)
    })
})

test('a directory that does not unfold is a damaged file, not a crash', async () => {
  const path = newPath()
  await writeArchive(path, described, [{ id: 0, bytes: gzipSync('x') }])
  const bytes = readFileSync(path)
  bytes.fill(0, 127, 140)
  writeFileSync(path, bytes)
  await expect(readGround(path)).rejects.toThrow(/is damaged/)
})

test('what is not there is told by its name', async () => {
  await expect(readGround('/nowhere/x.pmtiles')).rejects.toThrow(
    '/nowhere/x.pmtiles cannot be read (ENOENT).',
  )
})

test('of an attribution the words stay and no markup', () => {
  expect(
    plainText('<a href="https://x.test" onclick="x()">Comune</a> &copy; <b>OpenStreetMap</b> &amp; altri'),
  ).toBe('Comune © OpenStreetMap & altri')
})
