/** Projects: listed, added, edited with their history, taken out on the same day. */
import type { Router } from 'express'
import { sql } from 'kysely'
import { Problem } from '../../http/problem.ts'
import { type Caller, type Context, route } from '../../http/route.ts'
import { dayOf } from '../../territory/contract.ts'
import type { Staff } from '../select.ts'
import {
  addProject,
  deleteProject,
  getProject,
  getProjectHistory,
  listProjects,
  type ProjectEntry,
  updateProject,
} from './contract.ts'
import { faultsOfProject } from './rules.ts'
import { presentProject, selectProjects } from './select.ts'
import {
  addedProjectBefore,
  checkProjectEdit,
  editProject,
  historyOfProject,
  insertProject,
  removeProject,
} from './write.ts'

export function projects(router: Router, context: Context, db: Staff, now: () => Date): void {
  const find = async (id: string, caller: Caller) => {
    const row = await selectProjects(db, caller).where('p.id', '=', id).executeTakeFirst()
    if (!row) throw new Problem('not-found')
    return presentProject(row)
  }

  route(router, context, listProjects, {
    async handle({ query, caller }) {
      let wanted = selectProjects(db, caller)
        .orderBy(sql`p.ends_on nulls last`)
        .orderBy('p.name')
        .orderBy('p.id')
      if (query.action) wanted = wanted.where('p.action', '=', query.action)
      if (query.state) wanted = wanted.where('p.state', '=', query.state)
      if (query.area) {
        const { area } = query
        wanted = wanted.where(eb =>
          eb.or([
            eb('p.whole_city', '=', true),
            eb.exists(
              eb
                .selectFrom('resource.project_area as wanted')
                .select('wanted.area_id')
                .whereRef('wanted.project_id', '=', 'p.id')
                .where('wanted.area_id', '=', area),
            ),
          ]),
        )
      }
      return { projects: (await wanted.execute()).map(presentProject) }
    },
  })

  route(router, context, getProject, {
    handle: ({ params, caller }) => find(params.project, caller),
  })

  route(router, context, addProject, {
    async check({ id, resources, ...entry }, caller) {
      if (id !== undefined && (await addedProjectBefore(db, id, entry as ProjectEntry, caller))) return []
      return faultsOfProject(db, entry, { resources }, caller, dayOf(now()))
    },
    async handle({ body, caller, response }) {
      const { id: made, ...entry } = body
      const id = made.toLowerCase()
      if (await insertProject(db, id, entry, caller, dayOf(now())))
        response.set('Location', `/api/v1/projects/${id}`)
      else if (await addedProjectBefore(db, id, entry, caller)) response.status(200).locals.repeated = true
      else throw new Problem('unavailable')
      return find(id, caller)
    },
  })

  route(router, context, updateProject, {
    check: (body, caller, { project }) => checkProjectEdit(db, project, body, caller, dayOf(now())),
    async handle({ params, body, caller }) {
      await editProject(db, params.project, body, caller, dayOf(now()))
      return find(params.project, caller)
    },
  })

  route(router, context, deleteProject, {
    async handle({ params, caller }) {
      await removeProject(db, params.project, caller, dayOf(now()))
      return undefined
    },
  })

  route(router, context, getProjectHistory, {
    handle: async ({ params }) => ({ versions: await historyOfProject(db, params.project) }),
  })
}
