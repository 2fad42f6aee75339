/**
 * The invented city behind the demonstration: how often people come, with which needs, and what becomes of them.
 * None of these numbers was observed; the shapes (seasons, several needs each, a quiet area) are those of real desks.
 */
import type {
  ageBands,
  channels,
  citizenships,
  households,
  needDomains,
  origins,
  outcomes,
  requests,
  unmetReasons,
} from '../observations/contract.ts'

type One<T extends readonly string[]> = T[number]
export type Domain = One<typeof needDomains>
type Weights<K extends string> = Partial<Record<K, number>>

export const accessesPerYear = (edition = 'L') => (edition === 'S' ? 300 : 4000)
/** Per year, around the middle of the time shown. */
export const growth = 0.05

/** January to December, mean 1: bills and ISEE in winter, August away, school in September. */
export const seasons = [1.1, 1.05, 1.05, 0.98, 1, 0.95, 0.88, 0.55, 1.22, 1.12, 1.1, 1]

export const outsideShare = 0.1
export const unknownAreaShare = 0.04

/** Accesses per resident and year, relative to each other. Nord Est is the quiet one. */
export const visitRates: Record<string, number> = {
  'nord-ovest': 0.072,
  centro: 0.052,
  'nord-est': 0.027,
  sud: 0.105,
}
export const otherVisitRate = 0.06
/** Where the area has no open door fewer come. */
export const withoutDoor = 0.75
/** Share that goes to the own area's door when it is open. */
export const ownDoor = 0.86

const baseNeeds: Record<Domain, number> = {
  economic: 24,
  work: 14,
  housing: 10,
  education: 6,
  health: 8,
  disability_care: 7,
  family: 8,
  isolation: 6,
  migration: 4,
  rights_access: 15,
  violence: 1.5,
  addiction: 1.5,
  justice: 1,
  mental_health: 2,
}
const needsByArea: Record<string, Weights<Domain>> = {
  'nord-ovest': { economic: 1.7, education: 1.5, family: 1.2 },
  centro: { rights_access: 1.7, isolation: 2.2, health: 1.6, work: 0.8 },
  'nord-est': { work: 1.8, family: 2, isolation: 1.3, economic: 0.7 },
  sud: { housing: 2.4, economic: 1.35, migration: 2.6, work: 1.2, education: 1.2 },
}
/** Factor by month, January first. */
const needsBySeason: Partial<Record<Domain, readonly number[]>> = {
  education: [0.9, 0.9, 0.9, 0.9, 0.9, 0.8, 0.6, 0.7, 2.4, 1.6, 1, 0.8],
  economic: [1.3, 1.25, 1.15, 1, 0.9, 0.85, 0.85, 0.85, 0.95, 1, 1.15, 1.25],
  rights_access: [1.4, 1.25, 1.1, 1, 1, 1, 0.9, 0.8, 1, 1, 0.95, 0.9],
  isolation: [1.15, 1.1, 1, 0.95, 0.9, 0.95, 1.1, 1.5, 0.9, 0.95, 1, 1.2],
}
/** @param month 1 to 12 */
export const needWeights = (area: string, month: number): Record<Domain, number> =>
  Object.fromEntries(
    (Object.entries(baseNeeds) as [Domain, number][]).map(([domain, weight]) => [
      domain,
      weight * (needsByArea[area]?.[domain] ?? 1) * (needsBySeason[domain]?.[month - 1] ?? 1),
    ]),
  ) as Record<Domain, number>

export const needCounts = { '1': 54, '2': 31, '3': 15 }

/** Unmet share where resources exist. */
export const unmet: Record<Domain, number> = {
  economic: 0.11,
  work: 0.17,
  housing: 0.27,
  education: 0.12,
  health: 0.1,
  disability_care: 0.15,
  family: 0.1,
  isolation: 0.14,
  migration: 0.1,
  rights_access: 0.05,
  violence: 0.08,
  addiction: 0.1,
  justice: 0.12,
  mental_health: 0.16,
}
/** What the territory lacks: the divide that the observatory is there to show. */
export const gaps: Record<string, Weights<Domain>> = {
  sud: { education: 0.48, work: 0.45 },
  'nord-est': { isolation: 0.5 },
}
type Reason = One<typeof unmetReasons>
export const unmetReasonWeights: Weights<Reason> = {
  full: 32,
  not_eligible: 26,
  hours: 10,
  cost: 12,
  none_exists: 12,
  too_far: 5,
  language: 3,
}
export const gapReasonWeights: Weights<Reason> = { none_exists: 58, too_far: 30, full: 12 }

type Outcome = Exclude<One<typeof outcomes>, 'unmet'>
const usualOutcomes: Record<Outcome, number> = {
  information: 24,
  guidance: 22,
  solved: 10,
  accompaniment: 9,
  referral: 26,
  intake_proposal: 9,
}
const outcomesByNeed: Partial<Record<Domain, Weights<Outcome>>> = {
  rights_access: {
    information: 30,
    guidance: 18,
    solved: 36,
    accompaniment: 8,
    referral: 7,
    intake_proposal: 1,
  },
  migration: {
    information: 28,
    guidance: 24,
    solved: 12,
    accompaniment: 16,
    referral: 18,
    intake_proposal: 2,
  },
  violence: { guidance: 12, accompaniment: 26, referral: 40, intake_proposal: 22 },
  addiction: { information: 8, guidance: 22, accompaniment: 16, referral: 42, intake_proposal: 12 },
  mental_health: { information: 8, guidance: 22, accompaniment: 14, referral: 42, intake_proposal: 14 },
}
export const outcomeWeights = (domain: Domain): Weights<Outcome> => outcomesByNeed[domain] ?? usualOutcomes

