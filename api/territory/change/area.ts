/** An area changed from a day on: what is wrong with the change, what it would do, and the writing of it. */
import { sql, type Transaction } from 'kysely'
import type { StaffDatabase } from '../../db/connect.ts'
import { refusals } from '../../guard/contract.ts'
import type { Fault } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import type { Caller } from '../../http/route.ts'
import { pointer } from '../../http/validate.ts'
import { placeResources } from '../place.ts'
import type { AreaDrawing, AreaImpact, ChangeKind } from './contract.ts'
import { amountIn, dayIn, earliestDay, faultOf, nextQuarter, quarterFrom, type Staff } from './days.ts'
import { keepChange, stateOf } from './history.ts'

type Trx = Transaction<StaffDatabase>
type Drawing = AreaDrawing
type Current = {
  id: number
  area_id: string
  name: string
  subtitle: string | null
  valid_from: string
  is_demo: boolean
}

const emptyShape = '{"type":"MultiPolygon","coordinates":[]}'
const inForce = (day: string) => sql<boolean>`daterange(valid_from, valid_to) @> ${day}::date`

const current = (db: Staff, area: string, day: string): Promise<Current | undefined> =>
  db
    .selectFrom('territory.area_version')
    .select(['id', 'area_id', 'name', 'subtitle', 'valid_from', 'is_demo'])
    .where('area_id', '=', area)
    .where(inForce(day))
    .executeTakeFirst()

/** The drawing of a change as text; null when the boundary stays. */
const drawnOf = ({ boundary, ends }: Partial<Drawing>) =>
  ends ? emptyShape : boundary ? JSON.stringify(boundary) : null

/** Whether the first position of each ring is also its last. */
const closes = ({ type, coordinates }: NonNullable<Drawing['boundary']>) =>
  (type === 'Polygon' ? [coordinates] : coordinates)
    .flat()
    .every(ring => String(ring[0]) === String(ring.at(-1)))

const reasons: Record<string, { it: string; en: string }> = {
  'Self-intersection': { it: 'si incrocia con sé stesso', en: 'it crosses itself' },
  'Ring Self-intersection': { it: 'tocca sé stesso', en: 'it touches itself' },
  'Too few points in geometry component': { it: 'ha troppo pochi punti', en: 'it has too few points' },
  'Hole lies outside shell': { it: 'un buco è fuori dal contorno', en: 'a hole lies outside the outline' },
  'Interior is disconnected': { it: 'un buco lo divide', en: 'a hole divides it' },
  'Nested shells': { it: 'una parte è dentro un’altra', en: 'a part lies inside another' },
}
const otherwise = { it: 'la sua forma non è possibile', en: 'its shape is not possible' }

async function boundaryFaults(db: Staff, boundary: NonNullable<Drawing['boundary']>): Promise<Fault[]> {
  if (!closes(boundary)) return [faultOf('open_ring', ['boundary'])]
  const file = JSON.stringify([{ number: 1, id: '', name: '', geometry: boundary }])
  const invalid = await sql<{ reason: string; longitude: number | null; latitude: number | null }>`
    select reason, longitude, latitude from derived.invalid_shapes(${file}::jsonb)`.execute(db)
  const [wrong] = invalid.rows
  if (wrong) {
    const reason = reasons[wrong.reason] ?? otherwise
    const place = `${wrong.longitude?.toFixed(5) ?? '?'} ${wrong.latitude?.toFixed(5) ?? '?'}`
    return [
      faultOf('invalid_boundary', ['boundary'], {
        it: { reason: reason.it, place },
        en: { reason: reason.en, place },
      }),
    ]
  }
  const outside = await sql<{ amount: number }>`
    select amount from derived.outside_municipality(${file}::jsonb)`.execute(db)
  const amount = outside.rows[0] && amountIn(outside.rows[0].amount)
  return amount
    ? [
        faultOf('outside_municipality', ['boundary'], {
          it: { amount: amount.it },
          en: { amount: amount.en },
        }),
      ]
    : []
}

/** History is written once, in order: nothing starts or ends after the day. */
async function dayFaults(db: Staff, from: string): Promise<Fault[]> {
  const earliest = await earliestDay(db)
  if (earliest && from < earliest) return [faultOf('closed_month', ['from'], dayIn(earliest))]
  const { rows } = await sql<{ latest: string | null }>`
    select max(greatest(valid_from, valid_to)) as latest from territory.area_version`.execute(db)
  const latest = rows[0]!.latest
  return latest && from < latest ? [faultOf('later_change', ['from'], dayIn(latest))] : []
}

/**
 * Every rule that a change breaks beyond its shape.
 * @param deciding what the preview leaves open must be decided
 */
