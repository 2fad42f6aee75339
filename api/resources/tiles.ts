/** Vector tiles of the census: clusters far away, every resource near, the same bytes on both engines. */
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import { type Request, Router } from 'express'
import { sql } from 'kysely'
import { Problem } from '../http/problem.ts'
import type { Caller, Context } from '../http/route.ts'
import { parse } from '../http/validate.ts'
import { dayOf } from '../territory/contract.ts'
import { groupOfType, type ResourceType, resourceGroupNames } from './contract.ts'
import { conditions } from './filters.ts'
import { freshnessOf } from './freshness.contract.ts'
import { type Narrowing, openNow } from './open-now.ts'
import { type Staff, visibleTo } from './select.ts'
import { cellZooms, crowdOfTile, exactZoom, extent, shapesZoom, tileZooms } from './size.codes.ts'
import { type Cell, type Census, census, level } from './summary.ts'
import { TileQuery } from './tiles.contract.ts'

type Tile = { z: number; x: number; y: number }
type Value = string | number | boolean
/** A feature in units of the tile, as the wrapping wants it: 1 a point, 2 lines, 3 rings. */
type Feature = { type: 1 | 2 | 3; geometry: unknown; tags: Record<string, Value> }

/** Metres of EPSG:3857 from its origin to its edge. */
const edge = 20037508.342789244
const sideOf = (zoom: number) => (2 * edge) / 2 ** zoom
const rowShift = 2 ** 30
const column = (cell: number) => cell % rowShift
const row = (cell: number) => Math.floor(cell / rowShift)

/** What of the resources is asked for by a tile: visible, filtered, on the map. */
const marks = (db: Staff, filters: Narrowing, caller: Caller) =>
  conditions(filters).reduce(
    (query, condition) => query.where(condition),
    db
      .selectFrom('resource.resource as r')
      .where(visibleTo(caller) as never)
      .where('r.mark', 'is not', null),
  )

const envelope = ({ z, x, y }: Tile) => sql`st_tileenvelope(${z}, ${x}, ${y})`
/** On the edge of two tiles a mark belongs to the south-eastern one, as its cell does. */
const within = ({ z, x, y }: Tile) =>
  sql<boolean>`(r.mark && ${envelope({ z, x, y })} and resource.cell_of(r.mark, ${z}) = ${y * rowShift + x})`

type Cluster = { cell: number; n: number; x: number; y: number; families: Cell['families'] }

/**
 * Cells of a tile, from the summary where one is kept, else counted among the marks of the tile.
 * @param fine zoom of the cells
 */
async function cellsOf(
  db: Staff,
  of: Census,
  { tile, filters, caller, key }: Omit<Asked, 'today' | 'heat'>,
  fine: number,
) {
  const found = new Map<number, Cluster>()
  const add = (cell: number, n: number, x: number, y: number, families: Iterable<[string, number]>) => {
    const one = found.get(cell) ?? { cell, n: 0, x: 0, y: 0, families: new Map() }
    one.n += n
    one.x += x
    one.y += y
    for (const [family, count] of families)
      one.families.set(family as never, (one.families.get(family as never) ?? 0) + count)
    found.set(cell, one)
  }
  if (fine <= level) {
    const wider = 2 ** (level - tile.z)
    const coarser = 2 ** (level - fine)
    for (const [cell, { n, x, y, families }] of await of.summary(key, filters, caller))
      if (Math.floor(column(cell) / wider) === tile.x && Math.floor(row(cell) / wider) === tile.y)
        add(
          Math.floor(row(cell) / coarser) * rowShift + Math.floor(column(cell) / coarser),
          n,
          x,
          y,
          families,
        )
    return [...found.values()]
  }
  const rows = await marks(db, filters, caller)
    .where(within(tile))
    .select([
      sql<number>`resource.cell_of(r.mark, ${fine})`.as('cell'),
      'r.type',
      sql<number>`count(*)`.as('n'),
      sql<number>`sum(st_x(r.mark))`.as('x'),
      sql<number>`sum(st_y(r.mark))`.as('y'),
    ])
    .groupBy(sql`1`)
    .groupBy('r.type')
    .execute()
  for (const { cell, type, n, x, y } of rows)
    add(Number(cell), Number(n), x, y, [[groupOfType(type as ResourceType), Number(n)]])
  return [...found.values()]
}

