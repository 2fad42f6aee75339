/** (view, releases) → cells, rows, series and the facts of the headline; pure, so every picture agrees. */

import type { NeedGroup } from '../../api/disclosure/codes.ts'
import type { DimensionName, Release, ReleaseSummary, ServedGrid } from '../../api/disclosure/contract.ts'
import type { Resource } from '../../api/resources/contract.ts'
import type { View } from './view.ts'

export type TableName = ServedGrid['table']
/**
 * A served number with the half-width of its 90 % interval; null is «pochi o nessuno». `doubt` is the part of the
 * half-width that is not noise: what the «few» of a sum can hide.
 */
export type Figure = { value: number | null; halfWidth: number; doubt?: number }
/** In a sum of periods cells have half-widths of their own (`stretch.ts`). */
type OwnWidths = { halfWidths?: readonly number[]; doubts?: readonly number[] }
export type Quality = 'A' | 'B' | 'C'
export type At = Partial<Record<DimensionName, string>>

/** The four ways a number can be missing, never told apart by colour alone. */
export const missingStates = ['few', 'not_recorded', 'not_covered', 'not_published'] as const
export type Missing = (typeof missingStates)[number]

const sameDimensions = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every(name => b.includes(name))

export const gridOf = (
  release: Release,
  table: TableName,
  by: readonly DimensionName[],
): ServedGrid | undefined => release.grids.find(grid => grid.table === table && sameDimensions(grid.by, by))

/** Undefined when the release has no such grid or no such value of a dimension. */
export function cell(
  release: Release,
  table: TableName,
  by: readonly DimensionName[],
  at: At,
): Figure | undefined {
  const grid = gridOf(release, table, by)
  if (!grid) return undefined
  let index = 0
  for (const name of grid.by) {
    const values = release.dimensions[name] ?? []
    const place = values.indexOf(at[name] ?? '')
    if (place < 0) return undefined
    index = index * values.length + place // the last dimension runs fastest
  }
  const value = grid.cells[index]
  if (value === undefined) return undefined
  const { halfWidths, doubts } = grid as OwnWidths
  const doubt = doubts?.[index] ?? 0
  return { value, halfWidth: halfWidths?.[index] ?? grid.halfWidth, ...(doubt > 0 && { doubt }) }
}

/** A: half-width ≤ 10 % of the value; B: ≤ 25 %; C: beyond. */
export function quality(value: number | null, halfWidth: number): Quality {
  if (value === null || value <= 0) return 'C'
  return halfWidth <= value * 0.1 ? 'A' : halfWidth <= value * 0.25 ? 'B' : 'C'
}

/** Ends of the 90 % interval: a count is never below zero, and «few» reaches just under the threshold. */
export const interval = ({ value, halfWidth }: Figure, threshold = 8): { low: number; high: number } =>
  value === null
    ? { low: 0, high: threshold - 1 + halfWidth }
    : { low: Math.max(0, value - halfWidth), high: value + halfWidth }

/** Whether two figures differ by more than the noise can explain: their intervals do not touch. */
export function distinguishable(a: Figure, b: Figure, threshold = 8): boolean {
  const [first, second] = [interval(a, threshold), interval(b, threshold)]
  return first.low > second.high || second.low > first.high
}

/** Out of 1,000 residents, or null when either side is missing. */
export const perThousand = (value: number | null, residents: number | null): number | null =>
  value === null || !residents ? null : (value * 1000) / residents

export const rate = (figure: Figure, residents: number | null): Figure | null =>
  residents
    ? { value: perThousand(figure.value, residents), halfWidth: (figure.halfWidth * 1000) / residents }
    : null

/** Releases of households, newest first: the quarters the map of needs can show. */
export const quarters = (releases: readonly ReleaseSummary[]): ReleaseSummary[] =>
  releases.filter(release => release.tables.includes('T2')).sort((a, b) => b.id.localeCompare(a.id))

/** Releases of accesses, oldest first: the points of a trend. */
export const months = (releases: readonly ReleaseSummary[]): ReleaseSummary[] =>
  releases.filter(release => release.tables.includes('T0')).sort((a, b) => a.id.localeCompare(b.id))

/** The quarter a view asks for, else the newest; `missing` when the one asked for does not exist. */
export function chosenQuarter(
  period: string | null,
  releases: readonly ReleaseSummary[],
): { id: string | null; missing: boolean } {
  const known = quarters(releases)
  const asked = period?.includes('Q') ? known.find(({ id }) => id === period) : undefined
  if (asked) return { id: asked.id, missing: false }
  return period ? { id: null, missing: true } : { id: known[0]?.id ?? null, missing: known.length === 0 }
}

/** Where households of every need are counted, each once in the period: a quarter in T2 and S0, a year in S1. */
const householdTables = ['T2', 'S0', 'S1'] as const

/** Households of an area, or of the whole city (null), that came with a need or with any; undefined where no table tells. */
export function householdsOf(
  release: Release,
  area: string | null,
  need: NeedGroup | null,
): Figure | undefined {
  const at: At = { ...(area !== null && { area }), ...(need && { need }) }
  const by = Object.keys(at) as DimensionName[]
  return householdTables.map(table => cell(release, table, by, at)).find(figure => figure !== undefined)
}

/** What is known of an area for a need (or for all needs together) in a quarter. */
export type AreaValue = {
  area: string
  figure: Figure | null
  rate: Figure | null
  missing: Missing | null
}
type Resident = { id: string; residents: number | null }

