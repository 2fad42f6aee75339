/** Map cells of a quarter to come, built again from public census sections: seen first, then saved with a reason. */
import { z } from 'zod'
import { guardFaults } from '../../guard/contract.ts'
import { type Bilingual, operation } from '../../http/operation.ts'
import { Day, MultiPolygon, Polygon, Slug } from '../contract.ts'

export const cellFaults = {
  sections_fault: {
    it: 'Qualcosa nel file o nel giorno non va; il testo dice che cosa, e in quale elemento',
    en: 'Something is wrong with the file or the day; the text says what, and in which feature',
  },
  source_missing: { it: 'Scrivi da dove vengono le sezioni', en: 'Write where the sections come from' },
  reason_missing: { it: 'Scrivi perché le celle cambiano', en: 'Write why the cells change' },
  ...guardFaults,
} as const satisfies Record<string, Bilingual>

const Built = z.object({
  id: Slug,
  area: Slug.nullable(),
  residents: z.int(),
  boundary: z.union([Polygon, MultiPolygon]),
})
export const CellRebuild = z
  .object({
    from: Day,
    cells: z.array(Built),
    short: z
      .array(z.object({ area: Slug.nullable(), residents: z.int() }))
      .meta({ description: 'Residents in no cell: no neighbour brings them to the minimum' }),
    ended: z.int().meta({ description: 'Cells in force that end on that day' }),
    written: z.boolean(),
  })
  .meta({ id: 'CellRebuild' })
export type CellRebuild = z.output<typeof CellRebuild>

export const rebuildCells = operation({
  id: 'rebuildCells',
  method: 'post',
  path: '/cell-rebuilds',
  summary: 'Builds the map cells of a quarter to come from census sections, or only says what they would be',
  description:
    'A GeoJSON of polygons, each with a code and its residents (`residents`, `population`, `P1`, `POP21`). Sections are cut along the areas in force on the day; the smallest joins the neighbour with the longest common border until each cell has 500 residents. Cells of the present quarter stay as they are. A dry run does all that the run does, and then takes it back.',
  allow: ['coordinator'],
  query: z.strictObject({
    from: Day.meta({ description: 'First day of a quarter that has not begun' }),
    dryRun: z.enum(['true', 'false']).default('false'),
    source: z.string().trim().min(1).max(300).optional(),
    reason: z.string().trim().min(1).max(500).optional(),
  }),
  upload: { media: 'application/octet-stream', maxBytes: 20_000_000 },
  response: CellRebuild,
  faults: cellFaults,
  problems: ['unreadable-file'],
})
