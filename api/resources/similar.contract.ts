/** Duplicates: what in the census may be the resource that somebody is adding, why, and what was told apart. */
import { z } from 'zod'
import { guardFaults } from '../guard/contract.ts'
import { type Bilingual, operation } from '../http/operation.ts'
import { collection, feature, Point } from '../territory/contract.ts'
import { Resource, ResourceGeometry, resourceFaults, TaxCode, Text } from './contract.ts'
import { differences, similarReasons } from './similar.codes.ts'
import { taxCodeFaults } from './tax-code.contract.ts'

export * from './similar.codes.ts'

const { blank, control_characters } = resourceFaults
const textFaults = { blank, control_characters }
const findFaults = { ...textFaults, ...taxCodeFaults }

export const FindSimilar = z
  .strictObject({
    name: Text(200),
    position: Point.optional(),
    phone: Text(40).optional(),
    website: Text(500).optional(),
    taxCode: TaxCode.optional(),
    exclude: z
      .uuid()
      .optional()
      .meta({ description: 'The resource being edited: left out, with what was told apart from it' }),
  })
  .meta({ id: 'FindSimilar' })
export type FindSimilar = z.output<typeof FindSimilar>

export const Similar = feature(
  ResourceGeometry.nullable(),
  Resource.shape.properties.extend({
    likely: z.boolean().meta({ description: 'Worth a warning: it is probably the same resource' }),
    reasons: z.array(z.enum(similarReasons)).min(1),
    distance: z
      .int()
      .nullable()
      .meta({ description: 'Metres from the position; null without one of the two' }),
  }),
).meta({ id: 'Similar' })
export type Similar = z.output<typeof Similar>

export const findSimilarResources = operation({
  id: 'findSimilarResources',
  method: 'post',
  path: '/resources/similar',
  summary: 'Up to five resources that may be the one described, the likeliest first, each with its reasons',
  description:
    'Names are compared without accents, legal forms and joining words, by what they share in groups of three letters. A warning that stops nobody. A question in a body, since an address stays in the logs of proxies; nothing of it is kept.',
  allow: ['operator', 'coordinator', 'partner'],
  body: FindSimilar,
  faults: findFaults,
  response: collection(Similar),
  media: 'application/geo+json',
})

export const differenceFaults = {
  note_missing: { it: 'Scrivi perché è un’altra', en: 'Write why it is another one' },
  ...textFaults,
  ...guardFaults,
} as const satisfies Record<string, Bilingual>

export const Difference = z
  .strictObject({ reason: z.enum(differences), note: Text(200).optional() })
  .meta({ id: 'Difference' })
export type Difference = z.output<typeof Difference>

export const distinguishResource = operation({
  id: 'distinguishResource',
  method: 'put',
  path: '/resources/{resource}/not-duplicates/{other}',
  summary: 'Say why two resources are not the same: they are not proposed for each other again',
  allow: ['operator', 'coordinator'],
  params: z.strictObject({ resource: z.uuid(), other: z.uuid() }),
  body: Difference,
  faults: differenceFaults,
  response: z.undefined(),
  status: 204,
})
