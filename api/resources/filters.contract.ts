/** What the list, its count and the tiles of the map can be narrowed to: one meaning for all of them. */
import { z } from 'zod'
import { needGroups } from '../disclosure/codes.ts'
import { needDomains } from '../observations/codes.ts'
import { Slug } from '../territory/contract.ts'
import { resourceGroupNames } from './codes.ts'
import { statuses } from './types.codes.ts'

export const Filters = z.strictObject({
  area: Slug.optional(),
  group: z.enum(resourceGroupNames).optional(),
  need: z.enum(needDomains).optional(),
  needGroup: z.enum(needGroups).optional().meta({
    description:
      'A need as it is published: `protected` is violence, addiction, justice and mental health together',
  }),
  status: z.enum(statuses).optional(),
  openNow: z.literal('true').optional().meta({
    description:
      'Active, and open at the minute of the question by its hours; what does not tell them is not',
  }),
  q: z.string().min(1).max(200).optional().meta({
    description:
      'Words of the name, slips of the pen included; up to four letters are the beginning of a word',
  }),
})
export type Filters = z.output<typeof Filters>
