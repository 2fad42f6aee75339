/** How two resources found to be the same become one, field by field. Pure, without schemas. */
import { type EntryField, type EntryState, entryFields, sameField } from '../changes.contract.ts'

type State = { [F in EntryField]?: unknown }
/** One of the two, with the day on which somebody last looked. */
export type One = { state: EntryState; verifiedOn: string | null }

/** Where it is and who may see it go together when one of the two is confidential. */
export const placeFields: readonly EntryField[] = ['visibility', 'geometry', 'area', 'keeper']

const isEmpty = (value: unknown) =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0)
/** Lists of words or codes, where both are true: what it offers, whom it answers. */
const isList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(item => typeof item === 'string')

const confidential = ({ visibility }: EntryState) => visibility === 'restricted'
const oneConfidential = (a: EntryState, b: EntryState) => confidential(a) !== confidential(b)

export const isUnited = (field: EntryField, a: EntryState, b: EntryState): boolean =>
  (isList(a[field]) || isList(b[field])) &&
  (isList(a[field]) || isEmpty(a[field])) &&
  (isList(b[field]) || isEmpty(b[field]))

/** Fields in which the two differ and one value must stay. Area is of the position, or of a confidential place. */
export function choices(kept: EntryState, other: EntryState): EntryField[] {
  const together = oneConfidential(kept, other)
  return entryFields.filter(
    field =>
      !sameField(field, kept[field], other[field]) &&
      !isUnited(field, kept, other) &&
      (field === 'visibility' || !together || !placeFields.includes(field)) &&
      (field !== 'area' || confidential(kept)),
  )
}

/** Of each choice, what stays unless somebody chooses: what is filled in, else what was looked at last. */
export function usual(kept: One, other: One): EntryField[] {
  const later = (other.verifiedOn ?? '') > (kept.verifiedOn ?? '')
  return choices(kept.state, other.state).filter(field => {
    if (field === 'visibility' && oneConfidential(kept.state, other.state)) return confidential(other.state)
    if (isEmpty(kept.state[field])) return true
    return !isEmpty(other.state[field]) && later
  })
}

const union = (a: readonly string[], b: readonly string[]) => {
  const key = (text: string) => text.trim().toLowerCase()
  const known = new Set(a.map(key))
  return [...a, ...b.filter(text => !known.has(key(text)))]
}

/**
 * @param take fields whose value is the other's
 * @returns the state of the one that stays; lists are those of both
 */
export function united<S extends EntryState>(kept: S, other: S, take: readonly EntryField[]): S {
  const result: State = { ...kept }
  const set = (field: EntryField, value: unknown) => {
    if (value === undefined || (value === null && field !== 'geometry')) delete result[field]
    else result[field] = value
  }
  const taken = new Set(take.filter(field => choices(kept, other).includes(field)))
  // The position is of whoever is seen: half of one and half of the other would be a place that is not.
  if (taken.has('visibility') && oneConfidential(kept, other))
    for (const field of placeFields) taken.add(field)
  for (const field of taken) set(field, other[field])
  if (taken.has('geometry')) set('area', other.area)
  for (const field of entryFields)
    if (isUnited(field, kept, other))
      set(field, union((kept[field] as string[]) ?? [], (other[field] as string[]) ?? []))
  return result as S
}
