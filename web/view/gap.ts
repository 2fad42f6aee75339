/**
 * *Dove manca?*: what is asked for in each area beside what answers it, as one of four words and never as a score.
 *
 * Demand is compared by the rate of households per 1,000 residents with the same rate of all compared areas together
 * (the city line); the noise of both is in the interval of their difference, so a word is given only when that interval
 * leaves zero out. Where people ask and get no answer more often than in the city, demand is high too. Supply is exact:
 * active resources that answer, inside the area or serving it, counted by freshness and size, beside what the area
 * would have if the city's were spread by residents. Half a resource less than that is still «present».
 */
import { macroNeeds, macroOf, type NeedGroup } from '../../api/disclosure/codes.ts'
import type { DimensionName, Release } from '../../api/disclosure/contract.ts'
import type { Resource } from '../../api/resources/contract.ts'
import type { Area } from '../../api/territory/contract.ts'
import {
  type At,
  answers,
  cell,
  type Figure,
  gridOf,
  householdsOf,
  interval,
  type Missing,
  rate,
} from './select.ts'
import { servedAreas } from './serving.ts'

/** The four words, and the doubt when noise explains the difference. */
export const gapWords = ['gap', 'pressure', 'untapped', 'silent', 'unclear'] as const
export type GapWord = (typeof gapWords)[number]

/** Why there is no word, or none but «unclear». */
export type Reason = 'no_population' | 'one_area' | 'no_census' | 'uncensused' | 'unverified' | 'edition'

/** Percentages; null is «few» out of a served number. */
export type Share = { value: number | null; low: number; high: number; of: number }
export type Supply = {
  /** Active resources that answer, inside or serving. */
  resources: number
  toVerify: number
  /** Declared in all, of those that declare them; null when none does. */
  places: number | null
  /** In resources of usual size, surely there: what is compared. */
  weight: number
  /** Of these, how many a hypothesis adds. */
  assumed: number
}
export type Demand = {
  households: Figure | null
  rate: Figure | null
  missing: Missing | null
  unmet: Share | null
  level: 'high' | 'low' | 'unclear' | null
}
export type AreaGap = Demand & {
  area: string
  need: NeedGroup | null
  supply: Supply | null
  /** What the area would have if the city's supply were spread by residents. */
  expected: number | null
  answer: 'present' | 'weak' | null
  word: GapWord | null
  /** Without a word, what the area is shown as. */
  fill: GapWord | Missing | null
  reason: Reason | null
}

/** A percentage needs this many households under it. */
export const leastDenominator = 30
/** How surely a resource is still there: a verification lost half its worth after each half-life of its group. */
export const worth = { fresh: 1, stale: 0.5, faded: 0.25 } as const
/** One large place does not stand for a whole quarter. */
const largest = 4
/** A difference smaller than this many resources is within what one opening or closing changes. */
const slack = 0.5

type Reached = Pick<Area['properties'], 'id' | 'residents'>

/** Households with the need; where no table tells needs apart, with any need of its group. */
const demanding = (release: Release, area: string, need: NeedGroup | null): Figure | undefined =>
  householdsOf(release, area, need) ??
  (need ? cell(release, 'S1', ['area', 'macro'], { area, macro: macroOf[need] }) : undefined)

/** What the figures of demand are about: the need itself, its group of needs, or households of every need. */
export function demandOf(release: Release, need: NeedGroup | null): 'need' | 'macro' | 'all' | 'none' {
  if (!need) return 'all'
  if (gridOf(release, 'T2', ['area', 'need'])) return 'need'
  return gridOf(release, 'S1', ['area', 'macro']) ? 'macro' : 'none'
}

/** Sum of served cells with the half-width of a sum of independent errors; undefined when one is missing. */
function total(cells: readonly (Figure | undefined)[]): Figure | undefined {
  if (cells.some(one => one?.value === null || one === undefined)) return undefined
  const served = cells as Figure[]
  return {
    value: served.reduce((sum, one) => sum + one.value!, 0),
    halfWidth: Math.hypot(...served.map(one => one.halfWidth)),
  }
}

