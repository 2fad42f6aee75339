/** What a change of an area would do: people, cells, resources, borders. */
import { sql } from 'kysely'
import type { AreaImpact } from '../contract.ts'
import { quarterFrom, type Staff } from '../days.ts'
import { stateOf } from '../history.ts'
import { comesFrom, type Drawing, goesTo, redrawn, type ShapeRow } from './drawing.ts'

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
