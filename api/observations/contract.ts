/**
 * Accesses and needs as recorded at a porta sociale: coded answers only. No name, tax code, birth date,
 * address, phone, position or free text has a place to go, and an unknown field is refused.
 */
import { z } from 'zod'
import { type Bilingual, operation } from '../http/operation.ts'
import { Day, Slug } from '../territory/contract.ts'
import {
  ageBands,
  channels,
  citizenships,
  genders,
  households,
  incomeSupports,
  known,
  lastVisits,
  mostResources,
  needDomains,
  origins,
  outcomes,
  requests,
  unmetReasons,
} from './codes.ts'
import { otherAreas } from './questions.codes.ts'

export * from './codes.ts'

/** The rules an access must keep beyond its shape, each with its words. */
export const accessFaults = {
  unknown_centre: {
    it: 'Il centro non esiste o non è il tuo',
    en: 'The centre does not exist or is not yours',
  },
  unknown_area: {
    it: `L’area di residenza non c’è in quel giorno: scegli un’area della mappa, «${otherAreas.it.outside}» o «${otherAreas.it.unknown}»`,
    en: `The area of residence is not there on that day: choose an area of the map, “${otherAreas.en.outside}” or “${otherAreas.en.unknown}”`,
  },
  unknown_cell: {
    it: 'La cella non esiste o non appartiene all’area di residenza indicata',
    en: 'The cell does not exist or does not belong to the area of residence given',
  },
  date_in_future: { it: 'La data è nel futuro', en: 'The date is in the future' },
  date_too_early: {
    it: 'Il mese è chiuso da troppo tempo: conterebbe nel mese aperto e ne falserebbe i numeri',
    en: 'The month closed too long ago: it would count in the open month and distort its numbers',
  },
  before_centre_opened: {
    it: 'La data precede l’apertura del centro',
    en: 'The date comes before the centre opened',
  },
  after_centre_closed: {
    it: 'In quella data il centro non era aperto',
    en: 'On that date the centre was not open',
  },
  income_support_not_in_force: {
    it: 'La misura di sostegno non era in vigore a quella data (RdC fino al 2023, SFL da settembre 2023, AdI dal 2024)',
    en: 'The benefit was not in force on that date (RdC until 2023, SFL from September 2023, AdI from 2024)',
  },
  unmet_without_reason: {
    it: 'Un bisogno senza risposta vuole il motivo',
    en: 'An unmet need wants its reason',
  },
  reason_without_unmet: {
    it: 'Il motivo si indica solo per un bisogno senza risposta',
    en: 'A reason belongs to an unmet need only',
  },
  repeated_need: { it: 'Lo stesso bisogno è indicato due volte', en: 'The same need is given twice' },
  unknown_resource: { it: 'La risorsa non esiste nel censimento', en: 'The resource is not in the census' },
  resource_closed: {
    it: 'La risorsa è chiusa: scegline una attiva',
    en: 'The resource is closed: choose an active one',
  },
  repeated_resource: {
    it: 'La stessa risorsa è indicata due volte per questo bisogno',
    en: 'The same resource is given twice for this need',
  },
  unmet_with_resources: {
    it: 'A un bisogno senza risposta non si lega una risorsa',
    en: 'An unmet need has no resource that answers it',
  },
} as const satisfies Record<string, Bilingual>

export const Need = z
  .strictObject({
    domain: z.enum(needDomains),
    request: z.enum(requests).optional(),
    outcome: z.enum(outcomes),
    unmetReason: z.enum(unmetReasons).optional(),
    resources: z.array(z.uuid()).max(mostResources).optional().meta({
      description: 'Resources of the census that answer the need, the first chosen first; absent for none',
    }),
  })
  .meta({ id: 'Need' })
export type Need = z.output<typeof Need>

export const AccessRecord = z
  .strictObject({
    // Version 4 alone is random: versions 1 and 7 carry the instant at which they were made.
    id: z
      .uuidv4()
      .meta({ description: 'Random, made by the client: sending the same record twice is harmless' }),
    centre: Slug,
    date: Day,
    channel: z.enum(channels),
    origin: z.enum(origins),
    residenceArea: Slug.meta({ description: 'An area in force, or `outside`, or `unknown`' }),
    residenceCell: Slug.optional().meta({
      description: 'Picked by the operator on the map; never an address',
    }),
    ageBand: z.enum(ageBands),
    gender: z.enum(genders),
    citizenship: z.enum(citizenships),
    household: z.enum(households),
    incomeSupport: z.enum(incomeSupports),
    knownToService: z.enum(known),
    lastVisit: z.enum(lastVisits),
    needs: z.array(Need).min(1).max(8).meta({ description: 'The first is the main need' }),
  })
  .meta({ id: 'AccessRecord' })
