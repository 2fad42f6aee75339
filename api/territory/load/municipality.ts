/** The boundary of the municipality. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/schema.ts'
import type { Bilingual } from '../../http/operation.ts'
import { faultOf, type Loaded, LoadFaults, type LoadOptions, ofFile, ownDates, read } from './set.ts'
import { asJson, dissolveParts, invalidShapes, sizes, squareMetres } from './shapes.ts'

export async function municipality(trx: Kysely<DB>, text: string, options: LoadOptions): Promise<Loaded> {
  const { features, faults, notes } = read(
    text,
    {
      geometry: 'polygon',
      idAliases: ['istat', 'istat_code', 'com_istat_code', 'pro_com_t'],
      nameAliases: ['comune'],
      ...options,
    },
    options,
  )
  if (features.length > 1)
    faults.push(
      ofFile(
        `ha ${features.length} elementi e un comune è uno solo: di’ quale con --only, per esempio --only ${features[0]!.id}`,
        `it holds ${features.length} features and a municipality is one: say which with --only, for example --only ${features[0]!.id}`,
      ),
    )
  for (const feature of features)
    if (feature.id !== '' && !/^\d{6}$/.test(feature.id))
      faults.push(
        faultOf(
          feature,
          `il suo codice «${feature.id}» non è un codice ISTAT di sei cifre`,
          `its code «${feature.id}» is not an ISTAT code of six digits`,
        ),
      )
  // Only its own validity: a boundary is not asked to lie inside the one that it replaces.
  await dissolveParts(trx, features)
  const invalid = await invalidShapes(trx, features)
  faults.push(...invalid.faults)
  if (faults.length > 0) throw new LoadFaults(faults)

  const json = asJson(features, feature => ownDates(feature, options))
  const replaced = await trx.deleteFrom('territory.municipality').returning('name').execute()
  await sql`
    insert into territory.municipality (istat_code, name, boundary, source, is_demo)
    select id, name, shape, ${options.source}, (fields ->> 'demo')::boolean
      from derived.file_shapes(${json}::jsonb)`.execute(trx)
  notes.push(
    ...replaced.map(({ name }) => ({
      it: `Il confine di ${name} è stato sostituito.`,
      en: `The boundary of ${name} was replaced.`,
    })),
  )
  if (options.from && !options.demonstration)
    notes.push({
      it: 'Il comune non ha date: --from non serve.',
      en: 'The municipality has no dates: --from is not used.',
    })
  const { rows } = await sql<{ name: string; amount: number }>`
    select v.name, o.amount
      from territory.area_version v,
           lateral derived.outside_municipality(jsonb_build_array(jsonb_build_object(
             'number', 1, 'geometry', st_asgeojson(v.boundary, 9)::jsonb))) o
     where daterange(v.valid_from, v.valid_to) @> current_date`.execute(trx)
  if (rows.length > 0) {
    const first = rows.slice(0, 5)
    const more = rows.length - first.length
    const sizesIn = (language: keyof Bilingual, by: string) =>
      first.map(({ name, amount }) => `${name} ${by} ${squareMetres(amount)[language]}`).join(', ')
    notes.push({
      it: `Attenzione: alcune aree in vigore passano questo confine: ${sizesIn('it', 'per')}${more > 0 ? `, e altre ${more}` : ''}.`,
      en: `Careful: areas in force pass this boundary: ${sizesIn('en', 'by')}${more > 0 ? `, and ${more} more` : ''}.`,
    })
  }
  return { set: 'municipality', items: await sizes(trx, json), notes }
}
