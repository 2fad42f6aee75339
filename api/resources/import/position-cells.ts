/** Positions as cells write them: degrees with a comma or a point, degrees with minutes and seconds, two in one cell, WKT. Pure. */
import type { SourceRow } from '../../interchange/format.ts'

type Geometry = NonNullable<SourceRow['geometry']>
/** `axis` is said by a letter of the compass; null where none is. */
export type Degrees = { value: number; axis: 'lat' | 'lon' | null }
/** What stands in the cells; `several`: parts or shapes that one place cannot have. */
export type PositionCell = { geometry: Geometry; height: boolean } | { fault: 'unreadable' | 'several' }

const decimal = (text: string) => Number(text.replace(',', '.'))
/** O is the Italian Ovest, west. */
const compass: Record<string, { axis: 'lat' | 'lon'; sign: 1 | -1 }> = {
  N: { axis: 'lat', sign: 1 },
  S: { axis: 'lat', sign: -1 },
  E: { axis: 'lon', sign: 1 },
  W: { axis: 'lon', sign: -1 },
  O: { axis: 'lon', sign: -1 },
}
const number = String.raw`\d+(?:[.,]\d+)?`
const degreeSign = '[°º˚]'
const minuteSign = `(?:['’′‘´]|m(?:in)?\\.?)`
const secondSign = `(?:"|”|″|“|''|’’|′′|s(?:ec)?\\.?)`
const letter = '(?:[NSEWO]|nord|sud|est|ovest)'
const degreesPattern = new RegExp(
  `^(?:(?<before>${letter})\\s*)?(?<sign>[+-])?\\s*(?<degrees>${number})\\s*(?:${degreeSign}|\\s|$)?\\s*` +
    `(?:(?<minutes>${number})\\s*(?:${minuteSign}|\\s|$)?\\s*(?:(?<seconds>${number})\\s*${secondSign}?\\s*)?)?(?<after>${letter})?\\.?$`,
  'i',
)

/** @returns undefined for what is no angle: minutes from 60 on, a fraction before minutes, other words */
export function degreesOf(cell: string): Degrees | undefined {
  const found = degreesPattern.exec(cell.trim())?.groups
  if (!found) return undefined
  const { before, after, sign, degrees, minutes, seconds } = found
  if (before && after) return undefined
  const isWhole = (text: string) => !/[.,]/.test(text)
  if ((minutes && !isWhole(degrees!)) || (seconds && !isWhole(minutes!))) return undefined
  const [inMinutes, inSeconds] = [minutes, seconds].map(text => (text ? decimal(text) : 0))
  if (inMinutes! >= 60 || inSeconds! >= 60) return undefined
  const side = (before ?? after)?.[0]?.toUpperCase()
  const pole = side === undefined ? undefined : compass[side]
  if (pole && sign === '-') return undefined
  const size = decimal(degrees!) + inMinutes! / 60 + inSeconds! / 3600
  const value = size * (pole?.sign ?? 1) * (sign === '-' ? -1 : 1)
  // A millionth of a degree is a hand's breadth; without minutes the figures stay as written.
  return { value: minutes ? Math.round(value * 1e6) / 1e6 : value, axis: pole?.axis ?? null }
}

/** In the order of the columns unless the letters say otherwise. */
function pointOf(first: Degrees, second: Degrees): PositionCell {
  if (first.axis !== null && first.axis === second.axis) return { fault: 'unreadable' }
  const exchanged = first.axis === 'lon' || second.axis === 'lat'
  const [lat, lon] = exchanged ? [second, first] : [first, second]
  return { geometry: { type: 'Point', coordinates: [lon.value, lat.value] }, height: false }
}

const unreadable: PositionCell = { fault: 'unreadable' }

/** Latitude and longitude of two cells. */
export function pointOfCells(latitude: string, longitude: string): PositionCell {
  const [first, second] = [degreesOf(latitude), degreesOf(longitude)]
  return first && second ? pointOf(first, second) : unreadable
}

