/**
 * OpenStreetMap: what Overpass answers as JSON, or an extract in PBF. Nodes and ways that have tags and a name; the
 * nodes of a way give its line, or its outline when it closes around an area. Relations are not put together.
 */
import { inflateSync } from 'node:zlib'
import { OSMTransform, parse } from 'osm-pbf-parser-node'
import {
  fileFault,
  fileLimits,
  type Geometry,
  type Reading,
  reading,
  type Skipped,
  type SourceRow,
  turn,
  unreadable,
} from './format.ts'

type Tags = Record<string, string>
type Place = { lat: number; lon: number }
type Element = {
  type?: unknown
  id?: unknown
  lat?: unknown
  lon?: unknown
  tags?: Tags
  center?: Place
  geometry?: (Place | null)[]
  nodes?: number[]
  refs?: number[]
}

export const isOverpass = (value: unknown): value is { elements: Element[] } =>
  typeof value === 'object' && value !== null && Array.isArray((value as { elements?: unknown }).elements)

/** Of an element with a name or a kind of service; bare geometry is no resource. */
const isTold = (tags: Tags | undefined): tags is Tags =>
  tags !== undefined &&
  ('name' in tags || 'amenity' in tags || 'social_facility' in tags || 'healthcare' in tags)

/** Tags that make of a closed way a line all the same. */
const isLine = (tags: Tags) => 'highway' in tags || 'route' in tags || tags.area === 'no'

function wayGeometry(places: readonly (Place | null | undefined)[], tags: Tags): Geometry | null {
  if (places.length < 2 || places.some(place => !place)) return null
  const line = places.map(place => [place!.lon, place!.lat])
  const closed = line.length >= 4 && String(line[0]) === String(line.at(-1))
  return closed && !isLine(tags)
    ? { type: 'Polygon', coordinates: [line] }
    : { type: 'LineString', coordinates: line }
}

async function rowsOf(elements: Iterable<Element>, nodes: ReadonlyMap<number, Place>) {
  const rows: SourceRow[] = []
  const skipped: Skipped[] = []
  let number = 0
  for (const { type, id, lat, lon, tags, center, geometry, nodes: ends, refs } of elements) {
    number += 1
    if (number % 20_000 === 0) await turn()
    if (!isTold(tags) || typeof id !== 'number') continue
    const told = { row: number, id: `${type}/${id}`, fields: { ...tags }, notes: [] }
    if (type === 'node' && typeof lat === 'number' && typeof lon === 'number')
      rows.push({ ...told, geometry: { type: 'Point', coordinates: [lon, lat] } })
    else if (type === 'way') {
      const found = wayGeometry(geometry ?? (ends ?? refs ?? []).map(node => nodes.get(node)), tags)
      if (found) rows.push({ ...told, geometry: found })
      else if (center)
        rows.push({ ...told, geometry: { type: 'Point', coordinates: [center.lon, center.lat] } })
      else rows.push({ ...told, geometry: null, notes: ['incomplete_way'] })
    } else if (type === 'relation' && center)
      rows.push({ ...told, geometry: { type: 'Point', coordinates: [center.lon, center.lat] } })
    else if (type === 'relation') rows.push({ ...told, geometry: null, notes: ['incomplete_way'] })
    if (rows.length > fileLimits.rows) throw unreadable(fileFault('too_many_rows'))
  }
  return reading('osm', rows, skipped)
}

export function read({ elements }: { elements: Element[] }): Promise<Reading> {
  const nodes = new Map<number, Place>()
  for (const { type, id, lat, lon } of elements)
    if (type === 'node' && typeof lat === 'number' && typeof lon === 'number')
      nodes.set(id as number, { lat, lon })
  return rowsOf(elements, nodes)
}

/** A block of an extract unfolds to at most 32 MiB (OpenStreetMap wiki, PBF Format). */
const blockBytes = 32 * 1024 * 1024
const headerName = Buffer.from('OSMHeader')
/** Length of the header's name, then the header's own message: 0x0a, 9, «OSMHeader». */
export const isPbf = (bytes: Buffer): boolean =>
  bytes.length > 20 && bytes.readUInt32BE(0) < 64 * 1024 && bytes.subarray(6, 15).equals(headerName)

export async function readPbf(bytes: Buffer): Promise<Reading> {
  // The library unfolds headers by itself: there is one, and a small one.
  if (bytes.indexOf(headerName, 20) !== -1 || bytes.readUInt32BE(0) > 64)
    throw unreadable(fileFault('broken_pbf'))
  const nodes = new Map<number, Place>()
  const named: Element[] = []
  try {
    const blocks = new OSMTransform({ writeRaw: true })
    blocks.on('error', () => {})
    blocks.end(bytes)
    let unfolded = 0
    for await (const block of blocks as AsyncIterable<Buffer | object[]>) {
      if (Array.isArray(block)) continue // the header
      const raw = inflateSync(block as Buffer, { maxOutputLength: blockBytes })
      unfolded += raw.length
      if (unfolded > fileLimits.unfolded) throw unreadable(fileFault('unfolds_too_large'))
      for (const element of parse(raw, {}) as Element[]) {
        if (element.type === 'node') {
          const { lat, lon } = element as Place
          nodes.set(element.id as number, {
            lat: Math.round(lat * 1e7) / 1e7,
            lon: Math.round(lon * 1e7) / 1e7,
          })
        }
        if (isTold(element.tags)) named.push(element)
      }
      await turn()
    }
  } catch (error) {
    if (error instanceof Error && 'faults' in error) throw error
    throw unreadable(fileFault('broken_pbf'))
  }
  return rowsOf(named, nodes)
}
