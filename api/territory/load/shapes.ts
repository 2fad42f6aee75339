/** Features as PostGIS reads them, and what it alone can tell of them. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/schema.ts'
import type { FileFault, FileFeature } from '../geojson.ts'
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
    faults.push(
      faultOf(
        byNumber.get(one)!,
        `it overlaps feature ${other} «${second.name || second.id}» by ${squareMetres(square_metres)}`,
      ),
    )
  }
  const outside = await sql<{ number: number; amount: number }>`
    select * from derived.outside_municipality(${json}::jsonb)`.execute(trx)
  for (const { number, amount } of outside.rows) {
    const feature = byNumber.get(number)!
    const distance =
      feature.geometry?.type === 'Point'
        ? `it is ${Math.ceil(amount)} m outside the municipality`
        : `${squareMetres(amount)} of it are outside the municipality`
    faults.push(faultOf(feature, distance))
  }
  return faults
}

export async function invalidShapes(trx: Kysely<DB>, features: FileFeature[]) {
  const { rows } = await sql<{
    number: number
    reason: string
    longitude: number | null
    latitude: number | null
  }>`
    select * from derived.invalid_shapes(${asJson(sound(features))}::jsonb) order by number`.execute(trx)
  const faults = rows.map(({ number, reason, longitude, latitude }) =>
    faultOf(
      features.find(feature => feature.number === number)!,
      `its boundary is not valid: ${reason}${longitude === null || latitude === null ? '' : ` at ${rounded(longitude)} ${rounded(latitude)}`}`,
    ),
  )
  return {
    faults,
    valid: sound(features).filter(({ number }) => !rows.some(row => row.number === number)),
  }
}

// About a metre: enough to find the place, short enough to read.
const rounded = (degrees: number) => Number(degrees.toFixed(5))
export const squareMetres = (amount: number) =>
  amount < 1e6 ? `${Math.ceil(amount)} m²` : `${(amount / 1e6).toFixed(2)} km²`

export async function sizes(trx: Kysely<DB>, json: string): Promise<Loaded['items']> {
  const { rows } = await sql<{ id: string; name: string; square_kilometres: number }>`
    select id, name, st_area(shape::geography) / 1e6 as square_kilometres
      from derived.file_shapes(${json}::jsonb) order by number`.execute(trx)
  return rows.map(({ id, name, square_kilometres }) => ({
    id,
    name,
    detail: `${square_kilometres.toFixed(2)} km²`,
  }))
}
