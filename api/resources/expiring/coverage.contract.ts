/** Until when a resource is covered, and what is left of a need in an area afterwards. Pure, without schemas. */

/** Last days, YYYY-MM-DD; null where no end is known. */
export type Cover = {
  fundings: readonly (string | null)[]
  /** Of the projects that keep it alive, without the suspended ones. */
  projects: readonly (string | null)[]
  /** Of its own activity. */
  validTo: string | null
}
export const endCauses = ['funding', 'projects', 'validity'] as const
export type EndCause = (typeof endCauses)[number]

/** The last of some last days; undefined when there is none, or one has no end. */
const lastOf = (days: readonly (string | null)[]): string | undefined =>
  days.includes(null) ? undefined : ([...days] as string[]).sort().at(-1)

/**
 * The last day on which it is covered, and what ends then; null when nothing is known to end. The longest line of
 * funding renews the others, and so does the longest project. A project takes with it what it keeps alive, unless a
 * dated line pays for longer: who pays, without until when, is no promise. A project without an end renews a line.
 */
export function endOf({ fundings, projects, validTo }: Cover): { on: string; cause: EndCause } | null {
  const paid = lastOf(fundings)
  const kept = lastOf(projects)
  const goesOn = projects.includes(null)
  const covered =
    kept !== undefined && (paid === undefined || kept > paid)
      ? ({ on: kept, cause: 'projects' } as const)
      : paid !== undefined && !goesOn
        ? ({ on: paid, cause: 'funding' } as const)
        : null
  if (validTo !== null && (covered === null || validTo < covered.on))
    return { on: validTo, cause: 'validity' }
  return covered
}

/** Windows that can be asked for. */
export const windows = [3, 6, 12] as const
export type Window = (typeof windows)[number]

/** The same day some months later, or the last of a shorter month. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Active resources of an area that answer a need, and their places by what a place is. */
export type Supply = { area: string | null; need: string; resources: number; places: Record<string, number> }
export type Ending = {
  area: string | null
  needs: readonly string[]
  places?: { total: number; unit: string } | undefined
}
export type Remaining = {
  area: string | null
  need: string
  /** Now, and what stays when all that ends has ended. */
  now: number
  remaining: number
  /** One for each unit in which what ends declares its places. */
  places: { unit: string; now: number; remaining: number }[]
}

/** For each area and need from which something goes: in the order of `supply`. */
export function remainingOf(supply: readonly Supply[], ending: readonly Ending[]): Remaining[] {
  return supply.flatMap(({ area, need, resources, places }) => {
    const going = ending.filter(each => each.area === area && each.needs.includes(need))
    if (going.length === 0) return []
    const units = [...new Set(going.flatMap(each => each.places?.unit ?? []))].sort()
    return [
      {
        area,
        need,
        now: resources,
        remaining: resources - going.length,
        places: units.map(unit => {
          const now = places[unit] ?? 0
          const gone = going.reduce((sum, one) => sum + (one.places?.unit === unit ? one.places.total : 0), 0)
          return { unit, now, remaining: now - gone }
        }),
      },
    ]
  })
}
