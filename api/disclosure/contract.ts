/**
 * Numbers that leave: releases, measured once with noise when a period closes, and the coordinator's internal
 * view. Everything a partner reads is a function of releases and of nothing else.
 */
import { z } from 'zod'
import { operation } from '../http/operation.ts'
import { Day } from '../territory/contract.ts'

export * from './codes.ts'

/** A calendar month (`2026-09`), quarter (`2026-Q3`) or year (`2026`). */
export const Period = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$/)
  .meta({ id: 'Period', description: 'A calendar month, 2026-09, quarter, 2026-Q3, or year, 2026' })
export const periodKinds = ['month', 'quarter', 'year'] as const

export const tableNames = [
  'T0',
  'T1',
  'T2',
  'T3',
  'T4',
  'T5',
  'T6',
  'T7',
  'T8',
  'S0',
  'S1',
  'S2',
  'S3',
] as const
const values = (description: string) => z.array(z.string()).meta({ description })
const dimensionValues = {
  area: values('Area ids in geographic order, last `outside_or_unknown`'),
  month: values('Months of the period, YYYY-MM'),
  centre: values('Centres in operation, last `other`: a late record of one that is no longer'),
  channel: values('How contact was made, in four groups'),
  need: values('The eleven groups of main need'),
  macro: values('The four macro-needs'),
  outcome: values('What came of the main need, in four groups'),
  age: values('Age bands, years'),
  gender: values('Gender'),
  citizenship: values('Citizenship groups'),
  household: values('Household types, in three groups'),
  income: values('Income support, in three groups'),
  known: values('Whether the social service already knew the household'),
  cell: values('Map cells, area by area, last of each `none:<area>`: nobody picked one'),
}
export type DimensionName = keyof typeof dimensionValues
export const dimensionNames = Object.keys(dimensionValues) as [DimensionName, ...DimensionName[]]

const Dimensions = z
  .object({ ...dimensionValues })
  .partial()
  .required({ area: true, month: true })
  .meta({ id: 'Dimensions', description: 'The values of each dimension, in the order cells are given' })

/**
 * One grid of a release: a measured table or one of its margins. `cells` runs over the cross product of `by`,
 * the last dimension fastest, every cell present. Null is «pochi o nessuno»: under the threshold.
 */
export const ServedGrid = z
  .object({
    table: z.enum(tableNames),
    unit: z.enum(['accesses', 'households', 'households_year']).meta({
      description:
        'Accesses, at most three per household and quarter; households, first visits of the quarter, or of the year',
    }),
    by: z.array(z.enum(dimensionNames)).meta({ description: 'Dimensions crossed; those absent are summed' }),
    halfWidth: z.int().meta({
      description: 'Half-width of the 90 % interval of a cell, from a simulation of the noise alone',
    }),
    cells: z.array(z.int().nullable()),
  })
  .meta({ id: 'ServedGrid' })
export type ServedGrid = z.output<typeof ServedGrid>

/** A period, or a period with `-errata`: one more measurement that replaces the first. */
export const ReleaseId = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?(-errata)?$/)
  .meta({ id: 'ReleaseId', description: 'A period, or a period with -errata' })

export const Release = z
  .object({
    id: ReleaseId,
    period: Period,
    errata: z.string().optional().meta({ description: 'Why the period was measured again' }),
    kind: z.enum(periodKinds),
    edition: z.string(),
    closedOn: Day,
    threshold: z.int().meta({ description: 'A value under it is served as null: «pochi o nessuno»' }),
    boundaries: Day.meta({ description: 'Areas as in force on this day, for `listAreas?on=`' }),
    dimensions: Dimensions,
    cellAreas: z
      .array(z.string())
      .optional()
      .meta({ description: 'The area of each value of the dimension `cell`' }),
    grids: z.array(ServedGrid),
    hidden: z.int().meta({ description: 'How many cells are null' }),
  })
  .meta({ id: 'Release' })
export type Release = z.output<typeof Release>

export const ReleaseSummary = z
  .object({
    id: ReleaseId,
    period: Period,
    replaced: z.boolean().meta({ description: 'An errata of the same period replaces it on every screen' }),
    kind: z.enum(periodKinds),
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
  description:
    'A period not yet closed and one without data answer alike: 404. With the hash of the list in the address the answer may be kept for ever.',
  allow: ['operator', 'coordinator', 'partner'],
  params: z.strictObject({ release: ReleaseId }),
  query: z.strictObject({
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional()
      .meta({ description: 'The hash of the release; another one is not found' }),
  }),
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
  description: 'An installation may do without: 403 `internal-view-off`, and nothing is counted.',
  allow: ['coordinator'],
  query: z.strictObject({ period: Period }),
  response: InternalFigures,
  problems: ['internal-view-off'],
})
