/** The boundary of an area in hand: one part of it is drawn, the others wait. Pure. */
import type { AreaDrawing } from '../../api/territory/change/contract.ts'
import type { Area } from '../../api/territory/contract.ts'
import type { LonLat } from '../map/projection.ts'
import { after, emptySketch, noPast, type Past, type Sketch, sketchOf } from '../map/sketch.ts'

type Polygon = [number, number][][]
export type AreaDraft = {
  /** Null: a new area, whose code is made of its name. */
  id: string | null
  from: string
  name: string
  subtitle: string
  ends: boolean
  /** Each part as in force, or as imported; the one in hand is in `sketch`. */
  parts: readonly Polygon[]
  part: number
  sketch: Sketch
  past: Past
  /** A new outline is drawn from vertex to vertex until it is closed. */
  closed: boolean
  drawn: boolean
}

const sketchOfPart = (part: Polygon | undefined): Sketch =>
  part ? sketchOf({ type: 'Polygon', coordinates: part }) : emptySketch

/** The part with most vertices comes first in hand. */
function inHand(parts: readonly Polygon[]): Pick<AreaDraft, 'parts' | 'part' | 'sketch' | 'past'> {
  const most = Math.max(0, ...parts.map(([ring]) => ring?.length ?? 0))
  const part = Math.max(
    0,
    parts.findIndex(([ring]) => ring?.length === most),
  )
  return { parts, part, sketch: sketchOfPart(parts[part]), past: noPast }
}

export const draftOf = (area: Area | null, from: string): AreaDraft => ({
  id: area?.properties.id ?? null,
  from,
  name: area?.properties.name ?? '',
  subtitle: area?.properties.subtitle ?? '',
  ends: false,
  closed: area !== null,
  drawn: false,
  ...inHand((area?.geometry.coordinates ?? []) as Polygon[]),
})

/** The draft after an act of drawing, which can be undone. */
export const drew = (draft: AreaDraft, sketch: Sketch): AreaDraft =>
  sketch === draft.sketch ? draft : { ...draft, sketch, past: after(draft.past, draft.sketch), drawn: true }

export const imported = (draft: AreaDraft, parts: readonly Polygon[]): AreaDraft => ({
  ...draft,
  ...inHand(parts),
  closed: true,
  drawn: true,
})

const ringOf = (points: readonly LonLat[]) =>
  [...points, points[0]!].map(([lon, lat]): [number, number] => [lon, lat])

/** All the parts with the drawing in its place; without the one that was emptied. */
export function partsOf({ parts, part, sketch }: AreaDraft): Polygon[] {
  const mine: Polygon[] =
    sketch.points.length < 3
      ? []
      : [[ringOf(sketch.points), ...sketch.holes.map(hole => hole.map(([x, y]): [number, number] => [x, y]))]]
  return parts.length === 0 ? mine : parts.flatMap((one, index) => (index === part ? mine : [one]))
}

export const inPart = (draft: AreaDraft, part: number): AreaDraft => {
  const parts = draft.parts.map((one, index) =>
    index === draft.part ? (partsOf({ ...draft, parts: [] })[0] ?? one) : one,
  )
  return { ...draft, parts, part, sketch: sketchOfPart(parts[part]), past: noPast }
}

/** A code that can be read: letters, digits and hyphens. */
export const codeOf = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)

/** What is sent: only what changes. */
export function bodyOf(draft: AreaDraft, area: Area | null): AreaDrawing {
  const { from, name, subtitle, ends, drawn } = draft
  const body: AreaDrawing = { from, area: draft.id ?? codeOf(name) }
  if (ends) return { ...body, ends }
  if (name.trim() !== (area?.properties.name ?? '')) body.name = name.trim()
  if (subtitle.trim() !== (area?.properties.subtitle ?? '')) body.subtitle = subtitle.trim() || null
  if (drawn) body.boundary = { type: 'MultiPolygon', coordinates: partsOf(draft) as never }
  return body
}

export type Candidate = { name: string; parts: Polygon[] }
export type ImportFault = 'notJson' | 'noPolygon' | 'projected' | 'reversed'

/** The polygons of a GeoJSON text, each as an area; positions to 7 decimals, a centimetre. */
export function candidatesOf(text: string): Candidate[] | ImportFault {
  let file: unknown
  try {
    file = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return 'notJson'
  }
  const found: Candidate[] = []
  const visit = (value: unknown, name: string) => {
    if (typeof value !== 'object' || value === null) return
    const { type, features, geometry, geometries, coordinates, properties } = value as Record<string, unknown>
    if (type === 'FeatureCollection' && Array.isArray(features)) for (const one of features) visit(one, '')
    else if (type === 'Feature') {
      const said = Object.entries((properties ?? {}) as Record<string, unknown>).find(
        ([key, text]) => /^(name|nome|label|id|codice)$/i.test(key) && typeof text === 'string',
      )
      visit(geometry, String(said?.[1] ?? `${found.length + 1}`))
    } else if (type === 'GeometryCollection' && Array.isArray(geometries))
      for (const one of geometries) visit(one, name)
    else if (type === 'Polygon') found.push({ name, parts: [coordinates as Polygon] })
    else if (type === 'MultiPolygon') found.push({ name, parts: coordinates as Polygon[] })
  }
  visit(file, '')
  if (found.length === 0) return 'noPolygon'
  const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7
  try {
    const read = found.map(({ name, parts }) => ({
      name,
      parts: parts.map(rings =>
        rings.map(ring => ring.map(([x, y]): [number, number] => [round(x), round(y)])),
      ),
    }))
    const all = read.flatMap(({ parts }) => parts.flat(2))
    if (all.length === 0 || all.some(([x, y]) => !Number.isFinite(x) || !Number.isFinite(y)))
      return 'noPolygon'
    if (all.some(([x, y]) => Math.abs(x) > 180 || Math.abs(y) > 90)) return 'projected'
    // Italy lies within 6–19° E and 35–48° N.
    if (all.every(([x, y]) => x >= 35 && x <= 48 && y >= 6 && y <= 19)) return 'reversed'
    return read
  } catch {
    return 'noPolygon'
  }
}

/** A vertex moved by metres to the east and to the north. */
export function nudged([lon, lat]: LonLat, east: number, north: number): LonLat {
  const metresPerDegree = 111_320
  return [lon + east / (metresPerDegree * Math.cos((lat * Math.PI) / 180)), lat + north / metresPerDegree]
}
