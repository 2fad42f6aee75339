/**
 * GeoJSON (RFC 7946), read strictly: a file that says something else than it seems is refused, each fault with its
 * line and feature. What is only old-fashioned loads: clockwise outlines, heights, geometries of several parts.
 */
import type { Bilingual, Fault } from '../http/operation.ts'
import {
  fileFault,
  flat,
  type Geometry,
  type Reading,
  type RowNote,
  reading,
  type SourceRow,
  turn,
  unreadable,
} from './format.ts'
import { lineOf, type Path } from './json.ts'

type Members = Record<string, unknown>
type Found = { path: Path; fault: Bilingual; system?: string }

const geometryDepth = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
} as const
type Kind = keyof typeof geometryDepth
const isKind = (type: unknown): type is Kind => typeof type === 'string' && Object.hasOwn(geometryDepth, type)
const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const types = [...Object.keys(geometryDepth), 'GeometryCollection', 'Feature', 'FeatureCollection']
export const isGeoJson = (value: unknown): boolean =>
  isMembers(value) &&
  'type' in value &&
  (typeof value.type !== 'string' ||
    types.some(type => type.toLowerCase() === value.type?.toString().toLowerCase()))

/** Members that would give an object another meaning (RFC 7946, 7.1). */
const foreign: Record<'Feature' | 'FeatureCollection' | 'geometry', readonly string[]> = {
  Feature: ['features', 'coordinates', 'geometries'],
  FeatureCollection: ['coordinates', 'geometries', 'geometry', 'properties'],
  geometry: ['geometry', 'properties', 'features'],
}
/** Faults that are told: enough to repair a file, few enough to be read. */
const told = 20

class Checker {
  readonly found: Found[] = []
  say(path: Path, it: string, en: string) {
    if (this.found.length < told) this.found.push({ path, fault: { it, en } })
  }

  members(value: Members, kind: keyof typeof foreign, path: Path) {
    for (const name of foreign[kind])
      if (name in value)
        this.say(
          [...path, name],
          `un oggetto ${value.type} non può contenere «${name}»`,
          `a ${value.type} object cannot contain “${name}”`,
        )
    if ('bbox' in value && value.bbox !== null) {
      const box = value.bbox
      if (!Array.isArray(box) || !box.every(Number.isFinite) || (box.length !== 4 && box.length !== 6))
        this.say(
          [...path, 'bbox'],
          '«bbox» deve essere una lista di 4 o 6 numeri',
          '“bbox” must be a list of 4 or 6 numbers',
        )
    }
    this.projection(value.crs, [...path, 'crs'])
  }

  /** As files before RFC 7946 declare it. */
  projection(crs: unknown, path: Path) {
    if (crs === undefined || crs === null) return
    const properties = isMembers(crs) && isMembers(crs.properties) ? crs.properties : {}
    const name = typeof properties.name === 'string' ? properties.name : '?'
    if (!/CRS84$|EPSG:+4326$/i.test(name))
      this.found.push({ path, fault: { it: '', en: '' }, system: name.slice(0, 80) })
  }

  object(value: unknown, path: Path) {
    if (!isMembers(value)) return this.say(path, 'non è un oggetto', 'it is not an object')
    if (value.type === 'FeatureCollection') {
      this.members(value, 'FeatureCollection', path)
      if (!Array.isArray(value.features))
        return this.say(
          'features' in value ? [...path, 'features'] : path,
          'manca la lista «features»',
          'the list “features” is missing',
        )
      for (const [index, feature] of value.features.entries())
        this.feature(feature, [...path, 'features', index])
    } else if (value.type === 'Feature') this.feature(value, path)
    else this.geometry(value, path)
  }

  feature(value: unknown, path: Path) {
    if (!isMembers(value) || value.type !== 'Feature')
      return this.say(path, 'non è un oggetto «Feature»', 'it is not a “Feature” object')
    this.members(value, 'Feature', path)
    if ('id' in value && typeof value.id !== 'string' && typeof value.id !== 'number')
      this.say([...path, 'id'], '«id» deve essere un testo o un numero', '“id” must be a text or a number')
    if (!('properties' in value) || (value.properties !== null && !isMembers(value.properties)))
      this.say(
        'properties' in value ? [...path, 'properties'] : path,
        '«properties» deve essere un oggetto o null',
        '“properties” must be an object or null',
      )
    if (!('geometry' in value))
      this.say(
        path,
        'manca «geometry»: senza luogo è null',
        '“geometry” is missing: without a place it is null',
      )
    else if (value.geometry !== null) this.geometry(value.geometry, [...path, 'geometry'])
  }

  geometry(value: unknown, path: Path, within = 0) {
    if (!isMembers(value)) return this.say(path, 'non è una geometria', 'it is not a geometry')
    if (value.type === 'GeometryCollection') {
      this.members(value, 'geometry', path)
      if (!Array.isArray(value.geometries) || within > 3)
        return this.say(path, 'manca la lista «geometries»', 'the list “geometries” is missing')
      for (const [index, part] of value.geometries.entries())
        this.geometry(part, [...path, 'geometries', index], within + 1)
      return
    }
    if (!isKind(value.type)) {
      const type = typeof value.type === 'string' ? value.type.slice(0, 40) : '?'
      return this.say(
        path,
        `«${type}» non è un tipo di GeoJSON: maiuscole e minuscole contano`,
        `“${type}” is no type of GeoJSON: capitals matter`,
      )
    }
    this.members(value, 'geometry', path)
    this.coordinates(value.coordinates, value.type, geometryDepth[value.type], [...path, 'coordinates'])
  }

