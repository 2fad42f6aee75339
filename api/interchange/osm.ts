/**
 * OpenStreetMap: what Overpass answers as JSON, or an extract in XML or PBF. Nodes and ways whose tags say a kind of
 * place; the nodes of a way give its line, or its outline when it closes around an area. Relations are not put together.
 */
import { inflateSync } from 'node:zlib'
import { OSMTransform, parse } from 'osm-pbf-parser-node'
import { mostUnfolded } from './file-unreadable.contract.ts'
import {
  fileFault,
  fileLimits,
  type Geometry,
  type Meaning,
  type Reading,
  reading,
  type SourceRow,
  turn,
  unreadable,
} from './format.ts'
import { Omissions } from './omission.contract.ts'
import { XmlReader } from './xml.contract.ts'

type Tags = Record<string, string>
type Place = { lat: number; lon: number }
type Element = {
  type: 'node' | 'way' | 'relation'
  id: number
  tags: Tags | undefined
  lat?: number | undefined
  lon?: number | undefined
  center?: Place | undefined
  /** Places of a way, or the nodes that give them. */
  geometry?: (Place | null)[] | undefined
  nodes?: number[] | undefined
}

export const isOverpass = (value: unknown): value is { elements: unknown[] } =>
  typeof value === 'object' && value !== null && Array.isArray((value as { elements?: unknown }).elements)

const finite = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const placeOf = (value: unknown): Place | null => {
  const { lat, lon } = (value ?? {}) as { lat?: unknown; lon?: unknown }
  return finite(lat) && finite(lon) ? { lat, lon } : null
}
const tagsOf = (value: unknown): Tags | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const tags = Object.entries(value).filter(
    ([, text]) => typeof text === 'string' || typeof text === 'number',
  )
  return tags.length > 0 ? Object.fromEntries(tags.map(([key, text]) => [key, String(text)])) : undefined
}

/** What Overpass or a parser gives, as far as it is an element. */
function elementOf(value: unknown): Element | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { type, id, tags, lat, lon, center, geometry, nodes, refs } = value as Record<string, unknown>
  if ((type !== 'node' && type !== 'way' && type !== 'relation') || !finite(id)) return undefined
  const ends = nodes ?? refs
  return {
    type,
    id,
    tags: tagsOf(tags),
    lat: finite(lat) ? lat : undefined,
    lon: finite(lon) ? lon : undefined,
    center: placeOf(center) ?? undefined,
    geometry: Array.isArray(geometry) ? geometry.map(placeOf) : undefined,
    nodes: Array.isArray(ends) ? ends.filter(finite) : undefined,
  }
}

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

/**
 * Elements whose tags say a kind of place; the others, streets and benches, are counted. Extracts hold thousands of
 * tags, so columns are those of the elements that stay.
 */
async function rowsOf(
  elements: Iterable<Element>,
  nodes: ReadonlyMap<number, Place>,
  meaning: Meaning,
): Promise<Reading> {
  const rows: SourceRow[] = []
  const omissions = new Omissions()
  let number = 0
  for (const element of elements) {
    number += 1
    if (number % 20_000 === 0) await turn()
    const { type, id, tags } = element
    if (!tags) continue
    if (!meaning.saysKind(tags)) {
      if ('name' in tags) omissions.add('other_elements')
      continue
    }
    if (rows.length >= fileLimits.rows) throw unreadable(fileFault('too_many_rows'))
    const geometry = geometryOf(element, tags, nodes)
    rows.push({
      row: number,
      id: `${type}/${id}`,
      fields: { ...tags },
      geometry,
      notes: geometry || type === 'node' ? [] : ['incomplete_way'],
    })
  }
  return reading('osm', rows, omissions, meaning)
}

function geometryOf(element: Element, tags: Tags, nodes: ReadonlyMap<number, Place>): Geometry | null {
  const { type, lat, lon, center, geometry, nodes: ends } = element
  if (type === 'node')
    return lat === undefined || lon === undefined ? null : { type: 'Point', coordinates: [lon, lat] }
  const way = type === 'way' ? wayGeometry(geometry ?? (ends ?? []).map(node => nodes.get(node)), tags) : null
  return way ?? (center ? { type: 'Point', coordinates: [center.lon, center.lat] } : null)
}

