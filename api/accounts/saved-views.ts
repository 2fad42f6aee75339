/** Saved views: each account’s own, so that another’s id answers like one that does not exist. */
import type { Router } from 'express'
import { sql } from 'kysely'
import type { Handles } from '../db/connect.ts'
import { refusals } from '../guard/contract.ts'
import type { Fault } from '../http/operation.ts'
import { Problem } from '../http/problem.ts'
import { type Caller, type Context, route } from '../http/route.ts'
import { pointer } from '../http/validate.ts'
import {
  deleteView,
  listSavedViews,
  mostSavedViews,
  type SavedView,
  savedViewFaults,
  saveView,
  type ViewToSave,
} from './saved-views.contract.ts'

type Staff = Handles['staff']

const columns = ['id', 'name', 'address', 'dossier', 'position', 'text', 'saved_at'] as const
type Row = Omit<SavedView, 'savedAt'> & { saved_at: Date }
const present = ({ saved_at: savedAt, ...row }: Row): SavedView => ({
  ...row,
  savedAt: new Date(savedAt).toISOString(),
})

export function savedViews(router: Router, context: Context, db: Staff): void {
  route(router, context, listSavedViews, {
    async handle({ caller }) {
      const rows = await db
        .selectFrom('account.saved_view')
        .select(columns)
        .where('user_id', '=', caller.userId)
        .orderBy(sql`dossier nulls last`)
        .orderBy('position')
        .orderBy('saved_at')
        .orderBy('id')
        .execute()
      return { views: rows.map(present) }
    },
  })

  route(router, context, saveView, {
    check: (body, caller, { view }) => faultsOf(db, body, caller, view),
    async handle({ params, body, caller }) {
      return db.transaction().execute(async trx => {
        const values = { ...body, saved_at: sql<Date>`now()` }
        const row = await trx
          .insertInto('account.saved_view')
          .values({ id: params.view, user_id: caller.userId, ...values })
          .onConflict(conflict =>
            conflict
              .column('id')
              .doUpdateSet(values)
              .where('account.saved_view.user_id' as 'user_id', '=', caller.userId),
          )
          .returning(columns)
          .executeTakeFirst()
        if (!row) throw new Problem('not-found')
        await audit(trx, caller, saveView.id, params.view)
        return present(row)
      })
    },
  })

  route(router, context, deleteView, {
    async handle({ params, caller }) {
      await db.transaction().execute(async trx => {
        const { numDeletedRows } = await trx
          .deleteFrom('account.saved_view')
          .where('id', '=', params.view)
          .where('user_id', '=', caller.userId)
          .executeTakeFirst()
        if (numDeletedRows === 0n) throw new Problem('not-found')
        await audit(trx, caller, deleteView.id, params.view)
      })
      return undefined
    },
  })
}

const audit = (trx: Staff, { userId }: Caller, operation: string, target: string) =>
  trx.insertInto('account.audit_event').values({ user_id: userId, operation, target }).execute()

/** What identifies somebody, in the texts and among the words looked for in the address; and one view too many. */
async function faultsOf(
  db: Staff,
  body: Partial<ViewToSave>,
  caller: Caller,
  view: string,
): Promise<Fault[]> {
  const { name, dossier, text, address } = body
  const searched = address && new URL(address, 'http://observatory.invalid').searchParams.get('cerca')
  const faults: Fault[] = [
    ...refusals({ name, dossier, text }),
    ...refusals(searched ?? '', ['address']),
  ].map(({ path, kind, detail }) => ({ pointer: pointer('body', ...path), code: kind, detail }))
  const { others } = await db
    .selectFrom('account.saved_view')
    .select(eb => eb.fn.countAll<number>().as('others'))
    .where('user_id', '=', caller.userId)
    .where('id', '<>', view)
    .executeTakeFirstOrThrow()
  if (Number(others) >= mostSavedViews)
    faults.push({ pointer: pointer('body', 'name'), code: 'too_many', detail: savedViewFaults.too_many })
  return faults
}
