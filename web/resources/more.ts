/** The fields of a resource that its editing asks beyond those of adding, in their order. */
export const moreFields = [
  'status',
  'description',
  'email',
  'accessMode',
  'cost',
  'capacity',
  'keeper',
] as const
export type MoreField = (typeof moreFields)[number]
