/** What differs between two states of a project, and how edits made at once become one. Pure. */
import { type Conflict, mergeFields, sameValue } from '../changes.contract.ts'
import { type ProjectField, projectFields } from './codes.ts'

export type ProjectFields = { readonly [F in ProjectField]?: unknown }
export type ProjectConflict = Conflict<ProjectField>

/** Lists whose order says nothing. */
const sets: readonly ProjectField[] = ['areas']

export const sameProjectField = (field: ProjectField, a: unknown, b: unknown): boolean =>
  sameValue(a, b, sets.includes(field))

export const changedProjectFields = (before: ProjectFields, after: ProjectFields): ProjectField[] =>
  projectFields.filter(field => !sameProjectField(field, before[field], after[field]))

export const mergeProject = <S extends ProjectFields>(base: ProjectFields, current: S, edit: ProjectFields) =>
  mergeFields(projectFields, sameProjectField, base, current, edit)
