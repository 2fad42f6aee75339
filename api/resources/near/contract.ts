/** What is near a place: an address turned into a point, and the resources around a point. */
import { z } from 'zod'
import { operation } from '../../http/operation.ts'
import { collection, Position, Slug } from '../../territory/contract.ts'
import { Resource } from '../contract.ts'
import { Filters } from '../filters.contract.ts'

export const addressKinds = ['number', 'nearest_number', 'street', 'centre', 'resource'] as const

export const Addresses = z
  .object({
    streets: z
      .object({ streets: z.int(), numbers: z.int(), source: z.string() })
      .nullable()
      .meta({ description: 'The local street table; null: only addresses of the census and of the centres' }),
    found: z.array(
      z.object({
        kind: z.enum(addressKinds).meta({
          description:
            'A street number; the nearest one on the street, when the one asked for is not there; the middle of a street; the address of a centre or of a resource',
        }),
        name: z.string().meta({ description: 'The address, with its number when it has one' }),
        of: z.string().nullable().meta({ description: 'The centre or resource that has this address' }),
        at: Position,
        area: Slug.nullable(),
      }),
    ),
  })
  .meta({ id: 'Addresses' })
export type Addresses = z.output<typeof Addresses>

export const findAddresses = operation({
  id: 'findAddresses',
  method: 'post',
  path: '/addresses/finding',
  summary: 'Where an address is, by the municipality’s own street table or by addresses already known',
  description:
    'Slips of the pen, accents and joining words make no difference. The question travels in a body, because an address typed at a desk may be where somebody lives: it is neither kept nor logged, and leaves the product for no geocoder. The likest first, at most eight.',
  allow: ['operator', 'coordinator', 'partner'],
  body: z.strictObject({ q: z.string().min(1).max(200) }),
  response: Addresses,
})

export const farthest = 5000
/** A page of the nearest: who needs more asks for a smaller circle. */
export const nearestListed = 200

export const ResourceNear = Resource.extend({
  properties: Resource.shape.properties.extend({
    distance: z.int().min(0).meta({ description: 'Metres from the place, on the sphere' }),
  }),
}).meta({ id: 'ResourceNear' })
export type ResourceNear = z.output<typeof ResourceNear>

export const findResourcesNear = operation({
  id: 'findResourcesNear',
  method: 'post',
  path: '/resources/near',
  summary: 'The resources within so many metres of a place, nearest first',
  description:
    'As the crow flies, from a point or to the nearest part of a route or an extent. A confidential place has no position, so it is near nothing. At most 200; `numberMatched` says how many there are.',
  allow: ['operator', 'coordinator', 'partner'],
  body: z.strictObject({
    at: Position,
    metres: z.int().min(50).max(farthest),
    needGroup: Filters.shape.needGroup,
    group: Filters.shape.group,
  }),
  response: collection(ResourceNear).extend({ numberMatched: z.int().min(0) }),
  media: 'application/geo+json',
})
