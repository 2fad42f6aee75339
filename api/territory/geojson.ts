/**
 * Reads the municipality's GeoJSON strictly and tells every fault with the feature's number and name, so that a
 * file is repaired once. Pure: what needs geometry (self-intersection, overlap) is asked of PostGIS afterwards.
 */

/** Something wrong with a file; `number` counts features or rows from 1 and is null for the file as a whole. */
export type FileFault = { number: number | null; name: string | null; fault: string }

type Position = [number, number]
export type FileGeometry =
  | { type: 'MultiPolygon'; coordinates: Position[][][] }
  | { type: 'Point'; coordinates: Position }

export type FileFeature = {
  number: number
  /** Empty when missing, and then a fault says so. */
  id: string
  name: string
  properties: Record<string, unknown>
  /** Null when it has a fault. */
  geometry: FileGeometry | null
}

export type Wanted = {
  geometry: 'polygon' | 'point'
  /** Property that holds the code, when it has none of the usual names. */
  id?: string | undefined
  name?: string | undefined
  /** A cell may have no name; its code stands for it. */
  nameless?: boolean
  /** Features without a code of their own, told apart by their place in the file. */
  numbered?: boolean
  /** Other usual names of the two properties. */
  idAliases?: readonly string[]
  nameAliases?: readonly string[]
}

/** As Slug in contract.ts; the reserved ones are words of the access record and of the population file. */
const code = /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/
const reserved = ['outside', 'unknown', 'city']
const idNames = ['id', 'code', 'codice']
const nameNames = ['name', 'nome', 'label']
const nameMaximum = 200
const codeMaximum = 60

/** The first of some properties that holds something; upper and lower case are the same, as in a shapefile's export. */
export function property(properties: Record<string, unknown>, names: readonly string[]): unknown {
  for (const name of names)
    for (const [key, value] of Object.entries(properties))
      if (key.toLowerCase() === name.toLowerCase() && value !== null && value !== '') return value
  return undefined
}

