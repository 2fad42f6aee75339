/** The writing of a change of an area. */
import { sql } from 'kysely'
import { Problem } from '../../../http/problem.ts'
import type { Caller } from '../../../http/route.ts'
import { placeResources } from '../../place.ts'
import type { ChangeKind } from '../contract.ts'
import { nextQuarter, quarterFrom } from '../days.ts'
import { keepChange } from '../history.ts'
import { type Current, current, type Drawing, redrawn, type ShapeRow, type Trx } from './drawing.ts'
import { areaImpact } from './impact.ts'

/** Writes a change without faults. @throws Problem changed-meanwhile when the territory is not what the preview saw */
export async function changeArea(
  trx: Trx,
  change: Drawing & { reason: string; state: string },
  caller: Caller,
  today: string,
) {
  await sql`select pg_advisory_xact_lock(7101925)`.execute(trx) // any constant: one change of the territory at a time
  const impact = await areaImpact(trx, change)
  if (impact.state !== change.state) throw new Problem('changed-meanwhile')
  const { from, area } = change
  const now = await current(trx, area, from)
  const shapes = (await redrawn(trx, change)).filter(({ kind }) => kind === 'area')
  const source = `${caller.username}, ${today}`
  if (!now) await addArea(trx, area, shapes.find(({ area_id }) => area_id === area)!.shape, from)
  const changing = shapes.length > 0 ? shapes.map(({ area_id }) => area_id) : [area]
  const olds = new Map<string, Current>()
  for (const id of changing) {
    const old = await current(trx, id, from)
    if (old) olds.set(id, old)
  }
  await trx
    .updateTable('territory.area_version')
    .set({ valid_to: from })
    .where(
      'id',
      'in',
      [...olds.values()]
        .filter(old => old.valid_from < from)
        .map(old => old.id)
        .concat(-1),
    )
    .execute()
  if (shapes.length > 0) await drawAgain(trx, from, shapes, olds, source)
  if (now?.valid_from === from && (change.name !== undefined || change.subtitle !== undefined))
    await trx
      .updateTable('territory.area_version')
      .set({
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.subtitle === undefined ? {} : { subtitle: change.subtitle }),
      })
      .where('id', '=', now.id)
      .execute()
  for (const id of changing)
    await begin(trx, change, id, shapes.find(({ area_id }) => area_id === id) ?? null, olds.get(id), source)
  for (const { area: counted, residents, on, source } of change.residents ?? [])
    await trx
      .insertInto('territory.population')
      .values({ scope: 'area', area_id: counted, residents, reference_date: on, source, boundary_from: from })
      .execute()
  await rehomeCells(trx, from, today)
  if (from <= today) await placeResources(trx, today, null)
  const kind: ChangeKind = !now
    ? 'area_added'
    : change.ends
      ? 'area_ended'
      : shapes.length > 0
        ? 'area_redrawn'
        : 'area_renamed'
  return keepChange(trx, caller, {
    operation: 'changeArea',
    kind,
    target: area,
    name: change.name ?? now?.name ?? area,
    from,
    reason: change.reason,
    impact: {
      areas: impact.areas.map(({ id, before, after }) => ({
        id,
        name: (after ?? before)!.name,
        before: before?.squareMetres ?? null,
        after: after?.squareMetres ?? null,
      })),
      cells: impact.cells.touched.length,
      resources: impact.resources.count,
    },
  })
}

async function addArea(trx: Trx, id: string, shape: string, from: string) {
  const known = await trx.selectFrom('territory.area').select('id').where('id', '=', id).executeTakeFirst()
  if (known) return
  const { rows } = await sql<{ place: number }>`
    select derived.place_in_order(st_setsrid(st_geomfromgeojson(${shape}), 4326), ${from}::date) as place`.execute(
    trx,
  )
  const { place } = rows[0]!
  // Two steps, because a position is unique at every moment.
  await sql`update territory.area set position = -position - 1 where position >= ${place}`.execute(trx)
  await sql`update territory.area set position = -position where position < 0`.execute(trx)
  await trx.insertInto('territory.area').values({ id, position: place }).execute()
}

/**
 * Versions that begin on that very day take the new boundary: all in one statement, since the database looks for
 * overlaps after each. A count of the boundary they had counts nothing any more.
 */
async function drawAgain(
  trx: Trx,
  from: string,
  shapes: readonly ShapeRow[],
  olds: ReadonlyMap<string, Current>,
  source: string,
) {
  const again = shapes.flatMap(({ area_id, shape, empty }) => {
    const old = olds.get(area_id)
    return old?.valid_from === from && !empty
      ? [{ id: old.id, area: area_id, geometry: JSON.parse(shape) }]
      : []
  })
  if (again.length === 0) return
  await sql`
    update territory.area_version v
       set boundary = st_setsrid(st_geomfromgeojson(d ->> 'geometry'), 4326), source = ${source}
      from jsonb_array_elements(${JSON.stringify(again)}::jsonb) d where v.id = (d ->> 'id')::bigint`.execute(
    trx,
  )
  await trx
    .deleteFrom('territory.population')
    .where(
      'area_id',
      'in',
      again.map(({ area }) => area),
    )
    .where('boundary_from', '=', from)
    .execute()
}

/** The version of an area that begins on the day, unless it ends or has begun already. */
async function begin(
  trx: Trx,
  { from, area, name, subtitle }: Drawing,
  id: string,
  shape: ShapeRow | null,
  old: Current | undefined,
  source: string,
) {
  if (shape?.empty || old?.valid_from === from) return
  const mine = id === area
  await trx
    .insertInto('territory.area_version')
    .values({
      area_id: id,
      name: (mine ? name : undefined) ?? old!.name,
      subtitle: mine && subtitle !== undefined ? subtitle : (old?.subtitle ?? null),
      boundary: shape
        ? sql<string>`st_setsrid(st_geomfromgeojson(${shape.shape}), 4326)`
        : sql<string>`(select boundary from territory.area_version where id = ${old!.id})`,
      valid_from: from,
      source,
      is_demo: old?.is_demo ?? sql<boolean>`exists (select from territory.area_version where is_demo)`,
    })
    .execute()
}

/** Cells last as long as their quarter: those no longer nested end with it, the others follow their area. */
async function rehomeCells(trx: Trx, from: string, today: string) {
  const { rows: days } = await sql<{ day: string }>`
    select ${from}::date as day union
    select distinct valid_from from territory.cell where valid_from > ${from}::date`.execute(trx)
  for (const { day } of days) {
    const { rows } = await sql<{
      cell_id: string
      version_id: number | null
      fits: boolean
      valid_from: string
    }>`
      select u.*, c.valid_from from derived.cells_under_new_areas(${day}::date) u
        join territory.cell c on c.id = u.cell_id`.execute(trx)
    for (const { cell_id, version_id, fits, valid_from } of rows) {
      const last = quarterFrom(from)
      const cell = { id: cell_id }
      if (fits)
        await trx
          .updateTable('territory.cell')
          .set({ area_version_id: version_id })
          .where('id', '=', cell.id)
          .where('area_version_id', 'is distinct from', version_id)
          .execute()
      else if (valid_from >= last && valid_from > today)
        await trx.deleteFrom('territory.cell').where('id', '=', cell.id).execute()
      else
        await trx
          .updateTable('territory.cell')
          .set({ valid_to: valid_from < last ? last : nextQuarter(valid_from) })
          .where('id', '=', cell.id)
          .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', last)]))
          .execute()
    }
  }
}
