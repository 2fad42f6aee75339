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
