/** The census of local resources: public places and services, exact on the map, each with its freshness. */
import { z } from 'zod'
import { guardFaults } from '../guard/contract.ts'
import { hoursFaults } from '../hours/contract.ts'
import { type Bilingual, operation, roles } from '../http/operation.ts'
import { ageBands, citizenships, households, needDomains } from '../observations/codes.ts'
import {
  collection,
  Day,
  feature,
  LineString,
  Point,
  Polygon,
  positionQualities,
  Slug,
} from '../territory/contract.ts'
import { againstCodes } from './answering.contract.ts'
import { entryFields } from './changes.contract.ts'
import { resourceGroupNames } from './codes.ts'
import { Filters } from './filters.contract.ts'
import { firstPage, wholeCensus } from './size.codes.ts'
import { taxCodeFault, taxCodeFaults } from './tax-code.contract.ts'
import {
  accessModes,
  checkResults,
  costs,
  fundingSources,
  ownerKinds,
  resourceTypes,
  statuses,
  targetGroups,
  visibilities,
  wheelchairs,
} from './types.codes.ts'

export * from './codes.ts'
export * from './types.codes.ts'

export const resourceFaults = {
  outside_municipality: {
    it: 'La posizione è fuori dal territorio comunale',
    en: 'The position is outside the municipality',
  },
  invalid_geometry: { it: 'La geometria non è valida', en: 'The geometry is not valid' },
  position_missing: {
    it: 'Serve una posizione: solo un luogo riservato può farne a meno',
    en: 'A position is needed: only a confidential place can do without',
  },
  position_forbidden: {
    it: 'Un luogo riservato non ha posizione: indica solo l’area',
    en: 'A confidential place has no position: give the area alone',
  },
  area_without_restricted: {
    it: 'L’area è calcolata dalla posizione: si indica solo per un luogo riservato',
    en: 'The area is computed from the position: give it for a confidential place only',
  },
  unknown_area: { it: 'L’area non esiste', en: 'The area does not exist' },
  restricted_by_operators: {
    it: 'Un luogo riservato lo inserisce solo un operatore del centro che lo segue',
    en: 'A confidential place is entered by an operator of the centre that keeps it',
  },
  unknown_centre: {
    it: 'Il centro non esiste o non è in funzione',
    en: 'The centre does not exist or is not in operation',
  },
  ages_reversed: { it: 'L’età minima supera la massima', en: 'The minimum age exceeds the maximum' },
  dates_reversed: { it: 'La fine precede l’inizio', en: 'The end comes before the start' },
  date_in_future: { it: 'La data è nel futuro', en: 'The date is in the future' },
  control_characters: {
    it: 'Il testo contiene caratteri di controllo, che non si possono conservare',
    en: 'The text holds control characters, which cannot be kept',
  },
  available_over_total: {
    it: 'I posti liberi sono più dei posti',
    en: 'There are more free places than places',
  },
  number_without_list: {
    it: 'Quanti attendono si dice solo se c’è una lista d’attesa',
    en: 'How many wait is said only where there is a waiting list',
  },
  stops_without_route: {
    it: 'Le fermate sono di un percorso: disegna la linea',
    en: 'Stops belong to a route: draw the line',
  },
  hours_twice: {
    it: 'Gli orari sono letti oppure ancora da confermare, non tutt’e due',
    en: 'The hours are read or still to be confirmed, not both',
  },
  kept_by_centre: {
    it: 'Lo decide il centro che segue la risorsa: proponilo',
    en: 'The centre that keeps the resource decides it: propose it',
  },
  blank: { it: 'Il testo è vuoto', en: 'The text is empty' },
  ...taxCodeFaults,
  ...guardFaults,
  ...hoursFaults,
} as const satisfies Record<string, Bilingual>

// C0 and C1 controls but for tab and line feed: PostgreSQL refuses U+0000 and no name needs the others.
// Lone surrogates have no UTF-8 form, so they could not come back unchanged.

const unkeepable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/
/** Text kept exactly as typed, so blank and unkeepable text is refused instead of repaired. */
export const Text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine(text => !unkeepable.test(text), { params: { fault: 'control_characters' } })
    .refine(text => text === '' || text.trim() !== '', { params: { fault: 'blank' } })

export const TaxCode = z
  .string()
  .max(40)
  .superRefine((code, context) => {
    const fault = taxCodeFault(code)
    if (fault) context.addIssue({ code: 'custom', params: { fault }, message: taxCodeFaults[fault].en })
  })
  .meta({ description: 'Tax code or VAT number of the body: 11 digits, the last of which is a check digit' })

export const ResourceGeometry = z.discriminatedUnion('type', [Point, LineString, Polygon])

