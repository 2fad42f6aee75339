/** Map cells that somebody has drawn, from a day on. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/schema.ts'
import { type FileFault, type FileFeature, property, textProperty } from '../geojson.ts'
import { areaNames, areasOn, closedNote, end, refuseEarlier } from './dated.ts'
import { repair } from './repair.ts'
import { faultOf, type Loaded, LoadFaults, type LoadOptions, ownDates, read, startOf } from './set.ts'
import { asJson, dissolveParts, geometryFaults, invalidShapes, sizes, squareMetres } from './shapes.ts'

export async function cells(trx: Kysely<DB>, text: string, options: LoadOptions): Promise<Loaded> {
  const {
    features,
    faults,
    notes: parts,
  } = read(text, { geometry: 'polygon', nameless: true, ...options }, options)
  const from = startOf(options, faults)
  await dissolveParts(trx, features)
  const repairs = await repair(trx, features, options, faults)
  faults.push(...(await geometryFaults(trx, features)))
  if (from) await refuseEarlier(trx, 'territory.cell', from, faults)
  const residents = features.map(feature => readResidents(feature, residentsNames, residentsMinimum, faults))
  for (const { id, valid_from } of await usedCells(trx, features))
    faults.push(
      faultOf(
        features.find(feature => feature.id === id)!,
        `il suo codice è quello di una cella del ${valid_from}: le celle non cambiano, quelle nuove vogliono codici nuovi`,
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
  const items = (await sizes(trx, json)).map((item, index) => {
    const area = nests.get(features[index]!.number)?.area_id
    return {
      ...item,
      detail: {
        it: `${item.detail.it}, ${residents[index]} residenti, ${area ?? 'fuori dalle aree'}`,
        en: `${item.detail.en}, ${residents[index]} residents, ${area ?? 'outside the areas'}`,
      },
    }
  })
  return { set: 'cells', items, notes: [...parts, ...repairs, ...closedNote(closed, 'cell', from)] }
}

/** Fewer could be a household. */
export const residentsMinimum = 500

const residentsNames = ['residents', 'population', 'residenti', 'popolazione']

/**
 * @param names of the property that holds them
 * @param least residents that are enough; a section may be empty, since it is no cell by itself
 */
export function readResidents(
  feature: FileFeature,
  names: readonly string[],
  least: number,
  faults: FileFault[],
): number {
  const [value = Number.NaN, ...others] = feature.parts.map(({ properties }) =>
    Number(property(properties, names) ?? Number.NaN),
  )
  const different = others.findIndex(other => !Object.is(other, value))
  if (!Number.isInteger(value) || value < 0)
    faults.push(
      faultOf(
        feature,
        'i suoi residenti non sono un numero intero: serve una proprietà «residents» o «popolazione»',
        'its residents are not a whole number: give it a property «residents» or «population»',
      ),
    )
  else if (different >= 0) {
    const part = feature.parts[different + 1]!.number
    faults.push(
      faultOf(
        feature,
        `i suoi residenti non sono quelli dell’elemento ${part}, che è una sua parte: in ogni parte serve il totale`,
        `its residents are not those of feature ${part}, which is a part of it: each part needs the total`,
      ),
    )
  } else if (value < least)
    faults.push(
      faultOf(
        feature,
        `ha ${value} residenti, ne servono almeno ${least}: uniscila a una vicina`,
        `it has ${value} residents, at least ${least} are needed: merge it with a neighbour`,
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
  const inForce = await areasOn(trx, from)
  const nests = new Map(rows.map(row => [row.number, row]))
  for (const feature of features) {
    const name = textProperty(feature.properties, areaNames)
    const area = inForce.find(one => name === one.id || name?.toLowerCase() === one.name.toLowerCase())
    if (name !== undefined && !area)
      faults.push(
        faultOf(
          feature,
          `nomina l’area «${name}», che il ${from} non esiste`,
          `it names the area «${name}», which is not in force on ${from}`,
        ),
      )
    const nest = nests.get(feature.number)
    if (!nest) continue
    if (area && nest.area_id !== area.id)
      faults.push(
        faultOf(
          feature,
          `nomina l’area «${name}» e si trova ${nest.area_id ? `in ${nest.area_id}` : 'fuori dalle aree'}`,
          `it names the area «${name}» and lies in ${nest.area_id ?? 'none of the areas'}`,
        ),
      )
    if (nest.astray > 0) faults.push(strayFault(feature, nest))
  }
  return nests
}

function strayFault(feature: FileFeature, { area_id, astray }: Nest): FileFault {
  const size = squareMetres(astray)
  return area_id === null
    ? faultOf(
        feature,
        `è fuori dalle aree ma per ${size.it} sta dentro una`,
        `it is outside the areas but ${size.en} of it are inside one`,
      )
    : faultOf(
        feature,
        `passa il confine dell’area ${area_id} per ${size.it}`,
        `${size.en} of it pass the border of the area ${area_id}`,
      )
}
