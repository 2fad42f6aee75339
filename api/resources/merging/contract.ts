/** Two resources of the census that are one: uniting them, and taking that back. */
import { z } from 'zod'
import { type Bilingual, operation } from '../../http/operation.ts'
import { entryFields } from '../changes.contract.ts'
import { Resource, resourceFaults } from '../contract.ts'

export const mergeFaults = {
  itself: { it: 'È la stessa risorsa', en: 'It is the same resource' },
  too_many: {
    it: 'Insieme gli elenchi sono troppo lunghi: accorcia prima uno dei due',
    en: 'Together the lists are too long: shorten one of the two first',
  },
  ...resourceFaults,
} as const satisfies Record<string, Bilingual>

export const MergeResources = z
  .strictObject({
    other: z.uuid().meta({ description: 'The one that leads to this one from now on' }),
    version: z.int().min(1).meta({ description: 'Of the one that stays, as it was seen' }),
    otherVersion: z.int().min(1),
    take: z
      .array(z.enum(entryFields))
      .max(entryFields.length)
      .default([])
      .meta({ description: 'Fields whose value is the other’s; lists are always those of both' }),
  })
  .meta({ id: 'MergeResources' })
export type MergeResources = z.output<typeof MergeResources>

const Merged = z.object({ merge: z.uuid(), resource: Resource }).meta({ id: 'MergedResource' })

export const mergeResources = operation({
  id: 'mergeResources',
  method: 'post',
  path: '/resources/{resource}/merges',
  summary: 'Unite another resource with this one: its links, referrals and proposals lead here',
  description:
    'About the versions that were seen: of others, 409 `changed-meanwhile`, and nothing is written. A confidential place and a public one are united by the operators of the centre that keeps both; if what stays is confidential, neither has a position any more.',
  allow: ['operator', 'coordinator'],
  params: z.strictObject({ resource: z.uuid() }),
  body: MergeResources,
  faults: mergeFaults,
  response: Merged,
  status: 201,
  problems: ['changed-meanwhile'],
})

export const undoMerge = operation({
  id: 'undoMerge',
  method: 'delete',
  path: '/resources/{resource}/merges/{merge}',
  summary: 'Make two resources again of those that were united, each as it was',
  description:
    'What somebody edited since stays as edited. A position that went when a place became confidential does not come back.',
  allow: ['operator', 'coordinator'],
  params: z.strictObject({ resource: z.uuid(), merge: z.uuid() }),
  response: z.object({ resource: Resource, other: Resource }),
})