export const Capacity = z
  .strictObject({
    total: z.int().min(0).max(100000),
    available: z.int().min(0).max(100000).optional().meta({ description: 'Still free on that day' }),
    unit: Text(40).meta({ description: 'What a place is: places, families, meals' }),
    on: Day,
  })
  .meta({ id: 'Capacity' })
export const Funding = z
  .strictObject({
    source: z.enum(fundingSources),
    body: Text(200).optional().meta({ description: 'A body, not a person' }),
    hoursPerWeek: z.int().min(1).max(10000).optional(),
    until: Day.optional().meta({ description: 'Last day covered' }),
  })
  .meta({ id: 'Funding' })
export const Stop = z
  .strictObject({
    name: Text(120),
    at: Point.shape.coordinates,
    when: Text(300).optional().meta({ description: 'OpenStreetMap opening_hours syntax, canonical' }),
  })
  .meta({ id: 'Stop' })

/** What a person can say of a resource; three things are enough: name, type, position. */
export const ResourceEntry = z
  .strictObject({
    name: Text(200),
    type: z.enum(resourceTypes),
    geometry: ResourceGeometry.nullable().meta({ description: 'Null for a confidential place only' }),
    area: Slug.optional().meta({ description: 'For a confidential place only; otherwise computed' }),
    address: Text(300).optional(),
    positionQuality: z.enum(positionQualities).default('approximate'),
    owner: z
      .strictObject({ name: Text(200), kind: z.enum(ownerKinds), taxCode: TaxCode.optional() })
      .optional(),
    description: Text(2000).optional(),
    services: z.array(Text(120)).max(20).default([]),
    needs: z.array(z.enum(needDomains)).max(14).default([]).meta({ description: 'Need domains it answers' }),
    targetGroups: z.array(z.enum(targetGroups)).max(7).default([]),
    eligibility: Text(1000).optional(),
    minAge: z.int().min(0).max(120).optional(),
    maxAge: z.int().min(0).max(120).optional(),
    cost: z.enum(costs).optional(),
    costNote: Text(300).optional(),
    accessMode: z.enum(accessModes).optional(),
    openingHours: Text(300)
      .optional()
      .meta({ description: 'OpenStreetMap opening_hours syntax; kept in its canonical form' }),
    openingHoursText: Text(600).optional().meta({
      description:
        'Hours as written, where they could not be read: to be confirmed. Never beside `openingHours`',
    }),
    phone: Text(40).optional().meta({ description: 'Of the body, not of a person' }),
    email: z.email().max(200).optional().meta({ description: 'Of the body, not of a person' }),
    website: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    languages: z
      .array(z.string().regex(/^[a-z]{2}$/))
      .max(20)
      .default([])
      .meta({ description: 'ISO 639-1' }),
    wheelchair: z.enum(wheelchairs).default('unknown'),
    accessibilityNote: Text(500).optional().meta({ description: 'Stairs and slopes on the way in' }),
    capacity: Capacity.optional(),
    waitingList: z.boolean().optional(),
    waitingNumber: z
      .int()
      .min(0)
      .max(100000)
      .optional()
      .meta({ description: 'How many wait; only with a waiting list' }),
    fundings: z.array(Funding).max(12).default([]).meta({ description: 'Who keeps it going, line by line' }),
    stops: z.array(Stop).max(60).default([]).meta({ description: 'Of a route, in its order' }),
    status: z.enum(statuses).default('active'),
    validFrom: Day.optional(),
    validTo: Day.optional(),
    visibility: z.enum(visibilities).default('public'),
    source: Text(300).optional(),
    licence: Text(200).optional().meta({ description: 'Under which its source gives it' }),
    keeper: Slug.optional().meta({ description: 'The centre whose operators keep it' }),
  })
  .meta({ id: 'ResourceEntry' })
export type ResourceEntry = z.output<typeof ResourceEntry>

/** What a client makes once for a form: the same sent again is the same thing, whatever became of the first answer. */
export const NewId = z.uuid().meta({ description: 'Made by the client, once for what it adds' })
export const NewResource = ResourceEntry.extend({ id: NewId }).meta({ id: 'NewResource' })
export type NewResource = z.output<typeof NewResource>

/** Geometry leaves as a feature's geometry; a confidential place has none. */
export const Resource = feature(
  ResourceGeometry.nullable(),
  ResourceEntry.omit({ geometry: true, area: true }).extend({
    id: z.uuid(),
    version: z.int().min(1),
    group: z.enum(resourceGroupNames),
    area: Slug.nullable().meta({ description: 'Target area that contains it, computed by the database' }),
    verifiedOn: Day.nullable(),
    stale: z.boolean().meta({
      description: 'Not verified within the half-life of its group (4 to 12 months): «da riverificare»',
    }),
    faded: z.boolean().meta({ description: 'Not verified for twice the half-life of its group' }),
    isDemo: z.boolean(),
  }),
).meta({ id: 'Resource' })
export type Resource = z.output<typeof Resource>

