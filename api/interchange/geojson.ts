/**
 * GeoJSON (RFC 7946), the one reader of resources and of the territory. The file is judged as a whole only where it
 * says something else than it seems; each feature by itself, with its line. What is only old-fashioned is read:
 * clockwise outlines, heights, geometries of several parts.
 */
import type { Bilingual, Fault } from '../http/operation.ts'
import {
  fileFault,
  type Geometry,
  type Meaning,
  type Reading,
  type RowNote,
  reading,
  type SourceRow,
  turn,
  unreadable,
} from './format.ts'
import { fieldsOf, type Path } from './json.ts'
import { Omissions } from './omission.contract.ts'
import {
  boxFaults,
  type GeometryFault,
  isKind,
  isMembers,
  type Kind,
  type Members,
  ShapeChecker,
} from './shape.ts'

export type { GeometryFault } from './shape.ts'

const types = ['Feature', 'FeatureCollection', 'GeometryCollection']
export const isGeoJson = (value: unknown): boolean =>
  isMembers(value) &&
  'type' in value &&
  (typeof value.type !== 'string' ||
    isKind(value.type) ||
    types.some(type => type.toLowerCase() === String(value.type).toLowerCase()))

/** A feature with its own faults; its geometry is sound where there are none. */
export type Feature = {
  /** From 1, in the order of the file. */
  number: number
  id: string | null
  properties: Members
  geometry: Members | null
  faults: GeometryFault[]
}
/** Faults of the file as a whole; where there are some, nothing of it is read. */
export type Features = { features: Feature[]; faults: (GeometryFault | { path: Path; system: string })[] }

/** WGS84 in degrees, by any of its names: OGC URN and address, CRS84 among them, or the bare code of EPSG. */
const isWgs84 = (name: string) =>
  /(^|[:/])CRS84h?$/i.test(name) ||
  /(^|[:/])EPSG(::?|:[\d.]*:|\/[\d.]*\/)4326$/i.test(name) ||
  /^(WGS ?84|WGS_1984)$/i.test(name)

/** The system that files before RFC 7946 declare, where it is not longitude and latitude in WGS84. */
function otherSystem(crs: unknown): string | undefined {
  if (crs === undefined || crs === null) return undefined
  const properties = isMembers(crs) && isMembers(crs.properties) ? crs.properties : {}
  const name = typeof properties.name === 'string' ? properties.name.trim() : '?'
  return isWgs84(name) ? undefined : name.slice(0, 80)
}

/** Members that would give an object another meaning (RFC 7946, 7.1). */
const foreign = {
  Feature: ['features', 'coordinates', 'geometries'],
  FeatureCollection: ['coordinates', 'geometries', 'geometry', 'properties'],
} as const

function memberFaults(value: Members, kind: keyof typeof foreign, path: Path): GeometryFault[] {
  const faults = foreign[kind]
    .filter(name => name in value)
    .map(name => ({
      path: [...path, name],
      fault: {
        it: `un oggetto ${kind} non può contenere «${name}»`,
        en: `a ${kind} object cannot contain “${name}”`,
      },
    }))
  return [...faults, ...boxFaults(value, path)]
}

/** The features of a file, each with its faults. */
export function featuresOf(value: unknown): Features {
  if (!isMembers(value)) return { features: [], faults: [say([], 'non è un oggetto', 'it is not an object')] }
  const system = otherSystem(value.crs)
  if (system) return { features: [], faults: [{ path: ['crs'], system }] }
  if (value.type !== 'FeatureCollection') {
    const lone = value.type === 'Feature'
    const feature = lone ? value : { type: 'Feature', properties: {}, geometry: value }
    return joinFeatures([featureOf(feature, 1, [], lone ? ['geometry'] : [])])
  }
  const faults = memberFaults(value, 'FeatureCollection', [])
  const list = value.features
  if (!Array.isArray(list)) {
    const path = 'features' in value ? ['features'] : []
    return {
      features: [],
      faults: [...faults, say(path, 'manca la lista «features»', 'the list “features” is missing')],
    }
  }
  if (faults.length > 0) return { features: [], faults }
  return joinFeatures(
    list.map((feature, index) =>
      featureOf(feature, index + 1, ['features', index], ['features', index, 'geometry']),
    ),
  )
}

/** A feature that declares another system makes of the whole file one that is not understood. */
function joinFeatures(
  all: { feature: Feature; system?: { path: Path; system: string } | undefined }[],
): Features {
  const [other] = all.flatMap(({ system }) => system ?? [])
  if (other) return { features: [], faults: [other] }
  return { features: all.map(({ feature }) => feature), faults: [] }
}

const say = (path: Path, it: string, en: string): GeometryFault => ({ path, fault: { it, en } })