  coordinates(value: unknown, kind: Kind, depth: number, path: Path) {
    if (!Array.isArray(value))
      return this.say(
        path,
        `qui servono delle coordinate, e per ${kind} un livello di parentesi in più`,
        `coordinates are needed here, and for ${kind} one more level of brackets`,
      )
    if (depth === 0) {
      if (value.length < 2 || !value.every(part => typeof part === 'number' && Number.isFinite(part)))
        this.say(path, 'una posizione è di due o tre numeri', 'a position is two or three numbers')
      return
    }
    const before = this.found.length
    for (const [index, part] of value.entries()) this.coordinates(part, kind, depth - 1, [...path, index])
    if (this.found.length > before) return
    if (kind.endsWith('LineString') && depth === 1 && value.length < 2)
      this.say(path, 'una linea ha almeno due posizioni', 'a line has at least two positions')
    if (kind.endsWith('Polygon') && depth === 1) {
      if (String(value[0]) !== String(value.at(-1)))
        this.say(
          path,
          'la prima e l’ultima posizione di un contorno devono coincidere',
          'the first and last position of an outline must be the same',
        )
      else if (value.length < 4)
        this.say(path, 'un contorno ha almeno quattro posizioni', 'an outline has at least four positions')
    }
    if (kind.endsWith('Polygon') && depth === 2)
      for (const [index, hole] of value.entries())
        if (index > 0 && turnsLeft(hole) === turnsLeft(value[0]))
          this.say(
            [...path, index],
            'il foro gira nello stesso verso del contorno: non si sa se è un foro o un altro poligono',
            'the hole turns the same way as the outline: whether it is a hole or another polygon is not known',
          )
  }
}

/** Twice the area with its sign tells which way a ring turns. */
const turnsLeft = (ring: number[][]): boolean =>
  ring.reduce((sum, [x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length]!
    return sum + x * nextY - nextX * y
  }, 0) > 0

const flatten = (value: unknown): unknown =>
  Array.isArray(value) ? (Array.isArray(value[0]) ? value.map(flatten) : value.slice(0, 2)) : value
const hasHeight = (value: unknown): boolean =>
  Array.isArray(value) && (Array.isArray(value[0]) ? value.some(hasHeight) : value.length > 2)

/** A geometry of several parts as its parts, each of which can be a resource of its own. */
function partsOf(value: unknown): { parts: Geometry[]; height: boolean } {
  if (!isMembers(value)) return { parts: [], height: false }
  if (value.type === 'GeometryCollection') {
    const all = (value.geometries as unknown[]).map(partsOf)
    return { parts: all.flatMap(({ parts }) => parts), height: all.some(({ height }) => height) }
  }
  const kind = value.type as Kind
  const height = hasHeight(value.coordinates)
  const coordinates = flatten(value.coordinates)
  if (!kind.startsWith('Multi')) return { parts: [{ type: kind, coordinates } as Geometry], height }
  const type = kind.slice(5)
  return { parts: (coordinates as unknown[]).map(part => ({ type, coordinates: part }) as Geometry), height }
}

/**
 * @param text the file, for the lines of its faults
 * @throws Problem naming each fault with its line and feature
 */
export async function read(text: string, value: unknown): Promise<Reading> {
  const checker = new Checker()
  checker.object(value, [])
  if (checker.found.length > 0) throw unreadable(...checker.found.map(each => faultAt(text, each)))
  const file = value as Members
  const features = (
    file.type === 'FeatureCollection'
      ? file.features
      : [file.type === 'Feature' ? file : { properties: {}, geometry: file }]
  ) as Members[]
  const rows: SourceRow[] = []
  for (const [index, { id, properties, geometry }] of features.entries()) {
    const { parts, height } = partsOf(geometry)
    const fields = flat((properties ?? {}) as Members)
    const known = id === undefined ? null : String(id)
    const notes: RowNote[] = height ? ['height_left_out'] : []
    const several = parts.length > 1
    for (const [place, part] of (parts.length > 0 ? parts : [null]).entries())
      rows.push({
        row: index + 1,
        id: known && several ? `${known}#${place + 1}` : known,
        fields,
        geometry: part,
        notes: several ? [...notes, 'part_of_several'] : notes,
      })
    if (index % 1000 === 0) await turn()
  }
  return reading('geojson', rows)
}

function faultAt(text: string, { path, fault, system }: Found): Fault {
  const line = lineOf(text, path)
  if (system) return fileFault('other_projection', { line, system })
  const at = path[0] === 'features' && typeof path[1] === 'number' ? path[1] + 1 : null
  const feature = at === null ? '' : { it: `, elemento ${at}`, en: `, feature ${at}` }
  return fileFault('geojson', { line, feature, fault }, `#/body/${path.join('/')}`)
}
