/**
 * Command line of the territory: `npm run load -- areas FILE.geojson --from 2026-01-01`. Prints one screen, and
 * ends with 1 when the file has faults, which are all named.
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { connect, StartFault } from './db/connect.ts'
import { migrate } from './db/migrate.ts'
import { EnvironmentFaults, readEnvironment } from './environment.ts'
import { decode, encodingOf, isText } from './interchange/text.contract.ts'
import { type Loaded, LoadFaults, load, sets, type TerritorySet } from './territory/load.ts'

const usage = `npm run load -- SET FILE [--from YYYY-MM-DD] [--source TEXT] [--id PROPERTY] [--name PROPERTY] [--only CODE] [--snap] [--clip]

  areas         the target areas: those not in the file end on that day
  centres       the proximity centres: points with name, managedBy, area, address, openingHours
  cells         the statistical map cells: polygons with area and residents, nested in the areas
  cells-from    census sections (polygons with residents) to build the cells of a coming quarter from
  municipality  the boundary that contains everything; --only 076063 takes it out of a larger file
  population    residents by area, a CSV file: area,residents,reference_date,source
  streets       the streets and their numbers, a CSV file (street,number,lon,lat, or the columns of ANNCSU) or
                points with addr:street and addr:housenumber; replaces those loaded before
  isochrones    how far one walks: polygons with centre and minutes; replaces those of the same centres

Files are GeoJSON in WGS84. The code is looked for in id, code or codice, the name in name, nome or label;
--id and --name give other properties. Features of one code and one name are parts of one area.
Of areas and cells --snap draws borders within half a metre of each other onto the first, and --clip cuts off what
belongs to a feature before or lies outside the municipality: both say what they change. The database is that of the server (DATABASE_URL or DATA_DIR).`

/** Rows printed before the rest is only counted: the summary stays on one screen. */
const rowsShown = 20

const manyOf: Partial<Record<TerritorySet, string>> = {
  'cells-from': 'cells built from sections',
  isochrones: 'walking times',
}

function summary({ set, items, notes }: Loaded): string {
  const shown = items.slice(0, rowsShown).map(({ id, name, detail }) => `  ${id}  ${name}: ${detail}`)
  if (items.length > rowsShown) shown.push(`  and ${items.length - rowsShown} more`)
  const what = { municipality: 'the municipality', population: `${items.length} rows of population` }
  const loaded =
    set === 'municipality' || set === 'population' ? what[set] : `${items.length} ${manyOf[set] ?? set}`
  return [`Loaded ${loaded}.`, ...shown, ...notes].join('\n')
}

function readText(file: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    throw new StartFault(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
  const encoding = encodingOf(bytes)
  if (!isText(bytes, encoding)) throw new StartFault(`${file} is no text: GeoJSON or CSV is read.`)
  const { text } = decode(bytes)
  const broken = text.split('\n').flatMap((line, index) => (line.includes('\ufffd') ? [index + 1] : []))
  if (broken.length > 0)
    throw new StartFault(
      `${file} has letters that are lost, in ${broken.length === 1 ? 'line' : 'lines'} ${broken.slice(0, 10).join(', ')}: save it again as UTF-8.`,
    )
  return text
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: text, source: text, id: text, name: text, only: text, snap: flag, clip: flag },
  })
  const [set, file, ...rest] = positionals
  if (!sets.includes(set as TerritorySet) || !file || rest.length > 0) throw new StartFault(usage)
  const { where } = readEnvironment(process.env)
  const content = readText(file)
  const database = await connect(where)
  try {
    await migrate(database.owner)
    const options = { ...values, source: values.source ?? basename(file) }
    console.log(summary(await load(database.owner, set as TerritorySet, content, options)))
  } finally {
    await database.close()
  }
}

main().catch((error: Error & { code?: string }) => {
  if (error instanceof LoadFaults)
    console.error(
      `${error.message}\n\n${error.faults.length === 1 ? '1 fault' : `${error.faults.length} faults`}: nothing was changed.`,
    )
  else if (error instanceof StartFault || error instanceof EnvironmentFaults) console.error(error.message)
  else if (error.code?.startsWith('ERR_PARSE_ARGS')) console.error(`${error.message}\n\n${usage}`)
  else console.error(error)
  process.exitCode = 1
})
