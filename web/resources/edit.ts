/** What is being edited, kept until it is saved or given up, and the fields of it that differ from the census. */
import { useState } from 'react'
import type { EntryField } from '../../api/resources/changes.contract.ts'
import type { Resource, ResourceChange, ResourceEntry } from '../../api/resources/contract.ts'
import { today } from '../observations/days.ts'
import { type Draft, round5 } from './draft.ts'

/** Everything as typed: an empty text is a field that nobody fills in. */
export type EditDraft = Draft & {
  status: ResourceEntry['status']
  description: string
  email: string
  accessMode: ResourceEntry['accessMode'] | ''
  cost: ResourceEntry['cost'] | ''
  capacity: string
  capacityUnit: string
  keeper: string
}
/** A field that two edits changed, with both values as the census has them. */
export type Asked = { field: EntryField; yours: unknown; theirs: unknown }
export type Edit = { from: Resource; draft: EditDraft; asked: readonly Asked[] }

export function draftOf({ geometry, properties: p }: Resource): EditDraft {
  return {
    type: p.type,
    place: geometry?.type === 'Point' ? geometry.coordinates : null,
    confirmed: true,
    name: p.name,
    needs: p.needs,
    openingHours: p.openingHours ?? '',
    address: p.address ?? '',
    apart: [],
    status: p.status,
    description: p.description ?? '',
    phone: p.phone ?? '',
    email: p.email ?? '',
    website: p.website ?? '',
    accessMode: p.accessMode ?? '',
    cost: p.cost ?? '',
    capacity: p.capacity ? String(p.capacity.total) : '',
    capacityUnit: p.capacity?.unit ?? '',
    keeper: p.keeper ?? '',
  }
}

type Change = Omit<ResourceChange, 'version'>
/** Which fields of a draft make a field of the census. */
const made: { [F in keyof Change]?: { of: (keyof EditDraft)[]; value: (draft: EditDraft) => Change[F] } } = {
  type: { of: ['type'], value: draft => draft.type || undefined },
  geometry: {
    of: ['place'],
    value: ({ place }) =>
      place ? { type: 'Point', coordinates: [round5(place[0]), round5(place[1])] } : undefined,
  },
  name: { of: ['name'], value: draft => draft.name.trim() },
  needs: { of: ['needs'], value: draft => draft.needs },
  openingHours: { of: ['openingHours'], value: draft => draft.openingHours.trim() || null },
  address: { of: ['address'], value: draft => draft.address.trim() || null },
  status: { of: ['status'], value: draft => draft.status },
  description: { of: ['description'], value: draft => draft.description.trim() || null },
  phone: { of: ['phone'], value: draft => draft.phone.trim() || null },
  email: { of: ['email'], value: draft => draft.email.trim() || null },
  website: { of: ['website'], value: draft => draft.website.trim() || null },
  accessMode: { of: ['accessMode'], value: draft => draft.accessMode || null },
  cost: { of: ['cost'], value: draft => draft.cost || null },
  capacity: {
    of: ['capacity', 'capacityUnit'],
    value: ({ capacity, capacityUnit }) =>
      capacity.trim() ? { total: Number(capacity), unit: capacityUnit.trim(), on: today() } : null,
  },
  keeper: { of: ['keeper'], value: draft => draft.keeper || null },
}

/** The fields that differ from `from`, as `updateResource` takes them. */
export function changeOf(draft: EditDraft, from: Resource): Change {
  const before = draftOf(from)
  const differs = (name: keyof EditDraft) => JSON.stringify(draft[name]) !== JSON.stringify(before[name])
  return Object.fromEntries(
    Object.entries(made)
      .filter(([, { of }]) => of.some(differs))
      .map(([field, { value }]) => [field, value(draft)]),
  )
}

/** What was typed, over the state now in force: fields that nobody here touched take its values. */
export function rebased(draft: EditDraft, from: Resource, onto: Resource): EditDraft {
  const mine = Object.keys(changeOf(draft, from))
  const typed = Object.entries(made)
    .filter(([field]) => mine.includes(field))
    .flatMap(([, { of }]) => of.map(name => [name, draft[name]]))
  return { ...draftOf(onto), ...Object.fromEntries(typed) }
}

/** The draft with the field of the census as it is in force. */
export function conceded(draft: EditDraft, field: EntryField, onto: Resource): EditDraft {
  const theirs = draftOf(onto)
  const names = made[field as keyof Change]?.of ?? []
  return { ...draft, ...Object.fromEntries(names.map(name => [name, theirs[name]])) }
}

/** Survives a look at another screen; belongs to who typed it, for one resource. */
let kept: { who: string; edit: Edit } | null = null

export function useEdit(who: string, resource: Resource | undefined) {
  const [, again] = useState(0)
  const keep = (edit: Edit | null) => {
    kept = edit && { who, edit }
    again(count => count + 1)
  }
  const found = kept?.who === who && kept.edit.from.id === resource?.id ? kept.edit : null
  const edit = found ?? (resource && { from: resource, draft: draftOf(resource), asked: [] })
  return {
    edit,
    /** Something typed is waiting. */
    pending: found !== null && Object.keys(changeOf(found.draft, found.from)).length > 0,
    change(next: Partial<EditDraft>) {
      // The newest: two changes can come before the next drawing.
      const now = kept?.who === who && kept.edit.from.id === resource?.id ? kept.edit : edit
      if (now) keep({ ...now, draft: { ...now.draft, ...next } })
    },
    keep,
  }
}
