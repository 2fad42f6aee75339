/** The codes of a project, without the schemas. */

/**
 * The actions of the programme. No public source gives the words of each, so the letter alone is shown.
 */
export const projectActions = ['A', 'B', 'C'] as const
export type ProjectAction = (typeof projectActions)[number]

export const projectStates = ['planned', 'in_progress', 'suspended', 'ended'] as const
export type ProjectState = (typeof projectStates)[number]

/** In the order in which a history tells them. */
export const projectFields = [
  'name',
  'action',
  'state',
  'from',
  'until',
  'lead',
  'partners',
  'areas',
  'wholeCity',
  'places',
  'funding',
  'description',
  'website',
  'source',
] as const
export type ProjectField = (typeof projectFields)[number]
