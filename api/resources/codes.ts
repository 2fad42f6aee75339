/** The groups of the census, without types and schemas: all that the first paint of the pages needs. */

/** Ten groups, in the order of lists. */
export const resourceGroupNames = [
  'access_guidance',
  'poverty_basic',
  'shelter_housing',
  'minors_family',
  'youth',
  'elderly',
  'disability_care',
  'health',
  'work_training',
  'culture_sport_community',
] as const
export type ResourceGroup = (typeof resourceGroupNames)[number]