export const listResources = operation({
  id: 'listResources',
  method: 'get',
  path: '/resources',
  summary: 'Resources of the census that the reader may see',
  allow: ['operator', 'coordinator', 'partner'],
  description: `By name. Of a census of more than ${wholeCensus} only the first ${firstPage} unless more are asked for; \`numberMatched\` says how many there are.`,
  query: Filters.extend({ limit: z.coerce.number().int().min(1).max(wholeCensus).optional() }),
  response: collection(Resource).extend({ numberMatched: z.int().min(0) }),
  media: 'application/geo+json',
})

export const countResources = operation({
  id: 'countResources',
  method: 'get',
  path: '/resource-counts',
  summary: 'How many resources there are, by area, group and status: for a census too large to be sent whole',
  allow: ['operator', 'coordinator', 'partner'],
  query: Filters,
  response: z.object({
    counts: z.array(
      z.object({
        area: Slug.nullable(),
        group: z.enum(resourceGroupNames),
        status: z.enum(statuses),
        count: z.int().min(1),
      }),
    ),
  }),
})

export const findFaults = {
  unknown_area: {
    it: 'L’area non esiste: usa un’area in vigore, «outside» o «unknown»',
    en: 'The area does not exist: use an area in force, “outside” or “unknown”',
  },
} as const satisfies Record<string, Bilingual>

export const FindResources = z
  .strictObject({
    need: z.enum(needDomains),
    area: Slug.meta({ description: 'Where the person lives: an area in force, or `outside`, or `unknown`' }),
    ageBand: z.enum(ageBands).optional(),
    citizenship: z.enum(citizenships).optional(),
    household: z.enum(households).optional(),
  })
  .meta({ id: 'FindResources' })
export type FindResources = z.output<typeof FindResources>

export const Answering = feature(
  ResourceGeometry.nullable(),
  Resource.shape.properties.extend({
    distance: z.int().nullable().meta({
      description: 'Metres from the area, 0 inside it; null without an area or a position',
    }),
    fromCentre: z.int().nullable().meta({ description: 'Metres from the seat of the caller’s centre' }),
    open: z.boolean().nullable().meta({ description: 'Now, in Europe/Rome; null when it is not known' }),
    against: z.array(z.enum(againstCodes)).meta({
      description: 'What speaks against it: not for the age or the household, far, closed now',
    }),
  }),
).meta({ id: 'Answering' })
export type Answering = z.output<typeof Answering>

export const findResourcesFor = operation({
  id: 'findResourcesFor',
  method: 'post',
  path: '/resources/answering',
  summary: 'Active resources that answer a need, the nearest first, with what speaks against each',
  description:
    'A question in a body, not in an address: an address with these answers would stay in the logs of proxies, with the instant that closing takes away from the records. Nothing of it is kept.',
  allow: ['operator', 'coordinator', 'partner'],
  body: FindResources,
  faults: findFaults,
  response: collection(Answering),
  media: 'application/geo+json',
})

export const getResource = operation({
  id: 'getResource',
  method: 'get',
  path: '/resources/{resource}',
  summary: 'One resource',
  allow: ['operator', 'coordinator', 'partner'],
  params: z.strictObject({ resource: z.uuid() }),
  response: Resource,
  media: 'application/geo+json',
})

export const addResource = operation({
  id: 'addResource',
  method: 'post',
  path: '/resources',
  summary: 'Add a resource to the census; its area is computed and returned',
  description:
    'Answers 201 the first time and 200 when the same is sent again. Texts that hold a tax code, an IBAN, an e-mail address, a phone number, a number plate or a street number are refused, one fault for each; a phone, an e-mail, a website and a street number are legal in the fields meant for them.',
  allow: ['operator', 'coordinator'],
  body: NewResource,
  faults: resourceFaults,
  response: Resource,
  status: 201,
  problems: ['id-reused'],
  media: 'application/geo+json',
})

type Changed<F> =
  F extends z.ZodDefault<infer Inner extends z.ZodType>
    ? z.ZodOptional<Inner>
    : F extends z.ZodOptional<infer Inner extends z.ZodType>
      ? z.ZodOptional<z.ZodNullable<Inner>>
      : F extends z.ZodType
        ? z.ZodOptional<F>
        : never
