/** «Coperture in scadenza»: what ends within some months, and what is left of each need in each area. */
import { z } from 'zod'
import { operation } from '../../http/operation.ts'
import { needDomains } from '../../observations/codes.ts'
import { Day, Slug } from '../../territory/contract.ts'
import { resourceTypes } from '../types.codes.ts'
import { endCauses, windows } from './coverage.contract.ts'

export * from './coverage.contract.ts'

const Area = Slug.nullable().meta({ description: 'Null outside the areas' })

export const ExpiringResource = z
  .object({
    id: z.uuid(),
    name: z.string(),
    type: z.enum(resourceTypes),
    area: Area,
    needs: z.array(z.enum(needDomains)),
    places: z.object({ total: z.int().min(0), unit: z.string() }).optional(),
    endsOn: Day.meta({ description: 'Last day covered' }),
    cause: z.enum(endCauses),
    projects: z
      .array(z.object({ id: z.uuid(), name: z.string(), until: Day.nullable() }))
      .meta({ description: 'That keep it alive, without the suspended ones' }),
    lapsed: z.boolean().meta({ description: 'The last day is past and the census still says active' }),
  })
  .meta({ id: 'ExpiringResource' })
export type ExpiringResource = z.output<typeof ExpiringResource>

export const listExpiring = operation({
  id: 'listExpiring',
  method: 'get',
  path: '/expiring',
  summary: 'Active resources whose cover ends within 3, 6 or 12 months, and what is left afterwards',
  description:
    'Ends that nothing renews: the last line of funding, all the projects that keep it alive, the validity. Today and the last day of the window count. Only of what the reader may see; of resources, never of persons or accesses.',
  allow: ['operator', 'coordinator', 'partner'],
  query: z.strictObject({
    months: z.enum(windows.map(String) as ['3', '6', '12']).default('6'),
    area: Slug.optional(),
    need: z.enum(needDomains).optional(),
  }),
  response: z.object({
    on: Day.meta({ description: 'Today' }),
    until: Day.meta({ description: 'Last day of the window' }),
    resources: z.array(ExpiringResource).meta({ description: 'The first to end first' }),
    groups: z
      .array(
        z.object({
          area: Area,
          need: z.enum(needDomains),
          now: z.int().min(1).meta({ description: 'Active resources that answer the need there' }),
          remaining: z.int().min(0),
          places: z.array(z.object({ unit: z.string(), now: z.int().min(0), remaining: z.int().min(0) })),
        }),
      )
      .meta({ description: 'Areas and needs from which something goes' }),
  }),
})