export type AccessRecord = z.output<typeof AccessRecord>

/**
 * How far back whoever may record can go, by role: days of months still open, and, for what stayed on paper, the
 * quarter before the present one. Anything older would count in the open month (see `StoredAccess`) and distort it.
 * @param openMonth first day of the oldest open month; null when none has closed yet, and then every day is open
 * @returns the earliest day, YYYY-MM-DD, or null when there is no limit
 */
export const earliestDay: Record<'operator', (today: string, openMonth: string | null) => string | null> = {
  operator(today, openMonth) {
    if (openMonth === null) return null
    const month = Number(today.slice(5, 7))
    const before = Math.floor((month - 1) / 3) * 3 - 2 // first month of the quarter before; -2 is October of last year
    const quarter =
      before > 0
        ? `${today.slice(0, 4)}-${String(before).padStart(2, '0')}-01`
        : `${Number(today.slice(0, 4)) - 1}-10-01`
    return quarter < openMonth ? quarter : openMonth
  },
}

/** A correction keeps the same rules, and the record it is about. */
export const correctionFaults = {
  ...accessFaults,
  other_id: {
    it: 'L’identificativo non è quello dell’accesso che si corregge',
    en: 'The id is not that of the access being corrected',
  },
} as const satisfies Record<string, Bilingual>

/** As kept: with the month it is counted in. Once that month is closed the date is its first day. */
export const StoredAccess = AccessRecord.extend({
  statisticalPeriod: z.string().meta({ description: 'The month it counts in, YYYY-MM' }),
  open: z.boolean().meta({ description: 'Whether that month is still open' }),
}).meta({ id: 'StoredAccess' })
export type StoredAccess = z.output<typeof StoredAccess>

export const recordAccess = operation({
  id: 'recordAccess',
  method: 'post',
  path: '/accesses',
  summary: 'Record one access with its needs, at the operator’s own centre',
  description: 'Answers 201 the first time and 200 when the same record is sent again.',
  allow: ['operator'],
  body: AccessRecord,
  faults: accessFaults,
  response: StoredAccess,
  status: 201,
  problems: ['id-reused'],
})

