/** The codes of what is published, without the schemas: small enough for the first paint of the pages. */

/**
 * The eleven groups in which a main need is published by area. `protected` holds violence, addiction, justice and
 * mental health together, «bisogni tutelati»: separately they are for the whole city and year alone.
 */
export const needGroups = [
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
  'protected',
] as const
export type NeedGroup = (typeof needGroups)[number]

/** Main needs gathered in four, where the table crosses them with something else. */
export const macroNeeds = ['material', 'work_education', 'health_relations', 'rights'] as const
export type MacroNeed = (typeof macroNeeds)[number]
export const macroOf: Record<NeedGroup, MacroNeed> = {
  economic: 'material',
  housing: 'material',
  work: 'work_education',
  education: 'work_education',
  health: 'health_relations',
  disability_care: 'health_relations',
  family: 'health_relations',
  isolation: 'health_relations',
  protected: 'health_relations',
  migration: 'rights',
  rights_access: 'rights',
}