export function read({ elements }: { elements: unknown[] }, meaning: Meaning): Promise<Reading> {
  const list = elements.flatMap(element => elementOf(element) ?? [])
  const nodes = new Map<number, Place>()
  for (const { type, id, lat, lon } of list)
    if (type === 'node' && lat !== undefined && lon !== undefined) nodes.set(id, { lat, lon })
  return rowsOf(list, nodes, meaning)
}

export const isOsmXml = (head: string): boolean =>
  /^\s*(<\?xml[^>]*\?>\s*)?(<!--[\s\S]*?-->\s*)?<osm[\s>]/.test(head)

/** Characters of XML that are read before other requests have their turn. */
const stretch = 64 * 1024

/** An extract in XML, as the site of OpenStreetMap and JOSM save it; what JOSM has marked as deleted is not there. */
export async function readXml(text: string, meaning: Meaning): Promise<Reading> {
  const nodes = new Map<number, Place>()
  const withTags: Element[] = []
  let element: Element | undefined
  const settle = () => {
    if (element?.tags) withTags.push(element)
    element = undefined
  }
  const xml = new XmlReader({
    open(name, attributes) {
      if (name === 'node' || name === 'way' || name === 'relation') {
        const [id, lat, lon] = [attributes.id, attributes.lat, attributes.lon].map(value => Number(value))
        element = undefined
        if (attributes.action === 'delete' || attributes.visible === 'false' || !Number.isInteger(id)) return
        element = { type: name, id: id!, tags: undefined, nodes: [] }
        if (name !== 'node' || !finite(lat) || !finite(lon)) return
        Object.assign(element, { lat, lon })
        nodes.set(id!, { lat, lon })
      } else if (name === 'tag' && element && attributes.k) {
        element.tags ??= Object.create(null) as Tags
        element.tags[attributes.k] = attributes.v ?? ''
      } else if (name === 'nd' && element) element.nodes!.push(Number(attributes.ref))
      else if (name === 'center' && element)
        element.center = placeOf({ lat: Number(attributes.lat), lon: Number(attributes.lon) }) ?? undefined
    },
    close(name) {
      if (name === 'node' || name === 'way' || name === 'relation') settle()
    },
  })
  for (let at = 0; at < text.length; at += stretch) {
    xml.push(text.slice(at, at + stretch))
    await turn()
  }
  xml.end()
  return rowsOf(withTags, nodes, meaning)
}

/** A block of an extract unfolds to at most 32 MiB (OpenStreetMap wiki, PBF Format). */
const blockBytes = 32 * 1024 * 1024
const headerName = Buffer.from('OSMHeader')
/** Length of the header's name, then the header's own message: 0x0a, 9, «OSMHeader». */
export const isPbf = (bytes: Buffer): boolean =>
  bytes.length > 20 && bytes.readUInt32BE(0) < 64 * 1024 && bytes.subarray(6, 15).equals(headerName)

export async function readPbf(bytes: Buffer, meaning: Meaning): Promise<Reading> {
  // The library unfolds headers by itself: there is one, and a small one.
  if (bytes.indexOf(headerName, 20) !== -1 || bytes.readUInt32BE(0) > 64)
    throw unreadable(fileFault('broken_pbf'))
  const nodes = new Map<number, Place>()
  const withTags: Element[] = []
  try {
    const blocks = new OSMTransform({ writeRaw: true })
    blocks.on('error', () => {})
    blocks.end(bytes)
    let unfolded = 0
    for await (const block of blocks as AsyncIterable<Buffer | object[]>) {
      if (Array.isArray(block)) continue // the header
      const raw = inflateSync(block as Buffer, { maxOutputLength: blockBytes })
      unfolded += raw.length
      if (unfolded > mostUnfolded) throw unreadable(fileFault('unfolds_too_large'))
      for (const value of parse(raw, {}) as unknown[]) {
        const element = elementOf(value)
        if (!element) continue
        if (element.type === 'node' && element.lat !== undefined && element.lon !== undefined) {
          const [lat, lon] = [element.lat, element.lon].map(degrees => Math.round(degrees * 1e7) / 1e7)
          nodes.set(element.id, { lat: lat!, lon: lon! })
        }
        if (element.tags) withTags.push(element)
      }
      await turn()
    }
  } catch (error) {
    if (error instanceof Error && 'faults' in error) throw error
    throw unreadable(fileFault('broken_pbf'))
  }
  return rowsOf(withTags, nodes, meaning)
}
