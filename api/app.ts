/** The observatory as one Express application: the features, on one screen. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import express, { type Express, Router } from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import * as accountsContract from './accounts/contract.ts'
import { accountOf, accounts, callerOf } from './accounts/routes.ts'
import * as savedViewsContract from './accounts/saved-views.contract.ts'
import { savedViews } from './accounts/saved-views.ts'
import * as backgroundContract from './background/contract.ts'
import { background, configured } from './background/routes.ts'
import type { Database } from './db/connect.ts'
import * as disclosureContract from './disclosure/contract.ts'
import * as newsContract from './disclosure/news.contract.ts'
import { releaseNews } from './disclosure/news.ts'
import * as publicationContract from './disclosure/publication.contract.ts'
import { publication } from './disclosure/publication.ts'
import { disclosure } from './disclosure/routes.ts'
import { releasesOf } from './disclosure/serve.ts'
import { createLogger } from './http/log.ts'
import { openapi } from './http/openapi.ts'
import type { Operation } from './http/operation.ts'
import { Problem, problemHandler, problems } from './http/problem.ts'
import type { Context } from './http/route.ts'
import { ownOrigin, sessions } from './http/session.ts'
import { shell } from './http/shell.ts'
import * as observationsContract from './observations/contract.ts'
import { groupActivities } from './observations/group-activities.ts'
import * as groupActivityContract from './observations/group-activity.contract.ts'
import * as importContract from './observations/import/contract.ts'
import { imports } from './observations/import/routes.ts'
import * as preflightContract from './observations/preflight.contract.ts'
import { preflight } from './observations/preflight.ts'
import { observations } from './observations/routes.ts'
import * as pageFaultsContract from './page-faults/contract.ts'
import { pageFaults } from './page-faults/routes.ts'
import * as resourcesContract from './resources/contract.ts'
import * as expiringContract from './resources/expiring/contract.ts'
import { expiring } from './resources/expiring/routes.ts'
import * as resourceImportContract from './resources/import/contract.ts'
import { resourceImports } from './resources/import/routes.ts'
import * as mergingContract from './resources/merging/contract.ts'
import * as nearContract from './resources/near/contract.ts'
import { near } from './resources/near/routes.ts'
import * as placingContract from './resources/placing.contract.ts'
import * as projectsContract from './resources/projects/contract.ts'
import { projects } from './resources/projects/routes.ts'
import * as proposalsContract from './resources/proposals/contract.ts'
import { resources } from './resources/routes.ts'
import * as searchContract from './resources/search.contract.ts'
import { searching } from './resources/search.ts'
import * as similarContract from './resources/similar.contract.ts'
import { tiles } from './resources/tiles.ts'
import * as verifiedContract from './resources/verified.contract.ts'
import { verifiedShares } from './resources/verified.ts'
import * as cellsContract from './territory/cells/contract.ts'
import { cellRebuilds } from './territory/cells/routes.ts'
import * as territoryChangeContract from './territory/change/contract.ts'
import { territoryChanges } from './territory/change/routes.ts'
import * as territoryContract from './territory/contract.ts'
import * as reachContract from './territory/reach/contract.ts'
import { reach } from './territory/reach/routes.ts'
import { areaCollection, areaOutline, territory } from './territory/routes.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const dist = fileURLToPath(new URL('../dist', import.meta.url))

/** Every operation of the API, in the order of the document. */
export const operations: Operation[] = [
  accountsContract,
  savedViewsContract,
  territoryContract,
  territoryChangeContract,
  cellsContract,
  backgroundContract,
  reachContract,
  resourcesContract,
  similarContract,
  placingContract,
  nearContract,
  projectsContract,
  expiringContract,
  verifiedContract,
  proposalsContract,
  mergingContract,
  resourceImportContract,
  searchContract,
  observationsContract,
  groupActivityContract,
  importContract,
  preflightContract,
  disclosureContract,
  publicationContract,
  newsContract,
  pageFaultsContract,
].flatMap(contract =>
  Object.values(contract).filter(
    (exported): exported is Operation & typeof exported =>
      typeof exported === 'object' && exported !== null && 'allow' in exported,
  ),
)

/** Made when it is first asked for, once in a process: it costs a quarter of a second, and no option changes it. */
let document: string | undefined

export type AppOptions = {
  database: Omit<Database, 'close'>
  /** Name of the last migration, for /status. */
  migration: string
  demonstration: boolean
  /** Whether coordinators may read exact counts; they may unless the installation says no. */
  internalView?: boolean
  /** The folder of the built pages. */
  pages?: string
  /** The archive of the background map, if one is configured. */
  background?: string | null
  now?: () => Date
  logger?: Logger
  checkAnswers?: boolean
}

