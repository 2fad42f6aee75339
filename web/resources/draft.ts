/** What is being added, kept until it is saved or given up, and how a fault of the server finds its field. */
import { probableNames, refusals } from '../../api/guard/contract.ts'
import type { ResourceEntry, ResourceType } from '../../api/resources/contract.ts'
import type { DifferenceReason } from '../../api/resources/similar.codes.ts'
import type { LonLat } from '../map/projection.ts'
import type { Language } from '../words/language.ts'
import { type MoreField, moreFields } from './more.ts'

/** A resource of the census that this one is not, and why. */
export type Apart = { id: string; name: string; reason: DifferenceReason; note?: string }
export type Draft = {
  type: ResourceType | ''
  place: LonLat | null
  confirmed: boolean
  name: string
  needs: ResourceEntry['needs']
  openingHours: string
  address: string
  phone: string
  website: string
  apart: readonly Apart[]
}
export type Field =
  | 'type'
  | 'position'
  | 'name'
  | 'needs'
  | 'phone'
  | 'website'
  | 'address'
  | 'openingHours'
  | MoreField
  | 'other'
export type Faults = Partial<Record<Field, readonly string[]>>

export const emptyDraft: Draft = {
  type: '',
  place: null,
  confirmed: false,
  name: '',
  needs: [],
  openingHours: '',
  address: '',
  phone: '',
  website: '',
  apart: [],
}

/** Survives a look at another screen; belongs to who typed it. */
let kept: { who: string; draft: Draft } | null = null
export const keptDraft = (who: string): Draft => (kept?.who === who ? kept.draft : emptyDraft)
export const keepDraft = (who: string, draft: Draft | null): void => {
  kept = draft && { who, draft }
}

/** Five decimals: about a metre, what a public place needs. */
export const round5 = (degrees: number) => Math.round(degrees * 1e5) / 1e5

export type Body = {
  name: string
  type: ResourceType
  geometry: { type: 'Point'; coordinates: [number, number] }
} & {
  needs: ResourceEntry['needs']
  openingHours?: string
  address?: string
  phone?: string
  website?: string
}

/** «esempio.it» as people write it is an address of the web all the same. */
const siteOf = (typed: string) => (/^https?:\/\//i.test(typed) ? typed : `https://${typed}`)

export function bodyOf(draft: Draft): Body {
  const { type, place, name, needs, openingHours, address, phone, website } = draft
  return {
    name: name.trim(),
    type: type as ResourceType,
    geometry: { type: 'Point', coordinates: [round5(place![0]), round5(place![1])] },
    needs,
    ...(openingHours.trim() ? { openingHours: openingHours.trim() } : {}),
    ...(address.trim() ? { address: address.trim() } : {}),
    ...(phone.trim() ? { phone: phone.trim() } : {}),
    ...(website.trim() ? { website: siteOf(website.trim()) } : {}),
  }
}

const fields: Record<string, Field> = {
  type: 'type',
  geometry: 'position',
  name: 'name',
  needs: 'needs',
  openingHours: 'openingHours',
  address: 'address',
  phone: 'phone',
  website: 'website',
  ...Object.fromEntries(moreFields.map(field => [field, field])),
}

/** Faults at their fields, by JSON pointer (`#/body/name`); what points elsewhere is still told. */
export function faultsOf(errors: readonly { pointer: string; detail: string }[]): Faults {
  const faults: { [F in Field]?: string[] } = {}
  for (const { pointer, detail } of errors) {
    const field = fields[pointer.match(/^#\/body\/([^/]+)/)?.[1] ?? ''] ?? 'other'
    faults[field] = [...(faults[field] ?? []), detail]
  }
  return faults
}

const texts = ({ name, openingHours, address, phone }: Draft) => ({ name, openingHours, address, phone })

/** What the server would refuse in the texts, said before sending. */
export function guardedFaults(draft: Draft, language: Language): Faults {
  const faults: { [F in Field]?: string[] } = {}
  for (const { path, detail } of refusals(texts(draft))) {
    const field = fields[String(path[0])] ?? 'other'
    faults[field] = [...(faults[field] ?? []), detail[language]]
  }
  return faults
}

/** Words that look like a person's name, by field: a doubt, which stops nobody. */
export const doubtsOf = (draft: Draft): Faults =>
  Object.fromEntries(
    Object.entries(texts(draft)).map(([field, text]) => [
      field,
      probableNames(text).map(({ found }) => found),
    ]),
  )