type Request = One<typeof requests>
export const requestWeights: Record<Domain, Weights<Request>> = {
  economic: { economic_aid: 38, food_goods: 34, bureaucratic_help: 18, information: 10 },
  work: { job_search: 70, training_digital: 16, information: 14 },
  housing: { housing_help: 76, information: 12, legal_advice: 12 },
  education: { school_support: 72, training_digital: 16, information: 12 },
  health: { health_access: 72, information: 18, transport: 10 },
  disability_care: { transport: 30, health_access: 34, bureaucratic_help: 26, information: 10 },
  family: { childcare_family: 56, listening: 32, legal_advice: 12 },
  isolation: { listening: 68, transport: 18, information: 14 },
  migration: { bureaucratic_help: 52, legal_advice: 26, information: 22 },
  rights_access: { bureaucratic_help: 56, information: 30, training_digital: 14 },
  violence: { listening: 56, legal_advice: 32, housing_help: 12 },
  addiction: { listening: 52, health_access: 48 },
  justice: { legal_advice: 78, listening: 22 },
  mental_health: { listening: 48, health_access: 52 },
}
/** Share of needs whose request is noted. */
export const requestNoted = 0.88

type Age = One<typeof ageBands>
const usualAges: Record<Age, number> = {
  '0-17': 2,
  '18-34': 20,
  '35-49': 31,
  '50-64': 27,
  '65+': 17,
  unknown: 3,
}
const agesByNeed: Partial<Record<Domain, Weights<Age>>> = {
  isolation: { '18-34': 4, '35-49': 9, '50-64': 19, '65+': 66, unknown: 2 },
  disability_care: { '0-17': 6, '18-34': 8, '35-49': 20, '50-64': 28, '65+': 36, unknown: 2 },
  education: { '0-17': 16, '18-34': 26, '35-49': 46, '50-64': 9, unknown: 3 },
  work: { '18-34': 36, '35-49': 34, '50-64': 27, unknown: 3 },
  family: { '0-17': 3, '18-34': 26, '35-49': 46, '50-64': 15, '65+': 8, unknown: 2 },
}
export const ageWeights = (domain: Domain): Weights<Age> => agesByNeed[domain] ?? usualAges

type Household = One<typeof households>
const adultHouseholds: Weights<Household> = {
  single: 22,
  couple: 12,
  couple_children: 30,
  single_parent: 18,
  extended: 8,
  other: 3,
  unknown: 7,
}
const householdsByAge: Partial<Record<Age, Weights<Household>>> = {
  '0-17': { couple_children: 52, single_parent: 30, extended: 10, other: 3, unknown: 5 },
  '65+': { single: 48, couple: 30, couple_children: 4, single_parent: 3, extended: 8, other: 2, unknown: 5 },
}
export const householdWeights = (age: Age): Weights<Household> => householdsByAge[age] ?? adultHouseholds

export const genderWeights = { F: 57, M: 41, other_ns: 2 }

type Citizenship = One<typeof citizenships>
export const citizenshipWeights = (domain: Domain, area: string): Weights<Citizenship> =>
  domain === 'migration'
    ? { eu: 14, non_eu: 82, unknown: 4 }
    : area === 'sud'
      ? { it: 79, eu: 6, non_eu: 13, unknown: 2 }
      : { it: 88, eu: 4, non_eu: 6, unknown: 2 }

/** The three benefits follow one another; incomeSupportValidity says when each is legal. */
export const incomeSupportWeights = {
  none: 60,
  rdc_historic: 24,
  adi: 20,
  sfl: 4,
  other: 6,
  unknown: 8,
}

/** «Ultima visita»: by month of the quarter, and no earlier visit of the year exists in the first quarter. */
export const lastVisitWeights = (month: number) => {
  const first = [64, 54, 47][(month - 1) % 3]!
  const never = month <= 3 ? first : first * 0.6
  return {
    never_or_earlier_years: never,
    this_year: first - never,
    this_quarter: (96 - first) * 0.7,
    this_quarter_3_or_more: (96 - first) * 0.3,
    unknown: 4,
  }
}

/** Households at their first visit that the social service did not know, of those who answered. */
export const unknownToService: Record<string, number> = {
  'nord-ovest': 0.37,
  centro: 0.35,
  'nord-est': 0.47,
  sud: 0.41,
}
export const otherUnknownToService = 0.36
export const unknownAtReturn = 0.18
export const knownUnanswered = 0.08

type Channel = One<typeof channels>
export const channelWeights: Weights<Channel> = {
  in_person: 66,
  phone: 20,
  email: 5,
  home_visit: 3,
  street: 3,
  written: 1,
  other_remote: 2,
}
type Origin = One<typeof origins>
export const originWeights = (channel: Channel): Weights<Origin> =>
  channel === 'street' || channel === 'home_visit'
    ? { outreach: 78, referred: 18, spontaneous: 4 }
    : { spontaneous: 61, referred: 28, outreach: 4, summoned: 5, order: 2 }

/** Share of residents of an area whose map cell the operator picks. */
export const cellPicked = 0.5
