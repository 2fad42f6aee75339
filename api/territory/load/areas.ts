/** The target areas from a day on; cells and resources follow them. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/schema.ts'
import type { Bilingual } from '../../http/operation.ts'
import { dayOf } from '../contract.ts'
import { textProperty } from '../geojson.ts'
import { placeResources } from '../place.ts'
import { closedNote, end, refuseEarlier } from './dated.ts'
import { repair } from './repair.ts'
import { counted, type Loaded, LoadFaults, type LoadOptions, ownDates, read, startOf } from './set.ts'
import { asJson, dissolveParts, geometryFaults, sizes } from './shapes.ts'

export async function areas(trx: Kysely<DB>, text: string, options: LoadOptions): Promise<Loaded> {
  const { features, faults, notes: parts } = read(text, { geometry: 'polygon', ...options }, options)
  const from = startOf(options, faults)
  await dissolveParts(trx, features)
  const repairs = await repair(trx, features, options, faults)
  faults.push(...(await geometryFaults(trx, features)))
  if (from) await refuseEarlier(trx, 'territory.area_version', from, faults)
  if (from) await refuseEarlier(trx, 'territory.cell', from, faults)
  if (faults.length > 0 || !from) throw new LoadFaults(faults)

  const closed = await end(trx, 'territory.area_version', from)
  const json = asJson(features, feature => ({
    subtitle: textProperty(feature.properties, ['subtitle', 'sottotitolo']),
    ...ownDates(feature, options),
  }))
  await sql`
    insert into territory.area (id, position)
    select id, (select coalesce(max(position), 0) from territory.area) + row_number() over (order by number)
      from derived.file_shapes(${json}::jsonb)
    on conflict (id) do nothing`.execute(trx)
  await sql`
    insert into territory.area_version (area_id, name, subtitle, boundary, valid_from, source, is_demo)
    select id, name, fields ->> 'subtitle', shape, coalesce(fields ->> 'from', ${from})::date, ${options.source},
           (fields ->> 'demo')::boolean
      from derived.file_shapes(${json}::jsonb) order by number`.execute(trx)
  // Two steps, because a position is unique at every moment.
  await sql`update territory.area set position = -position`.execute(trx)
  await sql`
    update territory.area set position = o.place
      from derived.reading_order(${from}::date) o where o.area_id = id`.execute(trx)
  const notes = [
    ...parts,
    ...repairs,
    ...closedNote(closed, 'version', from),
    ...(await rehomeCells(trx, from)),
  ]
  const moved = await placeResources(trx as never, dayOf(new Date()), null)
  if (moved > 0) {
    const { it, en } = counted(moved, 'resource')
    notes.push({ it: `${it} ora in un’altra area.`, en: `${en} changed area.` })
  }
  notes.push(...(await publishedNote(trx, from)))
  return { set: 'areas', items: await sizes(trx, json), notes }
}

/** Cells still nested in the same area follow its new version; the others end with the old one. */
async function rehomeCells(trx: Kysely<DB>, from: string): Promise<Bilingual[]> {
  const { rows } = await sql<{ cell_id: string; version_id: number | null; fits: boolean }>`
    select * from derived.cells_under_new_areas(${from}::date)`.execute(trx)
  for (const { cell_id, version_id } of rows.filter(row => row.fits))
    await trx
      .updateTable('territory.cell')
      .set({ area_version_id: version_id })
      .where('id', '=', cell_id)
      .execute()
  const astray = rows.filter(row => !row.fits).map(row => row.cell_id)
  if (astray.length > 0)
    await trx.updateTable('territory.cell').set({ valid_to: from }).where('id', 'in', astray).execute()
  const nested = counted(rows.length - astray.length, 'cell')
  const ended = counted(astray.length, 'cell')
  const notes: Bilingual[] = []
  if (rows.length > astray.length)
    notes.push({
      it: `${nested.it} come prima, ancora dentro la stessa area.`,
      en: `${nested.en} kept, still nested in the same area.`,
    })
  if (astray.length > 0)
    notes.push({
      it: `${ended.it} non più dentro una sola area, fine il ${from}: carica celle nuove.`,
      en: `${ended.en} ended on ${from}, no longer nested: load new cells.`,
    })
  return notes
}

/** Published numbers stay; the map under them is drawn with the areas in force then. */
async function publishedNote(trx: Kysely<DB>, from: string): Promise<Bilingual[]> {
  const { rows } = await sql<{ open: string | null }>`select published.open_month() as open`.execute(trx)
  const open = rows[0]?.open
  return open && from < open
    ? [
        {
          it: `Attenzione: i periodi fino al giorno prima del ${open} sono pubblicati; dal ${from} la loro mappa mostra le aree nuove.`,
          en: `Careful: periods up to the day before ${open} are published; from ${from} their map shows the new areas.`,
        },
      ]
    : []
}
