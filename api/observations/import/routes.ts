/** Importing a file of accesses: checked whole, then recorded whole; and taking it back. */
import type { Response, Router } from 'express'
import { sql } from 'kysely'
import type { Handles } from '../../db/connect.ts'
import { languageOf } from '../../http/operation.ts'
import { Problem, problems } from '../../http/problem.ts'
import { type Caller, type Context, route } from '../../http/route.ts'
import { dayOf } from '../../territory/contract.ts'
import { type Coded, readAccesses } from './accesses.ts'
import { batchesOf, fingerprintOf, importedBefore, isRepeated, record, undo } from './batch.ts'
import {
  columns,
  type ImportLine,
  type ImportReport,
  importAccesses,
  importLimits,
  listAccessImports,
  undoAccessImport,
} from './contract.ts'
import { received, sourceOf } from './file.ts'

type Recorder = Handles['recorder']

export function imports(router: Router, context: Context, db: Recorder, now: () => Date): void {
  route(router, context, importAccesses, {
    async handle({ query, caller, request, response }) {
      if (!caller.centre) throw new Problem('not-found')
      const language = languageOf(request.headers['accept-language'])
      const source = await sourceOf(await received(request))
      const { accesses, faults, faultCount, ...read } = await readAccesses(db, source, caller, dayOf(now()))
      const fingerprint = fingerprintOf(accesses)
      const report: ImportReport = {
        encoding: source.encoding,
        delimiter: source.delimiter,
        columns: read.columns,
        assumed: columns.flatMap(({ name, absent }) =>
          absent && !read.columns.includes(name) ? [{ column: name, value: absent }] : [],
        ),
        rows: read.rows,
        omissions: source.omissions.entries(language),
        sample: accesses.slice(0, importLimits.sample),
        ...(await placeInTime(db, accesses, caller.centre)),
        repeated: faultCount === 0 ? await importedBefore(db, caller.centre, fingerprint) : null,
        faultCount,
        faults: faults.map(({ detail, ...fault }) => ({ ...fault, detail: detail[language] })),
        batch: null,
      }
      if (query.dryRun === 'true') return report

      if (faultCount > 0)
        throw new Problem(
          'invalid-request',
          faults.map(({ row, column, code, detail }) => ({
            pointer: `#/body/${row}${column ? `/${column}` : ''}`,
            code,
            detail,
          })),
        )
      if (report.repeated) throw alreadyImported(report.repeated)
      if (report.lateRows > 0 && query.acceptLate !== 'true') throw new Problem('late-rows')
      return tellingProgress(request.headers.accept, response, accesses.length, language, told =>
        recorded(accesses, fingerprint, caller, report, told),
      )
    },
  })

  async function recorded(
    accesses: Coded[],
    fingerprint: string,
    caller: Caller,
    report: ImportReport,
    told: (count: number) => void,
  ): Promise<ImportReport> {
    try {
      const id = await record(db, accesses, fingerprint, caller, told)
      const [batch] = await batchesOf(db, caller.centre!, id)
      return { ...report, batch: batch ?? null }
    } catch (error) {
      if (!isRepeated(error)) throw error
      throw alreadyImported((await importedBefore(db, caller.centre!, fingerprint)) ?? now().toISOString())
    }
  }

  route(router, context, listAccessImports, {
    handle: async ({ caller }) => ({ imports: caller.centre ? await batchesOf(db, caller.centre) : [] }),
  })

  route(router, context, undoAccessImport, {
    async handle({ params, caller }) {
      await undo(db, params.batch, caller)
      return undefined
    },
  })
}

/** In which months the accesses count, and which declarations of an empty day they belie. */
async function placeInTime(
  db: Recorder,
  accesses: readonly Coded[],
  centre: string,
): Promise<Pick<ImportReport, 'months' | 'lateRows' | 'declaredDays'>> {
  const { rows } = await sql<{ month: string | null }>`
    select to_char(published.open_month(), 'YYYY-MM') as month`.execute(db)
  const open = rows[0]?.month ?? ''
  const counts = new Map<string, number>()
  for (const { date } of accesses) counts.set(date.slice(0, 7), (counts.get(date.slice(0, 7)) ?? 0) + 1)
  const months = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, count]) => ({ month, rows: count, countsIn: month < open ? open : month }))
  const days = new Set(accesses.map(access => access.date))
  const declared = await db
    .selectFrom('record.day_without_access')
    .select('day')
    .where('centre_id', '=', centre)
    .orderBy('day')
    .execute()
  return {
    months,
    lateRows: months.reduce((sum, { month, rows, countsIn }) => sum + (month === countsIn ? 0 : rows), 0),
    declaredDays: declared.map(({ day }) => day).filter(day => days.has(day)),
  }
}

function alreadyImported(instant: string): Problem {
  const at = new Date(instant)
  const said = (locale: string) =>
    at.toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Rome' })
  return new Problem('already-imported', [
    {
      pointer: '#/body',
      code: 'already_imported',
      detail: {
        it: `Gli stessi accessi sono stati importati il ${said('it-IT')}: se non erano giusti annulla quella importazione, poi importa di nuovo`,
        en: `The same accesses were imported on ${said('en-GB')}: if they were not right undo that import, then import again`,
      },
    },
  ])
}

/**
 * Answers line by line to who asks for lines; whoever has gone away is not waited for, and the work goes on. Once the
 * first line has left, a refusal is the last one.
 */
async function tellingProgress(
  accept: string | undefined,
  response: Response,
  of: number,
  language: 'it' | 'en',
  work: (told: (count: number) => void) => Promise<ImportReport>,
): Promise<ImportReport> {
  if (!accept?.includes('application/x-ndjson')) return work(() => {})
  response.on('error', () => {}) // whoever listened has gone
  const line = (said: ImportLine) => response.destroyed || response.write(`${JSON.stringify(said)}\n`)
  response.type('application/x-ndjson').set('Cache-Control', 'no-store')
  line({ recorded: 0, of })
  try {
    line({ report: await work(count => line({ recorded: count, of })) })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { status, title } = problems[error.type]
    const errors = error.faults.map(fault => ({ ...fault, detail: fault.detail[language] }))
    line({ problem: { type: `/problems/${error.type}`, title: title[language], status, errors } })
  }
  response.end()
  return undefined as never // all is said
}
