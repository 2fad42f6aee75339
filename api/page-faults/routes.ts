/** Writes faults of the pages into the log. */
import type { Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import type { Logger } from 'pino'
import { Problem } from '../http/problem.ts'
import { type Context, route } from '../http/route.ts'
import { reportPageFault } from './contract.ts'

/** Anybody may call it, the page of the sign-in too: a page that fails in a loop must not fill the disk. */
const reportsInAMinute = 20

export function pageFaults(router: Router, context: Context, logger: Logger): void {
  router.post(
    reportPageFault.path,
    rateLimit({
      windowMs: 60_000,
      limit: reportsInAMinute,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      handler: () => {
        throw new Problem('too-many-attempts')
      },
    }),
  )
  route(router, context, reportPageFault, {
    async handle({ body }) {
      logger.error({ pageFault: body }, 'a page has a fault')
      return undefined
    },
  })
}
