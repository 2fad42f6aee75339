/** The verified share, by the one rule that says «da riverificare». */
import type { Router } from 'express'
import { sql } from 'kysely'
import { type Caller, type Context, route } from '../http/route.ts'
import { dayOf } from '../territory/contract.ts'
import { groupOfType, type ResourceType } from './contract.ts'
import { freshnessOf } from './freshness.contract.ts'
import { type Staff, visibleTo } from './select.ts'
import { listVerifiedShares, type VerifiedShare } from './verified.contract.ts'

export function verifiedShares(router: Router, context: Context, db: Staff, now: () => Date): void {
  route(router, context, listVerifiedShares, {
    handle: async ({ caller }) => ({ shares: await sharesOf(db, caller, dayOf(now())) }),
  })
}

/** Areas in their own order, what is outside them last. */
async function sharesOf(db: Staff, caller: Caller, today: string): Promise<VerifiedShare[]> {
  const rows = await db
    .selectFrom('resource.resource as r')
    .leftJoin('territory.area as a', 'a.id', 'r.area_id')
    .select(eb => ['r.area_id as area', 'r.type', 'r.verified_on', eb.fn.countAll<number>().as('count')])
    .where('r.status', '=', 'active')
    .where(visibleTo(caller) as never)
    .groupBy(['a.position', 'r.area_id', 'r.type', 'r.verified_on'])
    .orderBy(sql`a.position nulls last`)
    .execute()
  const shares = new Map<string | null, VerifiedShare>()
  for (const { area, type, verified_on: verifiedOn, count } of rows) {
    const share = shares.get(area) ?? { area, active: 0, verified: 0 }
    const group = groupOfType(type as ResourceType)
    share.active += Number(count)
    if (!freshnessOf({ group, verifiedOn, addedOn: today }, today).stale) share.verified += Number(count)
    shares.set(area, share)
  }
  return [...shares.values()]
}
