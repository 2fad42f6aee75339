/**
 * The municipality's own features, by the one reader of GeoJSON: every fault is told with the feature's number and name,
 * so that a file is repaired once. Pure: what needs geometry (self-intersection, overlap) is asked of PostGIS afterwards.
 */

import type { Bilingual } from '../http/operation.ts'
import { Problem } from '../http/problem.ts'
import { type Feature, type Features, featuresOf, flatten } from '../interchange/geojson.ts'
import { parseJson } from '../interchange/json.ts'

/** Something wrong with a file; `number` counts features or rows from 1 and is null for the file as a whole. */
export type FileFault = {
  number: number | null
  name: string | null
  fault: Bilingual
  /** A border that passes another, which --snap or --clip would repair. */
  isAtBorder?: true
}

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
  /** The features of the file that it is made of, itself first. */
  parts: { number: number; properties: Record<string, unknown> }[]
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
  const refuse = (fault: Bilingual) => ({ features: [], faults: [{ number: null, name: null, fault }] })
  let file: unknown
  try {
    file = parseJson(text.replace(/^\ufeff/, ''))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const joined = (language: keyof Bilingual) =>
      error.faults.map(({ detail }) => detail[language]).join('; ')
    return refuse({ it: joined('it'), en: joined('en') })
  }
  if (!isObject(file) || file.type !== 'FeatureCollection') {
    const type = isObject(file) && typeof file.type === 'string' ? file.type : undefined
    return refuse({
      it: `non è un GeoJSON con un elenco di elementi (FeatureCollection) ma ${type ?? 'qualcos’altro'}`,
      en: `it is not a GeoJSON FeatureCollection but ${type ? `a ${type}` : 'something else'}`,
    })
  }
  const read = featuresOf(file)
  if (read.faults.length > 0) return { features: [], faults: read.faults.map(faultOfFile) }
  if (read.features.length === 0)
    return refuse({ it: 'è vuoto: non ha elementi', en: 'it is empty: it holds no feature' })

  const faults: FileFault[] = []
  const all = read.features.map(feature => readFeature(feature, wanted, faults))
  return { features: joinParts(all, faults), faults }
}

/** Polygons of one code and one name are parts of one feature, the first; a code with two names is a fault. */
function joinParts(all: readonly FileFeature[], faults: FileFault[]): FileFeature[] {
  const first = new Map<string, FileFeature>()
  return all.filter(feature => {
    const { number, id, name, geometry } = feature
    const earlier = id === '' ? undefined : first.get(id)
    if (!earlier) {
      first.set(id, feature)
      return true
    }
    const isPart = name !== '' && name === earlier.name && geometry?.type !== 'Point'
    if (!isPart || earlier.geometry?.type === 'Point') {
      const of = earlier.name ? ` «${earlier.name}»` : ''
      faults.push({
        number,
        name: name || null,
        fault: {
          it: `il suo codice «${id}» è già dell’elemento ${earlier.number}${of}`,
          en: `its code «${id}» is already that of feature ${earlier.number}${of}`,
        },
      })
      return true
    }
    earlier.parts.push(...feature.parts)
    earlier.geometry =
      earlier.geometry && geometry
        ? { type: 'MultiPolygon', coordinates: [...earlier.geometry.coordinates, ...geometry.coordinates] }
        : null
    return false
  })
}

/** A line for each feature that is made of several. */
export const partNotes = (features: readonly FileFeature[]): Bilingual[] =>
  features.flatMap(({ number, name, parts }) => {
    if (parts.length === 1) return []
    const others = parts.slice(1).map(part => part.number)
    const several = others.length > 1
    const numbers = others.join(', ')
    return [
      {
        it: `${several ? 'elementi' : 'elemento'} ${numbers} ${several ? 'uniti' : 'unito'} all’elemento ${number} «${name}»: ${parts.length} parti.`,
        en: `${several ? 'features' : 'feature'} ${numbers} joined to feature ${number} «${name}»: ${parts.length} parts.`,
      },
    ]
  })

const faultOfFile = (fault: Features['faults'][number]): FileFault => ({
  number: null,
  name: null,
  fault:
    'system' in fault
      ? {
          it: `il suo sistema di coordinate è ${fault.system}: va esportato in WGS84 (EPSG:4326, gradi, prima la longitudine)`,
          en: `its coordinate system is ${fault.system}: export it in WGS84 (EPSG:4326, degrees, longitude first)`,
        }
      : fault.fault,
})

