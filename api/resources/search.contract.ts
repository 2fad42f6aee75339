/** One box over the census and the territory: what is there, by a few letters of its name. */
import { z } from 'zod'
import { operation } from '../http/operation.ts'
import { Position, Slug } from '../territory/contract.ts'
import { resourceGroupNames } from './codes.ts'
import { resourceTypes } from './types.codes.ts'

const Named = z.object({ id: Slug, name: z.string() })

export const Found = z
  .object({
    resources: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        by: z.string().nullable().meta({
          description: 'The address or the service that holds what was typed; null when the name does',
        }),
        type: z.enum(resourceTypes),
        group: z.enum(resourceGroupNames),
        area: Slug.nullable(),
        at: Position.nullable().meta({ description: 'Where it is drawn; null for a confidential place' }),
      }),
    ),
    areas: z.array(Named),
    centres: z.array(Named.extend({ area: Slug.nullable() })),
    neighbourhoods: z.array(
      z.object({ name: z.string(), area: Slug.meta({ description: 'The area that names it' }) }),
    ),
  })
  .meta({ id: 'Found' })
export type Found = z.output<typeof Found>

export const search = operation({
  id: 'search',
  method: 'get',
  path: '/search',
  summary:
    'Resources, areas, centres and neighbourhoods by a few letters of their names, addresses or services',
  description:
    'Slips of the pen, accents and joining words make no difference; up to four letters are the beginning of a word. The likest first, at most eight resources and five of the others. Nothing of the question is kept or logged.',
  allow: ['operator', 'coordinator', 'partner'],
  query: z.strictObject({ q: z.string().min(1).max(200) }),
  response: Found,
})