/** One cell that holds the whole position. */
export function positionOfCell(cell: string): PositionCell {
  const text = cell.trim()
  const shape =
    /^(?:SRID\s*=\s*(?<srid>\d+)\s*;\s*)?(?<kind>(?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)\s*(?<dimensions>ZM|Z|M)?\s*(?<body>\(.*\)|EMPTY)$/is.exec(
      text,
    )?.groups
  if (shape) return shapeOf(shape)
  // The address of a map, as it is copied from the browser.
  const inMap = /^https?:.*?[@=/](-?\d{1,2}\.\d{3,}),\s*(-?\d{1,3}\.\d{3,})/.exec(text)
  if (inMap) return pointOfCells(inMap[1]!, inMap[2]!)
  const bare = text
    .replace(/^[[({]|[\])}]$/g, '')
    .replace(/\b(?:lat(?:itud(?:ine|e))?|lon(?:gitud(?:ine|e))?|lng|long)\b\.?\s*[:=]?/gi, ' ')
    .trim()
  const halves = halvesOf(bare)
  return halves ? pointOfCells(...halves) : unreadable
}

/** By the surest separator first: a comma may be one, or stand for decimals. */
function halvesOf(text: string): [string, string] | undefined {
  const two = (parts: readonly string[]) =>
    parts.length === 2 && parts.every(part => /\d/.test(part))
      ? ([parts[0]!.trim(), parts[1]!.trim()] as [string, string])
      : undefined
  const signs = two(text.split(/\s*[;/|\n\t]\s*/))
  if (signs) return signs
  const angle = String.raw`[^,]*?(?:,\d+)?[^,]*?`
  const letters =
    /^(.*?[NSEWO])[\s,]+(\d.*[NSEWO])$/i.exec(text) ?? /^([NSEWO].*?)[\s,]+([NSEWO].*)$/i.exec(text)
  if (letters) return [letters[1]!, letters[2]!]
  const spacedComma = new RegExp(`^(${angle}),\\s+(${angle})$`).exec(text)
  if (spacedComma) return [spacedComma[1]!, spacedComma[2]!]
  const bySpace = /^([+-]?\d+(?:[.,]\d+)?°?)\s+([+-]?\d+(?:[.,]\d+)?°?)$/.exec(text)
  if (bySpace) return [bySpace[1]!, bySpace[2]!]
  const byComma = /^([+-]?\d+(?:\.\d+)?),([+-]?\d+(?:\.\d+)?)$/.exec(text)
  if (byComma && (text.includes('.') || text.split(',').every(part => part.length <= 3)))
    return [byComma[1]!, byComma[2]!]
  const fourParts = /^([+-]?\d+,\d+),([+-]?\d+,\d+)$/.exec(text)
  return fourParts ? [fourParts[1]!, fourParts[2]!] : undefined
}

/** WKT and EWKT: longitude first. A shape of one part only, since a place is one. */
function shapeOf({ srid, kind, body }: Record<string, string | undefined>): PositionCell {
  if (srid !== undefined && srid !== '4326') return unreadable
  if (/^EMPTY$/i.test(body!)) return unreadable
  const type = kind!.toUpperCase()
  if (type === 'GEOMETRYCOLLECTION') return { fault: 'several' }
  let height = false
  const parsed: unknown = (() => {
    try {
      // Brackets of WKT are those of JSON, with positions apart by spaces.
      return JSON.parse(
        body!
          .replace(/[-+\d.eE]+(?:\s+[-+\d.eE]+)+/g, position => {
            const figures = position.split(/\s+/).map(Number)
            if (figures.length > 2) height = true
            return JSON.stringify(figures.slice(0, 2))
          })
          .replaceAll('(', '[')
          .replaceAll(')', ']'),
      )
    } catch {
      return undefined
    }
  })()
  const isPosition = (value: unknown): value is number[] =>
    Array.isArray(value) && value.length === 2 && value.every(Number.isFinite)
  const isLine = (value: unknown): value is number[][] =>
    Array.isArray(value) && value.length > 0 && value.every(isPosition)
  const isRings = (value: unknown): value is number[][][] =>
    Array.isArray(value) && value.length > 0 && value.every(isLine)
  const parts = parsed as unknown[]
  if (!Array.isArray(parts) || parts.length === 0) return unreadable
  if (type.startsWith('MULTI') && parts.length > 1) return { fault: 'several' }
  const one = type.startsWith('MULTI') ? parts[0] : parts
  const shaped = (geometry: unknown): PositionCell => ({ geometry: geometry as Geometry, height })
  if (type.endsWith('POINT')) {
    const position = isPosition(one) ? one : isLine(one) && one.length === 1 ? one[0] : undefined
    return position ? shaped({ type: 'Point', coordinates: position }) : unreadable
  }
  if (type.endsWith('LINESTRING'))
    return isLine(one) ? shaped({ type: 'LineString', coordinates: one }) : unreadable
  return isRings(one) ? shaped({ type: 'Polygon', coordinates: one }) : unreadable
}
