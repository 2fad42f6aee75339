/** Which need each type of service is looked at with: the first that places of the type answer. */
import type { NeedGroup } from '../../../api/disclosure/codes.ts'
import type { Resource } from '../../../api/resources/contract.ts'
import { type ResourceType, resourceTypes } from '../../../api/resources/types.codes.ts'

const typesOf: Record<NeedGroup, readonly ResourceType[]> = {
  economic: [
    'social_door',
    'social_service',
    'solidarity_market',
    'soup_kitchen',
    'food_distribution',
    'showers_clothing',
  ],
  work: ['job_centre', 'employment_agency', 'training_body', 'inclusion_traineeship'],
  housing: ['night_shelter', 'posta_station', 'social_housing', 'protected_housing', 'housing_office'],
  education: ['after_school', 'homework_space', 'library', 'youth_centre'],
  health: ['health_clinic', 'hospital', 'pharmacy', 'gym'],
  disability_care: [
    'home_care',
    'disability_day_centre',
    'disability_association',
    'social_transport',
    'workshop',
    'senior_day_centre',
  ],
  family: ['family_centre', 'nursery', 'toy_library', 'family_clinic', 'home_education', 'oratory'],
  isolation: ['senior_centre', 'neighbourhood_committee', 'park', 'parish'],
  migration: ['migrant_desk'],
  rights_access: ['caf_patronato', 'single_access_point', 'digital_help'],
  protected: ['legal_desk', 'addiction_service', 'mental_health_centre'],
}

export const needOfType = (type: ResourceType): NeedGroup =>
  (Object.keys(typesOf) as NeedGroup[]).find(need => typesOf[need].includes(type))!

/** Types with which a need can be tried: another one would change nothing that is seen. */
export const typesFor = (need: NeedGroup | null): readonly ResourceType[] =>
  need ? typesOf[need] : resourceTypes

/** Undefined for a type that this version does not know. */
export const knownType = (service: string | null): ResourceType | undefined =>
  resourceTypes.find(type => type === service)

/** What a resource of the type would answer; the protected group stands for its four. */
export const needsOfType = (type: ResourceType): Resource['properties']['needs'] => {
  const need = needOfType(type)
  return need === 'protected' ? ['violence', 'addiction', 'justice', 'mental_health'] : [need]
}
