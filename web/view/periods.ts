/** The periods in which needs are published, by the edition: quarters, or years where a small district has no more. */
import type { ReleaseSummary } from '../../api/disclosure/contract.ts'

/** Newest first: quarters with needs by area, else years with groups of needs, else quarters with households alone. */
export function needPeriods(releases: readonly ReleaseSummary[]): readonly ReleaseSummary[] {
  for (const table of ['T2', 'S1', 'S0'] as const) {
    const found = releases.filter(({ tables }) => tables.includes(table))
    if (found.length > 0) return found.sort((a, b) => b.id.localeCompare(a.id))
  }
  return []
}

/** The period a view asks for, else the newest; `missing` when the one asked for does not exist. */
export function chosenPeriod(
  period: string | null,
  releases: readonly ReleaseSummary[],
): { id: string | null; missing: boolean } {
  const known = needPeriods(releases)
  if (period) {
    const asked = known.find(({ id }) => id === period)
    return { id: asked?.id ?? null, missing: asked === undefined }
  }
  return { id: known[0]?.id ?? null, missing: known.length === 0 }
}
