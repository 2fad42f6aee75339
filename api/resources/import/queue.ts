/** The queue as its reviewers see it. Whose a file is, is a `where` here and nowhere else. */
import { sql } from 'kysely'
import { Problem } from '../../http/problem.ts'
import type { Caller } from '../../http/route.ts'
import type { ResourceType } from '../contract.ts'
import type { Staff } from '../select.ts'
import {
  type ImportContent,
  type ImportRow,
  type ResourceImport,
  type RowFault,
  type RowFilter,
  rowFilters,
} from './contract.ts'

/** A coordinator reviews every file, an operator those of the own centre. */
const reviewedBy = (caller: Caller) =>
  caller.role === 'coordinator' ? sql<boolean>`true` : sql<boolean>`b.centre_id = ${caller.centre}`

const open = sql`q.state in ('waiting', 'duplicate')`
const hasFault = (...codes: string[]) =>
  sql`exists (select from jsonb_array_elements(q.faults) f where f ->> 'code' = any (${`{${codes.join()}}`}::text[]))`
export const filters: Record<RowFilter, ReturnType<typeof sql<boolean>>> = {
  ready: sql`q.state = 'waiting' and q.grade = 'ready'`,
  doubts: sql`q.state = 'waiting' and q.grade <> 'ready'`,
  duplicates: sql`q.state = 'duplicate'`,
  outside: sql`${open} and ${hasFault('outside_municipality', 'swapped_coordinates')}`,
  unplaced: sql`${open} and ${hasFault('position_missing', 'null_island', 'coordinates_out_of_range', 'projected_coordinates', 'invalid_geometry', 'position_unreadable', 'address_not_found')}`,
  accepted: sql`q.state = 'accepted'`,
  refused: sql`q.state = 'refused'`,
  skipped: sql`q.state = 'skipped'`,
}

export async function importsOf(db: Staff, caller: Caller, id?: string): Promise<ResourceImport[]> {
  const counts = sql.join(
    rowFilters.map(name => sql`count(q.id) filter (where ${filters[name]})::int as ${sql.ref(name)}`),
  )
  const { rows } = await sql<Record<RowFilter, number> & Record<string, never>>`
    select b.id, b.imported_at, u.display_name as by, b.centre_id, b.format, b.source, b.licence, b.undone_at, b.ids_left_out, ${counts}
      from resource.import_batch b
      left join account."user" u on u.id = b.imported_by
      left join resource.import_row q on q.batch_id = b.id
     where ${reviewedBy(caller)} ${id === undefined ? sql`` : sql`and b.id = ${id}::uuid`}
     group by b.id, u.display_name order by b.imported_at desc, b.id limit 200`.execute(db)
  return (rows as unknown as Record<string, string>[]).map(row => ({
    id: row.id!,
    importedAt: new Date(row.imported_at!).toISOString(),
    by: row.by ?? null,
    centre: row.centre_id ?? null,
    format: row.format!,
    source: row.source!,
    licence: row.licence ?? null,
    undoneAt: row.undone_at ? new Date(row.undone_at).toISOString() : null,
    idsLeftOut: Boolean(row.ids_left_out),
    counts: Object.fromEntries(rowFilters.map(name => [name, Number(row[name])])) as Record<
      RowFilter,
      number
    >,
  }))
}

/** @throws Problem not-found for a file of others, as for one that is not */
export async function importOf(db: Staff, caller: Caller, id: string): Promise<ResourceImport> {
  const [found] = await importsOf(db, caller, id)
  if (!found) throw new Problem('not-found')
  return found
}

type Row = {
  id: number
  row: number
  state: ImportRow['state']
  content: ImportContent
  faults: RowFault[]
  grade: string
  external_id: string | null
  similar_id: string | null
  similar_name: string | null
  same_row: number | null
  updates_id: string | null
  updates_name: string | null
  updates_type: ResourceType
  updates_address: string | null
  updates_distance: number | null
  waits: boolean
  waits_row: number | null
  waits_import: string | null
  waits_source: string | null
  resource_id: string | null
}

const flipped = (value: unknown): unknown =>
  Array.isArray(value) ? (typeof value[0] === 'number' ? [value[1], value[0]] : value.map(flipped)) : value
function suggestionOf({ content, faults }: Row): ImportRow['suggestion'] {
  const { geometry } = content
  if (!geometry || !faults.some(({ code }) => code === 'swapped_coordinates')) return null
  return { ...geometry, coordinates: flipped(geometry.coordinates) } as ImportRow['suggestion']
}

export const present = (row: Row): ImportRow => ({
  id: row.id,
  row: row.row,
  state: row.state,
  content: row.content,
  faults: row.faults,
  externalId: row.external_id,
  similar: row.similar_id && row.similar_name ? { id: row.similar_id, name: row.similar_name } : null,
  sameRow: row.same_row,
  waitsAs:
    row.waits_row !== null && row.waits_import && row.waits_source
      ? { row: row.waits_row, import: row.waits_import, source: row.waits_source }
      : null,
  waitsElsewhere: row.waits,
  updates:
    row.updates_id && row.updates_name
      ? {
          id: row.updates_id,
          name: row.updates_name,
          type: row.updates_type,
          address: row.updates_address,
          distance: row.updates_distance === null ? null : Math.round(row.updates_distance),
        }
      : null,
  resource: row.resource_id,
  suggestion: suggestionOf(row),
})

export async function rowsOf(
  db: Staff,
  caller: Caller,
  batch: string,
  {
    filter,
    after,
    limit,
    id,
  }: { filter?: RowFilter | undefined; after?: number | undefined; limit: number; id?: number },
): Promise<Row[]> {
  // A name is told of what can be seen by everybody who reviews.
  const { rows } = await sql<Row>`
    select q.id, q.row, q.state, q.content, q.faults, q.grade, q.external_id, q.similar_id, s.name as similar_name, q.same_row,
           q.updates_id, u.name as updates_name, u.type as updates_type, u.address as updates_address,
           st_distance(u.geometry::geography, q.geometry::geography, false) as updates_distance, q.resource_id,
           w.id is not null as waits, w.row as waits_row, b.id as waits_import, b.source as waits_source
      from resource.import_row q
      left join resource.resource s on s.id = q.similar_id and s.visibility <> 'restricted'
      left join resource.resource u on u.id = q.updates_id and u.visibility <> 'restricted'
      left join resource.import_row w on w.id = q.waits_as and w.batch_id <> q.batch_id and w.state in ('waiting', 'duplicate')
      left join resource.import_batch b on b.id = w.batch_id and ${reviewedBy(caller)}
     where q.batch_id = ${batch}::uuid
       ${filter ? sql`and ${filters[filter]}` : sql``}
       ${after === undefined ? sql`` : sql`and q.id > ${after}`}
       ${id === undefined ? sql`` : sql`and q.id = ${id}`}
     order by q.id limit ${limit}`.execute(db)
  return rows
}
