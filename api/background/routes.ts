/** Serves the one configured archive, and says whether it belongs to this territory. */
import { type Request, type Response, Router } from 'express'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { type Handles, StartFault } from '../db/connect.ts'
import { Problem } from '../http/problem.ts'
import { type Context, route } from '../http/route.ts'
import { dayOf } from '../territory/contract.ts'
import { type Ground, readGround, stampOf } from './archive.ts'
import { getBackground } from './contract.ts'

type Reader = Handles['reader']

/** The configured file as it is now: one put in its place is read again, and a broken one is no background. */
export type Configured = { current(): Promise<Ground | null> }

export function configured(path: string | null, logger: Pick<Logger, 'error'>): Configured {
  let known: { stamp: string; ground: Promise<Ground> } | null = null
  return {
    async current() {
      if (path === null) return null
      try {
        const stamp = await stampOf(path)
        if (known?.stamp !== stamp) known = { stamp, ground: readGround(path) }
        return await known.ground
      } catch (error) {
        if (!(error instanceof StartFault)) throw error
        logger.error({ reason: error.message }, 'no background')
        return null
      }
    },
  }
}

/** The frame of the archive must meet the municipality, or the areas where none is loaded: no city stands for another. */
export async function liesHere(db: Reader, { bounds: [w, s, e, n] }: Ground, on: string): Promise<boolean> {
  const { rows } = await sql<{ here: boolean | null }>`
    with frame as (select st_makeenvelope(${w}::float8, ${s}::float8, ${e}::float8, ${n}::float8, 4326) as box),
         here as (
           select boundary from territory.municipality
           union all
           select v.boundary from territory.area_version v
            where not exists (select from territory.municipality)
              and v.valid_from <= ${on}::date and (v.valid_to is null or v.valid_to > ${on}::date))
    select bool_or(st_intersects(here.boundary, frame.box)) as here from here, frame`.execute(db)
  return rows[0]?.here === true
}

const prefix = '/background'
const addressOf = ({ hash }: Ground) => `${prefix}/${hash.slice(0, 16)}.pmtiles`

export function background(
  api: Router,
  context: Context,
  db: Reader,
  now: () => Date,
  file: Configured,
  isConfigured: boolean,
): Router {
  route(api, context, getBackground, {
    handle: async () => {
      const ground = await file.current()
      if (!ground) return { background: null, refused: isConfigured ? ('unreadable' as const) : null }
      if (!(await liesHere(db, ground, dayOf(now()))))
        return { background: null, refused: 'elsewhere' as const }
      const { bounds, minZoom, maxZoom, attribution } = ground
      return {
        background: { url: addressOf(ground), bounds, minZoom, maxZoom, attribution },
        refused: null,
      }
    },
  })

  const router = Router({ caseSensitive: true })
  router.get(/^\/[0-9a-f]{16}\.pmtiles$/, async (request: Request, response: Response) => {
    const ground = await file.current()
    if (!ground || prefix + request.path !== addressOf(ground)) throw new Problem('not-found')
    // The address changes with the content. A strong tag, or readers of ranges would take it for none.
    response
      .set('ETag', `"${ground.hash}"`)
      .set('Cache-Control', 'public, max-age=31536000, immutable')
      .type('application/vnd.pmtiles')
    await new Promise<void>((resolve, reject) =>
      response.sendFile(
        ground.path,
        { cacheControl: false, lastModified: false, dotfiles: 'allow' },
        error => {
          // Who asked may have gone: nobody is left to tell.
          const gone = (error as { code?: string } | undefined)?.code === 'ECONNABORTED'
          if (!error || gone || response.headersSent) return resolve()
          response.set('Cache-Control', 'no-store').removeHeader('ETag')
          const outside = (error as { status?: number }).status === 416
          reject(outside ? new Problem('range-not-satisfiable') : error)
        },
      ),
    )
  })
  return router
}
