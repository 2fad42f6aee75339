/**
 * Publishing: the calendar of periods, what to look at before one closes, closing and correcting it, the ledger of
 * every measurement, and the method for anyone to read.
 */
import { z } from 'zod'
import { type Bilingual, operation } from '../http/operation.ts'
import { channels } from '../observations/codes.ts'
import { Day } from '../territory/contract.ts'
import { dimensionNames, Period, periodKinds, ReleaseId, tableNames } from './contract.ts'

export const periodStates = ['open', 'waiting', 'due', 'closed'] as const

export const CalendarPeriod = z
  .object({
    id: Period,
    kind: z.enum(periodKinds),
    state: z.enum(periodStates).meta({
      description:
        'open: not over; waiting: over, its day of closing has not come or another period comes first; due: may be closed; closed',
    }),
    closesOn: Day.meta({ description: 'First day on which it may close' }),
    closedOn: Day.nullable(),
    closedBy: z
      .enum(['server', 'person'])
      .nullable()
      .meta({ description: 'Whether the server closed it by itself' }),
    edition: z.string(),
    tables: z.array(z.enum(tableNames)).meta({ description: 'What it measures; none in some periods' }),
    release: ReleaseId.nullable().meta({ description: 'The release in force' }),
    errata: z.object({ on: Day, reason: z.string() }).nullable(),
  })
  .meta({ id: 'CalendarPeriod' })
export type CalendarPeriod = z.output<typeof CalendarPeriod>

export const listPeriods = operation({
  id: 'listPeriods',
  method: 'get',
  path: '/periods',
  summary: 'The calendar of publication: every period since the first, newest first, with its state',
  allow: ['coordinator'],
  response: z.object({ periods: z.array(CalendarPeriod) }),
})

export const closingFaults = {
  too_early: {
    it: 'Il suo giorno di chiusura non è ancora venuto',
    en: 'Its day of closing has not come yet',
  },
  another_first: { it: 'Prima va chiuso il periodo che lo precede', en: 'The period before it closes first' },
  closed_already: { it: 'È già chiuso', en: 'It is closed already' },
  not_closed: { it: 'Non è ancora chiuso', en: 'It is not closed yet' },
  records_deleted: {
    it: 'Le sue registrazioni sono state cancellate, come prevede la conservazione',
    en: 'Its records were deleted, as retention prescribes',
  },
  corrected_already: {
    it: 'Ha già avuto la sua errata: ce n’è una sola per periodo',
    en: 'It has had its errata already: there is one per period',
  },
  nothing_changed: {
    it: 'Le registrazioni del periodo sono quelle della chiusura: non c’è nulla da correggere',
    en: 'The records of the period are those of the closing: there is nothing to correct',
  },
} as const satisfies Record<string, Bilingual>
export type ClosingFault = keyof typeof closingFaults

export const closePeriod = operation({
  id: 'closePeriod',
  method: 'post',
  path: '/periods/{period}/closing',
  summary: 'Sign and close a period: measured once, for ever',
  description:
    'The server does the same by itself when the day has come. Refused with 409 `cannot-close`, whose `why` says why.',
  allow: ['coordinator'],
  params: z.strictObject({ period: Period }),
  body: z.strictObject({}),
  response: CalendarPeriod,
  status: 201,
  problems: ['cannot-close'],
})

/** What an errata may take out of the records of its period: in bulk, because nobody reads them one by one any more. */
export const Annulled = z
  .strictObject({
    centre: z.string().meta({ description: 'The centre that recorded them' }),
    channel: z.enum(channels).optional().meta({ description: 'Those of one channel; absent: of all' }),
    which: z.enum(['all', 'doubled']).meta({
      description:
        'all: everything the centre recorded in the period; doubled: every second one of the records alike in all their answers, as when a register came in twice',
    }),
  })
  .meta({ id: 'Annulled' })

export const publishErrata = operation({
  id: 'publishErrata',
  method: 'post',
  path: '/periods/{period}/errata',
  summary: 'Measure a closed period once more after a gross error, signed and with a reason; once per period',
  description:
    'With `annul` the wrong records are first taken out, in the same transaction; how many they were is told to nobody. A release of its own replaces the first one, which stays at its address. Its privacy cost is added in the ledger. Refused with 409 `cannot-close`, whose `why` says why: also when no record has changed, since the same records give the same release.',
  allow: ['coordinator'],
  params: z.strictObject({ period: Period }),
  body: z.strictObject({ reason: z.string().trim().min(10).max(500), annul: Annulled.optional() }),
  response: CalendarPeriod,
  status: 201,
  problems: ['cannot-close'],
})