/** Text of a property, trimmed; a number counts as text. */
export function textProperty(
  properties: Record<string, unknown>,
  names: readonly string[],
): string | undefined {
  const value = property(properties, names)
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function readFeatures(text: string, wanted: Wanted): { features: FileFeature[]; faults: FileFault[] } {
  const faults: FileFault[] = []
  const refuse = (fault: string) => ({ features: [], faults: [{ number: null, name: null, fault }] })
  let file: unknown
  try {
    file = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    return refuse(`it is not JSON (${(error as Error).message})`)
  }
  if (!isObject(file) || file.type !== 'FeatureCollection') {
    const found = isObject(file) && typeof file.type === 'string' ? `a ${file.type}` : 'something else'
    return refuse(`it is not a GeoJSON FeatureCollection but ${found}`)
  }
  if (!Array.isArray(file.features)) return refuse('its «features» is not a list')
  if (file.features.length === 0) return refuse('it is empty: it holds no feature')
  const system = projection(file.crs)
  if (system)
    return refuse(
      `its coordinate system is ${system}: export it in WGS84 (EPSG:4326, degrees, longitude first)`,
    )

  const features = file.features.map((feature, index) => readFeature(feature, index + 1, wanted, faults))
  const first = new Map<string, FileFeature>()
  for (const feature of features) {
    const earlier = first.get(feature.id)
    if (feature.id === '') continue
    if (earlier)
      faults.push({
        number: feature.number,
        name: feature.name || null,
        fault: `its code «${feature.id}» is already that of feature ${earlier.number}${earlier.name ? ` «${earlier.name}»` : ''}`,
      })
    else first.set(feature.id, feature)
  }
  return { features, faults }
}

/** The system a pre-RFC 7946 file declares, when it is not longitude and latitude in WGS84. */
function projection(crs: unknown): string | null {
  if (crs === undefined || crs === null) return null
  const name = isObject(crs) && isObject(crs.properties) ? crs.properties.name : undefined
  if (typeof name !== 'string') return 'declared in a way that cannot be read'
  return /CRS84$|EPSG:+4326$/i.test(name) ? null : name
}

function readFeature(feature: unknown, number: number, wanted: Wanted, faults: FileFault[]): FileFeature {
  const properties = isObject(feature) && isObject(feature.properties) ? feature.properties : {}
  const own = isObject(feature) ? feature : {}
  const nameProperties = wanted.name ? [wanted.name] : [...nameNames, ...(wanted.nameAliases ?? [])]
  const idProperties = wanted.numbered
    ? []
    : wanted.id
      ? [wanted.id]
      : [...idNames, ...(wanted.idAliases ?? [])]
  const givenName = textProperty(properties, nameProperties)
  const id = wanted.numbered
    ? String(number)
    : (textProperty(properties, idProperties) ?? (wanted.id ? '' : (textProperty(own, ['id']) ?? '')))
  const name = givenName ?? (wanted.nameless ? id : '')
  const say = (fault: string) => faults.push({ number, name: name || id || null, fault })

  if (own.type !== 'Feature') say('it is not a GeoJSON Feature')
  if (id === '') say(`it has no code: give it a property ${listed(idProperties)}`)
  else if (!code.test(id) || id.length > codeMaximum)
    say(`its code «${id}» is not legal: letters, digits and single hyphens, at most ${codeMaximum}`)
  else if (reserved.includes(id)) say(`its code «${id}» is a reserved word`)
  if (name === '') say(`it has no name: give it a property ${listed(nameProperties)}`)
  else if (name.length > nameMaximum) say(`its name is longer than ${nameMaximum} characters`)

  const geometryFaults: string[] = []
  const geometry = readGeometry(own.geometry, wanted.geometry, geometryFaults)
  for (const fault of geometryFaults) say(fault)
  return { number, id, name, properties, geometry: geometryFaults.length > 0 ? null : geometry }
}

const listed = (names: readonly string[]) => names.map(name => `«${name}»`).join(' or ')

function readGeometry(geometry: unknown, wanted: Wanted['geometry'], faults: string[]): FileGeometry | null {
  const kinds = wanted === 'point' ? 'a Point' : 'a Polygon or MultiPolygon'
  if (!isObject(geometry)) {
    faults.push(`it has no geometry: ${kinds} is needed`)
    return null
  }
  const { type, coordinates } = geometry
  if (wanted === 'point' && type === 'Point') {
    const position = readPosition(coordinates)
    if (typeof position === 'string') faults.push(position)
    else if (looksExchanged([position])) faults.push(exchanged(position))
    else return { type: 'Point', coordinates: position }
    return null
  }
  if (wanted === 'polygon' && (type === 'Polygon' || type === 'MultiPolygon')) {
    const polygons = type === 'Polygon' ? [coordinates] : coordinates
    if (!Array.isArray(polygons) || polygons.length === 0 || polygons.some(isEmptyPolygon)) {
      faults.push(`its ${type} is empty`)
      return null
    }
    const read = polygons.map((polygon: unknown[], index) =>
      polygon.map((ring, place) =>
        readRing(
          ring,
          `${polygons.length > 1 ? `polygon ${index + 1}, ` : ''}${place === 0 ? 'outer ring' : `hole ${place}`}`,
          faults,
        ),
      ),
    )
    const all = read.flat(2)
    if (faults.length === 0 && looksExchanged(all)) faults.push(exchanged(all[0]!))
    return { type: 'MultiPolygon', coordinates: read }
  }
  faults.push(`its geometry is ${typeof type === 'string' ? `a ${type}` : 'of no type'}: ${kinds} is needed`)
  return null
}

const isEmptyPolygon = (polygon: unknown) => !Array.isArray(polygon) || polygon.length === 0

/** At most one fault a ring: a projected file would give one for each of its positions. */
function readRing(ring: unknown, where: string, faults: string[]): Position[] {
  if (!Array.isArray(ring) || ring.length === 0) {
    faults.push(`${where}: it is empty`)
    return []
  }
  const positions: Position[] = []
  for (const [index, value] of ring.entries()) {
    const position = readPosition(value)
    if (typeof position === 'string') {
      faults.push(`${where}, position ${index + 1}: ${position}`)
      return []
    }
    positions.push(position)
  }
  const [first, last] = [positions[0]!, positions.at(-1)!]
  if (first[0] !== last[0] || first[1] !== last[1])
    faults.push(`${where}: it is not closed (it starts at ${shown(first)} and ends at ${shown(last)})`)
  else if (positions.length < 4)
    faults.push(
      `${where}: it has ${positions.length} positions, at least 4 are needed (first and last equal)`,
    )
  return positions
}

/** A third number, the altitude, is left out. */
function readPosition(value: unknown): Position | string {
  if (!Array.isArray(value) || value.length < 2 || !value.every(part => Number.isFinite(part)))
    return `${(JSON.stringify(value) ?? 'nothing').slice(0, 60)} is not a longitude and a latitude`
  const [longitude, latitude] = value as Position
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90)
    return `${shown([longitude, latitude])} is out of range: the file is projected, export it in WGS84 (EPSG:4326)`
  return [longitude, latitude]
}

const shown = ([x, y]: Position) => `${x} ${y}`

// Italy lies within 6–19° E and 35–48° N, and nothing of it where the two are exchanged.
export const looksExchanged = (positions: readonly Position[]) =>
  positions.length > 0 && positions.every(([x, y]) => x >= 35 && x <= 48 && y >= 6 && y <= 19)
const exchanged = (position: Position) =>
  `${shown(position)} has latitude first: GeoJSON wants longitude first`