export async function areaFaults(
  db: Staff,
  change: Partial<Drawing & { reason: string }>,
  today: string,
  deciding: boolean,
): Promise<Fault[]> {
  const faults: Fault[] = refusals(change).map(({ path, kind, detail }) => ({
    pointer: pointer('body', ...path),
    code: kind,
    detail,
  }))
  const { from, area, boundary } = change
  if (from) faults.push(...(await dayFaults(db, from)))
  if (area && ['outside', 'unknown', 'city'].includes(area)) faults.push(faultOf('reserved_code', ['area']))
  const geometryFaults = boundary ? await boundaryFaults(db, boundary) : []
  faults.push(...geometryFaults)
  for (const [index, { on }] of (change.residents ?? []).entries())
    if (on > today) faults.push(faultOf('date_in_future', ['residents', index, 'on']))
  if (!from || !area) return faults

  const now = await current(db, area, from)
  if (change.ends && (boundary || change.name !== undefined || change.subtitle !== undefined))
    faults.push(faultOf('ends_alone', ['ends']))
  if (!now && change.ends) faults.push(faultOf('not_in_force', ['area']))
  if (!now && !change.ends && (!boundary || !change.name)) faults.push(faultOf('area_incomplete', ['area']))
  if (now && change.ends && now.valid_from === from) faults.push(faultOf('just_begun', ['from']))
  if (faults.length > 0) return faults

  const shapes = await redrawn(db, change as Drawing)
  const names = new Map((await areasOn(db, from)).map(row => [row.id, row.name]))
  const areas = shapes.filter(({ kind }) => kind === 'area')
  for (const { area_id, empty } of areas)
    if (empty && area_id !== area) {
      const name = names.get(area_id) ?? area_id
      faults.push(faultOf('swallowed', ['boundary'], { area: name }))
    } else if (empty && !change.ends) faults.push(faultOf('nothing_left', ['boundary']))
  const redraws = shapes.some(({ kind }) => kind !== 'area')
  const renames =
    now &&
    ((change.name !== undefined && change.name !== now.name) ||
      (change.subtitle !== undefined && change.subtitle !== now.subtitle))
  if (now && !redraws && !renames) faults.push(faultOf('nothing_changed', ['area']))
  for (const [index, { area: counted }] of (change.residents ?? []).entries())
    if (!redraws || !areas.some(({ area_id, empty }) => area_id === counted && !empty))
      faults.push(faultOf('residents_of_unchanged', ['residents', index, 'area']))
  if (!deciding) return faults
  for (const piece of shapes) {
    const amount = amountIn(piece.square_metres)
    const values = { area: names.get(piece.other ?? '') ?? '' }
    const both = { it: { ...values, amount: amount.it }, en: { ...values, amount: amount.en } }
    if (piece.kind === 'taken' && !change.over) faults.push(faultOf('over_undecided', ['over'], both))
    const given = change.gap === 'neighbour' && piece.other !== null
    if (piece.kind === 'left' && change.gap !== 'outside' && !given)
      faults.push(faultOf('gap_undeclared', ['gap'], both))
  }
  return faults
}

type ShapeRow = {
  kind: 'area' | 'taken' | 'gained' | 'left'
  area_id: string
  other: string | null
  shape: string
  empty: boolean
  square_metres: number
  estimate: number | null
}

/** What the drawing does to everybody's borders; nothing when the boundary stays. */
async function redrawn(db: Staff, change: Drawing): Promise<ShapeRow[]> {
  const drawn = drawnOf(change)
  if (drawn === null) return []
  const { rows } = await sql<ShapeRow>`
    select kind, area_id, other, st_asgeojson(shape, 15) as shape, st_isempty(shape) as empty,
           st_area(shape::geography) as square_metres,
           coalesce(derived.residents_in(shape, ${change.from}::date),
                    case when exists (select from territory.cell where ${inForce(change.from)}) then 0 end) as estimate
      from derived.redrawn(${change.area}, st_setsrid(st_geomfromgeojson(${drawn}), 4326), ${change.from}::date,
                           ${change.over ?? 'take'}, ${change.gap ?? null})`.execute(db)
  return rows
}

type AreaRow = {
  id: string
  name: string
  subtitle: string | null
  boundary: string
  square_metres: number
  estimate: number | null
  residents: number | null
  residents_on: string | null
}

async function areasOn(db: Staff, day: string): Promise<Pick<AreaRow, 'id' | 'name'>[]> {
  return db
    .selectFrom('territory.area_version')
    .select(['area_id as id', 'name'])
    .where(inForce(day))
    .execute()
}

async function shownAreas(db: Staff, day: string, ids: readonly string[]): Promise<AreaRow[]> {
  const { rows } = await sql<AreaRow>`
    select v.area_id as id, v.name, v.subtitle, st_asgeojson(v.boundary, 9) as boundary,
           st_area(v.boundary::geography) as square_metres, derived.residents_in(v.boundary, ${day}::date) as estimate,
           p.residents, p.reference_date as residents_on
      from territory.area_version v
      left join lateral (select residents, reference_date from territory.population
                          where area_id = v.area_id and boundary_from = v.drawn_from
                          order by reference_date desc limit 1) p on true
     where daterange(v.valid_from, v.valid_to) @> ${day}::date and v.area_id = any (${ids}::text[])`.execute(
    db,
  )
  return rows
}

