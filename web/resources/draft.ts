/** What is being added or edited, as typed; how it becomes fields of the census, and how a fault finds its field. */
import { probableNames, refusals } from '../../api/guard/contract.ts'
import type { ResourceChange, ResourceEntry, ResourceType } from '../../api/resources/contract.ts'
import type { DifferenceReason } from '../../api/resources/similar.codes.ts'
import { taxCodeFault, taxCodeFaults } from '../../api/resources/tax-code.contract.ts'
import type { LonLat } from '../map/projection.ts'
import { emptySketch, geometryOf, type Sketch, type SketchKind } from '../map/sketch.ts'
import { today } from '../observations/days.ts'
import { markTyped } from '../ui/useTyped.ts'
import type { Language } from '../words/language.ts'

/** A resource of the census that this one is not, and why. */
export type Apart = { id: string; name: string; reason: DifferenceReason; note?: string }
export type Shape = 'point' | SketchKind
export type FundingDraft = {
  source: ResourceEntry['fundings'][number]['source']
  body: string
  hoursPerWeek: string
  until: string
}
export type StopDraft = { name: string; at: LonLat; when: string }
/** Everything as typed: an empty text is a field that nobody fills in. */
export type Draft = {
  /** Of what will be added: made when it is first sent, so that sending again adds nothing more. */
  id: string
  type: ResourceType | ''
  shape: Shape
  /** The point, or the crosshair that draws. */
  place: LonLat | null
  sketch: Sketch
  /** The drawing has its last vertex: from here on vertices are put between others. */
  closed: boolean
  confirmed: boolean
  name: string
  needs: ResourceEntry['needs']
  openingHours: string
  /** The text of the hours cannot be read, and is kept as it is written. */
  hoursAsWritten: boolean
  address: string
  phone: string
  website: string
  apart: readonly Apart[]
  status: ResourceEntry['status']
  description: string
  /** One to a line. */
  services: string
  email: string
  targetGroups: ResourceEntry['targetGroups']
  eligibility: string
  minAge: string
  maxAge: string
  languages: readonly string[]
  accessMode: ResourceEntry['accessMode'] | ''
  cost: ResourceEntry['cost'] | ''
  costNote: string
  wheelchair: ResourceEntry['wheelchair']
  accessibilityNote: string
  positionQuality: ResourceEntry['positionQuality']
  capacity: string
  capacityAvailable: string
  capacityUnit: string
  /** Empty: today. */
  capacityOn: string
  waitingList: '' | 'yes' | 'no'
  waitingNumber: string
  fundings: readonly FundingDraft[]
  stops: readonly StopDraft[]
  ownerName: string
  ownerKind: NonNullable<ResourceEntry['owner']>['kind']
  ownerTaxCode: string
  keeper: string
  visibility: ResourceEntry['visibility']
  /** Of a confidential place. */
  area: string
  validFrom: string
  validTo: string
  source: string
  licence: string
}

export const emptyDraft: Draft = {
  id: '',
  type: '',
  shape: 'point',
  place: null,
  sketch: emptySketch,
  closed: false,
  confirmed: false,
  name: '',
  needs: [],
  openingHours: '',
  hoursAsWritten: false,
  address: '',
  phone: '',
  website: '',
  apart: [],
  status: 'active',
  description: '',
  services: '',
  email: '',
  targetGroups: [],
  eligibility: '',
  minAge: '',
  maxAge: '',
  languages: [],
  accessMode: '',
  cost: '',
  costNote: '',
  wheelchair: 'unknown',
  accessibilityNote: '',
  positionQuality: 'approximate',
  capacity: '',
  capacityAvailable: '',
  capacityUnit: 'posti',
  capacityOn: '',
  waitingList: '',
  waitingNumber: '',
  fundings: [],
  stops: [],
  ownerName: '',
  ownerKind: 'altro_ets',
  ownerTaxCode: '',
  keeper: '',
  visibility: 'public',
  area: '',
  validFrom: '',
  validTo: '',
  source: '',
  licence: '',
}

