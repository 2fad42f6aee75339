/** Borders of a file made to meet, on request: what is moved or cut is told feature by feature. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/schema.ts'
import type { Bilingual } from '../../http/operation.ts'
import type { FileFault, FileFeature } from '../geojson.ts'
import { counted, faultOf, type LoadOptions } from './set.ts'
import { asJson, invalidShapes, squareMetres } from './shapes.ts'

/** As far as --snap moves a border, metres: the width under which an overlap is a matter of digits. */
export const snapMetres = 0.5

type Repaired = { number: number; shape: string }
type Snapped = Repaired & { corners: number; farthest: number }
type Clipped = Repaired & { square_metres: number }

/**
 * Changes the geometry of features in place, in the order of the file: the first keeps its border.
 * @param faults joined by those of features of which nothing is left
 * @returns a line for each feature changed; none where nothing was asked for
 */
export async function repair(
  trx: Kysely<DB>,
  features: FileFeature[],
  { snap = false, clip = false }: Pick<LoadOptions, 'snap' | 'clip'>,
  faults: FileFault[],
): Promise<Bilingual[]> {
  const notes: Bilingual[] = []
  const replace = ({ number, shape }: Repaired): FileFeature => {
    const feature = features.find(one => one.number === number)!
    feature.geometry = JSON.parse(shape)
    return feature
  }
  const say = ({ number, name, id }: FileFeature, it: string, en: string) => {
    const place = `${number} «${name || id}»`
    notes.push({ it: `elemento ${place}: ${it}.`, en: `feature ${place}: ${en}.` })
  }
  if (snap) {
    const { valid } = await invalidShapes(trx, features)
    const { rows } = await sql<Snapped>`
      select number, st_asgeojson(shape, 15) as shape, corners, farthest
        from derived.snapped_shapes(${asJson(valid)}::jsonb, ${snapMetres}) order by number`.execute(trx)
    for (const row of rows) {
      const corners = counted(row.corners, 'corner')
      const metres = row.farthest.toFixed(2)
      say(
        replace(row),
        `${corners.it} sul confine di un elemento che viene prima, con spostamenti fino a ${metres.replace('.', ',')} m`,
        `${corners.en} drawn onto the border of a feature before it, by at most ${metres} m`,
      )
    }
  }
  if (clip) {
    const { valid } = await invalidShapes(trx, features)
    const { rows } = await sql<Clipped>`
      select number, st_asgeojson(shape, 15) as shape, square_metres
        from derived.clipped_shapes(${asJson(valid)}::jsonb) order by number`.execute(trx)
    for (const row of rows) {
      const feature = replace(row)
      if (feature.geometry?.coordinates.length === 0) {
        feature.geometry = null
        faults.push(
          faultOf(
            feature,
            'non ne resta nulla: sta dentro elementi che vengono prima, o fuori dal territorio comunale',
            'nothing of it is left: it lies in features before it, or outside the municipality',
          ),
        )
      }
      const size = squareMetres(row.square_metres)
      say(
        feature,
        `tagliati ${size.it}, che sono di un elemento che viene prima o fuori dal territorio comunale`,
        `${size.en} cut off, that belong to a feature before it or are outside the municipality`,
      )
    }
  }
  return notes
}