export async function createApp(options: AppOptions): Promise<Express> {
  const { database, migration, demonstration, now = () => new Date(), checkAnswers = false } = options
  const { internalView = true, pages = dist } = options
  const logger = options.logger ?? createLogger('silent')
  // A proxy on this machine ends TLS: what it says of the address and the scheme is believed, from nowhere else.
  const app = express().disable('x-powered-by').set('trust proxy', 'loopback')

  // No line of a log holds a body, a cookie or an address's query.
  app.use(
    pinoHttp({
      logger,
      autoLogging: { ignore: request => request.url === '/status' },
      serializers: {
        req: ({ method, url }: { method: string; url: string }) => ({ method, path: url.split('?')[0] }),
        res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
      },
    }),
  )
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'self'"],
          'img-src': ["'self'", 'data:', 'blob:'],
          'style-src': ["'self'"],
          'script-src': ["'self'"],
          'worker-src': ["'self'"],
          'connect-src': ["'self'"],
          'font-src': ["'self'"],
          'object-src': ["'none'"],
          'base-uri': ["'none'"],
          'form-action': ["'self'"],
          'frame-ancestors': ["'none'"],
        },
      },
      strictTransportSecurity: false, // said by the proxy that ends TLS, which knows whether there is one
      crossOriginEmbedderPolicy: false,
      referrerPolicy: { policy: 'same-origin' },
    }),
  )

  // What time it is for the server, by which a desk sees that its own clock is wrong.
  app.use((_request, response, next) => {
    response.set('Date', now().toUTCString())
    next()
  })

  const releases = releasesOf(database.reader)
  app.use(releases.fromMemory)

  // Answered from memory, so that a heavy query in the database cannot make the service look dead.
  const status = {
    title: 'OK',
    status: 200,
    engine: database.engine.name,
    postgresql: database.engine.version,
    postgis: database.engine.postgis,
    migration,
    version,
    demonstration,
  }
  app.get('/status', (_request, response) => {
    response.set('Cache-Control', 'no-store').type('application/problem+json').send(JSON.stringify(status))
  })

  app.get('/api/v1/openapi.json', (_request, response) => {
    document ??= JSON.stringify(openapi(operations, version))
    response.set('Cache-Control', 'no-cache').type('application/json').send(document)
  })
  app.use('/api/docs', documentation())
  app.get('/problems/:type', (request, response) => {
    const problem = problems[request.params.type as keyof typeof problems]
    if (!problem) throw new Problem('not-found')
    response.json({ type: `/problems/${request.params.type}`, ...problem })
  })

  app.use(ownOrigin)
  app.use(await sessions(database.staff))

  const context: Context = { callerOf: callerOf(database.staff), checkAnswers }
  const api = Router({ caseSensitive: true })
  api.use(express.json({ limit: '100kb' }))
  accounts(api, context, database.staff, releases.forget)
  savedViews(api, context, database.staff)
  territory(api, context, database.reader, now)
  territoryChanges(api, context, database.staff, now)
  cellRebuilds(api, context, database.staff, now)
  const ground = background(
    api,
    context,
    database.reader,
    now,
    configured(options.background ?? null, logger),
    Boolean(options.background),
  )
  reach(api, context, database.reader, now)
  resources(api, context, database.staff, now)
  near(api, context, database.staff, now)
  projects(api, context, database.staff, now)
  expiring(api, context, database.staff, now)
  verifiedShares(api, context, database.staff, now)
  resourceImports(api, context, database.staff, now)
  searching(api, context, database.staff, now)
  observations(api, context, database.recorder, now)
  groupActivities(api, context, database.recorder, now)
  imports(api, context, database.recorder, now)
  preflight(api, context, database.recorder, now)
  disclosure(api, context, database, now, releases, internalView)
  publication(api, context, database, now, internalView)
  releaseNews(api, context, database)
  pageFaults(api, context, logger)
  api.use(() => {
    throw new Problem('not-found')
  })
  app.use('/api/v1', api)
  app.use('/api', () => {
    throw new Problem('not-found')
  })

  app.use('/tiles', tiles(context, database.staff, now))
  app.use('/background', ground)

  const account = accountOf(database.staff)
  const explorer = ['/', '/esplora']
  const { allow, path } = disclosureContract.listReleases
  shell(app, pages, async request => {
    const day = territoryContract.dayOf(now())
    const areas = await areaCollection(database.reader, day)
    const visitor = await account(request)
    const boot = JSON.stringify({ account: visitor, demonstration, internalView })
    return {
      boot: `${boot.slice(0, -1)},"areas":${areas}}`,
      outline: await areaOutline(database.reader, day),
      inside: visitor !== null,
      answers:
        visitor && explorer.includes(request.path) && allow.includes(visitor.role) ? [`/api/v1${path}`] : [],
    }
  })

  app.use(() => {
    throw new Problem('not-found')
  })
  app.use(problemHandler((error, instance) => logger.error({ err: error, instance }, 'unexpected error')))
  return app
}

/** The page that shows the API document, from the files of swagger-ui alone. */
function documentation(): Router {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const router = Router()
  router.get('/swagger-initializer.js', (_request, response) => {
    response
      .type('text/javascript')
      .send(
        "window.ui = SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#swagger-ui', presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset], layout: 'StandaloneLayout', validatorUrl: null })\n",
      )
  })
  router.use(express.static(folder, { index: 'index.html', redirect: true }))
  return router
}
