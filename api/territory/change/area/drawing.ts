/** The drawing of an area from a day on, and what it does to everybody's borders. */
import { sql, type Transaction } from 'kysely'
import type { StaffDatabase } from '../../../db/connect.ts'
import type { AreaDrawing } from '../contract.ts'
import type { Staff } from '../days.ts'

export type Trx = Transaction<StaffDatabase>
export type Drawing = AreaDrawing
export type Current = {
  id: number
  area_id: string
  name: string
  subtitle: string | null
  valid_from: string
  is_demo: boolean
}

export const emptyShape = '{"type":"MultiPolygon","coordinates":[]}'
export const inForce = (day: string) => sql<boolean>`daterange(valid_from, valid_to) @> ${day}::date`

export const current = (db: Staff, area: string, day: string): Promise<Current | undefined> =>
  db
    .selectFrom('territory.area_version')
    .select(['id', 'area_id', 'name', 'subtitle', 'valid_from', 'is_demo'])
    .where('area_id', '=', area)
    .where(inForce(day))
    .executeTakeFirst()

/** The drawing of a change as text; null when the boundary stays. */
export const drawnOf = ({ boundary, ends }: Partial<Drawing>) =>
  ends ? emptyShape : boundary ? JSON.stringify(boundary) : null

export type ShapeRow = {
  kind: 'area' | 'taken' | 'gained' | 'left'
  area_id: string
  other: string | null
  shape: string
  empty: boolean
  square_metres: number
  estimate: number | null
}

/** What the drawing does to everybody's borders; nothing when the boundary stays. */
export async function redrawn(db: Staff, change: Drawing): Promise<ShapeRow[]> {
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

export async function areasOn(db: Staff, day: string): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('territory.area_version')
    .select(['area_id as id', 'name'])
    .where(inForce(day))
    .execute()
}

/** To whom a piece goes: an area, or nobody. */
export const goesTo = ({ kind, area_id, other }: ShapeRow, gap: Drawing['gap']) =>
  kind === 'left' ? (gap === 'neighbour' ? other : null) : area_id
export const comesFrom = ({ kind, area_id, other }: ShapeRow) => (kind === 'left' ? area_id : other)