/** Survives a look at another screen; belongs to who typed it. */
let kept: { who: string; draft: Draft } | null = null
export const keptDraft = (who: string): Draft => (kept?.who === who ? kept.draft : emptyDraft)
export const keepDraft = (who: string, draft: Draft | null): void => {
  kept = draft && { who, draft }
  // Where the crosshair stands is nothing typed.
  markTyped('resource', draft !== null && (draft.type !== '' || draft.name.trim() !== ''))
}

/** Five decimals: about a metre, what a public place needs. */
export const round5 = (degrees: number) => Math.round(degrees * 1e5) / 1e5

/** «esempio.it» as people write it is an address of the web all the same. */
const siteOf = (typed: string) => (typed === '' || /^https?:\/\//i.test(typed) ? typed : `https://${typed}`)
const text = (typed: string) => typed.trim() || null
const whole = (typed: string) => (typed.trim() === '' ? null : Number(typed))
/** As it is read aloud, in groups, or as a VAT number with its country. */
export const taxCodeOf = (typed: string) => typed.replace(/\s/g, '').replace(/^it(?=\d)/i, '')
const pointOf = ([lon, lat]: LonLat): [number, number] => [round5(lon), round5(lat)]

/** The geometry of a draft; null for a confidential place, undefined while there is none. */
export function geometryOfDraft({
  shape,
  place,
  sketch,
  visibility,
}: Pick<Draft, 'shape' | 'place' | 'sketch' | 'visibility'>): ResourceEntry['geometry'] | undefined {
  if (visibility === 'restricted') return null
  if (shape !== 'point') return geometryOf(shape, sketch) ?? undefined
  return place ? { type: 'Point', coordinates: pointOf(place) } : undefined
}

export type Change = Omit<ResourceChange, 'version'>
export type BodyField = keyof Change & string
/** Which parts of a draft make a field of the census; null where nothing is said. */
export const made: { [F in BodyField]: { of: (keyof Draft)[]; value: (draft: Draft) => Change[F] } } = {
  type: { of: ['type'], value: draft => draft.type || undefined },
  geometry: { of: ['shape', 'place', 'sketch', 'visibility'], value: geometryOfDraft },
  area: {
    of: ['area', 'visibility'],
    value: draft => (draft.visibility === 'restricted' ? draft.area || null : null),
  },
  name: { of: ['name'], value: draft => draft.name.trim() },
  needs: { of: ['needs'], value: draft => draft.needs },
  openingHours: {
    of: ['openingHours', 'hoursAsWritten'],
    value: draft => (draft.hoursAsWritten ? null : text(draft.openingHours)),
  },
  openingHoursText: {
    of: ['openingHours', 'hoursAsWritten'],
    value: draft => (draft.hoursAsWritten ? text(draft.openingHours) : null),
  },
  address: { of: ['address'], value: draft => text(draft.address) },
  positionQuality: { of: ['positionQuality'], value: draft => draft.positionQuality },
  status: { of: ['status'], value: draft => draft.status },
  description: { of: ['description'], value: draft => text(draft.description) },
  services: {
    of: ['services'],
    value: draft =>
      draft.services
        .split('\n')
        .map(line => line.trim())
        .filter(Boolean),
  },
  phone: { of: ['phone'], value: draft => text(draft.phone) },
  email: { of: ['email'], value: draft => text(draft.email) },
  website: { of: ['website'], value: draft => text(siteOf(draft.website.trim())) },
  targetGroups: { of: ['targetGroups'], value: draft => draft.targetGroups },
  eligibility: { of: ['eligibility'], value: draft => text(draft.eligibility) },
  minAge: { of: ['minAge'], value: draft => whole(draft.minAge) },
  maxAge: { of: ['maxAge'], value: draft => whole(draft.maxAge) },
  languages: { of: ['languages'], value: draft => [...draft.languages] },
  accessMode: { of: ['accessMode'], value: draft => draft.accessMode || null },
  cost: { of: ['cost'], value: draft => draft.cost || null },
  costNote: { of: ['costNote'], value: draft => text(draft.costNote) },
  wheelchair: { of: ['wheelchair'], value: draft => draft.wheelchair },
  accessibilityNote: { of: ['accessibilityNote'], value: draft => text(draft.accessibilityNote) },
  capacity: {
    of: ['capacity', 'capacityAvailable', 'capacityUnit', 'capacityOn'],
    value: ({ capacity, capacityAvailable, capacityUnit, capacityOn }) =>
      capacity.trim()
        ? {
            total: Number(capacity),
            ...(capacityAvailable.trim() ? { available: Number(capacityAvailable) } : {}),
            unit: capacityUnit.trim(),
            on: capacityOn || today(),
          }
        : null,
  },
  waitingList: {
    of: ['waitingList'],
    value: ({ waitingList }) => (waitingList === '' ? null : waitingList === 'yes'),
  },
  waitingNumber: {
    of: ['waitingNumber', 'waitingList'],
    value: draft => (draft.waitingList === 'yes' ? whole(draft.waitingNumber) : null),
  },
  fundings: {
    of: ['fundings'],
    value: draft =>
      draft.fundings.map(({ source, body, hoursPerWeek, until }) => ({
        source,
        ...(body.trim() ? { body: body.trim() } : {}),
        ...(hoursPerWeek.trim() ? { hoursPerWeek: Number(hoursPerWeek) } : {}),
        ...(until ? { until } : {}),
      })),
  },
  stops: {
    of: ['stops', 'shape', 'visibility'],
    value: draft =>
      draft.shape !== 'route' || draft.visibility === 'restricted'
        ? []
        : draft.stops.map(({ name, at, when }) => ({
            name: name.trim(),
            at: pointOf(at),
            ...(when.trim() ? { when: when.trim() } : {}),
          })),
  },
  owner: {
    of: ['ownerName', 'ownerKind', 'ownerTaxCode'],
    value({ ownerName, ownerKind, ownerTaxCode }) {
      const taxCode = taxCodeOf(ownerTaxCode)
      return ownerName.trim()
        ? { name: ownerName.trim(), kind: ownerKind, ...(taxCode ? { taxCode } : {}) }
        : null
    },
  },
  keeper: { of: ['keeper'], value: draft => draft.keeper || null },
  visibility: { of: ['visibility'], value: draft => draft.visibility },
  validFrom: { of: ['validFrom'], value: draft => draft.validFrom || null },
  validTo: { of: ['validTo'], value: draft => draft.validTo || null },
  source: { of: ['source'], value: draft => text(draft.source) },
  licence: { of: ['licence'], value: draft => text(draft.licence) },
}
export const bodyFields = Object.keys(made) as BodyField[]

/** The draft as fields of the census, as far as it goes. */
export const knownOf = (draft: Draft): Partial<ResourceEntry> =>
  Object.fromEntries(
    bodyFields.flatMap(field => {
      const value = made[field].value(draft)
      const said = value !== undefined && value !== '' && (value !== null || field === 'geometry')
      return said && !(Array.isArray(value) && value.length === 0) ? [[field, value]] : []
    }),
  )

export type Body = Pick<ResourceEntry, 'name' | 'type' | 'geometry'> & Partial<ResourceEntry>
export const bodyOf = (draft: Draft): Body => knownOf(draft) as Body

export type Field =
  | BodyField
  | 'position'
  | 'other'
  | 'owner/taxCode'
  | `fundings/${number}`
  | `stops/${number}`
export type Faults = Partial<Record<Field, readonly string[]>>

/** As they come on the page. */
export const order = [
  'type',
  'visibility',
  'area',
  'position',
  'stops',
  'address',
  'name',
  'needs',
  'openingHours',
  'phone',
  'website',
  ...bodyFields,
  'other',
] as const satisfies readonly Field[]

function fieldOf([first, second]: readonly PropertyKey[]): Field {
  const name = String(first)
  if (name === 'geometry') return 'position'
  if (name === 'openingHoursText') return 'openingHours'
  if (name === 'owner' && second === 'taxCode') return 'owner/taxCode'
  if ((name === 'fundings' || name === 'stops') && second !== undefined) return `${name}/${Number(second)}`
  return bodyFields.find(field => field === name) ?? 'other'
}
function gathered(found: readonly { path: readonly PropertyKey[]; detail: string }[]): Faults {
  const faults: { [F in Field]?: string[] } = {}
  for (const { path, detail } of found) {
    const field = fieldOf(path)
    faults[field] = [...(faults[field] ?? []), detail]
  }
  return faults
}

/** Faults at their fields, by JSON pointer (`#/body/name`); what points elsewhere is still told. */
export const faultsOf = (errors: readonly { pointer: string; detail: string }[]): Faults =>
  gathered(
    errors.map(({ pointer, detail }) => ({
      path: pointer.startsWith('#/body/') ? pointer.slice('#/body/'.length).split('/') : [''],
      detail,
    })),
  )

/** What the server would refuse in the texts, said before sending. */
export function guardedFaults(draft: Draft, language: Language): Faults {
  const refused = gathered(
    refusals(knownOf(draft)).map(({ path, detail }) => ({ path, detail: detail[language] })),
  )
  const code = taxCodeOf(draft.ownerTaxCode)
  const fault = code ? taxCodeFault(code) : undefined
  // The code of a person is refused once, in its own words.
  return fault ? { ...refused, 'owner/taxCode': [taxCodeFaults[fault][language]] } : refused
}

export type Check = 'whole' | 'unit' | 'over' | 'blankStop' | 'blankOwner' | 'area' | 'ages' | 'dates'
/** What can be said before asking the server: numbers that are none, halves without their other half. */
export function checksOf(draft: Draft): { field: Field; check: Check }[] {
  const found: { field: Field; check: Check }[] = []
  const isWhole = (typed: string) => /^\d*$/.test(typed.trim())
  const wholes: [Field, string][] = [
    ['minAge', draft.minAge],
    ['maxAge', draft.maxAge],
    ['capacity', draft.capacity],
    ['capacity', draft.capacityAvailable],
    ['waitingNumber', draft.waitingNumber],
    ...draft.fundings.map((line, index): [Field, string] => [`fundings/${index}`, line.hoursPerWeek]),
  ]
  for (const [field, typed] of wholes) if (!isWhole(typed)) found.push({ field, check: 'whole' })
  const { capacity, capacityAvailable } = draft
  if (capacity.trim() && !draft.capacityUnit.trim()) found.push({ field: 'capacity', check: 'unit' })
  if (capacityAvailable.trim() && Number(capacityAvailable) > Number(capacity))
    found.push({ field: 'capacity', check: 'over' })
  if (draft.minAge.trim() && draft.maxAge.trim() && Number(draft.minAge) > Number(draft.maxAge))
    found.push({ field: 'maxAge', check: 'ages' })
  if (draft.validFrom && draft.validTo && draft.validTo < draft.validFrom)
    found.push({ field: 'validTo', check: 'dates' })
  if (draft.ownerTaxCode.trim() && !draft.ownerName.trim())
    found.push({ field: 'owner', check: 'blankOwner' })
  draft.stops.forEach((stop, index) => {
    if (draft.shape === 'route' && stop.name.trim() === '')
      found.push({ field: `stops/${index}`, check: 'blankStop' })
  })
  if (draft.visibility === 'restricted' && draft.area === '') found.push({ field: 'area', check: 'area' })
  return found
}

/** The part of a draft in which the text of a field is typed. */
const guardedParts = {
  name: 'name',
  address: 'address',
  phone: 'phone',
  description: 'description',
  services: 'services',
  eligibility: 'eligibility',
  costNote: 'costNote',
  accessibilityNote: 'accessibilityNote',
  source: 'source',
  licence: 'licence',
  owner: 'ownerName',
} as const satisfies Partial<Record<Field, keyof Draft>>
export const guardedPartOf = (field: Field) =>
  field in guardedParts ? guardedParts[field as keyof typeof guardedParts] : undefined

const doubted = ['name', 'openingHours', 'address', 'phone', 'description', 'eligibility', 'source'] as const
/** Words that look like a person's name, by field: a doubt, which stops nobody. */
export const doubtsOf = (draft: Draft): Faults =>
  Object.fromEntries(doubted.map(field => [field, probableNames(draft[field]).map(({ found }) => found)]))
