/** What the map of needs by cell says, as a statement: of it are made table, files, paper and speech. */
import type { CellNeeds } from './cells.ts'
import { measured, type Statement } from './statement.ts'

/** In the language of who reads; made by the screen from its words. */
export type CellWords = {
  title: string
  note: string
  cell: string
  area: string
  households: string
  householdsUnit: string
  rate: string
  rateUnit: string
  definition: string
  source: string
  areaName: (id: string | null) => string
}

/** One row for each cell whatever is served, in the order of the map. */
export const cellStatement = (needs: CellNeeds, words: CellWords): Statement => ({
  title: words.title,
  note: words.note,
  columns: [
    { key: 'cell', name: words.cell, unit: null, usual: true },
    { key: 'area', name: words.area, unit: null, usual: true },
    { key: 'households', name: words.households, unit: words.householdsUnit, usual: true },
    { key: 'rate', name: words.rate, unit: words.rateUnit, usual: true },
  ],
  rows: needs.values.map(({ id, area, figure, rate }) => ({
    id,
    target: area ? { area } : null,
    cells: {
      cell: { kind: 'text', text: id },
      area: { kind: 'text', text: words.areaName(area) },
      households: measured(figure, needs.threshold),
      rate: rate ? measured(rate, needs.threshold, 1) : { kind: 'none' },
    },
  })),
  definitions: [{ term: words.households, text: words.definition }],
  sources: [words.source],
})
