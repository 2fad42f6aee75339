// @vitest-environment happy-dom
/** A project being typed, what of it is sent, and its bar on the line of time. */
import { expect, test } from 'vitest'
import { ProjectChange, ProjectEntry } from '../../../api/resources/projects/contract.ts'
import {
  changeOfProject,
  concededProject,
  draftOfProject,
  emptyProject,
  entryOf,
  faultsOfAnswer,
  faultsOfDraft,
  rebasedProject,
} from '../../../web/resources/projects/draft.ts'
import { barOf, placeOf, quartersOf, spanOf } from '../../../web/resources/projects/timeline.ts'
import { words } from '../../../web/words/projects.ts'

const id = '00000000-0000-4000-8000-000000000000'
const other = '00000000-0000-4000-8000-000000000001'
const project = {
  ...ProjectEntry.parse({
    name: 'Progetto',
    from: '2026-01-01',
    until: '2026-12-31',
    action: 'B',
    lead: { name: 'Ente', kind: 'aps' },
    partners: [{ name: 'Altro', kind: 'odv' }],
    areas: ['alfa'],
    places: { total: 4, unit: 'posti' },
    funding: ['Fondo', 'Ore'],
    website: 'https://example.org/',
  }),
  id,
  version: 3,
  addedOn: '2026-01-01',
  isDemo: false,
  resources: [{ id: other, name: 'Risorsa', type: 'after_school' as const, area: 'alfa' }],
}

test('a project as typed is what was saved, and nothing of it has changed', () => {
  const draft = draftOfProject(project)
  expect(project).toMatchObject(ProjectEntry.parse(entryOf(draft)))
  expect(changeOfProject(draft, project)).toEqual({})
})

test('what is typed is sent as the contract takes it: what is empty goes, what is null is taken away', () => {
  expect(ProjectEntry.parse(entryOf({ ...emptyProject, name: ' Nuovo ', from: '2026-02-01' }))).toMatchObject(
    {
      name: 'Nuovo',
      funding: [],
      partners: [],
    },
  )
  const draft = {
    ...draftOfProject(project),
    until: '',
    places: '',
    unit: '',
    wholeCity: true,
    funding: ' Fondo \n\n Ore \n Nuovo ',
    website: 'example.org',
    partners: [{ name: ' ', kind: '' as const }],
    resources: [{ id, name: 'Altra' }],
  }
  const change = changeOfProject(draft, project)
  expect(change).toEqual({
    until: null,
    places: null,
    wholeCity: true,
    areas: [],
    funding: ['Fondo', 'Ore', 'Nuovo'],
    website: 'https://example.org',
    partners: [],
    link: [id],
    unlink: [other],
  })
  expect(ProjectChange.safeParse({ version: 3, ...change }).success).toBe(true)
})

test('after another edit the typed fields stay typed, the others are as in force, and a question can be conceded', () => {
  const typed = { ...draftOfProject(project), name: 'Mio', places: '9' }
  const inForce = {
    ...project,
    version: 4,
    name: 'Loro',
    description: 'Nuova',
    places: { total: 1, unit: 'famiglie' },
  }
  const rebased = rebasedProject(typed, project, inForce)
  expect(rebased).toMatchObject({ name: 'Mio', description: 'Nuova', places: '9', unit: 'posti' })
  expect(concededProject(rebased, ['places'], inForce)).toMatchObject({
    name: 'Mio',
    places: '1',
    unit: 'famiglie',
  })
})

test('what is missing and what identifies somebody is said before sending, and a fault finds its field', () => {
  const faults = faultsOfDraft(
    {
      ...emptyProject,
      lead: { name: 'Ente', kind: '' },
      partners: [{ name: 'Altro', kind: '' }],
      places: 'tanti',
      description: 'Chiamare il 333 1234567',
    },
    words.it,
    'it',
  )
  expect(Object.keys(faults).sort()).toEqual(['description', 'from', 'lead', 'name', 'partners', 'places'])
  expect(faultsOfDraft(draftOfProject(project), words.it, 'it')).toEqual({})
  expect(
    faultsOfAnswer([
      { pointer: '#/body/areas/1', detail: 'a' },
      { pointer: '#/body/link/0', detail: 'b' },
      { pointer: '#/body/version', detail: 'c' },
    ]),
  ).toEqual({ areas: ['a'], resources: ['b'], other: ['c'] })
})

test('a bar stands where its days are, is cut at the ends of the line, and without an end reaches the last day', () => {
  const span = spanOf('2026-11-22')
  expect(span).toEqual({ from: '2025-11-22', to: '2028-11-22' })
  expect([placeOf('2025-01-01', span), placeOf('2030-01-01', span)]).toEqual([0, 100])
  expect(placeOf('2026-11-22', span)).toBeCloseTo(33.3, 1)
  expect(barOf('2024-01-01', '2025-11-21', span)).toBeUndefined()
  expect(barOf('2028-11-23', undefined, span)).toBeUndefined()
  expect(barOf('2024-01-01', undefined, span)).toEqual({ left: 0, width: 100, before: true, after: true })
  expect(barOf('2026-11-22', '2026-11-22', span)).toMatchObject({ width: 0.5, before: false, after: false })
  expect(quartersOf({ from: '2026-11-22', to: '2027-07-01' })).toEqual([
    '2027-01-01',
    '2027-04-01',
    '2027-07-01',
  ])
})
