/** Features as PostGIS reads them, and what it alone can tell of them. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/schema.ts'
import type { Bilingual } from '../../http/operation.ts'
import type { FileFault, FileFeature } from '../geojson.ts'
import { outlineFaults } from '../outline.ts'
import { faultOf, type Loaded } from './set.ts'

type Sound = FileFeature & { geometry: NonNullable<FileFeature['geometry']> }
const sound = (features: FileFeature[]) =>
  features.filter((feature): feature is Sound => feature.geometry !== null)

/** The features as derived.file_shapes reads them. */
export const asJson = (
  features: FileFeature[],
  fields: (feature: FileFeature, index: number) => object = () => ({}),
) =>
  JSON.stringify(
    features.map((feature, index) => ({
      number: feature.number,
      id: feature.id,
      name: feature.name,
      geometry: feature.geometry,
      ...fields(feature, index),
    })),
  )

/** What PostGIS alone can tell: validity, overlap, containment. A feature that is not valid is not asked further. */
export async function geometryFaults(trx: Kysely<DB>, features: FileFeature[]): Promise<FileFault[]> {
  const byNumber = new Map(features.map(feature => [feature.number, feature]))
  const { faults, valid } = await invalidShapes(trx, features)
  const json = asJson(valid)
  const overlaps = await sql<{ one: number; other: number; square_metres: number }>`
    select * from derived.overlapping_shapes(${json}::jsonb)`.execute(trx)
  for (const { one, other, square_metres } of overlaps.rows) {
    const second = byNumber.get(other)!
    const place = `${other} «${second.name || second.id}»`
    const size = squareMetres(square_metres)
    faults.push({
      ...faultOf(
        byNumber.get(one)!,
        `si sovrappone all’elemento ${place} per ${size.it}`,
        `it overlaps feature ${place} by ${size.en}`,
      ),
      isAtBorder: true,
    })
  }
  const outside = await sql<{ number: number; amount: number }>`
    select * from derived.outside_municipality(${json}::jsonb)`.execute(trx)
  for (const { number, amount } of outside.rows) {
    const feature = byNumber.get(number)!
    const size = squareMetres(amount)
    faults.push(
      feature.geometry?.type === 'Point'
        ? faultOf(feature, ...outsideBy(amount))
        : {
            ...faultOf(
              feature,
              `esce dal territorio comunale per ${size.it}`,
              `${size.en} of it are outside the municipality`,
            ),
            isAtBorder: true,
          },
    )
  }
  return faults
}

/** Of a point, in both languages. */
export const outsideBy = (metres: number): [it: string, en: string] => [
  `è fuori dal territorio comunale, a ${Math.ceil(metres)} m`,
  `it is ${Math.ceil(metres)} m outside the municipality`,
]

/**
 * Parts of one feature that touch or overlap become one polygon: side by side in one multipolygon they would not be
 * valid. Parts that are not valid by themselves stay, and are told as such.
 */
export async function dissolveParts(trx: Kysely<DB>, features: FileFeature[]): Promise<void> {
  const several = sound(features).filter(({ parts }) => parts.length > 1)
  if (several.length === 0) return
  const { rows } = await sql<{ number: number; shape: string }>`
    select s.number, st_asgeojson(derived.whole(derived.joined(array(select derived.parts(s.shape)))), 15) as shape
      from derived.file_shapes(${asJson(several)}::jsonb) s
     where not st_isvalid(s.shape) and (select bool_and(st_isvalid(p)) from derived.parts(s.shape) p)`.execute(
    trx,
  )
  for (const { number, shape } of rows)
    features.find(feature => feature.number === number)!.geometry = JSON.parse(shape)
}

export async function invalidShapes(trx: Kysely<DB>, features: FileFeature[]) {
  const { rows } = await sql<{
    number: number
    reason: string
    longitude: number | null
    latitude: number | null
  }>`
    select * from derived.invalid_shapes(${asJson(sound(features))}::jsonb) order by number`.execute(trx)
  const faults = rows.map(({ number, reason, longitude, latitude }) => {
    const place =
      longitude === null || latitude === null ? null : `${rounded(longitude)} ${rounded(latitude)}`
    const why = outlineFaults[reason]?.it ?? reason
    return faultOf(
      features.find(feature => feature.number === number)!,
      `il suo confine non è valido: ${why}${place ? `, in ${place}` : ''}`,
      `its boundary is not valid: ${reason}${place ? ` at ${place}` : ''}`,
    )
  })
  return {
    faults,
    valid: sound(features).filter(({ number }) => !rows.some(row => row.number === number)),
  }
}

// About a metre: enough to find the place, short enough to read.
const rounded = (degrees: number) => Number(degrees.toFixed(5))
const bothDecimal = (text: string): Bilingual => ({ it: text.replace('.', ','), en: text })
export const squareMetres = (amount: number): Bilingual =>
  bothDecimal(amount < 1e6 ? `${Math.ceil(amount)} m²` : `${(amount / 1e6).toFixed(2)} km²`)

export async function sizes(trx: Kysely<DB>, json: string): Promise<Loaded['items']> {
  const { rows } = await sql<{ id: string; name: string; square_kilometres: number }>`
    select id, name, st_area(shape::geography) / 1e6 as square_kilometres
      from derived.file_shapes(${json}::jsonb) order by number`.execute(trx)
  return rows.map(({ id, name, square_kilometres }) => ({
    id,
    name,
    detail: bothDecimal(`${square_kilometres.toFixed(2)} km²`),
  }))
}
