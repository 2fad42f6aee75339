/** The codes of duplicates, without the schemas. */

/** Why a resource may be the one described, the strongest first. */
export const similarReasons = [
  'same_name',
  'same_phone',
  'similar_name',
  'same_tax_code',
  'same_site',
  'near',
] as const
export type SimilarReason = (typeof similarReasons)[number]

/** «È un’altra perché …»: a place of another body, another service in the place, another branch. */
export const differences = ['other_body', 'other_service', 'other_branch', 'other'] as const
export type DifferenceReason = (typeof differences)[number]
