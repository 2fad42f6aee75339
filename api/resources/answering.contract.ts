/**
 * Which resources answer a need of somebody at the desk, and in which order: one rule for the server and for a desk
 * without a network. Pure, without schemas; distances and opening hours are found by the caller. Nothing is decided
 * for the person: what speaks against a resource is said, and the resource stays within reach.
 */
import type { ageBands, citizenships, households, needDomains } from '../observations/codes.ts'
import type { Resource } from './contract.ts'
import type { targetGroups } from './types.codes.ts'

/** What can speak against a resource, in the order in which it is said. */
export const againstCodes = ['age', 'target_group', 'far', 'closed'] as const
export type Against = (typeof againstCodes)[number]

/** The answers of an access that tell whom a resource is for. What was not answered speaks against nothing. */
export type Person = {
  ageBand?: (typeof ageBands)[number] | undefined
  citizenship?: (typeof citizenships)[number] | undefined
  household?: (typeof households)[number] | undefined
}
export type Found = {
  /** Metres from the area, 0 inside it; null without an area or a position. */
  distance: number | null
  /** Metres from the seat of the asking operator's centre; null without one or without a position. */
  fromCentre: number | null
  /** Null when the census does not know. */
  open: boolean | null
}
type Properties = Resource['properties']
type TargetGroup = (typeof targetGroups)[number]

/** Half an hour on foot. */
export const nearMetres = 2000

/** @param day YYYY-MM-DD; both ends of the validity are included */
export const isAnswering = (
  { needs, status, validFrom, validTo }: Pick<Properties, 'needs' | 'status' | 'validFrom' | 'validTo'>,
  need: (typeof needDomains)[number],
  day: string,
): boolean =>
  status === 'active' &&
  needs.includes(need) &&
  (validFrom === undefined || validFrom <= day) &&
  (validTo === undefined || day <= validTo)

const agesOf: Record<Exclude<(typeof ageBands)[number], 'unknown'>, [from: number, to: number]> = {
  '0-17': [0, 17],
  '18-34': [18, 34],
  '35-49': [35, 49],
  '50-64': [50, 64],
  '65+': [65, 120],
}
/** A household may be asking for any of its members, and nobody says for which. */
const anyMember = ['extended', 'other', 'unknown', undefined]
const withChildren = ['couple_children', 'single_parent', ...anyMember]

function agesFit({ minAge = 0, maxAge = 120 }: Pick<Properties, 'minAge' | 'maxAge'>, person: Person) {
  const { ageBand, household } = person
  if (!ageBand || ageBand === 'unknown' || anyMember.includes(household)) return true
  const ages = [agesOf[ageBand], ...(withChildren.includes(household) ? [agesOf['0-17']] : [])]
  return ages.some(([from, to]) => from <= maxAge && minAge <= to)
}

/** Only what the answers can tell: a disability or an addiction is asked of nobody. */
function canBelong(group: TargetGroup, { ageBand, citizenship, household }: Person): boolean {
  const minor = ageBand === '0-17'
  switch (group) {
    case 'family_minors':
      return minor || household !== 'single'
    case 'elderly':
      return (
        ageBand === '65+' ||
        ageBand === '50-64' ||
        !ageBand ||
        ageBand === 'unknown' ||
        anyMember.includes(household)
      )
    case 'migrants':
      return citizenship !== 'it'
    case 'adults_poverty_homeless':
      return !minor
    default:
      return true
  }
}

/** Everything that speaks against a resource; what is not known does not. */
export function against(
  resource: Pick<Properties, 'minAge' | 'maxAge' | 'targetGroups'>,
  person: Person,
  { distance, open }: Found,
): Against[] {
  const groups = resource.targetGroups
  const speaks: Record<Against, boolean> = {
    age: !agesFit(resource, person),
    target_group: groups.length > 0 && !groups.some(group => canBelong(group, person)),
    far: distance !== null && distance > nearMetres,
    closed: open === false,
  }
  return againstCodes.filter(code => speaks[code])
}

type Ordered = { properties: Found & Pick<Properties, 'name'> }
const metres = (distance: number | null) => distance ?? Number.POSITIVE_INFINITY
const compared = (a: number, b: number) => (a === b ? 0 : a - b)

/** Nearest to the area, then to the own centre, then by name; what has no position comes after what has. */
export const nearestFirst = ({ properties: a }: Ordered, { properties: b }: Ordered): number =>
  compared(metres(a.distance), metres(b.distance)) ||
  compared(metres(a.fromCentre), metres(b.fromCentre)) ||
  a.name.localeCompare(b.name, 'it')
