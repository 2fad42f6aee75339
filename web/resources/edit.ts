/** What is being edited, kept until it is saved or given up, and the fields of it that differ from the census. */
import { useState } from 'react'
import { type EntryField, sameField } from '../../api/resources/changes.contract.ts'
import type { Resource } from '../../api/resources/contract.ts'
import { newId } from '../api/newId.ts'
import { emptySketch, sketchOf } from '../map/sketch.ts'
import { markTyped } from '../ui/useTyped.ts'
import { bodyFields, type Change, type Draft, emptyDraft, made } from './draft.ts'

export type EditDraft = Draft
/** A field that two edits changed, with both values as the census has them. */
export type Asked = { field: EntryField; yours: unknown; theirs: unknown }
export type Edit = {
  /** Of the proposal that it may become. */
  id: string
  from: Resource
  draft: EditDraft
  asked: readonly Asked[]
}

export function draftOf({ geometry, properties: p }: Resource): EditDraft {
  const drawn = geometry && geometry.type !== 'Point' ? geometry : null
  const sketch = drawn ? sketchOf(drawn) : emptySketch
  return {
    ...emptyDraft,
    type: p.type,
    shape: drawn ? (drawn.type === 'LineString' ? 'route' : 'extent') : 'point',
    place: geometry?.type === 'Point' ? geometry.coordinates : (sketch.points[0] ?? null),
    sketch,
    closed: true,
    confirmed: true,
    name: p.name,
    needs: p.needs,
    openingHours: p.openingHours ?? p.openingHoursText ?? '',
    hoursAsWritten: p.openingHoursText !== undefined,
    address: p.address ?? '',
    status: p.status,
    description: p.description ?? '',
    services: p.services.join('\n'),
    phone: p.phone ?? '',
    email: p.email ?? '',
    website: p.website ?? '',
    targetGroups: p.targetGroups,
    eligibility: p.eligibility ?? '',
    minAge: p.minAge === undefined ? '' : String(p.minAge),
    maxAge: p.maxAge === undefined ? '' : String(p.maxAge),
    languages: p.languages,
    accessMode: p.accessMode ?? '',
    cost: p.cost ?? '',
    costNote: p.costNote ?? '',
    wheelchair: p.wheelchair,
    accessibilityNote: p.accessibilityNote ?? '',
    positionQuality: p.positionQuality,
    capacity: p.capacity ? String(p.capacity.total) : '',
    capacityAvailable: p.capacity?.available === undefined ? '' : String(p.capacity.available),
    capacityUnit: p.capacity?.unit ?? emptyDraft.capacityUnit,
    waitingList: p.waitingList === undefined ? '' : p.waitingList ? 'yes' : 'no',
    waitingNumber: p.waitingNumber === undefined ? '' : String(p.waitingNumber),
    fundings: p.fundings.map(({ source, body = '', hoursPerWeek, until = '' }) => ({
      source,
      body,
      hoursPerWeek: hoursPerWeek === undefined ? '' : String(hoursPerWeek),
      until,
    })),
    stops: p.stops.map(({ name, at, when = '' }) => ({ name, at, when })),
    ownerName: p.owner?.name ?? '',
    ownerKind: p.owner?.kind ?? emptyDraft.ownerKind,
    ownerTaxCode: p.owner?.taxCode ?? '',
    keeper: p.keeper ?? '',
    visibility: p.visibility,
    area: p.visibility === 'restricted' ? (p.area ?? '') : '',
    validFrom: p.validFrom ?? '',
    validTo: p.validTo ?? '',
    source: p.source ?? '',
    licence: p.licence ?? '',
  }
}

/** The fields that differ from `from`, as `updateResource` takes them. */
export function changeOf(draft: EditDraft, from: Resource): Change {
  const before = draftOf(from)
  const differs = (name: keyof EditDraft) => JSON.stringify(draft[name]) !== JSON.stringify(before[name])
  return Object.fromEntries(
    bodyFields
      .filter(field => made[field].of.some(differs))
      .map(field => [field, made[field].value(draft)] as const)
      // Shape and crosshair may differ where the field does not.
      .filter(([field, value]) => !sameField(field, value, made[field].value(before))),
  )
}

const isEmpty = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === '' ||
  value === 'unknown' ||
  (Array.isArray(value) && value.length === 0)

/** The census's own resource with what a draft says and it does not: for who was adding what is there already. */
export function broughtInto(draft: Draft, resource: Resource): Edit {
  const there = draftOf(resource)
  const lacking = bodyFields.filter(
    field => isEmpty(made[field].value(there)) && !isEmpty(made[field].value(draft)),
  )
  const names = lacking.filter(field => field !== 'area' && field !== 'geometry').flatMap(f => made[f].of)
  return {
    id: newId(),
    from: resource,
    draft: { ...there, ...Object.fromEntries(names.map(name => [name, draft[name]])) },
    asked: [],
  }
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
  const names = made[field].of
  return { ...draft, ...Object.fromEntries(names.map(name => [name, theirs[name]])) }
}

/** Survives a look at another screen; belongs to who typed it, for one resource. */
let kept: { who: string; edit: Edit } | null = null

export function useEdit(who: string, resource: Resource | undefined) {
  const [, again] = useState(0)
  const keep = (edit: Edit | null) => {
    kept = edit && { who, edit }
    markTyped('edit', edit !== null && Object.keys(changeOf(edit.draft, edit.from)).length > 0)
    again(count => count + 1)
  }
  const found = kept?.who === who && kept.edit.from.id === resource?.id ? kept.edit : null
  const edit = found ?? (resource && { id: newId(), from: resource, draft: draftOf(resource), asked: [] })
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
