/** What differs between two states of a resource, and how edits made at once become one. Pure, without schemas. */
import type { ResourceEntry } from './contract.ts'

/** In the order in which a history tells them. */
export const entryFields = [
  'name',
  'type',
  'status',
  'visibility',
  'geometry',
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
  'phone',
  'email',
  'website',
  'languages',
  'wheelchair',
  'accessibilityNote',
  'capacity',
  'waitingList',
  'funding',
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
const text = (field: EntryField, value: unknown) =>
  JSON.stringify(canonical(sets.includes(field) && Array.isArray(value) ? [...new Set(value)].sort() : value))

export const sameField = (field: EntryField, a: unknown, b: unknown): boolean =>
  text(field, a) === text(field, b)

export const changedFields = (before: EntryState, after: EntryState): EntryField[] =>
  entryFields.filter(field => !sameField(field, before[field], after[field]))

export type Conflict = { field: EntryField; yours: unknown; theirs: unknown }

/**
 * An edit that started from `base`, brought onto the state in force: fields that only one side changed are that
 * side's; a field that both changed, and not alike, is a conflict and stays as it is in force.
 * @param edit only the fields that the editor changed
 */
export function merge<S extends EntryState>(
  base: EntryState,
  current: S,
  edit: EntryState,
): { merged: S; changed: EntryField[]; conflicts: Conflict[] } {
  const changed: EntryField[] = []
  const conflicts: Conflict[] = []
  for (const field of entryFields) {
    if (edit[field] === undefined || sameField(field, edit[field], current[field])) continue
    if (sameField(field, base[field], current[field])) changed.push(field)
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
