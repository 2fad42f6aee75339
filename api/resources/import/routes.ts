/** Resources from files: into the queue or only tried, reviewed, accepted, taken back. */
import { createHash, randomUUID } from 'node:crypto'
import type { Router } from 'express'
import { sql } from 'kysely'
import { type Bilingual, languageOf } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import { type Caller, type Context, route } from '../../http/route.ts'
import { pointer } from '../../http/validate.ts'
import type { Meaning, Reading } from '../../interchange/format.ts'
import { readFile, received } from '../../interchange/read.ts'
import { dayOf } from '../../territory/contract.ts'
import type { Staff } from '../select.ts'
import { compare, type Ids } from './compare.ts'
import {
  acceptImportRows,
  correctImportRow,
  decideImportRow,
  type ImportField,
  type ImportRow,
  importFaults,
  importResources,
  listImportRows,
  listResourceImports,
  type ResourceImportReport,
  rowFilters,
  shown,
  typeOfTags,
  undoImport,
} from './contract.ts'
import { correct } from './correct.ts'
import { accept, acceptAll, addMissing, refuse, setApart, undo, wait } from './decide.ts'
import { assertRead, hoursTexts } from './hours.ts'
import { queue, type Trx, understood } from './load.ts'
import { placeByAddress } from './place-by-address.ts'
import { telling } from './progress.ts'
import { filters, importOf, importsOf, present, rowsOf } from './queue.ts'
import { type Matching, matched, Reader } from './understand.ts'

/** Ends a dry run: what it did is taken back, and its report goes out. */
class Tried extends Error {
  readonly report: ResourceImportReport
  constructor(report: ResourceImportReport) {
    super('a dry run')
    this.report = report
  }
}

/** The file and what was said of it; under one identity there is one. */
const fingerprintOf = (
  bytes: Uint8Array,
  { id: _id, dryRun: _dryRun, ...choices }: Record<string, unknown>,
) =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(choices).sort(([a], [b]) => (a < b ? -1 : 1))))
    .update(bytes)
    .digest('hex')

