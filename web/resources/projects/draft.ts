/** A project being typed: everything as text until it is saved; empty is what nobody fills in. */
import { refusals } from '../../../api/guard/contract.ts'
import { changedProjectFields } from '../../../api/resources/projects/changes.contract.ts'
import {
  type ProjectAction,
  type ProjectField,
  type ProjectState,
  projectFields,
} from '../../../api/resources/projects/codes.ts'
import type { Project, ProjectEntry } from '../../../api/resources/projects/contract.ts'
import { markTyped } from '../../ui/useTyped.ts'
import type { Language } from '../../words/language.ts'

export type BodyDraft = { name: string; kind: NonNullable<ProjectEntry['lead']>['kind'] | '' }
export type ProjectDraft = {
  /** Of what will be added: made when it is first sent, so that sending again adds nothing more. */
  id: string
  name: string
  action: ProjectAction | ''
  state: ProjectState
  from: string
  until: string
  lead: BodyDraft
  partners: readonly BodyDraft[]
  areas: readonly string[]
  wholeCity: boolean
  places: string
  unit: string
  /** One line of text for each. */
  funding: string
  description: string
  website: string
  source: string
  resources: readonly { id: string; name: string }[]
}
export type Field = ProjectField | 'resources' | 'other'
export type Faults = Partial<Record<Field, readonly string[]>>

const noBody: BodyDraft = { name: '', kind: '' }
export const emptyProject: ProjectDraft = {
  id: '',
  name: '',
  action: '',
  state: 'in_progress',
  from: '',
  until: '',
  lead: noBody,
  partners: [],
  areas: [],
  wholeCity: false,
  places: '',
  unit: '',
  funding: '',
  description: '',
  website: '',
  source: '',
  resources: [],
}

export const draftOfProject = (p: Project): ProjectDraft => ({
  ...emptyProject,
  name: p.name,
  action: p.action ?? '',
  state: p.state,
  from: p.from,
  until: p.until ?? '',
  lead: p.lead ?? noBody,
  partners: p.partners,
  areas: p.areas,
  wholeCity: p.wholeCity,
  places: p.places ? String(p.places.total) : '',
  unit: p.places?.unit ?? '',
  funding: p.funding.join('\n'),
  description: p.description ?? '',
  website: p.website ?? '',
  source: p.source ?? '',
  resources: p.resources.map(({ id, name }) => ({ id, name })),
})

/** «esempio.it» as people write it is an address of the web all the same. */
const siteOf = (typed: string) => (/^https?:\/\//i.test(typed) ? typed : `https://${typed}`)
const filled = <K extends string, T>(name: K, value: T | '' | undefined) =>
  value === '' || value === undefined ? {} : ({ [name]: value } as Record<K, T>)

export function entryOf(draft: ProjectDraft): ProjectEntry {
  const { name, state, from, areas, wholeCity, funding, lead, partners, places, unit } = draft
  return {
    name: name.trim(),
    state,
    from,
    partners: partners
      .map(partner => ({ name: partner.name.trim(), kind: partner.kind }))
      .filter(partner => partner.name !== '') as ProjectEntry['partners'],
    areas: wholeCity ? [] : [...areas],
    wholeCity,
    funding: funding
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== ''),
    ...filled('action', draft.action),
    ...filled('until', draft.until),
    ...(lead.name.trim() === '' ? {} : { lead: { name: lead.name.trim(), kind: lead.kind } }),
    ...(places.trim() === '' ? {} : { places: { total: Number(places), unit: unit.trim() } }),
    ...filled('description', draft.description.trim()),
    ...filled('website', draft.website.trim() && siteOf(draft.website.trim())),
    ...filled('source', draft.source.trim()),
  } as ProjectEntry
}

/** The fields that differ from `from`, as `updateProject` takes them; null takes away. */
export function changeOfProject(draft: ProjectDraft, from: Project) {
  const after: Partial<Record<ProjectField, unknown>> = entryOf(draft)
  const had = new Set(from.resources.map(({ id }) => id))
  const has = new Set(draft.resources.map(({ id }) => id))
  const link = [...has].filter(id => !had.has(id))
  const unlink = [...had].filter(id => !has.has(id))
  return {
    ...Object.fromEntries(changedProjectFields(from, after).map(field => [field, after[field] ?? null])),
    ...(link.length > 0 ? { link } : {}),
    ...(unlink.length > 0 ? { unlink } : {}),
  }
}

/** The draft over the state now in force: fields that nobody here touched take its values. */
export function rebasedProject(draft: ProjectDraft, from: Project, onto: Project): ProjectDraft {
  const mine = changedProjectFields(from, entryOf(draft) as Partial<Record<ProjectField, unknown>>)
  const typed = Object.entries(draft).filter(([key]) => mine.includes(fieldOf(key)) || key === 'resources')
  return { ...draftOfProject(onto), ...Object.fromEntries(typed) }
}
const fieldOf = (key: string) => (key === 'unit' ? 'places' : key) as ProjectField

/** Some fields of the draft as they are in force. */
export function concededProject(
  draft: ProjectDraft,
  fields: readonly ProjectField[],
  onto: Project,
): ProjectDraft {
  const current = draftOfProject(onto)
  const theirs = Object.entries(current).filter(([key]) => fields.includes(fieldOf(key)))
  return { ...draft, ...Object.fromEntries(theirs) }
}

type Missing = Record<'missingName' | 'missingFrom' | 'missingUnit' | 'missingKind', string>
/** What can be said before sending: what is missing, and what the guard would refuse. */
export function faultsOfDraft(draft: ProjectDraft, w: Missing, language: Language): Faults {
  const faults: { [F in Field]?: string[] } = {}
  const say = (field: Field, text: string) => {
    faults[field] = [...(faults[field] ?? []), text]
  }
  if (draft.name.trim() === '') say('name', w.missingName)
  if (draft.from === '') say('from', w.missingFrom)
  const places = draft.places.trim()
  if ((places !== '' || draft.unit.trim() !== '') && (!/^\d+$/.test(places) || draft.unit.trim() === ''))
    say('places', w.missingUnit)
  if (draft.lead.name.trim() !== '' && draft.lead.kind === '') say('lead', w.missingKind)
  if (draft.partners.some(({ name, kind }) => name.trim() !== '' && kind === ''))
    say('partners', w.missingKind)
  for (const { path, detail } of refusals(entryOf(draft))) say(path[0] as Field, detail[language])
  return faults
}

/** Faults of the server at their fields, by JSON pointer (`#/body/areas/1`). */
export function faultsOfAnswer(errors: readonly { pointer: string; detail: string }[]): Faults {
  const faults: { [F in Field]?: string[] } = {}
  for (const { pointer, detail } of errors) {
    const name = pointer.match(/^#\/body\/([^/]+)/)?.[1] ?? ''
    const field: Field = (projectFields as readonly string[]).includes(name)
      ? (name as ProjectField)
      : name === 'resources' || name === 'link'
        ? 'resources'
        : 'other'
    faults[field] = [...new Set([...(faults[field] ?? []), detail])]
  }
  return faults
}

/** Survives a look at another screen; belongs to who typed it, for one project. */
type Kept = { who: string; of: string; from: Project | undefined; draft: ProjectDraft }
let kept: Kept | null = null
export const keptProject = (who: string, of: string): Kept | null =>
  kept?.who === who && kept.of === of ? kept : null
export const keepProjectDraft = (next: Kept | null): void => {
  kept = next
  markTyped('project', next !== null)
}
