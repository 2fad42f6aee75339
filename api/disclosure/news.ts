/** What came out since the account last looked. */
import type { Router } from 'express'
import type { Handles } from '../db/connect.ts'
import { type Context, route } from '../http/route.ts'
import { getReleaseNews, seeReleases } from './news.contract.ts'
import { lastDay } from './period.ts'

type Database = Pick<Handles, 'reader' | 'staff'>

/** Each release with the instant at which its ledger was written, newest first, a year before its quarter and that before its month. */
async function released(reader: Database['reader']) {
  const rows = await reader
    .selectFrom('published.release as r')
    .innerJoin('published.ledger as l', join =>
      join
        .onRef('l.period', '=', 'r.period')
        .on(eb =>
          eb(
            'l.kind',
            '=',
            eb.case().when('r.id', '=', eb.ref('r.period')).then('closing').else('errata').end(),
          ),
        ),
    )
    .select(({ fn }) => ['r.id', 'r.period', fn.max('l.closed_at').as('at')])
    .groupBy(['r.id', 'r.period'])
    .execute()
  return rows
    .map(({ id, period, at }) => ({ id, period, at: new Date(at) }))
    .sort(
      (a, b) =>
        b.at.getTime() - a.at.getTime() ||
        lastDay(b.period).localeCompare(lastDay(a.period)) ||
        a.period.length - b.period.length,
    )
}

export function releaseNews(router: Router, context: Context, { reader, staff }: Database): void {
  route(router, context, getReleaseNews, {
    async handle({ caller }) {
      const look = await staff
        .selectFrom('account.release_look')
        .where('user_id', '=', caller.userId)
        .select('at')
        .executeTakeFirst()
      const all = await released(reader)
      const news = look ? all.filter(({ at }) => at > new Date(look.at)) : all.slice(0, 1)
      return { news: news.map(({ id, period }) => ({ id, period })) }
    },
  })

  route(router, context, seeReleases, {
    async handle({ caller }) {
      const [newest] = await released(reader)
      if (newest)
        await staff
          .insertInto('account.release_look')
          .values({ user_id: caller.userId, at: newest.at })
          .onConflict(conflict => conflict.column('user_id').doUpdateSet({ at: newest.at }))
          .execute()
      return undefined
    },
  })
}