/** Single resources of a tile: all of them, or those alone in some of its cells. */
async function singles(db: Staff, tile: Tile, cells: number[] | null, filters: Narrowing, caller: Caller) {
  const query = marks(db, filters, caller)
    .select(['r.id', 'r.name', 'r.type', 'r.status', 'r.verified_on', 'r.created_at'])
    .select([sql<number>`st_x(r.mark)`.as('x'), sql<number>`st_y(r.mark)`.as('y')])
    .orderBy('r.id')
  if (cells === null) return query.where(within(tile)).execute()
  const fine = tile.z + cellZooms
  return query
    .innerJoin(
      sql<{
        cell: number
      }>`(select cell, st_tileenvelope(${fine}, (cell & 1073741823)::int, (cell >> 30)::int) as box
        from unnest(${cells}::bigint[]) cell)`.as('alone'),
      join => join.on(sql<boolean>`r.mark && alone.box and resource.cell_of(r.mark, ${fine}) = alone.cell`),
    )
    .execute()
}

/** Routes and outlines, under the marks that stand for them. */
async function shapes(db: Staff, { z, x, y }: Tile, filters: Narrowing, caller: Caller): Promise<Feature[]> {
  const unit = sideOf(z) / extent
  const rows = await marks(db, filters, caller)
    .where(
      sql<boolean>`geometrytype(r.geometry) <> 'POINT' and r.geometry && st_transform(st_expand(${envelope({ z, x, y })}, ${64 * unit}::float8), 4326)`,
    )
    .select(['r.id', sql<string | null>`derived.tile_shape(r.geometry, ${z}, ${x}, ${y})`.as('shape')])
    .orderBy('r.id')
    .execute()
  return rows.flatMap(({ id, shape }) => {
    const feature = shape && shapeFeature(JSON.parse(shape))
    return feature ? [{ ...feature, tags: { target: `resource:${id}` } }] : []
  })
}

type Position = [number, number]
/** GeoJSON in units of the tile → lines or rings; nothing of what has shrunk to nothing. */
export function shapeFeature(geometry: {
  type: string
  coordinates: never
}): Pick<Feature, 'type' | 'geometry'> | undefined {
  const { type, coordinates } = geometry
  const parts: Position[][] =
    type === 'LineString'
      ? [coordinates]
      : type === 'MultiLineString' || type === 'Polygon'
        ? coordinates
        : type === 'MultiPolygon'
          ? (coordinates as Position[][][]).flat()
          : []
  if (parts.length === 0) return undefined
  return { type: type.endsWith('Polygon') ? 3 : 2, geometry: parts }
}

const wrapped = (layers: Record<string, Feature[]>): Buffer | null => {
  const filled = Object.entries(layers).filter(([, features]) => features.length > 0)
  if (filled.length === 0) return null
  const tile = Object.fromEntries(filled.map(([name, features]) => [name, { features }]))
  return Buffer.from(fromGeojsonVt(tile as never, { version: 2, extent }))
}

export type Asked = {
  tile: Tile
  filters: Narrowing
  caller: Caller
  key: string
  today: string
  /** How many stand in each small cell, and nothing else. */
  heat?: boolean
}

/** @returns the bytes of a tile, null when nothing is in it */
export async function tileOf(db: Staff, of: Census, asked: Asked): Promise<Buffer | null> {
  const { tile, filters, caller, today, heat } = asked
  const side = sideOf(tile.z)
  const units = (x: number, y: number): Position[] => [
    [
      Math.round(((x + edge - tile.x * side) / side) * extent),
      Math.round(((edge - y - tile.y * side) / side) * extent),
    ],
  ]
  if (heat) {
    // As fine far away as near: a radius on the ground is then as warm at every zoom.
    const fine = await cellsOf(db, of, asked, Math.max(level, tile.z + cellZooms))
    return wrapped({
      heat: fine
        .sort((a, b) => a.cell - b.cell)
        .map(({ n, x, y }) => ({ type: 1, geometry: units(x / n, y / n), tags: { count: n } })),
    })
  }
  const cells = tile.z >= exactZoom ? [] : await cellsOf(db, of, asked, tile.z + cellZooms)
  const total = cells.reduce((sum, { n }) => sum + n, 0)
  const each = tile.z >= exactZoom || total <= crowdOfTile
  const crowded = each ? [] : cells.filter(({ n }) => n > 1)
  const alone = cells.filter(({ n }) => n === 1).map(({ cell }) => cell)
  const single =
    each && (total > 0 || tile.z >= exactZoom)
      ? await singles(db, tile, null, filters, caller)
      : alone.length > 0
        ? await singles(db, tile, alone, filters, caller)
        : []
  return wrapped({
    // Among clusters an outline would be a speck.
    shapes: each || tile.z >= shapesZoom ? await shapes(db, tile, filters, caller) : [],
    marks: [
      ...crowded
        .sort((a, b) => a.cell - b.cell)
        .map(({ cell, n, x, y, families }) => ({
          type: 1 as const,
          geometry: units(x / n, y / n),
          tags: {
            target: `cluster:${tile.z + cellZooms}-${column(cell)}-${row(cell)}`,
            count: n,
            ...Object.fromEntries(
              resourceGroupNames.flatMap(group =>
                families.get(group) ? [[group, families.get(group)!]] : [],
              ),
            ),
          },
        })),
      ...single.map(({ id, name, type, status, verified_on, created_at, x, y }) => {
        const group = groupOfType(type as ResourceType)
        const addedOn = dayOf(new Date(created_at))
        const { stale, faded } = freshnessOf({ group, verifiedOn: verified_on, addedOn }, today)
        const age = faded ? 'faded' : stale ? 'stale' : 'fresh'
        return {
          type: 1 as const,
          geometry: units(x, y),
          tags: { target: `resource:${id}`, name, group, age, active: status === 'active' },
        }
      }),
    ],
  })
}