function featureOf(value: unknown, number: number, path: Path, geometryPath: Path) {
  const feature: Feature = { number, id: null, properties: {}, geometry: null, faults: [] }
  const { faults } = feature
  if (!isMembers(value) || value.type !== 'Feature') {
    faults.push(say(path, 'non è un oggetto «Feature»', 'it is not a “Feature” object'))
    return { feature }
  }
  faults.push(...memberFaults(value, 'Feature', path))
  const { id, properties, geometry } = value
  if (typeof id === 'string' || typeof id === 'number') feature.id = String(id)
  else if ('id' in value)
    faults.push(
      say([...path, 'id'], '«id» deve essere un testo o un numero', '“id” must be a text or a number'),
    )
  if (isMembers(properties)) feature.properties = properties
  else if (properties !== null)
    faults.push(
      say(
        'properties' in value ? [...path, 'properties'] : path,
        '«properties» deve essere un oggetto o null',
        '“properties” must be an object or null',
      ),
    )
  if (!('geometry' in value))
    faults.push(
      say(path, 'manca «geometry»: senza luogo è null', '“geometry” is missing: without a place it is null'),
    )
  else if (geometry !== null) {
    const checker = new ShapeChecker()
    checker.geometry(geometry, geometryPath)
    faults.push(...checker.faults)
    if (checker.faults.length === 0) feature.geometry = geometry as Members
  }
  const inner = isMembers(geometry) ? otherSystem(geometry.crs) : undefined
  const system = otherSystem(value.crs) ?? inner
  return { feature, system: system ? { path, system } : undefined }
}

/** Twice the area with its sign tells which way a ring turns. */
const turnsLeft = (ring: number[][]): boolean =>
  ring.reduce((sum, [x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length]!
    return sum + x * nextY - nextX * y
  }, 0) > 0

/** Coordinates without heights. */
export const flatten = (value: unknown): unknown =>
  Array.isArray(value) ? (Array.isArray(value[0]) ? value.map(flatten) : value.slice(0, 2)) : value
const hasHeight = (value: unknown): boolean =>
  Array.isArray(value) && (Array.isArray(value[0]) ? value.some(hasHeight) : value.length > 2)

/** A geometry of several parts as its parts, each of which can be a resource of its own. */
function partsOf(value: Members): { parts: Geometry[]; height: boolean } {
  if (value.type === 'GeometryCollection') {
    const all = (value.geometries as Members[]).map(partsOf)
    return { parts: all.flatMap(({ parts }) => parts), height: all.some(({ height }) => height) }
  }
  const kind = value.type as Kind
  const height = hasHeight(value.coordinates)
  const coordinates = flatten(value.coordinates)
  if (!kind.startsWith('Multi')) return { parts: [{ type: kind, coordinates } as Geometry], height }
  const type = kind.slice(5)
  return { parts: (coordinates as unknown[]).map(part => ({ type, coordinates: part }) as Geometry), height }
}

/** The second ring of a polygon is a hole (RFC 7946, 3.1.6), and most often it turns the other way. */
const hasHoleSameWay = (part: Geometry) =>
  part.type === 'Polygon' &&
  part.coordinates.slice(1).some(hole => turnsLeft(hole) === turnsLeft(part.coordinates[0]!))

/** Faults that are told of a file: enough to repair it, few enough to be read. */
const mostFaults = 20

/**
 * Features as rows; one that cannot be drawn keeps its texts, and is named.
 * @param linesOf the lines of the file on which the values at some paths begin
 * @throws Problem where the file as a whole says something else than it seems, or no feature of it can be read
 */
export async function read(
  value: unknown,
  linesOf: (paths: readonly Path[]) => number[],
  meaning: Meaning,
): Promise<Reading> {
  const { features, faults } = featuresOf(value)
  const own = features.flatMap(feature => feature.faults)
  if (faults.length > 0 || (features.length > 0 && features.every(feature => feature.faults.length > 0))) {
    const first = [...faults, ...own].slice(0, mostFaults)
    const lines = linesOf(first.map(({ path }) => path))
    throw unreadable(...first.map((fault, index) => faultAt(fault, lines[index]!)))
  }
  const omissions = new Omissions()
  const lines = linesOf(own.slice(0, mostFaults).map(({ path }) => path))
  for (const [index, fault] of own.entries())
    omissions.add('drawings', index < mostFaults ? faultAt(fault, lines[index]!).detail : undefined)
  const rows: SourceRow[] = []
  for (const [index, feature] of features.entries()) {
    rows.push(...rowsOf(feature, omissions))
    if (index % 1000 === 0) await turn()
  }
  return reading('geojson', rows, omissions, meaning)
}

function rowsOf({ number, id, properties, geometry, faults }: Feature, omissions: Omissions): SourceRow[] {
  const { parts, height } = geometry ? partsOf(geometry) : { parts: [], height: false }
  const several = parts.length > 1
  const row = { row: number, notes: [] as RowNote[] }
  const fields = fieldsOf(properties, row, omissions)
  if (height) row.notes.push('height_left_out')
  if (several) row.notes.push('part_of_several')
  if (faults.length > 0) row.notes.push('drawing_unreadable')
  return (parts.length > 0 ? parts : [null]).map((part, place) => ({
    row: number,
    id: id !== null && several ? `${id}#${place + 1}` : id,
    fields: { ...fields },
    geometry: part,
    notes: part && hasHoleSameWay(part) ? [...row.notes, 'hole_same_way'] : [...row.notes],
  }))
}

function faultAt(fault: Features['faults'][number], line: number): Fault {
  const { path } = fault
  if ('system' in fault) return fileFault('other_projection', { line, system: fault.system })
  const at = path[0] === 'features' && typeof path[1] === 'number' ? path[1] + 1 : null
  const feature: Bilingual | string = at === null ? '' : { it: `, elemento ${at}`, en: `, feature ${at}` }
  return fileFault('geojson', { line, feature, fault: fault.fault }, `#/body/${path.join('/')}`)
}
