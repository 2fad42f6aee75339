/**
 * How many resources of each family stand in each cell, for the zooms at which a tile holds too many to be counted
 * anew. Kept in memory, by who may see what and by filter; after a write only the cells that it touched are counted
 * again, as `resource.census_change` tells them, so a tile is never older than the last write.
 */
import { sql } from 'kysely'
import type { Caller } from '../http/route.ts'
import type { ResourceGroup } from './codes.ts'
import { groupOfType, type ResourceType } from './contract.ts'
import { conditions } from './filters.ts'
import type { Narrowing } from './open-now.ts'
import { type Staff, visibleTo } from './select.ts'

/** Cells as the changes name them: at Potenza 230 m wide. */
export const level = 17
export type Cell = { n: number; x: number; y: number; families: Map<ResourceGroup, number> }
type Summary = { cells: Map<number, Cell>; epoch: number; changed: Set<number> | 'all' }

/** Changes are kept for a day. */
const forgetMs = 12 * 60 * 60 * 1000
const kept = 40

export type Census = {
  /** Looks for writes. @returns a number that grows with each that was found */
  epoch(): Promise<number>
  summary(key: string, filters: Narrowing, caller: Caller): Promise<Map<number, Cell>>
}

type Row = { cell: number; type: string; n: number; x: number; y: number }

export function census(db: Staff): Census {
  const summaries = new Map<string, Promise<Summary>>()
  let epoch = 0
  let horizon: string | undefined
  let polledAt = 0
  let seen = new Set<number>()

  /**
   * Transactions end in any order, so what is asked for are the changes of all those that had not ended when it was
   * last asked; the ones already seen are left out.
   */
  async function poll(): Promise<void> {
    const { rows } = await sql<{
      horizon: string
      id: number | null
      transaction: string
      cells: number[] | null
    }>`
      select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, c.id, c.transaction::text as transaction, c.cells
        from (values (1)) one left join resource.census_change c
          on c.transaction >= ${horizon ?? null}::text::xid8`.execute(db)
    const lost = horizon === undefined || Date.now() - polledAt > forgetMs
    const now = rows[0]!.horizon
    polledAt = Date.now()
    const fresh = rows.filter(({ id }) => id !== null && !seen.has(Number(id)))
    seen = new Set(
      rows.flatMap(({ id, transaction }) =>
        id !== null && BigInt(transaction) >= BigInt(now) ? [Number(id)] : [],
      ),
    )
    horizon = now
    if (lost) summaries.clear()
    if (fresh.length === 0 && !lost) return
    epoch++
    for (const summary of summaries.values())
      void summary.then(
        one => {
          for (const { cells } of fresh)
            if (cells === null || one.changed === 'all') one.changed = 'all'
            else for (const cell of cells) one.changed.add(Number(cell))
        },
        () => {},
      )
  }

  let polling: Promise<void> | undefined
  return {
    async epoch() {
      // A poll under way may have begun before the write that is asked about: another follows it.
      await polling?.catch(() => {})
      polling ??= poll().finally(() => {
        polling = undefined
      })
      await polling
      return epoch
    },
    async summary(key, filters, caller) {
      const before = await summaries.get(key)?.catch(() => undefined)
      if (before && before.changed !== 'all' && before.changed.size === 0) return before.cells
      const changed = before && before.changed !== 'all' ? [...before.changed] : null
      const made = count(db, filters, caller, changed).then(rows => {
        const cells = new Map(changed ? before!.cells : [])
        for (const cell of changed ?? []) cells.delete(cell)
        for (const row of rows) add(cells, row)
        return { cells, epoch, changed: new Set<number>() }
      })
      summaries.delete(key)
      summaries.set(key, made)
      if (summaries.size > kept) summaries.delete(summaries.keys().next().value!)
      made.catch(() => summaries.delete(key))
      return (await made).cells
    },
  }
}

function add(cells: Map<number, Cell>, { cell, type, n, x, y }: Row) {
  const found = cells.get(Number(cell)) ?? { n: 0, x: 0, y: 0, families: new Map() }
  const group = groupOfType(type as ResourceType)
  found.n += Number(n)
  found.x += x
  found.y += y
  found.families.set(group, (found.families.get(group) ?? 0) + Number(n))
  cells.set(Number(cell), found)
}

/** @param cells only these; null is all */
async function count(db: Staff, filters: Narrowing, caller: Caller, cells: number[] | null): Promise<Row[]> {
  const base = db
    .selectFrom('resource.resource as r')
    .select([
      sql<number>`resource.cell_of(r.mark, ${level})`.as('cell'),
      'r.type',
      sql<number>`count(*)`.as('n'),
      sql<number>`sum(st_x(r.mark))`.as('x'),
      sql<number>`sum(st_y(r.mark))`.as('y'),
    ])
    .where(visibleTo(caller) as never)
    .where('r.mark', 'is not', null)
    .groupBy(sql`1`)
    .groupBy('r.type')
  const all = conditions(filters).reduce((query, condition) => query.where(condition), base)
  if (cells === null) return all.execute()
  const some = all.innerJoin(
    sql<{
      cell: number
      box: string
    }>`(select cell, st_tileenvelope(${level}, (cell & 1073741823)::int, (cell >> 30)::int) as box
        from unnest(${cells}::bigint[]) cell)`.as('asked'),
    join => join.on(sql<boolean>`r.mark && asked.box and resource.cell_of(r.mark, ${level}) = asked.cell`),
  )
  return some.execute()
}