const piecesOf = (shapes: ShapeRow[], kind: ShapeRow['kind']) =>
  shapes
    .filter(shape => shape.kind === kind)
    .map(({ area_id, other, shape, square_metres, estimate }) => ({
      area: area_id,
      other,
      shape: JSON.parse(shape),
      squareMetres: square_metres,
      estimate,
    }))

/** To whom a piece goes: an area, or nobody. */
const goesTo = ({ kind, area_id, other }: ShapeRow, gap: Drawing['gap']) =>
  kind === 'left' ? (gap === 'neighbour' ? other : null) : area_id
const comesFrom = ({ kind, area_id, other }: ShapeRow) => (kind === 'left' ? area_id : other)

const resourcesShown = 50

/** What a change without faults would do. Only reads. */
export async function areaImpact(db: Staff, change: Drawing): Promise<AreaImpact> {
  const { from, area, gap } = change
  const shapes = await redrawn(db, change)
  const after = shapes.filter(({ kind }) => kind === 'area')
  const pieces = shapes.filter(({ kind }) => kind !== 'area')
  const ids = after.length > 0 ? after.map(({ area_id }) => area_id) : [area]
  const before = await shownAreas(db, from, ids)
  const areas = ids.sort().map(id => {
    const old = before.find(row => row.id === id)
    const drawn = after.find(({ area_id }) => area_id === id)
    const given = change.residents?.find(one => one.area === id)
    const name = (id === area ? change.name : undefined) ?? old?.name ?? id
    const shown = old && {
      name: old.name,
      boundary: JSON.parse(old.boundary),
      squareMetres: old.square_metres,
      estimate: old.estimate,
      residents: old.residents,
      residentsOn: old.residents_on,
    }
    return {
      id,
      before: shown ?? null,
      after: !drawn
        ? { ...shown!, name }
        : drawn.empty
          ? null
          : {
              name,
              boundary: JSON.parse(drawn.shape),
              squareMetres: drawn.square_metres,
              estimate: drawn.estimate,
              residents: given?.residents ?? null,
              residentsOn: given?.on ?? null,
            },
    }
  })

  const together = JSON.stringify(
    pieces.map((piece, index) => ({
      number: index + 1,
      geometry: JSON.parse(piece.shape),
      from: comesFrom(piece),
      to: goesTo(piece, gap),
    })),
  )
  const cells = await sql<{ id: string; residents: number; cut: boolean }>`
    select c.id, min(c.residents) as residents, bool_or(c.cut) or count(*) > 1 as cut
      from derived.file_shapes(${together}::jsonb) s, lateral derived.cells_touched(s.shape, ${from}::date) c
     group by c.id order by c.id`.execute(db)
  const resources = await sql<{
    id: string
    name: string
    from: string | null
    to: string | null
    count: number
  }>`
    select r.id, r.name, s.fields ->> 'from' as "from", s.fields ->> 'to' as "to", count(*) over () as count
      from derived.file_shapes(${together}::jsonb) s
      join resource.resource r on r.geometry && s.shape and st_covers(s.shape, st_pointonsurface(r.geometry))
     order by r.name, r.id limit ${resourcesShown}`.execute(db)
  const centres = await sql<{
    id: string
    name: string
    serves: string | null
    from: string | null
    to: string | null
  }>`
    select c.centre_id as id, c.name, c.area_id as serves, coalesce(s.fields ->> 'from', d.area) as "from",
           case when s.number is null then d.area else s.fields ->> 'to' end as "to"
      from territory.centre_seat c
      cross join lateral (select territory.area_at(c.location, ${from}::date) as area) d
      left join derived.file_shapes(${together}::jsonb) s on st_covers(s.shape, c.location)
     where daterange(c.valid_from, c.valid_to) @> ${from}::date
       and (s.number is not null or c.area_id = ${change.ends ? area : null})
     order by c.centre_id`.execute(db)
  const amidst: AreaImpact['amidst'] = []
  if (!from.endsWith('-01')) amidst.push('month')
  if (quarterFrom(from) !== from) amidst.push('quarter')
  return {
    state: await stateOf(db),
    areas,
    taken: piecesOf(shapes, 'taken'),
    gained: piecesOf(shapes, 'gained'),
    left: piecesOf(shapes, 'left'),
    cells: { touched: cells.rows, endOn: quarterFrom(from) },
    resources: {
      count: resources.rows[0]?.count ?? 0,
      some: resources.rows.map(({ count: _, ...resource }) => resource),
    },
    centres: centres.rows,
    amidst,
  }
}

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
