/**
 * Reads the streets of the municipality and their numbers, from a CSV file with the columns of the national register
 * (ANNCSU) or from GeoJSON points tagged as in OpenStreetMap; every fault is told with its row. Pure.
 */
import type { Bilingual } from '../../http/operation.ts'
import { type FileFault, looksExchanged, property, readFeatures, textProperty } from '../geojson.ts'
import { registerRows } from '../register.ts'
import { metricNumber, plainNumber } from './number.contract.ts'

export type StreetPoint = {
  /** Row of a table or number of a feature, from 1. */
  row: number
  street: string
  /** As `plainNumber` keeps it, doors without a number counted along the street; null for a point of the whole street. */
  number: string | null
  lon: number
  lat: number
}
export type Streets = {
  points: StreetPoint[]
  faults: FileFault[]
  unit: 'row' | 'feature'
  /** Rows that are in order and give no point: without a position, with a number that is none, or said before. */
  left: { placeless: number; numberless: number; repeated: number }
  /** What stands above, below or between the rows of the register. */
  notes: Bilingual[]
}

const names = {
  street: ['street', 'addr:street', 'odonimo', 'via', 'strada', 'toponimo', 'name', 'nome'],
  number: ['number', 'addr:housenumber', 'housenumber', 'civico', 'numero'],
  suffix: ['esponente', 'suffix', 'barrato'],
  /** ANNCSU: a colour, metres from the start instead of a number, which door without a number after the one named. */
  colour: ['specificita', "specificita'"],
  metres: ['metrico', 'sistema_metrico'],
  numberless: ['progressivo_snc'],
  lon: ['lon', 'lng', 'long', 'longitude', 'longitudine', 'coord_x_comune', 'x'],
  lat: ['lat', 'latitude', 'latitudine', 'coord_y_comune', 'y'],
} as const
const longest = 200

type Raw = {
  row: number
  street: string
  number: string
  suffix: string
  metres: string
  /** Filled for a door that has no number: the number beside it is that of the door before. */
  numberless: string
  at: [number, number] | null
}

