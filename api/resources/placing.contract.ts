/** Where a position falls, said before anything is saved. */
import { z } from 'zod'
import { operation } from '../http/operation.ts'
import { Slug } from '../territory/contract.ts'
import { ResourceGeometry, resourceFaults } from './contract.ts'

export const Placing = z
  .object({
    area: Slug.nullable().meta({
      description: 'Target area that holds the point on its surface; null outside the areas',
    }),
    insideMunicipality: z.boolean(),
    metres: z.int().nullable().meta({ description: 'Length of a route' }),
    squareMetres: z.int().nullable().meta({ description: 'Surface of an extent, without its holes' }),
  })
  .meta({ id: 'Placing' })
export type Placing = z.output<typeof Placing>

export const placeResource = operation({
  id: 'placeResource',
  method: 'post',
  path: '/resources/placing',
  summary:
    'The area in which a point, a route or an extent falls, as saving it would compute it; nothing is kept',
  description:
    'Lengths are measured on the sphere, surfaces on the ellipsoid: the same on both engines and, within a metre, in a browser without a network.',
  allow: ['operator', 'coordinator', 'partner'],
  body: z.strictObject({ geometry: ResourceGeometry }),
  faults: { invalid_geometry: resourceFaults.invalid_geometry },
  response: Placing,
})