/** Households that got no answer, of all in the same group of needs. */
function unmetShare(release: Release, area: string | null, need: NeedGroup | null): Share | null {
  const at = (by: DimensionName[], where: At) =>
    cell(release, 'T3', area ? ['area', ...by] : by, area ? { area, ...where } : where)
  const macros = need ? [macroOf[need]] : macroNeeds
  const all = total(macros.map(macro => at(['macro'], { macro })))
  const unmet = need
    ? at(['macro', 'outcome'], { macro: macroOf[need], outcome: 'unmet' })
    : at(['outcome'], { outcome: 'unmet' })
  if (!all || !unmet || all.value! < leastDenominator) return null
  if (unmet.value === null) {
    const { high } = interval(unmet, release.threshold)
    return { value: null, low: 0, high: Math.min(100, (100 * high) / all.value!), of: all.value! }
  }
  const share = unmet.value / all.value!
  const half = Math.hypot(unmet.halfWidth, share * all.halfWidth) / all.value!
  return {
    value: 100 * share,
    low: Math.max(0, 100 * (share - half)),
    high: Math.min(100, 100 * (share + half)),
    of: all.value!,
  }
}

const middle = ({ value, low, high }: Share) => value ?? (low + high) / 2
const half = ({ low, high }: Share) => (high - low) / 2
const above = (share: Share, city: Share) =>
  middle(share) - middle(city) > Math.hypot(half(share), half(city))

/** Which areas are above or under the city line by more than noise explains. */
function levels(
  counted: readonly { residents: number; figure: Figure }[],
  threshold: number,
): ('high' | 'low' | 'unclear')[] {
  const known = counted.map(({ residents, figure }) => {
    const { low, high } = interval(figure, threshold)
    return figure.value === null
      ? { residents, value: (low + high) / 2, half: (high - low) / 2 }
      : { residents, value: figure.value, half: figure.halfWidth }
  })
  const people = known.reduce((sum, one) => sum + one.residents, 0)
  const line = known.reduce((sum, one) => sum + one.value, 0) / people
  return known.map(one => {
    const difference = one.value / one.residents - line
    const width = Math.hypot(
      ...known.map(other => other.half * ((other === one ? 1 / one.residents : 0) - 1 / people)),
    )
    return Math.abs(difference) <= width ? 'unclear' : difference > 0 ? 'high' : 'low'
  })
}

export function demands(
  release: Release | undefined,
  areas: readonly Reached[],
  need: NeedGroup | null,
): Demand[] {
  const found = areas.map(({ id, residents }): Demand => {
    const none = { households: null, rate: null, unmet: null, level: null }
    if (!release) return { ...none, missing: 'not_published' }
    if (!release.dimensions.area.includes(id)) return { ...none, missing: 'not_covered' }
    const households = demanding(release, id, need)
    if (!households) return { ...none, missing: 'not_recorded' }
    return {
      households,
      rate: rate(households, residents),
      missing: households.value === null ? 'few' : null,
      unmet: unmetShare(release, id, need),
      level: null,
    }
  })
  if (!release) return found
  const city = unmetShare(release, null, need)
  const compared = areas.flatMap(({ residents }, index) => {
    const figure = found[index]!.households
    return residents && figure ? [{ index, residents, figure }] : []
  })
  const told = compared.length > 1 ? levels(compared, release.threshold) : []
  return found.map((demand, index) => {
    const level = told[compared.findIndex(one => one.index === index)] ?? null
    const unanswered = found.length > 1 && demand.unmet && city && above(demand.unmet, city)
    return { ...demand, level: unanswered ? 'high' : level }
  })
}

/** Households per 1,000 residents of all compared areas together, which each is compared with; null without two. */
export function cityLine(
  found: readonly Pick<Demand, 'households'>[],
  areas: readonly Pick<Reached, 'residents'>[],
  threshold: number,
): number | null {
  const known = found.flatMap(({ households }, index) => {
    const { residents } = areas[index]!
    if (!households || !residents) return []
    const { low, high } = interval(households, threshold)
    return [{ residents, value: households.value ?? (low + high) / 2 }]
  })
  const people = known.reduce((sum, one) => sum + one.residents, 0)
  return known.length > 1 ? (1000 * known.reduce((sum, one) => sum + one.value, 0)) / people : null
}

