/** The census: read, searched for an answer, added to, edited, verified. */
import type { Router } from 'express'
import { sql } from 'kysely'
import type { z } from 'zod'
import { Problem } from '../http/problem.ts'
import { type Caller, type Context, route } from '../http/route.ts'
import { pointer } from '../http/validate.ts'
import { dayOf } from '../territory/contract.ts'
import { findAnswering } from './answering.ts'
import {
  addResource,
  countResources,
  findFaults,
  findResourcesFor,
  getResource,
  getResourceHistory,
  groupOfType,
  listResources,
  listVerificationQueue,
  type NewResource,
  type ResourceType,
  undoVerification,
  updateResource,
  verifyResource,
} from './contract.ts'
import { addedBefore, checkEdit, edit, found, historyOf } from './editing.ts'
import { narrowed } from './filters.ts'
import { mergingRoutes } from './merging/merging.ts'
import { openNow } from './open-now.ts'
import { placing } from './placing.ts'
import { proposalRoutes } from './proposals/proposals.ts'
import { faultsOf, regular } from './rules.ts'
import { present, type Staff, select, visibleTo } from './select.ts'
import { similarRoutes } from './similar.ts'
import { firstPage, wholeCensus } from './size.codes.ts'
import { queueOf, undo, verify } from './verification.ts'
import { IdTaken, insert } from './write.ts'

export function resources(router: Router, context: Context, db: Staff, now: () => Date): void {
  const find = async (id: string, caller: Caller) => present(await found(db, id, caller), dayOf(now()))

  const open = openNow(db)

  route(router, context, listResources, {
    async handle({ query, caller }) {
      const { limit, ...asked } = query
      const { narrowing: filters } = await open(asked, now())
      const { count } = await narrowed(db.selectFrom('resource.resource as r'), filters)
        .where(visibleTo(caller) as never)
        .select(eb => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      const numberMatched = Number(count)
      const rows = await narrowed(select(db, caller), filters)
        .orderBy('r.name')
        .orderBy('r.id')
        .limit(limit ?? (numberMatched > wholeCensus ? firstPage : wholeCensus))
        .execute()
      const today = dayOf(now())
      const features = rows.map(row => present(row, today))
      return { type: 'FeatureCollection' as const, features, numberMatched }
    },
  })

  route(router, context, countResources, {
    async handle({ query, caller }) {
      const { narrowing } = await open(query, now())
      const rows = await narrowed(db.selectFrom('resource.resource as r'), narrowing)
        .where(visibleTo(caller) as never)
        .select(eb => ['r.area_id as area', 'r.type', 'r.status', eb.fn.countAll<number>().as('count')])
        .groupBy(['r.area_id', 'r.type', 'r.status'])
        // The same counts are the same bytes, however the database came to them.
        .orderBy('area')
        .orderBy('r.type')
        .orderBy('r.status')
        .execute()
      const counts = new Map<string, z.output<typeof countResources.response>['counts'][number]>()
      for (const { area, type, status, count } of rows) {
        const group = groupOfType(type as ResourceType)
        const key = `${area} ${group} ${status}`
        const before = counts.get(key)?.count ?? 0
        counts.set(key, { area, group, status: status as 'active', count: before + Number(count) })
      }
      return { counts: [...counts.values()] }
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
    async check({ id, ...entry }, caller) {
      // What is sent again is recognised before the rules: the world may have changed since.
      if (
        id !== undefined &&
        entry.name !== undefined &&
        (await addedBefore(db, { ...entry, id } as NewResource, caller))
      )
        return []
      return faultsOf(db, entry, caller, dayOf(now()))
    },
    async handle({ body, caller, response }) {
      const { id: made, ...entry } = body
      const id = made.toLowerCase()
      try {
        await db.transaction().execute(trx => insert(trx, id, regular(entry), caller, addResource.id))
      } catch (error) {
        if (!(error instanceof IdTaken)) throw error
        if (!(await addedBefore(db, body, caller))) throw new Problem('unavailable')
        response.status(200).locals.repeated = true
        return find(id, caller)
      }
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
