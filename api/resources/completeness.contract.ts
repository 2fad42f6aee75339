/**
 * What is still to be asked of a resource, the most useful first for who hands it over to somebody at a desk. Pure,
 * without schemas: one list for the form, the card and the lists.
 */
import type { ResourceEntry } from './contract.ts'
import type { ResourceType } from './types.codes.ts'

/** In the order of use: can it help, when, how to ask, what it costs, how to get in, for whom, how to enter, room, future. */
export const questions = [
  'needs',
  'openingHours',
  'contact',
  'cost',
  'accessMode',
  'targetGroups',
  'ages',
  'languages',
  'wheelchair',
  'capacity',
  'fundings',
  'owner',
] as const
export type Question = (typeof questions)[number]

/** Places that nobody counts by heads or by hours of funding: asking would only tire. */
const withoutPlaces: readonly ResourceType[] = [
  'social_door',
  'social_service',
  'single_access_point',
  'caf_patronato',
  'migrant_desk',
  'legal_desk',
  'housing_office',
  'family_clinic',
  'health_clinic',
  'hospital',
  'pharmacy',
  'job_centre',
  'employment_agency',
  'library',
  'parish',
  'neighbourhood_committee',
  'park',
]
/** What has no door and answers no phone. */
const withoutDoor: readonly ResourceType[] = ['park']

/** The questions that make sense for a type; all of them before it is known. */
export const questionsFor = (type: ResourceType | undefined): readonly Question[] =>
  questions.filter(question => {
    if (type === undefined) return true
    if (question === 'capacity') return !withoutPlaces.includes(type)
    if (withoutDoor.includes(type)) return !['contact', 'fundings', 'languages', 'ages'].includes(question)
    return true
  })

type Known = { readonly [F in keyof ResourceEntry]?: ResourceEntry[F] | null | undefined }
const some = (list: readonly unknown[] | null | undefined) => (list?.length ?? 0) > 0

const answered: Record<Question, (known: Known) => boolean> = {
  needs: ({ needs }) => some(needs),
  openingHours: ({ openingHours, stops }) => Boolean(openingHours) || (stops ?? []).some(({ when }) => when),
  contact: ({ phone, email, website }) => Boolean(phone || email || website),
  cost: ({ cost }) => Boolean(cost),
  accessMode: ({ accessMode }) => Boolean(accessMode),
  targetGroups: ({ targetGroups }) => some(targetGroups),
  ages: ({ minAge, maxAge, eligibility }) =>
    typeof minAge === 'number' || typeof maxAge === 'number' || Boolean(eligibility),
  languages: ({ languages }) => some(languages),
  wheelchair: ({ wheelchair }) => wheelchair !== undefined && wheelchair !== null && wheelchair !== 'unknown',
  capacity: ({ capacity }) => Boolean(capacity),
  fundings: ({ fundings }) => some(fundings),
  owner: ({ owner }) => Boolean(owner),
}

export type Completeness = { known: number; of: number; next: Question | null }

/** How much is known of what is worth knowing, and which question is the most useful now. */
export function completenessOf(known: Known): Completeness {
  const asked = questionsFor(known.type ?? undefined)
  const open = asked.filter(question => !answered[question](known))
  return { known: asked.length - open.length, of: asked.length, next: open[0] ?? null }
}
