/** Small cells from sums: filters that overlap, systems of whole numbers, the map, and reading again and again. */
import { sql } from 'kysely'
import { seeded } from '../../api/demonstration/random.ts'
import type { DimensionName, Release } from '../../api/disclosure/contract.ts'
import { editionNamed, tablesOf } from '../../api/disclosure/editions.ts'
import type { Count } from '../../api/disclosure/reconcile.ts'
import type { Client } from '../support/app.ts'
import type { TestDatabase } from '../support/database.ts'
import { type Ask, askCounts, askRelease, byIntegers, bySubsets, filled } from './asking.ts'
import { close, complete, expect, found, many, readAnew, rounded, test, undone } from './given.ts'
import { naiveServer } from './naive.ts'
import { givenSalt, givenVisits, periodsOf, someHousehold, truthOf, visitsOf, worldOf } from './world.ts'

const edition = editionNamed('L')
const months = ['2025-10', '2025-11', '2025-12']
const periods = periodsOf('2025', months)

type World = { release: Release; truth: Count[] }
/** Quarters and years of several worlds, as a partner reads them, beside what is true. */
async function worlds(given: TestDatabase, partner: Client, count: number): Promise<World[]> {
  const all: World[] = []
  for (let n = 0; n < count; n++) {
    const visits = worldOf(`reconstruction ${n}`, 4000, months)
    const releases = await undone(async () => {
      await givenSalt(given, `reconstruction ${n}`)
      await givenVisits(given, visits)
      await close(given, periods)
      const read = await readAnew(given, partner, ['2025-Q4', '2025'])
      // The truth of these attacks is the database's own count, so that both know the same rules.
      for (const release of read) {
        const truth = truthOf(visits, tablesOf(edition, release.id), release.id, release)
        const { rows } = await sql<{ table: string; cell: string[]; value: number }>`
          select table_code as table, cell, count as value
            from derived.internal_counts(${release.id})`.execute(given.internal)
        const key = ({ table, cell, value }: Count) => `${table}/${cell.join('/')}=${value}`
        expect(truth.map(key).sort()).toEqual(rows.map(key).sort())
        all.push({ release, truth })
      }
      return read
    })
    expect(releases).toHaveLength(2)
  }
  return all
}
const valuesIn =
  ({ dimensions, cellAreas }: Release) =>
  (name: DimensionName, cell: readonly string[]) =>
    name === 'cell' ? dimensions.cell!.filter((_, i) => cellAreas![i] === cell[0]) : dimensions[name]!
const small = ({ value }: Count) => value >= 1 && value <= 4

