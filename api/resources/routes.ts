/** The census: read, searched for an answer, added to, edited, verified. */
import type { Router } from 'express'
import { sql } from 'kysely'
import { type Caller, type Context, route } from '../http/route.ts'
import { pointer } from '../http/validate.ts'
import { dayOf } from '../territory/contract.ts'
import { findAnswering } from './answering.ts'
import {
  addResource,
  findFaults,
  findResourcesFor,
  getResource,
  getResourceHistory,
  listResources,
  listVerificationQueue,
  resourceGroups,
  undoVerification,
  updateResource,
  verifyResource,
} from './contract.ts'
import { checkEdit, edit, found, historyOf } from './editing.ts'
import { mergingRoutes } from './merging/merging.ts'
import { placing } from './placing.ts'
import { proposalRoutes } from './proposals/proposals.ts'
import { faultsOf, regular } from './rules.ts'
import { present, type Staff, select } from './select.ts'
import { similarRoutes } from './similar.ts'
import { queueOf, undo, verify } from './verification.ts'
import { insert } from './write.ts'

export function resources(router: Router, context: Context, db: Staff, now: () => Date): void {
  const find = async (id: string, caller: Caller) => present(await found(db, id, caller), dayOf(now()))

  route(router, context, listResources, {
    async handle({ query, caller }) {
      let wanted = select(db, caller).orderBy('r.name').orderBy('r.id')
      if (query.area) wanted = wanted.where('r.area_id', '=', query.area)
      if (query.group) wanted = wanted.where('r.type', 'in', [...resourceGroups[query.group]])
      if (query.status) wanted = wanted.where('r.status', '=', query.status)
      if (query.need) {
        const domain = query.need
        wanted = wanted.where(eb =>
          eb.exists(
            eb
              .selectFrom('resource.resource_need as wanted')
              .select('wanted.domain')
              .whereRef('wanted.resource_id', '=', 'r.id')
              .where('wanted.domain', '=', domain),
          ),
        )
      }
      const rows = await wanted.execute()
      const today = dayOf(now())
      return { type: 'FeatureCollection' as const, features: rows.map(row => present(row, today)) }
    },
  })

  route(router, context, findResourcesFor, {
    async check({ area }) {
      if (area === undefined || area === 'outside' || area === 'unknown') return []
      const inForce = await db
        .selectFrom('territory.area_version')
        .select('id')
        .where('area_id', '=', area)
        .where(sql<boolean>`daterange(valid_from, valid_to) @> ${dayOf(now())}::date`)
        .executeTakeFirst()
      return inForce
        ? []
        : [{ pointer: pointer('body', 'area'), code: 'unknown_area', detail: findFaults.unknown_area }]
    },
    handle: async ({ body, caller }) => ({
      type: 'FeatureCollection' as const,
      features: await findAnswering(db, body, caller, now()),
    }),
  })

  similarRoutes(router, context, db, now)
  placing(router, context, db, now)
  proposalRoutes(router, context, db, now)
  mergingRoutes(router, context, db, now)

  route(router, context, getResource, {
    handle: ({ params, caller }) => find(params.resource, caller),
  })

  route(router, context, addResource, {
    check: (entry, caller) => faultsOf(db, entry, caller, dayOf(now())),
    async handle({ body, caller, response }) {
      const id = await db.transaction().execute(trx => insert(trx, regular(body), caller, addResource.id))
      response.set('Location', `/api/v1/resources/${id}`)
      return find(id, caller)
    },
  })

  route(router, context, updateResource, {
    check: (body, caller, { resource }) => checkEdit(db, resource, body, caller, dayOf(now())),
    async handle({ params, body, caller }) {
      await edit(db, params.resource, body, caller, dayOf(now()))
      return find(params.resource, caller)
    },
  })

  route(router, context, getResourceHistory, {
    handle: async ({ params, caller }) => ({ versions: await historyOf(db, params.resource, caller) }),
  })

  route(router, context, listVerificationQueue, {
    handle: ({ caller }) => queueOf(db, caller, dayOf(now())),
  })

  route(router, context, verifyResource, {
    handle: ({ params, body, caller }) => verify(db, params.resource, body, caller, dayOf(now())),
  })

  route(router, context, undoVerification, {
    handle: ({ params, caller }) => undo(db, params.resource, params.check, caller, dayOf(now())),
  })
}
