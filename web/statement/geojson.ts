/** A statement as GeoJSON (RFC 7946): a feature for each row, with the cells that are shown and the sentence of context. */
import type { Row, Statement } from '../view/statement.ts'
import type { StatementWords } from '../words/statement.ts'
import { type Provenance, sourceLine } from './provenance.ts'
import { glossary, tell } from './tell.ts'

export type Geometry = { type: string; coordinates: unknown }

/** @param geometryOf null for what is no place, as the row of the whole city: it stays, without a geometry */
export function geojsonOf(
  statement: Statement,
  geometryOf: (row: Row) => Geometry | null,
  from: Provenance,
  w: StatementWords,
): string {
  const source = sourceLine(statement, from, w)
  const features = statement.rows.map(row => {
    const properties: Record<string, number | string | null> = {}
    for (const { key } of statement.columns) {
      const cell = row.cells[key]
      const told = tell(cell, w)
      const isText = cell?.kind === 'text'
      // A column has one type in every feature, so the word of a missing number has a property of its own.
      properties[key] = isText ? told.text : told.value
      if (cell?.kind === 'missing') properties[`${key}_missing`] = told.text
      if (told.low !== null) {
        properties[`${key}_low`] = told.low
        properties[`${key}_high`] = told.high
        properties[`${key}_quality`] = told.quality
      }
    }
    return {
      type: 'Feature',
      id: row.id,
      geometry: geometryOf(row),
      properties: { ...properties, source },
    }
  })
  return JSON.stringify({
    type: 'FeatureCollection',
    title: statement.title,
    note: statement.note,
    context: w.context,
    source,
    definitions: glossary(statement, w),
    features,
  })
}
