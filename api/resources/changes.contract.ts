/** What differs between two states of a resource, and how edits made at once become one. Pure, without schemas. */
import type { ResourceEntry } from './contract.ts'

/** In the order in which a history tells them. */
export const entryFields = [
  'name',
  'type',
  'status',
  'visibility',
  'geometry',
  'stops',
  'area',
  'positionQuality',
  'address',
  'keeper',
  'owner',
  'description',
  'services',
  'needs',
  'targetGroups',
  'eligibility',
  'minAge',
  'maxAge',
  'cost',
  'costNote',
  'accessMode',
  'openingHours',
  'openingHoursText',
  'phone',
  'email',
  'website',
  'languages',
  'wheelchair',
  'accessibilityNote',
  'capacity',
  'waitingList',
  'waitingNumber',
  'fundings',
  'validFrom',
  'validTo',
  'source',
  'licence',
] as const satisfies readonly (keyof ResourceEntry)[]
export type EntryField = (typeof entryFields)[number]
/** A state, or some fields of one; null says, like absence, that nothing is known. */
export type EntryState = { readonly [F in EntryField]?: unknown }

/** Lists whose order says nothing. */
const sets: readonly EntryField[] = ['needs', 'targetGroups', 'languages']

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value ?? null
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, canonical(inner)])
}
const text = (value: unknown, isSet: boolean) =>
  JSON.stringify(canonical(isSet && Array.isArray(value) ? [...new Set(value)].sort() : value))

/** @param isSet whether the order of a list says nothing */
export const sameValue = (a: unknown, b: unknown, isSet = false): boolean => text(a, isSet) === text(b, isSet)
export const sameField = (field: EntryField, a: unknown, b: unknown): boolean =>
  sameValue(a, b, sets.includes(field))

export const changedFields = (before: EntryState, after: EntryState): EntryField[] =>
  entryFields.filter(field => !sameField(field, before[field], after[field]))

export type Conflict<F extends string = EntryField> = { field: F; yours: unknown; theirs: unknown }

/**
 * An edit that started from `base`, brought onto the state in force: fields that only one side changed are that
 * side's; a field that both changed, and not alike, is a conflict and stays as it is in force.
 * @param edit only the fields that the editor changed
 */
export const merge = <S extends EntryState>(base: EntryState, current: S, edit: EntryState) =>
  mergeFields(entryFields, sameField, base, current, edit)

/** The same for whatever has fields: `same` says when two values of one are alike. */
export function mergeFields<F extends string, S extends { readonly [field in F]?: unknown }>(
  fields: readonly F[],
  same: (field: F, a: unknown, b: unknown) => boolean,
  base: { readonly [field in F]?: unknown },
  current: S,
  edit: { readonly [field in F]?: unknown },
): { merged: S; changed: F[]; conflicts: Conflict<F>[] } {
  const changed: F[] = []
  const conflicts: Conflict<F>[] = []
  for (const field of fields) {
    if (edit[field] === undefined || same(field, edit[field], current[field])) continue
    if (same(field, base[field], current[field])) changed.push(field)
    else conflicts.push({ field, yours: edit[field], theirs: current[field] ?? null })
  }
  const merged: Record<string, unknown> = { ...current }
  for (const field of changed) {
    const value = edit[field]
    if (value === null && field !== 'geometry') delete merged[field]
    else merged[field] = value
  }
  return { merged: merged as S, changed, conflicts }
}
