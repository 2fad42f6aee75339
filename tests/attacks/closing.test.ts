/** A closing happens wholly or not at all, and once: killed at random points, and asked of two servers together. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { describe } from 'vitest'
import { connect, type Database, type Where } from '../../api/db/connect.ts'
import { migrate } from '../../api/db/migrate.ts'
import { seeded } from '../../api/demonstration/random.ts'
import { closeDuePeriods } from '../../api/disclosure/close.ts'
import { findPostgres, startPostgres } from '../support/postgresql.ts'
import { expect, found, many, test } from './given.ts'
import { halfDone } from './half-done.ts'
import { givenDistrict, givenVisits, worldOf } from './world.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** An installation with some accesses in each of many years, so that there is always something to close. */
async function givenYears(database: Database): Promise<void> {
  await migrate(database.owner)
  await givenDistrict(database)
  await sql`update territory.area_version set valid_from = '1999-01-01'`.execute(database.owner)
  await sql`update territory.centre_seat set valid_from = '1999-01-01'`.execute(database.owner)
  await sql`update territory.cell set valid_from = '1999-01-01'`.execute(database.owner)
  const year = worldOf('crash', 60).map(visit => ({ ...visit, income: 'none' }))
  for (let n = 2000; n < 2026; n++) {
    const random = seeded(`crash ${n}`)
    const moved = year.map(visit => ({
      ...visit,
      id: random.uuid(),
      key: random.uuid(),
      day: `${n}${visit.day.slice(4)}`,
    }))
    await givenVisits(database, moved)
  }
}

/**
 * Starts the closing of what is left, and kills it without warning so long after it began.
 * @returns what the process before it had left half done, and whether this one was in the middle of a closing
 */
async function killed(where: Where, afterMs: number) {
  const place = where.kind === 'embedded' ? where.dataDir! : where.url
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'tests/attacks/closing-process.ts', where.kind, place],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let said = ''
  let timer: NodeJS.Timeout | undefined
  child.stdout.on('data', chunk => {
    said += chunk
    timer ??= said.includes('begins') ? setTimeout(() => child.kill('SIGKILL'), afterMs) : undefined
  })
  await new Promise(resolve => child.once('close', resolve))
  clearTimeout(timer)
  const begun = said.match(/begins/g)?.length ?? 0
  const ended = said.match(/closed/g)?.length ?? 0
  const found = said.match(/^found (.*)$/m)?.[1]
  if (found === undefined) throw new Error(`the process did not open: ${said}`)
  return { faults: JSON.parse(found) as string[], interrupted: begun > ended, done: said.includes('done') }
}

type Runs = { runs: number; interrupted: number; faults: string[] }
async function crashes(where: Where, runs: number): Promise<Runs> {
  const random = seeded(`crash ${where.kind}`)
  const first = await connect(where)
  await givenYears(first)
  await first.close()
  let interrupted = 0
  const faults: string[] = []
  for (let run = 0; run < runs; run++) {
    const outcome = await killed(where, Math.floor(random.number() ** 2 * 600))
    expect(outcome.done, `nothing was left to close in run ${run}`).toBe(false)
    if (outcome.interrupted) interrupted++
    faults.push(...outcome.faults)
  }
  // What the last one left; and what was interrupted closes afterwards, once.
  const database = await connect(where)
  faults.push(...(await halfDone(database)))
  const closed = await closeDuePeriods(database.publisher, '2000-05-10', '2000-01')
  expect(await closeDuePeriods(database.publisher, '2000-05-10', '2000-01')).toEqual([])
  expect(closed.length).toBeLessThanOrEqual(5)
  faults.push(...(await halfDone(database)))
  await database.close()
  return { runs, interrupted, faults }
}

describe('a process killed while it closes', () => {
  test('leaves no release or a whole one, on both engines', { timeout: 7_200_000 }, async ({ task }) => {
    const all: Runs[] = []
    const folder = mkdtempSync(join(tmpdir(), 'observatory-crash-'))
    try {
      all.push(await crashes({ kind: 'embedded', dataDir: folder }, many(2, 100)))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    if (findPostgres()) {
      const server = await startPostgres()
      try {
        all.push(await crashes({ kind: 'postgresql', url: server.url, readerUrl: undefined }, many(3, 100)))
      } finally {
        await server.stop()
      }
    }
    const faults = all.flatMap(runs => runs.faults)
    expect(faults).toEqual([])
    // Killed in the middle of a closing, and not between two: else nothing was tried.
    for (const { runs, interrupted } of all) expect(interrupted).toBeGreaterThan(runs / 2)
    found(
      { task },
      {
        name: 'crash',
        success: faults.length,
        bound: { most: 0 },
        trials: all.reduce((sum, { runs }) => sum + runs, 0),
      },
    )
  })
})

describe('two servers that close at once', () => {
  test('close each period once', { timeout: 600_000 }, async ({ task }) => {
    const server = findPostgres() ? await startPostgres() : undefined
    const where: Where = server
      ? { kind: 'postgresql', url: server.url, readerUrl: undefined }
      : { kind: 'embedded', dataDir: undefined }
    const one = await connect(where)
    try {
      await givenYears(one)
      // The embedded engine has one process, so the second server is a second caller.
      const two = server ? await connect(where) : one
      const day = many(1, 4) === 1 ? '2000-07-10' : '2001-01-10'
      const both = await Promise.all(
        [one, two, one, two].map(({ publisher }) => closeDuePeriods(publisher, day, '2000-01')),
      )
      if (two !== one) await two.close()
      const closed = both.flat()
      const twice = closed.length - new Set(closed).size
      expect(new Set(closed).size).toBe(day === '2000-07-10' ? 8 : 17)
      expect(await halfDone(one)).toEqual([])
      found({ task }, { name: 'closing_twice', success: twice, bound: { most: 0 }, trials: closed.length })
    } finally {
      await one.close()
      await server?.stop()
    }
  })
})