/** Tiles made are kept, some tens of MB at most; one is good until something in the census changes. */
const keptTiles = 3000

export function tiles(context: Context, db: Staff, now: () => Date): Router {
  const router = Router({ caseSensitive: true })
  const of = census(db)
  const open = openNow(db)
  const made = new Map<string, { epoch: number; body: Promise<Buffer | null> }>()

  async function read(request: Request) {
    const caller = await context.callerOf(request)
    if (!caller) throw new Problem('sign-in-needed')
    if (caller.role === 'admin') throw new Problem('not-allowed')
    const { value, faults } = parse('query', TileQuery, request.query, undefined)
    if (faults.length > 0) throw new Problem('invalid-request', faults)
    const { v: _v, heat, ...filters } = value as ReturnType<typeof TileQuery.parse>
    return { caller, filters, heat: heat === 'true' }
  }

  router.get('/resources.json', async (request, response) => {
    await read(request)
    const query = request.originalUrl.split('?')[1]
    const origin = `${request.protocol}://${request.get('host')}`
    const text = 'String'
    response.set('Cache-Control', 'private, no-cache').json({
      tilejson: '3.0.0',
      name: 'resources',
      tiles: [`${origin}/tiles/resources/{z}/{x}/{y}.mvt${query ? `?${query}` : ''}`],
      minzoom: tileZooms.min,
      maxzoom: tileZooms.max,
      vector_layers: [
        {
          id: 'marks',
          description: 'Resources, or clusters with how many they hold of each family',
          fields: {
            target: text,
            name: text,
            group: text,
            age: text,
            active: 'Boolean',
            count: 'Number',
            ...Object.fromEntries(resourceGroupNames.map(group => [group, 'Number'])),
          },
        },
        { id: 'shapes', description: 'Routes and outlines', fields: { target: text } },
        {
          id: 'heat',
          description: 'With heat=true and alone: how many stand in each cell of 230 m, finer near by',
          fields: { count: 'Number' },
        },
      ],
    })
  })

  router.get('/resources/:z/:x/:y.mvt', async (request, response) => {
    const { caller, filters, heat } = await read(request)
    const [z, x, y] = [request.params.z, request.params.x, request.params.y].map(part =>
      /^\d{1,7}$/.test(part!) ? Number(part) : Number.NaN,
    ) as [number, number, number]
    if (!(z >= tileZooms.min && z <= tileZooms.max && x < 2 ** z && y < 2 ** z))
      throw new Problem('not-found')
    const epoch = await of.epoch()
    const today = dayOf(now())
    // Who sees the same sees the same tiles: visibleTo looks at the role and the centre alone.
    const { narrowing, key: asked } = await open(filters, now())
    const key = JSON.stringify([caller.role, caller.centre, asked])
    const name = `${key} ${heat ? 'heat' : today} ${z}/${x}/${y}`
    let found = made.get(name)
    if (found?.epoch !== epoch) {
      const body = tileOf(db, of, {
        tile: { z, x, y },
        filters: narrowing,
        caller,
        key,
        today,
        heat,
      })
      found = { epoch, body }
      body.catch(() => made.delete(name))
    }
    made.delete(name)
    made.set(name, found)
    if (made.size > keptTiles) made.delete(made.keys().next().value!)
    const body = await found.body
    // The browser keeps it and asks each time whether it still holds: the next person at the desk may see others.
    response.set('Cache-Control', 'private, no-cache').vary('Cookie')
    if (body === null) response.status(204).end()
    else response.type('application/vnd.mapbox-vector-tile').send(body)
  })
  return router
}
