/** The boundary of the municipality. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/schema.ts'
import { faultOf, type Loaded, LoadFaults, type LoadOptions, ofFile, ownDates, read } from './set.ts'
import { asJson, invalidShapes, sizes, squareMetres } from './shapes.ts'

export async function municipality(trx: Kysely<DB>, text: string, options: LoadOptions): Promise<Loaded> {
  const { features, faults } = read(
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
        `it holds ${features.length} features and a municipality is one: say which with --only, for example --only ${features[0]!.id}`,
      ),
    )
  for (const feature of features)
    if (feature.id !== '' && !/^\d{6}$/.test(feature.id))
      faults.push(faultOf(feature, `its code «${feature.id}» is not an ISTAT code of six digits`))
  // Only its own validity: a boundary is not asked to lie inside the one that it replaces.
  const invalid = await invalidShapes(trx, features)
  faults.push(...invalid.faults)
  if (faults.length > 0) throw new LoadFaults(faults)

  const json = asJson(features, feature => ownDates(feature, options))
  const replaced = await trx.deleteFrom('territory.municipality').returning('name').execute()
  await sql`
    insert into territory.municipality (istat_code, name, boundary, source, is_demo)
    select id, name, shape, ${options.source}, (fields ->> 'demo')::boolean
      from derived.file_shapes(${json}::jsonb)`.execute(trx)
  const notes = replaced.map(({ name }) => `The boundary of ${name} was replaced.`)
  if (options.from && !options.demonstration) notes.push('The municipality has no dates: --from is not used.')
  const { rows } = await sql<{ name: string; amount: number }>`
    select v.name, o.amount
      from territory.area_version v,
           lateral derived.outside_municipality(jsonb_build_array(jsonb_build_object(
             'number', 1, 'geometry', st_asgeojson(v.boundary, 9)::jsonb))) o
     where daterange(v.valid_from, v.valid_to) @> current_date`.execute(trx)
  if (rows.length > 0) {
    const named = rows.slice(0, 5).map(area => `${area.name} by ${squareMetres(area.amount)}`)
    notes.push(
      `Careful: areas in force pass this boundary: ${named.join(', ')}${rows.length > 5 ? `, and ${rows.length - 5} more` : ''}.`,
    )
  }
  return { set: 'municipality', items: await sizes(trx, json), notes }
}
