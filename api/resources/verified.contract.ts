/** «Quota verificata»: of the active resources of each area, how many were verified within their half-life. */
import { z } from 'zod'
import { operation } from '../http/operation.ts'
import { Slug } from '../territory/contract.ts'

export const VerifiedShare = z
  .object({
    area: Slug.nullable().meta({ description: 'Null outside the areas' }),
    active: z.int().min(1),
    verified: z.int().min(0).meta({ description: 'Of them, within the half-life of their group' }),
  })
  .meta({ id: 'VerifiedShare' })
export type VerifiedShare = z.output<typeof VerifiedShare>

export const listVerifiedShares = operation({
  id: 'listVerifiedShares',
  method: 'get',
  path: '/verified-shares',
  summary: 'Active resources of each area, and how many of them are verified (indicator res_fresh)',
  allow: ['operator', 'coordinator', 'partner'],
  response: z.object({ shares: z.array(VerifiedShare) }),
})
