/** Map cells that somebody has drawn, from a day on. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/schema.ts'
import { type FileFault, type FileFeature, property, textProperty } from '../geojson.ts'
import { areaNames, areasOn, closedNote, end, refuseEarlier } from './dated.ts'
import { repair } from './repair.ts'
import { faultOf, type Loaded, LoadFaults, type LoadOptions, ownDates, read, startOf } from './set.ts'
import { asJson, geometryFaults, invalidShapes, sizes, squareMetres } from './shapes.ts'

export async function cells(trx: Kysely<DB>, text: string, options: LoadOptions): Promise<Loaded> {
  const { features, faults } = read(text, { geometry: 'polygon', nameless: true, ...options }, options)
  const from = startOf(options, faults)
  const repairs = await repair(trx, features, options, faults)
  faults.push(...(await geometryFaults(trx, features)))
  if (from) await refuseEarlier(trx, 'territory.cell', 'the cells', from, faults)
  const residents = features.map(feature => readResidents(feature, faults))
  for (const { id, valid_from } of await usedCells(trx, features))
    faults.push(
      faultOf(
        features.find(feature => feature.id === id)!,
        `its code is that of a cell of ${valid_from}: cells are frozen, new ones need new codes`,
      ),
    )
  const nests = from ? await nesting(trx, features, from, faults) : new Map()
  if (faults.length > 0 || !from) throw new LoadFaults(faults)

  const closed = await end(trx, 'territory.cell', from)
  const json = asJson(features, (feature, index) => ({
    residents: residents[index],
    version: nests.get(feature.number)?.version_id ?? null,
    ...ownDates(feature, options),
  }))
  await sql`
    insert into territory.cell (id, area_version_id, boundary, residents, valid_from, source, is_demo)
    select id, (fields ->> 'version')::bigint, shape, (fields ->> 'residents')::integer,
           coalesce(fields ->> 'from', ${from})::date, ${options.source}, (fields ->> 'demo')::boolean
      from derived.file_shapes(${json}::jsonb) order by number`.execute(trx)
  const items = (await sizes(trx, json)).map((item, index) => ({
    ...item,
    detail: `${item.detail}, ${residents[index]} residents, ${nests.get(features[index]!.number)?.area_id ?? 'outside the areas'}`,
  }))
  return { set: 'cells', items, notes: [...repairs, ...closedNote(closed, 'cell', from)] }
}

/** Fewer could be a household. */
export const residentsMinimum = 500

function readResidents(feature: FileFeature, faults: FileFault[]): number {
  const value = Number(
    property(feature.properties, ['residents', 'population', 'residenti', 'popolazione']) ?? Number.NaN,
  )
  if (!Number.isInteger(value))
    faults.push(
      faultOf(
        feature,
        'its residents are not a whole number: give it a property «residents» or «population»',
      ),
    )
  else if (value < residentsMinimum)
    faults.push(
      faultOf(
        feature,
        `it has ${value} residents, at least ${residentsMinimum} are needed: merge it with a neighbour`,
      ),
    )
  return value
}

const usedCells = (trx: Kysely<DB>, features: FileFeature[]) =>
  trx
    .selectFrom('territory.cell')
    .select(['id', 'valid_from'])
    .where('id', 'in', ['', ...features.map(feature => feature.id)])
    .execute()

type Nest = { number: number; version_id: number | null; area_id: string | null; astray: number }

async function nesting(trx: Kysely<DB>, features: FileFeature[], from: string, faults: FileFault[]) {
  const { valid } = await invalidShapes(trx, features)
  const { rows } = await sql<Nest>`
    select s.number, n.*
      from derived.file_shapes(${asJson(valid)}::jsonb) s, lateral derived.nesting(s.shape, ${from}::date) n`.execute(
    trx,
  )
  const known = await areasOn(trx, from)
  const nests = new Map(rows.map(row => [row.number, row]))
  for (const feature of features) {
    const said = textProperty(feature.properties, areaNames)
    const area = known.find(({ id, name }) => said === id || said?.toLowerCase() === name.toLowerCase())
    if (said !== undefined && !area)
      faults.push(faultOf(feature, `it names the area «${said}», which is not in force on ${from}`))
    const nest = nests.get(feature.number)
    if (!nest) continue
    if (area && nest.area_id !== area.id)
      faults.push(
        faultOf(feature, `it names the area «${said}» and lies in ${nest.area_id ?? 'none of the areas'}`),
      )
    if (nest.astray > 0)
      faults.push(
        faultOf(
          feature,
          nest.area_id === null
            ? `it is outside the areas but ${squareMetres(nest.astray)} of it are inside one`
            : `${squareMetres(nest.astray)} of it pass the border of the area ${nest.area_id}`,
        ),
      )
  }
  return nests
}