type Sought = { need: NeedGroup | null; service: string | null; day: string }

/** Whether a resource counts as an answer on a day. */
export const counts = (resource: Resource, { need, service, day }: Sought): boolean => {
  const { status, type, validFrom, validTo } = resource.properties
  return (
    status === 'active' &&
    (service ? type === service : !need || answers(resource, need)) &&
    (!validFrom || validFrom <= day) &&
    (!validTo || day <= validTo)
  )
}

/** Ages of who is met; a grown-up may be asking for a child, so every band but the oldest asks for minors too. */
const bands: Record<string, [from: number, to: number]> = {
  '0-17': [0, 17],
  '18-34': [0, 34],
  '35-49': [0, 49],
  '50-64': [0, 64],
  '65+': [65, 120],
}
/** The share of households of the same group of needs whose age a resource admits; 1 when it cannot be known. */
function admitted(
  { minAge = 0, maxAge = 120 }: Pick<Resource['properties'], 'minAge' | 'maxAge'>,
  release: Release | undefined,
  need: NeedGroup | null,
): number {
  if (!release || (minAge === 0 && maxAge >= 120)) return 1
  const ages = Object.entries(bands).map(([age, [from, to]]) => ({
    admits: from <= maxAge && minAge <= to,
    value: need
      ? cell(release, 'T4', ['macro', 'age'], { macro: macroOf[need], age })?.value
      : cell(release, 'T4', ['age'], { age })?.value,
  }))
  const sum = (of: typeof ages) => of.reduce((all, { value }) => all + (value ?? 0), 0)
  const all = sum(ages)
  return all < leastDenominator ? 1 : sum(ages.filter(({ admits }) => admits)) / all
}

/** Declared places beside the usual number of the same unit: 1 for who does not say. */
function sizes(resources: readonly Resource[]): (resource: Resource) => number {
  const declared = new Map<string, number[]>()
  for (const { properties: p } of resources)
    if (p.capacity?.total)
      declared.set(p.capacity.unit, [...(declared.get(p.capacity.unit) ?? []), p.capacity.total])
  const median = (unit: string) => {
    // What a hypothesis opens has no unit: it is beside whatever is declared.
    const values = (unit ? declared.get(unit) : [...declared.values()].flat())?.sort((a, b) => a - b)
    return values?.[Math.floor(values.length / 2)]
  }
  return ({ properties: { capacity } }) => {
    if (!capacity) return 1
    const usual = median(capacity.unit)
    return usual ? Math.min(largest, capacity.total / usual) : capacity.total === 0 ? 0 : 1
  }
}

/** Supply of each area, in the order of `areas`. */
export function supplies(
  resources: readonly Resource[],
  areas: readonly Area[],
  sought: Sought,
  release: Release | undefined,
  usual: (resource: Resource) => number = sizes(resources.filter(one => counts(one, sought))),
): Supply[] {
  const found = areas.map(
    () => ({ resources: 0, toVerify: 0, places: null, weight: 0, assumed: 0 }) as Supply,
  )
  for (const resource of resources) {
    if (!counts(resource, sought)) continue
    const { stale, faded, capacity, id } = resource.properties
    const served = servedAreas(resource, areas)
    for (const area of served) {
      const one = found[areas.findIndex(({ properties }) => properties.id === area)]
      if (!one) continue
      one.resources++
      if (stale) one.toVerify++
      if (capacity) one.places = (one.places ?? 0) + capacity.total
      if (id.startsWith('+')) one.assumed++
      one.weight +=
        (worth[faded ? 'faded' : stale ? 'stale' : 'fresh'] *
          usual(resource) *
          admitted(resource.properties, release, sought.need)) /
        served.length
    }
  }
  return found
}

/**
 * Why the census cannot make a supply «weak»: in the whole city nothing that answers the need is recorded as active
 * today, or nothing of it was verified within its time. One area without resources where others have some is a gap; a
 * city without any is more likely one where nobody has looked. Of a service, the need that it answers decides: who
 * recorded other answers to it has looked.
 */
