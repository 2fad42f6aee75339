/** How far one walks from a centre, where somebody has computed it. */
import { z } from 'zod'
import { operation } from '../../http/operation.ts'
import { collection, feature, MultiPolygon, Slug } from '../contract.ts'

export const Isochrone = feature(
  MultiPolygon,
  z.object({
    id: z.string(),
    centre: Slug,
    minutes: z.int().min(1).max(60).meta({ description: 'On foot, slopes included' }),
    source: z.string(),
  }),
).meta({ id: 'Isochrone' })
export type Isochrone = z.output<typeof Isochrone>

export const listIsochrones = operation({
  id: 'listIsochrones',
  method: 'get',
  path: '/isochrones',
  summary: 'What is reached on foot from the present seat of each centre, within so many minutes',
  description:
    'Computed outside the product and loaded by the municipality. Empty where nothing was loaded, and for a centre that has moved since: then distances are as the crow flies.',
  allow: 'anyone',
  response: collection(Isochrone),
  media: 'application/geo+json',
})