/** @throws Problem id-reused where another file came under this identity, or another centre's */
async function sentBefore(trx: Trx, id: string, fingerprint: string, caller: Caller): Promise<Ids> {
  const batch = await trx
    .selectFrom('resource.import_batch')
    .select(['fingerprint', 'imported_by', 'ids_left_out'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (batch.fingerprint !== fingerprint || batch.imported_by !== caller.userId) throw new Problem('id-reused')
  const { rows } = await sql<{ met: number }>`
    select count(updates_id)::int as met from resource.import_row where batch_id = ${id}::uuid`.execute(trx)
  return { met: rows[0]!.met, others: 0, doubtful: false, leftOut: batch.ids_left_out, examples: [] }
}

export function resourceImports(router: Router, context: Context, db: Staff, now: () => Date): void {
  route(router, context, importResources, {
    async handle({ query, caller, request, response }) {
      const dry = query.dryRun === 'true'
      const missing = dry ? [] : (['source', 'id'] as const).filter(field => query[field] === undefined)
      if (missing.length > 0) {
        request.resume()
        throw new Problem(
          'invalid-request',
          missing.map(field => ({
            pointer: pointer('query', field),
            code: `${field}_missing`,
            detail: importFaults[`${field}_missing`],
          })),
        )
      }
      if (query.hours && Object.values(query.hours).some(Boolean)) {
        try {
          assertRead(Object.values(query.hours), pointer('query', 'hours'))
        } catch (error) {
          request.resume()
          throw error
        }
      }
      const bytes = await received(request)
      const fingerprint = fingerprintOf(bytes, query)
      const matching: Matching = {
        columns: query.columns ?? {},
        types: query.types ?? {},
        otherwise: query.otherwise,
        hours: query.hours ?? {},
      }
      const reading = await readFile(bytes, meaningOf(matching))
      const language = languageOf(request.headers['accept-language'])
      const reader = new Reader(reading.columns, matching)
      const { tell, end } = telling(request, response)
      const rows = await understood(reading.rows, reader, tell)
      const source = query.source ?? '–'
      const work = async (trx: Trx) => {
        const id = query.id?.toLowerCase() ?? randomUUID()
        const inserted = await trx
          .insertInto('resource.import_batch')
          .values({
            id,
            fingerprint,
            centre_id: caller.centre,
            imported_by: caller.userId,
            format: reading.format,
            source,
            licence: query.licence ?? null,
          })
          .onConflict(conflict => conflict.column('id').doNothing())
          .returning('id')
          .executeTakeFirst()
        if (!inserted) {
          const before = await sentBefore(trx, id, fingerprint, caller)
          return { ...(await reportOf(trx, id, reading, reader, matching, before, language)), batch: id }
        }
        await placeByAddress(trx, rows)
        await queue(trx, id, rows, tell)
        tell({ step: 'comparing', done: rows.length, rows: rows.length })
        const ids = await compare(trx, id, source, query.ids)
        const report = await reportOf(trx, id, reading, reader, matching, ids, language)
        if (dry) throw new Tried(report)
        await trx
          .insertInto('account.audit_event')
          .values({ user_id: caller.userId, operation: importResources.id, target: id })
          .execute()
        return { ...report, batch: id }
      }
      const report = await db
        .transaction()
        .execute(work)
        .catch(error => {
          if (error instanceof Tried) return error.report
          throw error
        })
      end(report)
      return report
    },
  })

  route(router, context, listResourceImports, {
    handle: async ({ caller }) => ({ imports: await importsOf(db, caller) }),
  })

  route(router, context, listImportRows, {
    async handle({ params, query, caller }) {
      const found = await importOf(db, caller, params.batch)
      return { import: found, rows: (await rowsOf(db, caller, params.batch, query)).map(present) }
    },
  })

  const answer = async (caller: Caller, batch: string, id: number): Promise<ImportRow> => {
    const [row] = await rowsOf(db, caller, batch, { limit: 1, id })
    if (!row) throw new Problem('not-found')
    return present(row)
  }

  /** A file that was taken back is history. */
  const reviewed = async (caller: Caller, id: string) => {
    const batch = await importOf(db, caller, id)
    if (batch.undoneAt) throw new Problem('not-found')
    return batch
  }

  route(router, context, correctImportRow, {
    async handle({ params, body, caller }) {
      const batch = await reviewed(caller, params.batch)
      await correct(db, batch, params.row, body, dayOf(now()), caller)
      return answer(caller, batch.id, params.row)
    },
  })

  route(router, context, decideImportRow, {
    async handle({ params: { batch: id, row }, body, caller }) {
      const batch = await reviewed(caller, id)
      if (body.decision === 'accept') await accept(db, batch, row, caller)
      else if (body.decision === 'same') await addMissing(db, batch, row, body.resource, caller)
      else if (body.decision === 'refuse') await refuse(db, batch, row, caller)
      else if (body.decision === 'apart') await setApart(db, batch, row, caller)
      else await wait(db, batch, row, caller)
      return answer(caller, batch.id, row)
    },
  })

  route(router, context, acceptImportRows, {
    async handle({ params, caller }) {
      const batch = await reviewed(caller, params.batch)
      return acceptAll(db, batch, caller)
    },
  })

  route(router, context, undoImport, {
    async handle({ params, caller }) {
      return undo(db, await reviewed(caller, params.batch), caller)
    },
  })
}

/** What the formats ask of columns, by their names and by what somebody chose for them; each is asked for every row. */
function meaningOf(matching: Matching): Meaning {
  const fields = new Map<string, ImportField | null>()
  const fieldOfColumn = (header: string): ImportField | null => {
    let field = fields.get(header)
    if (field === undefined) {
      field = matched(header.replace(/\s+/g, ' ').trim(), matching)
      if (fields.size < 10_000) fields.set(header, field)
    }
    return field
  }
  return {
    knows: column => fieldOfColumn(column) !== null,
    isPhone: column => fieldOfColumn(column) === 'phone',
    saysKind: tags => typeOfTags(tags) !== undefined,
  }
}

/** Examples of a column: enough to know it by. */
const examplesOf = (column: string, { rows }: Reading): string[] => {
  const found = new Set<string>()
  for (const { fields } of rows) {
    const text = fields[column]
    if (text) found.add(text.slice(0, 80))
    if (found.size >= 3) break
  }
  return [...found]
}

async function reportOf(
  trx: Trx,
  batch: string,
  reading: Reading,
  reader: Reader,
  matching: Matching,
  ids: Ids,
  language: keyof Bilingual,
): Promise<ResourceImportReport> {
  const { rows: lines } = await sql<{
    row: number
    state: ImportRow['state']
    name: string | null
    same_row: number | null
    similar: string | null
    faults: ImportRow['faults']
    grade: string
  }>`
    select q.row, q.state, q.content ->> 'name' as name, q.same_row, q.faults, q.grade, r.name as similar
      from resource.import_row q left join resource.resource r on r.id = coalesce(q.similar_id, q.updates_id)
     where q.batch_id = ${batch}::uuid order by q.id`.execute(trx)
  const { rows: counts } = await sql<Record<string, number>>`
    select ${sql.join(rowFilters.map(name => sql`count(*) filter (where ${filters[name]})::int as ${sql.ref(name)}`))}
      from resource.import_row q where q.batch_id = ${batch}::uuid`.execute(trx)
  const sample = await sql<{ content: ResourceImportReport['sample'][number] }>`
    select content from resource.import_row where batch_id = ${batch}::uuid and state <> 'skipped'
     order by id limit ${shown.sample}`.execute(trx)
  const reasons = new Map<string, ResourceImportReport['reasons'][number]>()
  for (const { row, faults } of lines)
    for (const { code, field } of faults) {
      const key = `${code} ${field}`
      const reason = reasons.get(key) ?? { code, field, rows: 0, examples: [] }
      reason.rows += 1
      if (reason.examples.length < shown.examples) reason.examples.push(row)
      reasons.set(key, reason)
    }
  return {
    format: reading.format,
    rows: lines.length,
    omissions: reading.omissions.entries(language),
    columns: reading.columns.map(column => ({
      column,
      field: matched(column, matching),
      examples: examplesOf(column, reading),
    })),
    words: [...reader.words]
      .map(([word, { rows, type }]) => ({ word, rows, type }))
      .sort((a, b) => Number(a.type !== null) - Number(b.type !== null) || b.rows - a.rows)
      .slice(0, 300),
    hours: hoursTexts(reader.hours.values()),
    hoursTexts: reader.hours.size,
    ids,
    untyped: lines.filter(
      ({ state, faults }) => state !== 'skipped' && faults.some(({ code }) => code === 'type_missing'),
    ).length,
    sample: sample.rows.map(({ content }) => content),
    counts: Object.fromEntries(
      rowFilters.map(name => [name, Number(counts[0]![name])]),
    ) as ResourceImportReport['counts'],
    reasons: [...reasons.values()].sort((a, b) => b.rows - a.rows),
    lines: lines
      .filter(({ state, grade, faults }) => state !== 'waiting' || grade !== 'ready' || faults.length > 0)
      .map(({ row, name, state, same_row, similar, faults }) => ({
        row,
        name: name ?? '',
        state,
        sameRow: same_row,
        similar,
        faults,
      })),
    batch: null,
  }
}