export function readStreets(text: string): Streets {
  return /^\ufeff?\s*\{/.test(text) ? fromFeatures(text) : fromTable(text)
}

const nothing = (unit: Streets['unit'], faults: FileFault[]): Streets => ({
  points: [],
  faults,
  unit,
  left: { placeless: 0, numberless: 0, repeated: 0 },
  notes: [],
})

function fromTable(text: string): Streets {
  const register = registerRows(text, Object.values(names).flat())
  if (register.faults.length > 0) return nothing('row', register.faults)
  const [header, ...lines] = register.rows
  const file = (it: string, en: string) => nothing('row', [{ number: null, name: null, fault: { it, en } }])
  if (!header) return file('è vuoto', 'it is empty')
  const titles = header.cells.map(cell => cell.trim().toLowerCase())
  // The first of the usual names wins: a register holds projected coordinates beside those in degrees.
  const column = (aliases: readonly string[]) =>
    aliases.map(alias => titles.indexOf(alias)).find(index => index >= 0) ?? -1
  const at = {
    street: column(names.street),
    number: column(names.number),
    suffix: column(names.suffix),
    colour: column(names.colour),
    metres: column(names.metres),
    numberless: column(names.numberless),
    lon: column(names.lon),
    lat: column(names.lat),
  }
  const missing = (['street', 'number', 'lon', 'lat'] as const).filter(name => at[name] < 0)
  if (missing.length > 0) {
    const columns = missing.map(name => `«${name}»`).join(', ')
    return file(
      `la sua prima riga deve nominare street, number, lon e lat (o odonimo, civico, coord_x_comune, coord_y_comune): manca ${columns}`,
      `its first row must name street, number, lon and lat (or odonimo, civico, coord_x_comune, coord_y_comune): ${columns} missing`,
    )
  }
  if (lines.length === 0) return file('non ha righe sotto la prima', 'it holds no row under the first')

  const faults: FileFault[] = []
  const rows: Raw[] = []
  for (const { row: line, cells } of lines) {
    const cell = (name: keyof typeof at) => (at[name] < 0 ? '' : (cells[at[name]] ?? '').trim())
    const say = (it: string, en: string) =>
      faults.push({ number: line, name: cell('street') || null, fault: { it, en } })
    if (cells.length !== titles.length) {
      say(
        `ha ${cells.length} caselle, la prima riga ${titles.length}`,
        `it has ${cells.length} cells, the first row ${titles.length}`,
      )
      continue
    }
    const position = [cell('lon'), cell('lat')] as const
    const [lon, lat] = position.map(degrees)
    const row = {
      row: line,
      street: cell('street'),
      number: cell('number'),
      suffix: cell('suffix') + cell('colour'),
      metres: cell('metres'),
      numberless: cell('numberless'),
    }
    if (position.every(value => value === '')) rows.push({ ...row, at: null })
    else if (lon === undefined || lat === undefined || !Number.isFinite(lon) || !Number.isFinite(lat))
      say(
        `«${position.join(' ')}» non sono una longitudine e una latitudine`,
        `«${position.join(' ')}» is not a longitude and a latitude`,
      )
    else rows.push({ ...row, at: [lon, lat] })
  }
  return collected(rows, faults, 'row', register.notes)
}

function fromFeatures(text: string): Streets {
  const { features, faults } = readFeatures(text, { geometry: 'point', nameless: true, numbered: true })
  const rows = features.flatMap(({ number, properties, geometry }): Raw[] =>
    geometry?.type === 'Point'
      ? [
          {
            row: number,
            street: textProperty(properties, names.street) ?? '',
            number: String(property(properties, names.number) ?? ''),
            suffix: textProperty(properties, names.suffix) ?? '',
            metres: '',
            numberless: '',
            at: geometry.coordinates,
          },
        ]
      : [],
  )
  return collected(rows, faults, 'feature')
}

/** A decimal comma is accepted, as Italian spreadsheets write it. */
const degrees = (text: string) =>
  /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN

/** The number of a row as it is kept; null when it has none and stands for its street, undefined when it is none. */
function numberOfRow({ number, suffix, metres, numberless }: Raw): string | null | undefined {
  if (numberless !== '' && numberless !== '0') return 'snc'
  if (number === '' && /^\d+(?:[.,]\d+)?$/.test(metres)) return metricNumber(Number(metres.replace(',', '.')))
  if (number === '' && metres !== '') return plainNumber(`km ${metres}`) ?? undefined
  return number === '' ? null : (plainNumber(`${number}${suffix}`) ?? plainNumber(number) ?? undefined)
}

function collected(
  rows: readonly Raw[],
  faults: FileFault[],
  unit: Streets['unit'],
  notes: Bilingual[] = [],
): Streets {
  const left = { placeless: 0, numberless: 0, repeated: 0 }
  const points: StreetPoint[] = []
  const seen = new Set<string>()
  /** How many doors of a street have no number. */
  const doors = new Map<string, number>()
  for (const raw of rows) {
    const { row, street, at } = raw
    const say = (it: string, en: string) =>
      faults.push({ number: row, name: street || null, fault: { it, en } })
    const name = spelled(street)
    if (name === '') say('non dice la via', 'it names no street')
    else if (name.length > longest)
      say(`il nome della via supera ${longest} caratteri`, `its street is longer than ${longest} characters`)
    if (!at) {
      left.placeless++
      continue
    }
    const [lon, lat] = at
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90)
      say(
        `${lon} ${lat} non sono gradi: il file è in metri, va esportato in WGS84 (EPSG:4326)`,
        `${lon} ${lat} is out of range: the file is projected, export it in WGS84 (EPSG:4326)`,
      )
    else if (looksExchanged([at]))
      say(
        `${lon} ${lat} ha prima la latitudine: lon è la prima, lat la seconda`,
        `${lon} ${lat} has latitude first: lon is the first, lat the second`,
      )
    const plain = numberOfRow(raw)
    if (plain === undefined) {
      left.numberless++
      continue
    }
    // Doors without a number are as many as their places.
    const key = `${name.toLowerCase()} ${plain === 'snc' ? `snc ${lon} ${lat}` : plain}`
    if (seen.has(key)) left.repeated++
    else {
      let number = plain
      if (plain === 'snc') {
        const door = (doors.get(name.toLowerCase()) ?? 0) + 1
        doors.set(name.toLowerCase(), door)
        number = `snc${door}`
      }
      points.push({ row, street: name, number, lon, lat })
    }
    seen.add(key)
  }
  return { points: oneSpelling(points), faults, unit, left, notes }
}

/** Registers shout: VIA DEL GALLITELLO is told as Via del Gallitello. */
function spelled(street: string): string {
  const text = street.trim().replace(/\s+/g, ' ')
  if (text === '' || text !== text.toUpperCase()) return text
  return text
    .toLowerCase()
    .replace(
      /(^|[\s'’.(-])(\p{L})/gu,
      (_all, before: string, letter: string) => before + letter.toUpperCase(),
    )
    .replace(/ (Di|Del|Dello|Della|Dei|Degli|Delle|Dell|Da|Dal|Dalla|E|Al|Alla|In)(?=[\s'’])/g, part =>
      part.toLowerCase(),
    )
    .replace(/\b([ivx]{2,})\b/gi, roman =>
      /^x{0,3}(ix|iv|v?i{0,3})$/i.test(roman) ? roman.toUpperCase() : roman,
    )
}

/** One street written in two ways is one: the first spelling stays. */
function oneSpelling(points: readonly StreetPoint[]): StreetPoint[] {
  const first = new Map<string, string>()
  return points.map(point => {
    const key = point.street.toLowerCase()
    if (!first.has(key)) first.set(key, point.street)
    return { ...point, street: first.get(key)! }
  })
}
