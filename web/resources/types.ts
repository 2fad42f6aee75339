/** Types under their groups, as the contract lists them; a test compares the two. */
import type { resourceGroups } from '../../api/resources/contract.ts'

// Repeated because importing the contract's values would bring its schemas to the browser.
export const typesOf: typeof resourceGroups = {
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
}
