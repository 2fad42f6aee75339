/** The codes of a resource, without the schemas; the groups' names are apart, for the first paint alone. */
import { type ResourceGroup, resourceGroupNames } from './codes.ts'

/** The types under each group. */
export const resourceGroups = {
  access_guidance: [
    'social_door',
    'social_service',
    'single_access_point',
    'caf_patronato',
    'migrant_desk',
    'legal_desk',
  ],
  poverty_basic: ['solidarity_market', 'soup_kitchen', 'food_distribution', 'showers_clothing'],
  shelter_housing: [
    'night_shelter',
    'posta_station',
    'social_housing',
    'protected_housing',
    'housing_office',
  ],
  minors_family: [
    'after_school',
    'toy_library',
    'family_centre',
    'nursery',
    'family_clinic',
    'home_education',
  ],
  youth: ['youth_centre', 'oratory', 'homework_space'],
  elderly: ['senior_centre', 'senior_day_centre', 'home_care'],
  disability_care: ['disability_day_centre', 'disability_association', 'social_transport', 'workshop'],
  health: ['health_clinic', 'addiction_service', 'mental_health_centre', 'hospital', 'pharmacy'],
  work_training: [
    'job_centre',
    'employment_agency',
    'training_body',
    'digital_help',
    'inclusion_traineeship',
  ],
  culture_sport_community: ['library', 'parish', 'gym', 'neighbourhood_committee', 'park'],
} as const satisfies Record<ResourceGroup, readonly string[]>
export type ResourceType = (typeof resourceGroups)[ResourceGroup][number]
export const resourceTypes = Object.values(resourceGroups).flat() as unknown as [
  ResourceType,
  ...ResourceType[],
]
export const groupOfType = (type: ResourceType): ResourceGroup =>
  resourceGroupNames.find(group => (resourceGroups[group] as readonly string[]).includes(type))!

export const ownerKinds = [
  'comune',
  'altro_ente_pubblico',
  'azienda_sanitaria',
  'scuola_universita',
  'odv',
  'aps',
  'impresa_cooperativa_sociale',
  'ente_filantropico',
  'rete_associativa',
  'mutuo_soccorso',
  'altro_ets',
  'ente_religioso',
  'profit',
  'gruppo_informale',
  // Its name does not tell, and nobody has said: a name is worth keeping without it.
  'unknown',
] as const
export const targetGroups = [
  'family_minors',
  'disability',
  'addiction',
  'elderly',
  'migrants',
  'adults_poverty_homeless',
  'multi',
] as const
export const costs = ['free', 'contribution', 'paid'] as const
export const accessModes = ['free', 'appointment', 'referral'] as const
export const wheelchairs = ['yes', 'limited', 'no', 'unknown'] as const
export const fundingSources = ['public', 'private', 'volunteer', 'mixed'] as const
export const statuses = ['active', 'temporarily_closed', 'closed', 'planned'] as const
/** public: anyone signed in · network: operators, coordinators, partners, not for the public · restricted: own centre's operators. */
export const visibilities = ['public', 'network', 'restricted'] as const
/** What somebody found who went through the queue; `later` puts a card off to another week. */
export const checkResults = ['valid', 'edited', 'closed', 'later'] as const
