/** Before a period closes: which days are not told yet and which questions were left open, without a single count. */
import { z } from 'zod'
import { Period } from '../disclosure/contract.ts'
import { operation } from '../http/operation.ts'
import { Day, Slug } from '../territory/contract.ts'

/** Questions whose «non so» weakens what is published. */
export const weighedQuestions = [
  'residence',
  'lastVisit',
  'known',
  'incomeSupport',
  'ageBand',
  'household',
] as const
/** Shares in words, because the exact ones would be counts of an open period: under 5 %, under 20 %, beyond. */
export const shareBands = ['few', 'some', 'many'] as const

export const Preflight = z
  .object({
    period: Period,
    centres: z
      .array(z.object({ centre: Slug, name: z.string(), workingDays: z.int(), untold: z.array(Day) }))
      .meta({
        description:
          'For each centre the working days of the months still open, and those with neither an access nor a word that nobody came',
      }),
    closedMonths: z.array(Period).meta({ description: 'Months of the period that can no longer be told' }),
    unanswered: z
      .array(z.object({ question: z.enum(weighedQuestions), share: z.enum(shareBands) }))
      .nullable()
      .meta({ description: 'How often each question has no answer; null with too few accesses to say' }),
  })
  .meta({ id: 'Preflight' })
export type Preflight = z.output<typeof Preflight>

export const preflightPeriod = operation({
  id: 'preflightPeriod',
  method: 'get',
  path: '/periods/{period}/preflight',
  summary: 'What to look at before a period closes: days not told by centre, questions left open; no counts',
  allow: ['coordinator'],
  params: z.strictObject({ period: Period }),
  response: Preflight,
})
