/** Whether a geometry of GeoJSON is one: each fault with its place, ring and position. */
import type { Bilingual } from '../http/operation.ts'
import type { Path } from './json.ts'

export type Members = Record<string, unknown>
export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const geometryDepth = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
} as const
export type Kind = keyof typeof geometryDepth
export const isKind = (type: unknown): type is Kind =>
  typeof type === 'string' && Object.hasOwn(geometryDepth, type)

export type GeometryFault = { path: Path; fault: Bilingual }

/** A bounding box of an object is told where it is none. */
export function boxFaults({ bbox }: Members, path: Path): GeometryFault[] {
  const sound = Array.isArray(bbox) && bbox.every(Number.isFinite) && (bbox.length === 4 || bbox.length === 6)
  if (bbox === undefined || bbox === null || sound) return []
  const fault = {
    it: '«bbox» deve essere una lista di 4 o 6 numeri',
    en: '“bbox” must be a list of 4 or 6 numbers',
  }
  return [{ path: [...path, 'bbox'], fault }]
}

/** Collections within one another. */
const mostNested = 4
const shown = (position: readonly unknown[]) => `${position[0]} ${position[1]}`

export class ShapeChecker {
  readonly faults: GeometryFault[] = []

  /** The ring or part at a path, as a person would name it: «polygon 2, outer ring: ». */
  #where: Bilingual = { it: '', en: '' }

  #say(path: Path, it: string, en: string) {
    this.faults.push({ path, fault: { it: this.#where.it + it, en: this.#where.en + en } })
  }

  geometry(value: unknown, path: Path, within = 0) {
    this.#where = { it: '', en: '' }
    if (!isMembers(value)) return this.#say(path, 'non è una geometria', 'it is not a geometry')
    for (const name of ['geometry', 'properties', 'features'])
      if (name in value)
        this.#say(
          [...path, name],
          `un oggetto ${value.type} non può contenere «${name}»`,
          `a ${value.type} object cannot contain “${name}”`,
        )
    this.faults.push(...boxFaults(value, path))
    if (value.type === 'GeometryCollection') {
      if (!Array.isArray(value.geometries) || within >= mostNested)
        return this.#say(path, 'manca la lista «geometries»', 'the list “geometries” is missing')
      for (const [index, part] of value.geometries.entries())
        this.geometry(part, [...path, 'geometries', index], within + 1)
      return
    }
    if (!isKind(value.type)) {
      const type = typeof value.type === 'string' ? value.type.slice(0, 40) : '?'
      return this.#say(
        path,
        `«${type}» non è un tipo di GeoJSON: maiuscole e minuscole contano`,
        `“${type}” is no type of GeoJSON: capitals matter`,
      )
    }
    this.#parts(value.coordinates, value.type, geometryDepth[value.type], [...path, 'coordinates'])
  }

  #parts(value: unknown, kind: Kind, depth: number, path: Path) {
    if (!Array.isArray(value))
      return this.#say(
        path,
        `qui servono delle coordinate, e per ${kind} un livello di parentesi in più`,
        `coordinates are needed here, and for ${kind} one more level of brackets`,
      )
    if (value.length === 0 && (depth === geometryDepth[kind] || (kind === 'MultiPolygon' && depth === 2)))
      return this.#say(path, `il suo ${kind} è vuoto`, `its ${kind} is empty`)
    if (depth === 0) return void this.#position(value, path)
    if (depth === 1 && kind !== 'MultiPoint') return this.#line(value, kind, path)
    for (const [index, part] of value.entries()) {
      this.#name(kind, depth, index, value.length)
      this.#parts(part, kind, depth - 1, [...path, index])
    }
  }

  #name(kind: Kind, depth: number, index: number, of: number) {
    if (!kind.endsWith('Polygon')) return
    if (depth === 3)
      this.#polygon =
        of > 1 ? { it: `poligono ${index + 1}, `, en: `polygon ${index + 1}, ` } : { it: '', en: '' }
    else if (depth === 2) {
      const { it, en } = kind === 'MultiPolygon' ? this.#polygon : { it: '', en: '' }
      this.#where =
        index === 0
          ? { it: `${it}contorno: `, en: `${en}outer ring: ` }
          : { it: `${it}foro ${index}: `, en: `${en}hole ${index}: ` }
    }
  }
  #polygon: Bilingual = { it: '', en: '' }

  #position(value: readonly unknown[], path: Path): boolean {
    if (value.length >= 2 && value.every(part => typeof part === 'number' && Number.isFinite(part)))
      return true
    const text = (JSON.stringify(value) ?? '?').slice(0, 60)
    this.#say(
      path,
      `${text} non è una longitudine con una latitudine`,
      `${text} is not a longitude and a latitude`,
    )
    return false
  }

  /** A line or a ring: at most one fault of its positions, since a file that is wrong in one is so in all. */
  #line(value: readonly unknown[], kind: Kind, path: Path) {
    if (value.length === 0) return this.#say(path, 'è vuoto', 'it is empty')
    for (const [index, position] of value.entries()) {
      if (!Array.isArray(position)) {
        const text = (JSON.stringify(position) ?? '?').slice(0, 60)
        return this.#say(
          [...path, index],
          `${text} non è una longitudine con una latitudine`,
          `${text} is not a longitude and a latitude`,
        )
      }
      if (!this.#position(position, [...path, index])) return
    }
    const positions = value as number[][]
    if (!kind.endsWith('Polygon')) {
      if (positions.length < 2)
        this.#say(path, 'una linea ha almeno due posizioni', 'a line has at least two positions')
      return
    }
    const [first, last] = [positions[0]!, positions.at(-1)!]
    // Heights may differ: what is drawn is the ground.
    if (first[0] !== last[0] || first[1] !== last[1])
      this.#say(
        path,
        `non è chiuso (comincia a ${shown(first)} e finisce a ${shown(last)})`,
        `it is not closed (it starts at ${shown(first)} and ends at ${shown(last)})`,
      )
    else if (positions.length < 4)
      this.#say(
        path,
        `ha ${positions.length} posizioni, e ne servono almeno 4 (la prima e l’ultima uguali)`,
        `it has ${positions.length} positions, at least 4 are needed (first and last equal)`,
      )
  }
}