test('small cells are not recovered by filters, by systems of whole numbers, or on the map', async ({
  task,
  given,
  product,
}) => {
  const all = await worlds(given, await product.as('partner'), many(1, 40))
  const random = seeded('reconstruction')
  const wanted = many(60, 200)

  const squares: number[] = []
  let [naiveExact, naiveTried] = [0, 0]
  const targets = all
    .flatMap(world =>
      world.truth
        .filter(count => small(count) && count.table !== 'T7' && count.table !== 'T8')
        .map(count => ({ ...world, count, order: random.number() })),
    )
    .sort((a, b) => a.order - b.order)
  for (const { release, truth, count } of targets) {
    if (squares.length >= wanted && naiveTried >= wanted) break
    const table = edition.tables.find(({ code }) => code === count.table)!
    if (squares.length < wanted) {
      const estimate = bySubsets(askRelease(release), table, count.cell, valuesIn(release), random)
      if (estimate !== undefined) squares.push((estimate - count.value) ** 2)
    }
    if (naiveTried < wanted) {
      const plain = bySubsets(askCounts(truth), table, count.cell, valuesIn(release), random)
      naiveTried++
      if (plain !== undefined && Math.abs(plain - count.value) < 0.01) naiveExact++
    }
  }
  found(
    { task },
    {
      name: 'subsets',
      success: rounded(Math.sqrt(squares.reduce((sum, x) => sum + x, 0) / squares.length)),
      naive: naiveExact / naiveTried,
      bound: { least: 2 },
      trials: squares.length,
    },
  )

  const integers = { right: 0, naive: 0, tried: 0, naiveTried: 0, values: new Map<number, number>() }
  for (const { release, truth } of all)
    for (const table of tablesOf(edition, release.id)) {
      if (table.dimensions.includes('cell')) continue
      const counts = truth.filter(count => count.table === table.code)
      for (const [place, name] of table.dimensions.entries()) {
        if (name === 'area' || integers.tried >= 4 * wanted) continue
        const rows = new Map<string, Count[]>()
        for (const count of counts) {
          const key = count.cell.filter((_, i) => i !== place).join('/')
          rows.set(key, [...(rows.get(key) ?? []), count])
        }
        const some = [...rows.values()].filter(row => row.reduce((sum, { value }) => sum + value, 0) >= 12)
        for (const row of some.slice(0, many(3, 12))) {
          const fixed = Object.fromEntries(
            table.dimensions.flatMap((other, i) => (i === place ? [] : [[other, [row[0]!.cell[i]!]]])),
          )
          const values = row.map(({ cell }) => cell[place]!)
          const solved = byIntegers(askRelease(release), table, fixed, name, values, random)
          const plainly = byIntegers(askCounts(truth), table, fixed, name, values, random)
          row.forEach((count, i) => {
            if (!small(count)) return
            if (solved) {
              integers.tried++
              integers.values.set(count.value, (integers.values.get(count.value) ?? 0) + 1)
              if (solved[i] === count.value) integers.right++
            }
            integers.naiveTried++
            if (plainly?.[i] === count.value) integers.naive++
          })
        }
      }
    }
  const blind = Math.max(...integers.values.values()) / integers.tried
  found(
    { task },
    {
      name: 'reconstruction',
      success: rounded(integers.right / integers.tried - blind),
      naive: rounded(integers.naive / integers.naiveTried),
      bound: { most: 0.06 },
      trials: integers.tried,
    },
  )

  // «In this map cell there is one household.» Among the cells of an area that hold few the attacker points at the one
  // that looks most like it; what the area as a whole tells (housing prevails here) is the same for all of them.
  const single = { right: 0, naive: 0, chance: 0, pointed: 0 }
  for (const { release, truth } of all) {
    const [here, plainly] = [askRelease(filled(release)), askCounts(truth)]
    for (const table of tablesOf(edition, release.id)) {
      if (!table.dimensions.includes('cell')) continue
      const places = new Map<string, Count[]>()
      for (const count of truth.filter(({ table: code, value }) => code === table.code && value <= 4)) {
        const place = count.cell.filter((_, i) => table.dimensions[i] !== 'cell').join('/')
        places.set(place, [...(places.get(place) ?? []), count])
      }
      for (const few of places.values()) {
        const ones = few.filter(({ value }) => value === 1).length
        if (ones === 0 || ones === few.length) continue
        const pointed = (ask: Ask): boolean => {
          const from = (count: Count) => {
            const estimate = bySubsets(ask, table, count.cell, valuesIn(release), random)
            return Math.abs((estimate ?? 0) - 1)
          }
          const far = few.map(count => ({ count, from: from(count), order: random.number() }))
          far.sort((a, b) => a.from - b.from || a.order - b.order)
          return far[0]!.count.value === 1
        }
        single.pointed++
        single.chance += ones / few.length
        if (pointed(here)) single.right++
        if (pointed(plainly)) single.naive++
      }
    }
  }
  found(
    { task },
    {
      name: 'map',
      success: rounded((single.right - single.chance) / single.pointed),
      naive: rounded(single.naive / single.pointed),
      bound: { most: complete ? 0.06 : 0.35 },
      trials: single.pointed,
    },
  )
})

test('reading again and again, before and after a visit, tells nothing', async ({ task, given, product }) => {
  const random = seeded('polling')
  await givenVisits(given, worldOf('polling', 4000, months))
  const naive = await naiveServer(given)
  const partner = await product.as('partner')
  await close(given, periods.slice(0, 1)) // October is closed, November and December are open
  /** Everything a client can read of the time before and after; whether it changed is whether somebody came. */
  const changed = async (client: Client, visit: (() => Promise<void>) | undefined) => {
    const asked = ['2025-10', '2025-11', '2025-Q4', '2025']
    const read = async () =>
      (await Promise.all(asked.map(period => client.get(`/api/v1/releases/${period}`)))).map(
        ({ text }) => text,
      )
    const before = await read()
    await visit?.()
    return String(await read()) !== String(before)
  }
  const trials = many(12, 40)
  let [right, naively] = [0, 0]
  for (let trial = 0; trial < trials; trial++) {
    const came = random.chance(0.5)
    const household = visitsOf({ ...someHousehold(random), area: 'alfa', cell: null }, ['2025-11-20'], random)
    const visit = came ? () => givenVisits(given, household) : undefined
    if ((await undone(() => changed(partner, visit))) === came) right++
    if ((await undone(() => changed(naive.client, visit))) === came) naively++
  }
  await naive.stop()
  found(
    { task },
    { name: 'polling', success: right / trials, naive: naively / trials, bound: { most: 0.69 }, trials },
  )
})
