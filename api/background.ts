/**
 * Command line of the background map: `npm run background -- SOURCE --bbox 15.70,40.58,15.90,40.70`. Cuts the
 * municipality out of a PMTiles file, or of one at an address, into the file that the server shows.
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { plainText, sourceAt } from './background/archive.ts'
import { cut, frameOf } from './background/cut.ts'
import { StartFault } from './db/connect.ts'
import { EnvironmentFaults, readEnvironment } from './environment.ts'

const usage = `npm run background -- SOURCE --bbox minLon,minLat,maxLon,maxLat [--maxzoom N] [--out FILE]

  SOURCE     a PMTiles file of vector tiles, or the http address of one that answers range requests
  --bbox     the frame to cut, degrees
  --maxzoom  the deepest zoom kept; that of the source when absent
  --out      where to write; the file that the server shows when absent (BACKGROUND, or background.pmtiles in DATA_DIR)`

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

function zoomOf(value: string | undefined): number | null {
  if (value === undefined) return null
  if (!/^\d{1,2}$/.test(value) || Number(value) > 22)
    throw new StartFault(`--maxzoom is «${value}»: a whole number from 0 to 22 is needed.`)
  return Number(value)
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { bbox: text, maxzoom: text, out: text },
  })
  const [source, ...rest] = positionals
  if (!source || !values.bbox || rest.length > 0) throw new StartFault(usage)
  const [frame, maxZoom] = [frameOf(values.bbox), zoomOf(values.maxzoom)]
  const out = values.out ?? readEnvironment(process.env).background.path
  if (!out)
    throw new StartFault('With DATABASE_URL there is no folder of data: give --out FILE, or BACKGROUND.')
  const place = await sourceAt(source)
  try {
    mkdirSync(dirname(out), { recursive: true })
    const done = await cut(place, frame, maxZoom, out)
    console.log(
      `Wrote ${out}: ${done.tiles} tiles of zoom ${done.minZoom}–${done.maxZoom}, ${done.contents} different, ${megabytes(done.bytes)}; ${megabytes(done.read)} read.`,
    )
    const attribution = plainText(String(done.attribution ?? ''))
    console.log(
      attribution
        ? `Attribution shown with it: ${attribution}`
        : 'The source names no attribution: check what its licence asks for.',
    )
  } finally {
    await place.close()
  }
}

main().catch((error: Error & { code?: string }) => {
  if (error instanceof StartFault || error instanceof EnvironmentFaults) console.error(error.message)
  else if (error.code?.startsWith('ERR_PARSE_ARGS')) console.error(`${error.message}\n\n${usage}`)
  else console.error(error)
  process.exitCode = 1
})