function readFeature(feature: Feature, wanted: Wanted, faults: FileFault[]): FileFeature {
  const { number, properties } = feature
  const nameProperties = wanted.name ? [wanted.name] : [...nameNames, ...(wanted.nameAliases ?? [])]
  const idProperties = wanted.numbered
    ? []
    : wanted.id
      ? [wanted.id]
      : [...idNames, ...(wanted.idAliases ?? [])]
  const givenName = textProperty(properties, nameProperties)
  const id = wanted.numbered
    ? String(number)
    : (textProperty(properties, idProperties) ?? (wanted.id ? '' : (feature.id?.trim() ?? '')))
  const name = givenName ?? (wanted.nameless ? id : '')
  const say = (it: string, en: string) => faults.push({ number, name: name || id || null, fault: { it, en } })

  if (id === '')
    say(
      `non ha un codice: serve una proprietà ${listed(idProperties, 'o')}`,
      `it has no code: give it a property ${listed(idProperties, 'or')}`,
    )
  else if (!code.test(id) || id.length > codeMaximum)
    say(
      `il suo codice «${id}» non va bene: lettere, cifre e singoli trattini, al più ${codeMaximum}`,
      `its code «${id}» is not legal: letters, digits and single hyphens, at most ${codeMaximum}`,
    )
  else if (reserved.includes(id))
    say(`il suo codice «${id}» è una parola riservata`, `its code «${id}» is a reserved word`)
  if (name === '')
    say(
      `non ha un nome: serve una proprietà ${listed(nameProperties, 'o')}`,
      `it has no name: give it a property ${listed(nameProperties, 'or')}`,
    )
  else if (name.length > nameMaximum)
    say(`il suo nome supera ${nameMaximum} caratteri`, `its name is longer than ${nameMaximum} characters`)

  for (const { fault } of feature.faults) say(fault.it, fault.en)
  const geometry = feature.faults.length > 0 ? null : geometryOf(feature.geometry, wanted.geometry, say)
  return { number, id, name, properties, geometry, parts: [{ number, properties }] }
}

const listed = (names: readonly string[], or: 'o' | 'or') => names.map(name => `«${name}»`).join(` ${or} `)

/** The drawing as the territory keeps it: a point, or polygons, without heights and within the globe. */
function geometryOf(
  geometry: Feature['geometry'],
  wanted: Wanted['geometry'],
  say: (it: string, en: string) => void,
): FileGeometry | null {
  const kinds =
    wanted === 'point'
      ? { it: 'un punto (Point)', en: 'a Point' }
      : { it: 'un poligono (Polygon o MultiPolygon)', en: 'a Polygon or MultiPolygon' }
  if (!geometry) {
    say(`non ha un disegno: serve ${kinds.it}`, `it has no geometry: ${kinds.en} is needed`)
    return null
  }
  const { type, coordinates } = geometry
  const suits = wanted === 'point' ? type === 'Point' : type === 'Polygon' || type === 'MultiPolygon'
  if (!suits) {
    say(
      `il suo disegno è di tipo ${type}: serve ${kinds.it}`,
      `its geometry is a ${type}: ${kinds.en} is needed`,
    )
    return null
  }
  const drawing: FileGeometry =
    type === 'Point'
      ? { type: 'Point', coordinates: flatten(coordinates) as Position }
      : {
          type: 'MultiPolygon',
          coordinates: (type === 'Polygon' ? [flatten(coordinates)] : flatten(coordinates)) as Position[][][],
        }
  const positions = drawing.type === 'Point' ? [drawing.coordinates] : drawing.coordinates.flat(2)
  const far = positions.find(([longitude, latitude]) => Math.abs(longitude) > 180 || Math.abs(latitude) > 90)
  if (far)
    say(
      `${shown(far)} non sono gradi: il file è in metri, va esportato in WGS84 (EPSG:4326)`,
      `${shown(far)} is out of range: the file is projected, export it in WGS84 (EPSG:4326)`,
    )
  else if (looksExchanged(positions))
    say(
      `${shown(positions[0]!)} ha prima la latitudine: GeoJSON vuole prima la longitudine`,
      `${shown(positions[0]!)} has latitude first: GeoJSON wants longitude first`,
    )
  else return drawing
  return null
}

const shown = ([x, y]: Position) => `${x} ${y}`

// Italy lies within 6–19° E and 35–48° N, and nothing of it where the two are exchanged.
export const looksExchanged = (positions: readonly Position[]) =>
  positions.length > 0 && positions.every(([x, y]) => x >= 35 && x <= 48 && y >= 6 && y <= 19)
