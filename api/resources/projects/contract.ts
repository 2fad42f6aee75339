/** Projects in progress («progettazioni in itinere»): who leads, until when, and which resources they keep alive. */
import { z } from 'zod'
import { operation, roles } from '../../http/operation.ts'
import { Day, Slug } from '../../territory/contract.ts'
import { changesOf, NewId, Resource, resourceFaults, Text } from '../contract.ts'
import { ownerKinds } from '../types.codes.ts'
import { projectActions, projectFields, projectStates } from './codes.ts'

export * from './codes.ts'

export const projectFaults = {
  ...resourceFaults,
  end_missing: {
    it: 'Un progetto concluso ha un ultimo giorno: scrivilo',
    en: 'A project that has ended has a last day: give it',
  },
  end_in_future: {
    it: 'L’ultimo giorno è nel futuro: finché non arriva il progetto non è concluso',
    en: 'The last day is in the future: until then the project has not ended',
  },
  areas_and_city: {
    it: 'O alcune aree, o tutta la città',
    en: 'Either some areas or the whole city',
  },
  unknown_resource: { it: 'La risorsa non è nel censimento', en: 'The resource is not in the census' },
} as const

export const Body = z.strictObject({ name: Text(200), kind: z.enum(ownerKinds) })
export type Body = z.output<typeof Body>

/** What a person can say of a project; a name and its first day are enough. */
export const ProjectEntry = z
  .strictObject({
    name: Text(200),
    action: z.enum(projectActions).optional(),
    state: z.enum(projectStates).default('in_progress'),
    from: Day,
    until: Day.optional().meta({ description: 'Last day; absent when no end is set' }),
    lead: Body.optional(),
    partners: z.array(Body).max(40).default([]),
    areas: z.array(Slug).max(100).default([]).meta({ description: 'Target areas; none when not known' }),
    wholeCity: z.boolean().default(false),
    places: z.strictObject({ total: z.int().min(0).max(100000), unit: Text(40) }).optional(),
    funding: z.array(Text(200)).max(10).default([]).meta({ description: 'Funding lines, in words' }),
    description: Text(2000).optional(),
    website: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    source: Text(300).optional(),
  })
  .meta({ id: 'ProjectEntry' })
export type ProjectEntry = z.output<typeof ProjectEntry>

export const Project = ProjectEntry.extend({
  id: z.uuid(),
  version: z.int().min(1),
  addedOn: Day,
  isDemo: z.boolean(),
  resources: z
    .array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        type: Resource.shape.properties.shape.type,
        area: Slug.nullable(),
      }),
    )
    .meta({ description: 'What it keeps alive, of what the reader may see' }),
}).meta({ id: 'Project' })
export type Project = z.output<typeof Project>

const Links = z.array(z.uuid()).max(500)
const params = z.strictObject({ project: z.uuid() })

export const listProjects = operation({
  id: 'listProjects',
  method: 'get',
  path: '/projects',
  summary: 'Projects, the one that ends first first',
  allow: ['operator', 'coordinator', 'partner'],
  query: z.strictObject({
    area: Slug.optional().meta({ description: 'Those for the whole city are in every area' }),
    action: z.enum(projectActions).optional(),
    state: z.enum(projectStates).optional(),
  }),
  response: z.object({ projects: z.array(Project) }),
})

export const getProject = operation({
  id: 'getProject',
  method: 'get',
  path: '/projects/{project}',
  summary: 'One project',
  allow: ['operator', 'coordinator', 'partner'],
  params,
  response: Project,
})

export const addProject = operation({
  id: 'addProject',
  method: 'post',
  path: '/projects',
  summary: 'Add a project, with the resources that it keeps alive',
  description:
    'Answers 201 the first time and 200 when the same is sent again. Bodies that are not known yet are made. Texts that identify a person are refused as in the census.',
  allow: ['operator', 'coordinator'],
  body: ProjectEntry.extend({ id: NewId, resources: Links.default([]) }),
  faults: projectFaults,
  response: Project,
  status: 201,
  problems: ['id-reused'],
})

export const ProjectChange = z
  .strictObject({
    version: z.int().min(1).meta({ description: 'The version that the edit started from' }),
    ...changesOf(ProjectEntry.shape),
    link: Links.optional().meta({ description: 'Resources that it keeps alive from now on' }),
    unlink: Links.optional().meta({ description: 'Resources that it keeps alive no more' }),
  })
  .meta({ id: 'ProjectChange' })
export type ProjectChange = z.output<typeof ProjectChange>

export const updateProject = operation({
  id: 'updateProject',
  method: 'patch',
  path: '/projects/{project}',
  summary: 'Edit some fields of a project, and which resources it keeps alive',
  description:
    'As with resources, edits at once become one when they touch different fields; a field that both changed is asked about: 409 `changed-meanwhile`, nothing is written. Links are added and taken away, never replaced as a whole, so one that the editor may not see stays.',
  allow: ['operator', 'coordinator'],
  params,
  body: ProjectChange,
  faults: projectFaults,
  response: Project,
  problems: ['changed-meanwhile'],
})

export const deleteProject = operation({
  id: 'deleteProject',
  method: 'delete',
  path: '/projects/{project}',
  summary: 'Take out a project that was added today by mistake; an older one is ended instead',
  allow: ['operator', 'coordinator'],
  params,
  response: z.undefined(),
  status: 204,
  problems: ['not-added-today'],
})

export const getProjectHistory = operation({
  id: 'getProjectHistory',
  method: 'get',
  path: '/projects/{project}/versions',
  summary: 'Every state a project has had, the newest first',
  allow: ['operator', 'coordinator'],
  params,
  response: z.object({
    versions: z.array(
      z.object({
        version: z.int().min(1),
        at: z.iso.datetime(),
        by: z
          .object({ role: z.enum(roles), centre: Slug.nullable() })
          .nullable()
          .meta({ description: 'In which role and at which centre; null for the first loading' }),
        changed: z.array(z.enum(projectFields)),
        content: ProjectEntry,
      }),
    ),
  }),
})
