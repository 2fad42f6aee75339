/** The background map: how fast its tiles are cut out of an archive, and how many are served by ranges in a second. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import autocannon from 'autocannon'
import express, { Router } from 'express'
import { Compression, PMTiles, TileType } from 'pmtiles'
import { fileAt } from '../../api/background/archive.ts'
import { cut, idsWithin } from '../../api/background/cut.ts'
import { background, configured } from '../../api/background/routes.ts'
import { writeArchive } from '../../api/background/write.ts'
import { onFreePort } from '../support/free-port.ts'

/** A frame of the size of Potenza’s, down to the zoom of doorsteps, in tiles of the weight of a city’s. */
const frame = [15.6, 40.52, 16.0, 40.76] as const
const deepest = 15
const tileBytes = 20_000

export async function backgrounds(
  folder: string,
  line: (what: string, figure: string) => void,
): Promise<void> {
  console.log('\nThe municipality’s background map, from an archive of invented tiles')
  const source = join(folder, 'source.pmtiles')
  const ids = idsWithin(frame, 0, deepest)
  const begun = performance.now()
  const written = await writeArchive(
    source,
    {
      tileType: TileType.Mvt,
      tileCompression: Compression.None,
      minZoom: 0,
      maxZoom: deepest,
      minLon: frame[0],
      minLat: frame[1],
      maxLon: frame[2],
      maxLat: frame[3],
      metadata: { vector_layers: ['earth', 'water', 'roads'].map(id => ({ id })) },
    },
    ids.map(id => ({ id, bytes: Buffer.alloc(tileBytes, `${id} `) })),
  )
  const perSecond = (count: number, ms: number) => `${Math.round((count * 1000) / ms)}`
  line(
    `writing ${written.tiles} tiles, ${Math.round(written.bytes / 1e6)} MB: tiles per second`,
    perSecond(written.tiles, performance.now() - begun),
  )

  const out = join(folder, 'background.pmtiles')
  const place = await fileAt(source)
  const cutting = performance.now()
  const done = await cut(place, [15.75, 40.6, 15.87, 40.68], null, out)
  line(
    `cutting ${done.tiles} tiles, ${Math.round(statSync(out).size / 1e6)} MB: tiles per second`,
    perSecond(done.tiles, performance.now() - cutting),
  )
  await place.close()

  // The archive’s own route and nothing else, as no operation of the API is asked for by a tile.
  const app = express()
  const file = configured(out, { error: () => {} })
  const router = background(
    Router(),
    { callerOf: async () => undefined, checkAnswers: false },
    undefined as never,
    () => new Date(),
    file,
    true,
  )
  app.use('/background', router)
  const { url: origin, stop } = await onFreePort(app)
  const { hash } = (await file.current())!
  const url = `${origin}/background/${hash.slice(0, 16)}.pmtiles`
  const { tileDataOffset } = await new PMTiles(url).getHeader()
  const { requests, latency } = await autocannon({
    url,
    headers: { range: `bytes=${tileDataOffset}-${tileDataOffset + tileBytes - 1}` },
    connections: 10,
    duration: 3,
    workers: 1,
  })
  line(
    `tiles of ${tileBytes / 1000} kB by range, 10 clients: requests per second`,
    requests.average.toFixed(0),
  )
  line('tiles by range p50 / p99', `${latency.p50} ms / ${latency.p99} ms`)
  await stop()
}