/** Fields as an edit gives them: absent leaves as it is, null takes away what may be missing. */
export const changesOf = <S extends z.ZodRawShape>(shape: S) =>
  Object.fromEntries(
    Object.entries(shape).map(([name, field]) => {
      const inner =
        field instanceof z.ZodDefault
          ? field.unwrap()
          : field instanceof z.ZodOptional
            ? z.nullable(field.unwrap())
            : field
      return [name, z.optional(inner)]
    }),
  ) as { [K in keyof S]: Changed<S[K]> }

export const ResourceChange = z
  .strictObject({
    version: z.int().min(1).meta({ description: 'The version that the edit started from' }),
    ...changesOf(ResourceEntry.shape),
  })
  .meta({ id: 'ResourceChange' })
export type ResourceChange = z.output<typeof ResourceChange>

export const updateResource = operation({
  id: 'updateResource',
  method: 'patch',
  path: '/resources/{resource}',
  summary: 'Edit some fields of a resource; its area is computed again and returned',
  description:
    'Edits of the same resource at once become one when they touch different fields. Fields that both changed are asked about: 409 `changed-meanwhile`, whose `conflicts` give yours and theirs, and nothing is written. Partners edit what their body owns, and propose on the rest.',
  allow: ['operator', 'coordinator', 'partner'],
  params: z.strictObject({ resource: z.uuid() }),
  body: ResourceChange,
  faults: resourceFaults,
  response: Resource,
  problems: ['changed-meanwhile'],
  media: 'application/geo+json',
})

export const ResourceVersion = z
  .object({
    version: z.int().min(1),
    at: z.iso.datetime(),
    by: z
      .object({ role: z.enum(roles), centre: Slug.nullable() })
      .nullable()
      .meta({ description: 'In which role and at which centre; null for the first loading' }),
    proposedBy: z
      .object({ organisation: z.string().nullable() })
      .optional()
      .meta({ description: 'Whose proposal was accepted with it' }),
    merge: z
      .object({ id: z.uuid(), resource: z.uuid(), name: z.string(), undone: z.boolean() })
      .optional()
      .meta({ description: 'What was united with it in this version, and whether that was taken back' }),
    changed: z.array(z.enum(entryFields)).meta({ description: 'Fields that differ from the version before' }),
    content: ResourceEntry,
  })
  .meta({ id: 'ResourceVersion' })
export type ResourceVersion = z.output<typeof ResourceVersion>

export const getResourceHistory = operation({
  id: 'getResourceHistory',
  method: 'get',
  path: '/resources/{resource}/versions',
  summary: 'Every state a resource has had, the newest first',
  description:
    'States in which the place was confidential are told to the operators of its own centre alone. Going back to a state is an edit with its fields, so it is a new version.',
  allow: ['operator', 'coordinator'],
  params: z.strictObject({ resource: z.uuid() }),
  response: z.object({ versions: z.array(ResourceVersion) }),
})

export const listVerificationQueue = operation({
  id: 'listVerificationQueue',
  method: 'get',
  path: '/verification-queue',
  summary: 'What the caller’s centre should verify this week: at most ten cards, the most urgent first',
  description:
    'Resources that the centre keeps and that are past the half-life of their group. Urgency is the half-lives gone by times the needs answered: who was sent where stays out of the census.',
  allow: ['operator'],
  response: collection(Resource).extend({
    week: Day.meta({ description: 'Monday of the week' }),
    done: z.int().min(0).meta({ description: 'Cards that the centre has answered this week' }),
    due: z.int().min(0).meta({ description: 'All that the centre keeps and is past its half-life' }),
  }),
  media: 'application/geo+json',
})

export const ResourceCheck = z.object({ check: z.int(), resource: Resource }).meta({ id: 'ResourceCheck' })

export const verifyResource = operation({
  id: 'verifyResource',
  method: 'post',
  path: '/resources/{resource}/checks',
  summary: 'Say what was found: valid, edited, closed, or later',
  description:
    'About the version that was seen: of another one, 409 `changed-meanwhile`, and nothing is written.',
  allow: ['operator'],
  params: z.strictObject({ resource: z.uuid() }),
  body: z.strictObject({ result: z.enum(checkResults), version: z.int().min(1) }),
  response: ResourceCheck,
  status: 201,
  problems: ['changed-meanwhile'],
})

export const undoVerification = operation({
  id: 'undoVerification',
  method: 'delete',
  path: '/resources/{resource}/checks/{check}',
  summary: 'Take back the last verification of a resource, made today by the own centre',
  description:
    'A resource that it closed is open again, as a new version. An edit stays: its history takes it back.',
  allow: ['operator'],
  params: z.strictObject({ resource: z.uuid(), check: z.coerce.number().int().min(1) }),
  response: Resource,
  media: 'application/geo+json',
})
