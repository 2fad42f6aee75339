/**
 * Numbers that leave: releases, measured once with noise when a period closes, and the coordinator's internal
 * view. Everything a partner reads is a function of releases and of nothing else.
 */
import { z } from 'zod'
import { operation } from '../http/operation.ts'
import { Day } from '../territory/contract.ts'

export * from './codes.ts'

/** A calendar month (`2026-09`) or quarter (`2026-Q3`). */
export const Period = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$/)
  .meta({ id: 'Period', description: 'A calendar month, 2026-09, or quarter, 2026-Q3' })

export const tableNames = ['T0', 'T2'] as const
export const dimensionNames = ['area', 'month', 'need'] as const
export type DimensionName = (typeof dimensionNames)[number]

const Dimensions = z
  .object({
    area: z
      .array(z.string())
      .meta({ description: 'Area ids in geographic order, last `outside_or_unknown`' }),
    month: z.array(z.string()).meta({ description: 'Months of the period, YYYY-MM' }),
    need: z.array(z.string()).optional().meta({ description: 'The eleven groups of main need' }),
  })
  .meta({ id: 'Dimensions', description: 'The values of each dimension, in the order cells are given' })

/**
 * One grid of a release: a measured table or one of its margins. `cells` runs over the cross product of `by`,
 * the last dimension fastest, every cell present. Null is «pochi o nessuno»: under the threshold.
 */
export const ServedGrid = z
  .object({
    table: z.enum(tableNames),
    unit: z.enum(['accesses', 'households']),
    by: z.array(z.enum(dimensionNames)).meta({ description: 'Dimensions crossed; those absent are summed' }),
    halfWidth: z.int().meta({ description: 'Half-width of the 90 % interval of a cell' }),
    cells: z.array(z.int().nullable()),
  })
  .meta({ id: 'ServedGrid' })
export type ServedGrid = z.output<typeof ServedGrid>

export const Release = z
  .object({
    id: Period,
    kind: z.enum(['month', 'quarter']),
    edition: z.string(),
    closedOn: Day,
    threshold: z.int().meta({ description: 'A value under it is served as null: «pochi o nessuno»' }),
    boundaries: Day.meta({ description: 'Areas as in force on this day, for `listAreas?on=`' }),
    dimensions: Dimensions,
    grids: z.array(ServedGrid),
    hidden: z.int().meta({ description: 'How many cells are null' }),
  })
  .meta({ id: 'Release' })
export type Release = z.output<typeof Release>

export const ReleaseSummary = z
  .object({
    id: Period,
    kind: z.enum(['month', 'quarter']),
    edition: z.string(),
    closedOn: Day,
    tables: z.array(z.enum(tableNames)),
    hash: z.string().meta({ description: 'SHA-256 of the release’s body, its ETag' }),
  })
  .meta({ id: 'ReleaseSummary' })
export type ReleaseSummary = z.output<typeof ReleaseSummary>

export const listReleases = operation({
  id: 'listReleases',
  method: 'get',
  path: '/releases',
  summary: 'Every release, newest first',
  allow: ['operator', 'coordinator', 'partner'],
  response: z.object({ releases: z.array(ReleaseSummary) }),
})

export const getRelease = operation({
  id: 'getRelease',
  method: 'get',
  path: '/releases/{release}',
  summary: 'One release, whole and immutable',
  description: 'A period not yet closed and one without data answer alike: 404.',
  allow: ['operator', 'coordinator', 'partner'],
  params: z.strictObject({ release: Period }),
  response: Release,
})

/** Exact counts in the same tables and areas: internal, not to be shared. */
export const InternalFigures = z
  .object({
    notice: z.literal('internal'),
    period: Period,
    open: z.boolean().meta({ description: 'The period is not closed yet: the counts still change' }),
    readAt: z.string(),
    dimensions: Dimensions,
    grids: z.array(ServedGrid.omit({ halfWidth: true }).extend({ cells: z.array(z.int()) })),
  })
  .meta({ id: 'InternalFigures' })
export type InternalFigures = z.output<typeof InternalFigures>

export const getInternalFigures = operation({
  id: 'getInternalFigures',
  method: 'get',
  path: '/internal-figures',
  summary: 'Exact counts for coordinators, each reading logged, never exportable',
  allow: ['coordinator'],
  query: z.strictObject({ period: Period }),
  response: InternalFigures,
})
