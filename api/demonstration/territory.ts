/** The demonstration's areas, cells, centres and residents, through the loader that the municipality uses. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Kysely } from 'kysely'
import type { DB } from '../db/schema.ts'
import { loaders } from '../territory/load.ts'
import { addMonths, monthOf, quarterStart } from './calendar.ts'

export const geodata = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../geodata/${path}`, import.meta.url)), 'utf8')

/** Nothing is older: what the files date otherwise says so in its own properties. */
const since = '2019-09-01'
const lateCentre = 'porta-nord-est'

/** One centre opens late, so that a series that begins in the middle is there to be seen: 15 to 17 months ago. */
export const lateOpening = (today: string): string => `${quarterStart(addMonths(monthOf(today), -15))}-01`

export async function loadTerritory(trx: Kysely<DB>, today: string): Promise<void> {
  const options = { from: since, source: 'dimostrazione', demonstration: true }
  await loaders.municipality(trx, geodata('municipality/municipality.geojson'), options)
  await loaders.areas(trx, geodata('areas/areas.geojson'), options)
  await loaders.cells(trx, geodata('cells/cells.geojson'), options)
  await loaders.centres(trx, centresOn(today), options)
  await loaders.population(trx, geodata('population/population.csv'), options)
}

function centresOn(today: string): string {
  const file = JSON.parse(geodata('centres/centres.geojson'))
  for (const { properties } of file.features)
    if (properties.id === lateCentre) properties.validFrom = lateOpening(today)
  return JSON.stringify(file)
}