export const listAccesses = operation({
  id: 'listAccesses',
  method: 'get',
  path: '/accesses',
  summary: 'Accesses of the operator’s own centre in the open quarter, newest first',
  description:
    'Contacts of group activities are told with their activity. Those of a closed quarter are no longer shown one by one. Another operator’s centre answers 404, like one that does not exist.',
  allow: ['operator'],
  query: z.strictObject({
    centre: Slug.optional().meta({ description: 'The own centre when absent' }),
    from: Day.optional(),
    to: Day.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  response: z.object({ accesses: z.array(StoredAccess) }),
})

export const getAccess = operation({
  id: 'getAccess',
  method: 'get',
  path: '/accesses/{access}',
  summary: 'One access of the operator’s own centre, while its quarter is open',
  allow: ['operator'],
  params: z.strictObject({ access: z.uuid() }),
  response: StoredAccess,
})

export const updateAccess = operation({
  id: 'updateAccess',
  method: 'put',
  path: '/accesses/{access}',
  summary: 'Correct an access of the own centre while its month is open',
  description:
    'The whole record replaces the one kept, its needs too; what it said before is kept nowhere. A resource that the record named already may have closed since.',
  allow: ['operator'],
  params: z.strictObject({ access: z.uuid() }),
  body: AccessRecord,
  faults: correctionFaults,
  response: StoredAccess,
  problems: ['period-closed'],
})

export const annulAccess = operation({
  id: 'annulAccess',
  method: 'delete',
  path: '/accesses/{access}',
  summary: 'Take back an access of the own centre while its month is open',
  allow: ['operator'],
  params: z.strictObject({ access: z.uuid() }),
  response: z.undefined(),
  status: 204,
  problems: ['period-closed'],
})

const Count = z.int().min(0)
export const CentreCounters = z
  .object({
    months: z
      .array(
        z.object({
          month: z.string().meta({ description: 'YYYY-MM, the month the accesses count in' }),
          open: z.boolean().meta({ description: 'Whether it can still change' }),
          accesses: Count.meta({ description: 'Contacts, with those of group activities' }),
          groups: Count.meta({ description: 'Group activities' }),
          inGroups: Count.meta({
            description: 'Contacts of group activities: nobody there was asked a need',
          }),
          firstVisits: Count.meta({
            description: 'Of households that come for the first time in the quarter',
          }),
          notKnown: Count.meta({ description: 'Of people not known to the social service' }),
        }),
      )
      .meta({ description: 'Months with accesses, in their order' }),
    needs: z
      .array(z.object({ domain: z.enum(needDomains), accesses: Count, unmet: Count }))
      .meta({ description: 'Accesses with each need, and those in which nothing answered it' }),
  })
  .meta({ id: 'CentreCounters' })
export type CentreCounters = z.output<typeof CentreCounters>

export const getCounters = operation({
  id: 'getCounters',
  method: 'get',
  path: '/counters',
  summary: 'Exact counters of the operator’s own centre in the open quarter',
  description:
    'Closed quarters are told by their releases alone. Before the first closing every month is open.',
  allow: ['operator'],
  response: CentreCounters,
})

/** Why a day without accesses leaves no question: no seat in force, a holiday, or a weekday outside the hours. */
export const notWorkingReasons = ['no_seat', 'holiday', 'patron_saint', 'weekday'] as const
export type NotWorking = (typeof notWorkingReasons)[number]

export const declarationFaults = {
  date_in_future: {
    it: 'Il giorno è nel futuro: si dichiara quando è passato, o la sera stessa',
    en: 'The day is in the future: declare it when it is over, or that same evening',
  },
  centre_not_open: {
    it: 'In quel giorno il centro non aveva una sede aperta',
    en: 'On that day the centre had no open seat',
  },
} as const satisfies Record<string, Bilingual>

export const completenessFaults = {
  days_backwards: {
    it: 'L’ultimo giorno viene prima del primo',
    en: 'The last day comes before the first',
  },
  too_many_days: {
    it: 'I giorni sono più di 100: chiedine meno per volta',
    en: 'The days are more than 100: ask for fewer at a time',
  },
} as const satisfies Record<string, Bilingual>

export const CompletenessDay = z
  .object({
    day: Day,
    working: z.boolean(),
    notWorking: z.enum(notWorkingReasons).optional(),
    accesses: z
      .int()
      .min(0)
      .meta({ description: 'Recorded on that day, with the contacts of group activities' }),
    declaredNone: z.boolean().meta({ description: 'An operator says that nobody came' }),
  })
  .meta({ id: 'CompletenessDay' })
export type CompletenessDay = z.output<typeof CompletenessDay>

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

export const getCompleteness = operation({
  id: 'getCompleteness',
  method: 'get',
  path: '/completeness',
  summary: 'Days of the operator’s own centre: working or not, accesses, declared without accesses',
  description:
    'Neither days to come nor days of closed months are listed: once a month is closed its accesses keep no exact day.',
  allow: ['operator'],
  query: z
    .strictObject({ from: Day, to: Day })
    .refine(({ from, to }) => from <= to, { path: ['to'], params: { fault: 'days_backwards' } })
    .refine(({ from, to }) => daysBetween(from, to) < 100, {
      path: ['to'],
      params: { fault: 'too_many_days' },
    }),
  faults: completenessFaults,
  response: z.object({
    reliableFrom: Day.nullable().meta({
      description: 'First day that can be told: of the oldest month still open; null when none has closed',
    }),
    days: z.array(CompletenessDay),
  }),
})

export const declareNoAccess = operation({
  id: 'declareNoAccess',
  method: 'put',
  path: '/completeness/{day}',
  summary: 'Declare that nobody came to the own centre on a day',
  description: 'Saying it twice is harmless. Recording an access on that day takes the declaration away.',
  allow: ['operator'],
  params: z.strictObject({ day: Day }),
  faults: declarationFaults,
  response: CompletenessDay,
  problems: ['period-closed', 'day-has-accesses'],
})

export const withdrawNoAccess = operation({
  id: 'withdrawNoAccess',
  method: 'delete',
  path: '/completeness/{day}',
  summary: 'Take back the declaration that nobody came on a day, while its month is open',
  description: 'Answers the same when there was none.',
  allow: ['operator'],
  params: z.strictObject({ day: Day }),
  response: z.undefined(),
  status: 204,
  problems: ['period-closed'],
})