function unlooked(
  { resources, counted }: Pick<GapFacts, 'resources' | 'counted'>,
  sought: Sought,
): 'uncensused' | 'unverified' | null {
  if (counted) return [...counted.values()].some(count => count > 0) ? null : 'uncensused'
  if (!resources) return null
  const { need, service, day } = sought
  const answering = resources.filter(one => counts(one, { need, service: need ? null : service, day }))
  if (answering.length === 0) return 'uncensused'
  return answering.every(({ properties }) => properties.stale) ? 'unverified' : null
}

export type GapFacts = {
  release: Release | undefined
  areas: readonly Area[]
  need: NeedGroup | null
  service: string | null
  /** What day it is, for what is valid. */
  day: string
  /** Null while the census is not known. */
  resources: readonly Resource[] | null
  /** With a hypothesis, the census as it would be: compared with the city as it is. */
  assumed?: readonly Resource[]
  /** Of a census too large for the page, how many active resources answer in each area. */
  counted?: ReadonlyMap<string, number>
}

export function gaps(facts: GapFacts): AreaGap[] {
  const { release, areas, need, service, day, resources, assumed, counted } = facts
  const people = areas.map(({ properties: { id, residents } }) => ({ id, residents }))
  const demand = demands(release, people, need)
  const sought = { need, service, day }
  const usual = sizes((resources ?? []).filter(one => counts(one, sought)))
  const plain = (count: number): Supply => ({
    resources: count,
    toVerify: 0,
    places: null,
    weight: count,
    assumed: 0,
  })
  const base = counted
    ? people.map(({ id }) => plain(counted.get(id) ?? 0))
    : resources && supplies(resources, areas, sought, release, usual)
  const now = counted || !base ? base : assumed ? supplies(assumed, areas, sought, release, usual) : base

  const refused = unlooked(facts, sought)
  const spread = people.flatMap(({ residents }, index) =>
    residents && base ? [{ residents, weight: base[index]!.weight }] : [],
  )
  const inhabitants = spread.reduce((sum, one) => sum + one.residents, 0)
  const line = inhabitants && spread.reduce((sum, one) => sum + one.weight, 0) / inhabitants
  const compared = people.filter(({ residents }, index) => residents && demand[index]!.households).length
  return people.map(({ id, residents }, index) => {
    const asked = demand[index]!
    const supply = now?.[index] ?? null
    const expected = residents && base && !refused ? line * residents : null
    const answer =
      !supply || refused
        ? null
        : supply.weight === 0
          ? 'weak'
          : expected === null
            ? null
            : supply.weight < expected - slack
              ? 'weak'
              : 'present'
    const word = wordOf(asked.level, answer)
    const edition = asked.missing === 'not_recorded' && release !== undefined && need !== null
    const reason: Reason | null = edition
      ? 'edition'
      : !asked.households
        ? null
        : !supply
          ? 'no_census'
          : refused
            ? residents
              ? refused
              : 'no_population'
            : asked.level === null
              ? residents
                ? compared < 2
                  ? 'one_area'
                  : null
                : 'no_population'
              : answer === null
                ? 'no_population'
                : null
    // Few households may still lie wholly under the city line: then there is a word, and the number stays «few».
    const undecided = asked.missing === 'few' && (word === null || word === 'unclear')
    const known = undecided ? null : word
    return {
      ...asked,
      area: id,
      need,
      supply,
      expected,
      answer,
      word: known,
      fill:
        known ??
        asked.missing ??
        (reason === 'one_area'
          ? 'unclear'
          : reason === 'no_population' || (reason && reason === refused)
            ? 'not_recorded'
            : null),
      reason,
    }
  })
}

function wordOf(level: Demand['level'], answer: AreaGap['answer']): GapWord | null {
  if (level === null || answer === null) return null
  if (level === 'unclear') return 'unclear'
  if (level === 'high') return answer === 'weak' ? 'gap' : 'pressure'
  return answer === 'weak' ? 'silent' : 'untapped'
}

/** Areas in the order in which the question reads: by word, and within a word as the map has them. */
export const byWord = <G extends Pick<AreaGap, 'word'>>(list: readonly G[]): G[] => {
  const rank = ({ word }: G) => (word ? gapWords.indexOf(word) : gapWords.length)
  return [...list].sort((a, b) => rank(a) - rank(b))
}
