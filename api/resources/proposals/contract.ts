/** Proposals of partners: what they would change in the census, and what came of it. */
import { z } from 'zod'
import { type Bilingual, operation, roles } from '../../http/operation.ts'
import { Day, Slug } from '../../territory/contract.ts'
import { entryFields } from '../changes.contract.ts'
import { NewId, Resource, ResourceChange, ResourceEntry, resourceFaults, Text } from '../contract.ts'
import { proposalStates } from './codes.ts'

export * from './codes.ts'

const Field = z.enum(entryFields)
const Reason = Text(300)

export const ProposedField = z
  .object({
    field: Field,
    before: z.unknown().meta({ description: 'In the version that the proposer read; null when absent' }),
    after: z.unknown().meta({ description: 'As proposed; null takes it away' }),
    current: z.unknown().meta({ description: 'In force now' }),
  })
  .meta({ id: 'ProposedField' })
export type ProposedField = z.output<typeof ProposedField>

export const Proposal = z
  .object({
    id: z.uuid(),
    state: z.enum(proposalStates),
    resource: z
      .object({ id: z.uuid(), name: z.string(), version: z.int().min(1) })
      .nullable()
      .meta({ description: 'In the census now; null for a new one that was not accepted' }),
    centre: Slug.nullable().meta({ description: 'Whose operators decide; null: those of any centre' }),
    isNew: z.boolean(),
    fields: z.array(ProposedField).min(1),
    reason: Reason.nullable(),
    at: z.iso.datetime(),
    by: z.object({ organisation: z.string().nullable(), mine: z.boolean() }),
    dueOn: Day.meta({ description: 'Last of the five working days in which it is answered' }),
    overdue: z.boolean(),
    decision: z
      .object({
        at: z.iso.datetime(),
        by: z.object({ role: z.enum(roles), centre: Slug.nullable() }).nullable(),
        reason: Reason.nullable(),
        accepted: z.array(Field),
      })
      .nullable(),
    isDemo: z.boolean(),
  })
  .meta({ id: 'Proposal' })
export type Proposal = z.output<typeof Proposal>

export const proposalFaults = {
  nothing_proposed: {
    it: 'Non c’è nessun cambiamento rispetto a com’è adesso',
    en: 'Nothing differs from how it is now',
  },
  reason_missing: {
    it: 'Scrivi perché: chi ha proposto lo legge',
    en: 'Write why: who proposed reads it',
  },
  field_not_proposed: { it: 'Questo campo non è nella proposta', en: 'This field is not in the proposal' },
  field_needed: {
    it: 'Senza nome, tipo e posizione non è una risorsa',
    en: 'Without name, type and position it is no resource',
  },
  nothing_accepted: { it: 'Scegli almeno un campo', en: 'Choose at least one field' },
  ...resourceFaults,
} as const satisfies Record<string, Bilingual>

export const ProposeChange = ResourceChange.extend({ id: NewId, reason: Reason.optional() }).meta({
  id: 'ProposeChange',
})
export type ProposeChange = z.output<typeof ProposeChange>

export const proposeChange = operation({
  id: 'proposeChange',
  method: 'post',
  path: '/resources/{resource}/proposals',
  summary: 'Propose other values for some fields of a resource, or that it is closed',
  description:
    'Touches nothing until it is accepted. Fields as in `updateResource`, with an optional reason. Answers 201 the first time and 200 when the same is sent again.',
  allow: ['partner'],
  params: z.strictObject({ resource: z.uuid() }),
  body: ProposeChange,
  faults: proposalFaults,
  response: Proposal,
  status: 201,
  problems: ['id-reused'],
})

export const ProposeResource = ResourceEntry.extend({ id: NewId, reason: Reason.optional() }).meta({
  id: 'ProposeResource',
})
export type ProposeResource = z.output<typeof ProposeResource>

export const proposeResource = operation({
  id: 'proposeResource',
  method: 'post',
  path: '/proposals',
  summary: 'Propose a resource that the census has not',
  allow: ['partner'],
  body: ProposeResource,
  faults: proposalFaults,
  response: Proposal,
  status: 201,
  problems: ['id-reused'],
})

export const listProposals = operation({
  id: 'listProposals',
  method: 'get',
  path: '/proposals',
  summary: 'Proposals that the caller decides, or made: open ones first, the oldest at the top',
  description:
    'Coordinators read all of them, operators those on what their centre keeps or nobody does, partners their own. At most 200 that are no longer open.',
  allow: ['operator', 'coordinator', 'partner'],
  query: z.strictObject({ state: z.enum(proposalStates).optional() }),
  response: z.object({
    proposals: z.array(Proposal),
    open: z.int().min(0),
    overdue: z.int().min(0),
  }),
})

export const Decision = z
  .strictObject({
    decision: z.enum(['accept', 'refuse']),
    fields: z
      .array(Field)
      .max(entryFields.length)
      .optional()
      .meta({ description: 'Those accepted; all of them when absent' }),
    version: z
      .int()
      .min(1)
      .optional()
      .meta({ description: 'The version of the resource that was seen while deciding' }),
    reason: Reason.optional().meta({ description: 'Told to who proposed; needed to refuse' }),
  })
  .meta({ id: 'Decision' })
export type Decision = z.output<typeof Decision>

export const decideProposal = operation({
  id: 'decideProposal',
  method: 'post',
  path: '/proposals/{proposal}/decision',
  summary: 'Accept a proposal, or some of its fields, or refuse it with the reason',
  description:
    'Accepting is an edit: it merges by field from the version that was seen, and a field that somebody changed since answers 409 `changed-meanwhile` with both values. Of one that is no longer open: 409 `already-decided`.',
  allow: ['operator', 'coordinator'],
  params: z.strictObject({ proposal: z.uuid() }),
  body: Decision,
  faults: proposalFaults,
  response: z.object({ proposal: Proposal, resource: Resource.nullable() }),
  problems: ['changed-meanwhile', 'already-decided'],
})

export const withdrawProposal = operation({
  id: 'withdrawProposal',
  method: 'delete',
  path: '/proposals/{proposal}',
  summary: 'Withdraw a proposal of one’s own that is still open; it stays in the list as withdrawn',
  allow: ['partner'],
  params: z.strictObject({ proposal: z.uuid() }),
  response: Proposal,
  problems: ['already-decided'],
})
