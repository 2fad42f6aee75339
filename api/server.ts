/** Reads the environment, opens the database, brings it up to date, loads the demonstration, listens, closes cleanly. */
import { existsSync } from 'node:fs'
import type { RequestListener, Server } from 'node:http'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { readGround } from './background/archive.ts'
import { liesHere } from './background/routes.ts'
import { connect, type Database, StartFault } from './db/connect.ts'
import { guardReader } from './db/logins.ts'
import { migrate } from './db/migrate.ts'
import { isDemonstration, loadDemonstration } from './demonstration/load.ts'
import { closeDuePeriods, deleteExpired } from './disclosure/close.ts'
import { monthsOf, quarterOf } from './disclosure/period.ts'
import { EnvironmentFaults, readEnvironment } from './environment.ts'
import { serverOf } from './http/listening.ts'
import { createLogger } from './http/log.ts'
import { dayOf } from './territory/contract.ts'
import { placeDueResources } from './territory/place.ts'

const started = Date.now()
/** The first start takes some seconds: every step says what it is doing, and how long it has been. */
const say = (line: string) =>
  console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s  ${line}`)
const hourMs = 60 * 60 * 1000

async function start(): Promise<void> {
  const { where, host, port, demo, demoEdition, internalView, pages, background } = readEnvironment(
    process.env,
  )
  // A file that cannot be shown is told now and not by a map that stays empty.
  const file =
    background.path !== null && (background.asked || existsSync(background.path)) ? background.path : null
  const ground = file === null ? null : await readGround(file)
  // The port first: somebody whose port is taken should not wait for a database to be built.
  let handle: RequestListener = stillStarting
  const server = await listen((request, response) => handle(request, response), host, port)
  say(
    where.kind === 'embedded'
      ? `opening the embedded database in ${where.dataDir}`
      : 'connecting to PostgreSQL',
  )
  const database = await connect(where)
  try {
    await guardReader(database, where)
    const migration = await migrate(database.owner, say)
    if (demo) await loadDemonstration(database, dayOf(new Date()), say, demoEdition)
    const demonstration = await isDemonstration(database.owner)
    await guardReader(database, where) // now the schema of the records is there, too
    const logger = createLogger(process.env.LOG_LEVEL ?? 'warn')
    const closing = closeRegularly(database, await firstMonth(database), logger)
    if (ground && !(await liesHere(database.reader, ground, dayOf(new Date()))))
      say(
        `the background map is not shown: ${ground.path} covers ${ground.bounds.join(',')}, outside the territory`,
      )
    handle = await createApp({
      database,
      migration,
      demonstration,
      internalView,
      pages,
      background: file,
      logger,
    })
    stopOnSignal(server, database, closing)
    const { port: bound } = server.address() as { port: number }
    say(
      `${database.engine.name === 'embedded' ? 'embedded ' : ''}PostgreSQL ${database.engine.version} with PostGIS ${database.engine.postgis}`,
    )
    console.log(`\n  The observatory is at http://${host.includes(':') ? `[${host}]` : host}:${bound}\n`)
    if (demonstration)
      console.log('  Demonstration: areas, accounts and numbers are invented. Ctrl-C stops it.\n')
  } catch (error) {
    await database.close().catch(() => {})
    throw error
  }
}

/**
 * The first month ever to be closed, YYYY-MM: the first of the quarter in which this installation started. A day
 * mistyped years ago must not start years of releases that nobody can take back.
 */
async function firstMonth({ owner }: Database): Promise<string> {
  const month = dayOf(new Date()).slice(0, 7)
  await owner
    .insertInto('account.setting')
    .values({ key: 'first_month', value: JSON.stringify(monthsOf(quarterOf(month))[0]) })
    .onConflict(conflict => conflict.column('key').doNothing())
    .execute()
  const { value } = await owner
    .selectFrom('account.setting')
    .select('value')
    .where('key', '=', 'first_month')
    .executeTakeFirstOrThrow()
  return String(value)
}

/**
 * What comes with its day comes by itself: new areas take their resources, periods close, and records go 24 months
 * after; whoever else did it first is fine, and what fails does not hold up the rest.
 */
function closeRegularly(database: Database, since: string, logger: Logger): NodeJS.Timeout {
  const duties = {
    'resources changed area': (day: string) => placeDueResources(database.staff, day),
    'periods closed': (day: string) => closeDuePeriods(database.publisher, day, since),
    'records of these months deleted': (day: string) => deleteExpired(database.publisher, day),
  }
  const work = async () => {
    for (const [what, duty] of Object.entries(duties))
      try {
        const done = await duty(dayOf(new Date()))
        if (typeof done === 'number' ? done > 0 : done.length > 0) logger.info({ done }, what)
      } catch (error) {
        logger.error({ err: error }, `failed: ${what}`)
      }
  }
  work()
  return setInterval(work, hourMs).unref()
}

const stillStarting: RequestListener = (_request, response) => {
  response.writeHead(503, { 'Retry-After': '5', 'Content-Type': 'text/plain; charset=utf-8' })
  response.end(
    'L’osservatorio si sta avviando: riprova fra qualche secondo.\nThe observatory is starting: try again in a few seconds.\n',
  )
}

const listen = (handle: RequestListener, host: string, port: number) =>
  new Promise<Server>((resolve, reject) => {
    const server = serverOf(handle)
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new StartFault(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is taken on ${host}: stop the other program, or set PORT to another number.`
            : `Cannot listen on ${host}:${port} (${error.code}): check HOST and PORT.`,
        ),
      ),
    )
    server.listen(port, host, () => resolve(server))
  })

function stopOnSignal(server: Server, database: Database, closing: NodeJS.Timeout): void {
  let asked = 0
  const stop = async () => {
    // Asked again: do not wait. A terminal and a parent process may both pass on one Ctrl-C, so not at once.
    if (asked > 0 && Date.now() - asked > 1000) process.exit(1)
    if (asked > 0) return
    asked = Date.now()
    clearInterval(closing)
    console.log('\nclosing…')
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 3000).unref()
    await new Promise(resolve => server.close(resolve))
    await database.close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

start().catch(error => {
  if (error instanceof EnvironmentFaults) for (const fault of error.faults) console.error(fault)
  else console.error(error instanceof StartFault ? error.message : error)
  process.exit(1)
})