export function areaValues(
  release: Release | undefined,
  areas: readonly Resident[],
  need: NeedGroup | null,
): AreaValue[] {
  return areas.map(({ id, residents }) => {
    const none = { area: id, figure: null, rate: null }
    if (!release) return { ...none, missing: 'not_published' }
    if (!release.dimensions.area.includes(id)) return { ...none, missing: 'not_covered' }
    const figure = householdsOf(release, id, need)
    if (!figure) return { ...none, missing: 'not_recorded' }
    return {
      area: id,
      figure,
      rate: rate(figure, residents),
      missing: figure.value === null ? 'few' : null,
    }
  })
}

/** Rows of the matrix needs × areas, in the order of the release. */
export function needMatrix(
  release: Release | undefined,
  areas: readonly Resident[],
  needs: readonly NeedGroup[],
): { need: NeedGroup; cells: AreaValue[] }[] {
  return needs.map(need => ({ need, cells: areaValues(release, areas, need) }))
}

/** Needs of one area, largest first; needs not told apart by their intervals keep the fixed order. */
export function needsOf(
  release: Release | undefined,
  area: Resident,
  needs: readonly NeedGroup[],
): { need: NeedGroup; value: AreaValue }[] {
  return needs
    .map(need => ({ need, value: areaValues(release, [area], need)[0]! }))
    .sort((a, b) => (b.value.figure?.value ?? -1) - (a.value.figure?.value ?? -1))
}

/** All areas together and the households outside every area, as the release serves them. */
export const cityValue = (release: Release | undefined, need: NeedGroup | null): Figure | null =>
  (release && householdsOf(release, null, need)) ?? null

/** Accesses of an area month by month, from the monthly releases that are loaded. */
export function accessesByMonth(
  monthly: readonly Release[],
  area: string,
): { month: string; figure: Figure | null }[] {
  return monthly.flatMap(release =>
    release.dimensions.month.map(month => ({
      month,
      figure: cell(release, 'T0', ['area', 'month'], { area, month }) ?? null,
    })),
  )
}

/** Upper ends of the five classes of the ramp: equal steps from zero to a round maximum, one scale for all. */
export function classBreaks(values: readonly (number | null)[]): number[] {
  const greatest = Math.max(0, ...values.filter(value => value !== null))
  if (greatest === 0) return [1, 2, 3, 4, 5]
  const power = 10 ** Math.floor(Math.log10(greatest / 5))
  const step = [1, 2, 2.5, 5, 10].map(factor => factor * power).find(size => size * 5 >= greatest)!
  return [1, 2, 3, 4, 5].map(count => Math.round(count * step * 1e6) / 1e6)
}

/** Class of a value, 0–4; a value beyond the last break stays in the last class. */
export const classOf = (value: number, breaks: readonly number[]): number => {
  const index = breaks.findIndex(end => value <= end)
  return index < 0 ? breaks.length - 1 : index
}

/** What colours an area: households per 1,000 residents where every area has residents, else households. */
export function coloured(values: readonly AreaValue[]): { by: 'rate' | 'count'; values: (number | null)[] } {
  const by = values.length > 0 && values.every(value => value.rate || value.missing) ? 'rate' : 'count'
  return {
    by,
    values: values.map(value => (by === 'rate' ? value.rate?.value : value.figure?.value) ?? null),
  }
}

/** Pairs of areas whose difference cannot be told from chance, by what colours the map. */
export function tiedPairs(values: readonly AreaValue[], threshold = 8): [string, string][] {
  const { by } = coloured(values)
  const pairs: [string, string][] = []
  values.forEach((a, i) => {
    for (const b of values.slice(i + 1)) {
      const [first, second] = by === 'rate' ? [a.rate, b.rate] : [a.figure, b.figure]
      if (first && second && first.value !== null && second.value !== null)
        if (!distinguishable(first, second, threshold)) pairs.push([a.area, b.area])
    }
  })
  return pairs
}

const protectedDomains: readonly string[] = ['violence', 'addiction', 'justice', 'mental_health']

/** Whether a resource answers a group of needs; the protected ones are one group. */
export const answers = ({ properties }: Resource, need: NeedGroup): boolean =>
  need === 'protected'
    ? properties.needs.some(domain => protectedDomains.includes(domain))
    : properties.needs.includes(need)

/** Lower case without accents, so that «caffe» finds «Caffè». */
export const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * The resources a view shows, for the list, the map and the counts alike. In *Esplora* the area is a place to
 * look at and hides nothing; in *Risorse* it filters. `labels` are further words a search may find.
 */
export function shownResources(
  view: Pick<View, 'screen' | 'need' | 'group' | 'area' | 'search'>,
  resources: readonly Resource[],
  labels: (resource: Resource) => readonly string[] = () => [],
): Resource[] {
  const inList = view.screen === 'resources'
  const sought = inList ? plain(view.search).split(/\s+/).filter(Boolean) : []
  return resources.filter(resource => {
    const { group, area, name, owner, services, address } = resource.properties
    if (view.group && group !== view.group) return false
    if (view.need && !answers(resource, view.need)) return false
    if (inList && view.area && area !== view.area) return false
    if (sought.length === 0) return true
    const text = plain([name, owner?.name ?? '', address ?? '', ...services, ...labels(resource)].join(' '))
    return sought.every(word => text.includes(word))
  })
}