export const LedgerEntry = z
  .object({
    period: Period,
    table: z.enum(tableNames).nullable().meta({ description: 'Null where no table was measured' }),
    kind: z.enum(['closing', 'errata', 'edition', 'retention']),
    edition: z.string(),
    sigma: z.int(),
    cost: z.number().meta({ description: '1/σ² of the measurement; 0 where nothing was measured' }),
    at: z.iso.datetime(),
    by: z.enum(['server', 'person']),
    reason: z.string().nullable(),
  })
  .meta({ id: 'LedgerEntry' })
export type LedgerEntry = z.output<typeof LedgerEntry>

export const getLedger = operation({
  id: 'getLedger',
  method: 'get',
  path: '/ledger',
  summary: 'Every measurement ever made, newest first, with its cost',
  description:
    'The hash of the measured cells stays in the database: of a small table it would give away, by trying, the noisy values that a release hides. A release has its own.',
  allow: 'anyone',
  response: z.object({
    entries: z.array(LedgerEntry),
    greatestCost: z
      .number()
      .meta({ description: 'Bound of √Σcost over the tables that one household enters in a quarter' }),
  }),
})

export const EditionTable = z
  .object({
    code: z.enum(tableNames),
    unit: z.enum(['accesses', 'households', 'households_year']),
    dimensions: z.array(z.enum(dimensionNames)),
    closes: z.enum(periodKinds),
    grids: z
      .array(z.array(z.enum(dimensionNames)))
      .meta({ description: 'The questions it answers: the table and its margins' }),
  })
  .meta({ id: 'EditionTable' })
export const Edition = z
  .object({
    name: z.string(),
    sigma: z.int(),
    threshold: z.int(),
    cost: z.number().meta({ description: '√tables / σ' }),
    tables: z.array(EditionTable),
  })
  .meta({ id: 'Edition' })

export const getEdition = operation({
  id: 'getEdition',
  method: 'get',
  path: '/edition',
  summary: 'The edition in force, the one chosen for a quarter to come, and all there are',
  allow: ['operator', 'coordinator', 'partner', 'admin'],
  response: z.object({
    inForce: z.string(),
    next: z.object({ edition: z.string(), from: Period }).nullable(),
    editions: z.array(Edition),
  }),
})

export const chooseEdition = operation({
  id: 'chooseEdition',
  method: 'post',
  path: '/edition',
  summary: 'Choose the edition from a quarter that has not begun, with a reason',
  allow: ['coordinator'],
  body: z.strictObject({
    edition: z.string(),
    from: z.string().regex(/^\d{4}-Q[1-4]$/),
    reason: z.string().trim().min(10).max(500),
  }),
  response: z.object({ edition: z.string(), from: Period }),
  status: 201,
  problems: ['cannot-choose-edition'],
})

const told = z.object({ it: z.string(), en: z.string() })
/** One attack, or one measure of use, as the last complete run of the tests found it. */
export const Finding = z
  .object({
    name: z.string(),
    kind: z.enum(['attack', 'closing', 'utility']),
    unit: z.enum(['share', 'number']),
    what: told,
    knew: told.meta({ description: 'What the attacker knew' }),
    counted: told.meta({ description: 'What success is' }),
    success: z.number(),
    naive: z
      .number()
      .optional()
      .meta({ description: 'The same attacker on plain counts with small ones hidden' }),
    bound: z.object({ least: z.number().optional(), most: z.number().optional() }),
    trials: z.int(),
    held: z.boolean(),
    on: Day,
    engine: z.string(),
  })
  .meta({ id: 'Finding' })
export type Finding = z.output<typeof Finding>

/** What anyone may know of how numbers are protected: all of it but the records. */
export const getMethod = operation({
  id: 'getMethod',
  method: 'get',
  path: '/method',
  summary: 'The method of publication: editions, the law of the noise, the promise in numbers',
  allow: 'anyone',
  response: z.object({
    inForce: z.string(),
    editions: z.array(Edition),
    greatestCost: z.number(),
    internalView: z.boolean().meta({ description: 'Whether coordinators may read exact counts here' }),
    promise: z
      .object({
        coin: z.number(),
        oneNumber: z.number(),
        oneVisit: z.number(),
        threeVisits: z.number(),
        wholeYear: z.number(),
        wholeYearThrice: z.number(),
        corrected: z.number(),
      })
      .meta({
        description:
          'Of the edition in force: at most so many times in 100 somebody who knows every other record guesses right',
      }),
    laws: z.array(
      z.object({
        sigma: z.int(),
        probabilities: z
          .array(z.object({ z: z.int(), share: z.number() }))
          .meta({ description: 'Of each error' }),
        halfWidth: z.int().meta({ description: 'Of a single cell: 9 errors in 10 are within it' }),
      }),
    ),
    findings: z.array(Finding).meta({ description: 'The last complete run of the tests with attackers' }),
  }),
})
