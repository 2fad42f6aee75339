/** The codes that answers are made of, without the schemas: small enough for the first paint of the pages. */

export const channels = [
  'in_person',
  'phone',
  'email',
  'home_visit',
  'street',
  'written',
  'other_remote',
] as const
export const origins = ['spontaneous', 'referred', 'summoned', 'outreach', 'order'] as const
export const ageBands = ['0-17', '18-34', '35-49', '50-64', '65+', 'unknown'] as const
export const genders = ['F', 'M', 'other_ns'] as const
export const citizenships = ['it', 'eu', 'non_eu', 'unknown'] as const
export const households = [
  'single',
  'couple',
  'couple_children',
  'single_parent',
  'extended',
  'other',
  'unknown',
] as const
export const incomeSupports = ['none', 'rdc_historic', 'adi', 'sfl', 'other', 'unknown'] as const
export const known = ['yes', 'no', 'unknown'] as const
/**
 * «Ultima visita a una porta sociale?» replaces every identifier: `never_or_earlier_years` and `this_year`
 * are first visits of the quarter, the former alone the first of the year; `this_quarter_3_or_more` is not
 * counted among accesses, so that a household weighs at most three times per quarter.
 */
export const lastVisits = [
  'never_or_earlier_years',
  'this_year',
  'this_quarter',
  'this_quarter_3_or_more',
  'unknown',
] as const

export const needDomains = [
  'economic',
  'work',
  'housing',
  'education',
  'health',
  'disability_care',
  'family',
  'isolation',
  'migration',
  'rights_access',
  'violence',
  'addiction',
  'justice',
  'mental_health',
] as const
export const requests = [
  'information',
  'bureaucratic_help',
  'food_goods',
  'economic_aid',
  'job_search',
  'housing_help',
  'school_support',
  'health_access',
  'childcare_family',
  'listening',
  'legal_advice',
  'transport',
  'training_digital',
  'other',
] as const
export const outcomes = [
  'information',
  'guidance',
  'solved',
  'accompaniment',
  'referral',
  'intake_proposal',
  'unmet',
] as const
/** Participants of one group activity. */
export const mostParticipants = 300
/** Places that a person can be given for one need. */
export const mostResources = 3
export const unmetReasons = [
  'none_exists',
  'full',
  'not_eligible',
  'too_far',
  'cost',
  'hours',
  'language',
] as const

/**
 * Days on which an answer is legal, both ends included. RdC ended on 31 December 2023; AdI began on
 * 1 January 2024 and SFL on 1 September 2023 (D.L. 48/2023).
 */
export const incomeSupportValidity: Partial<
  Record<(typeof incomeSupports)[number], { from?: string; to?: string }>
> = {
  rdc_historic: { to: '2023-12-31' },
  adi: { from: '2024-01-01' },
  sfl: { from: '2023-09-01' },
}
