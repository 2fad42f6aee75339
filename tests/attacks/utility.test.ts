/** What protection costs: the same worlds, told by their releases and compared with what is true. */
import { sql } from 'kysely'
import { seeded } from '../../api/demonstration/random.ts'
import type { Release } from '../../api/disclosure/contract.ts'
import { type Edition, editionNamed, editions, tablesOf } from '../../api/disclosure/editions.ts'
import { probabilities } from '../../api/disclosure/noise.ts'
import { summation, summed } from '../../api/disclosure/release.ts'
import {
  close,
  complete,
  expect,
  found,
  givenEdition,
  many,
  mean,
  readAnew,
  rounded,
  test,
  undone,
} from './given.ts'
import { Machine } from './likelihood.ts'
import { givenSalt, givenVisits, periodsOf, truthOf, type Visit, worldOf } from './world.ts'

const L = editionNamed('L')
const S = editionNamed('S')

type Cell = { grid: string; area: string | null; truth: number; served: number | null; halfWidth: number }
/** Each served cell of a release beside its true count. */
function compared(release: Release, edition: Edition, visits: readonly Visit[]): Cell[] {
  const tables = tablesOf(edition, release.id)
  const truth = truthOf(visits, tables, release.id, release)
  return release.grids.flatMap(({ table: code, by, cells, halfWidth }) => {
    const table = tables.find(one => one.code === code)!
    const sums = summed(truth, summation(truth, table, by, release.dimensions))
    const inner = cells.length / (by[0] === 'area' ? release.dimensions.area.length : 1)
    return cells.map((served, i) => ({
      grid: `${code} ${by.join(' × ')}`,
      area: by[0] === 'area' ? release.dimensions.area[Math.floor(i / inner)]! : null,
      truth: sums[i]!,
      served,
      halfWidth,
    }))
  })
}

/** Totals whose parts are all shown, and how many of them are their sum; those that several grids show, too. */
function additivity({ grids, dimensions, cellAreas }: Release) {
  let [totals, right] = [0, 0]
  const seen = new Map<string, number>()
  for (const whole of grids) {
    whole.cells.forEach((value, i) => {
      // The same total of the same unit shown by another table is the same number.
      const at = whole.by.map(name => {
        const size = whole.by
          .slice(whole.by.indexOf(name) + 1)
          .reduce((product, after) => product * dimensions[after]!.length, 1)
        return `${name}=${dimensions[name]![Math.floor(i / size) % dimensions[name]!.length]}`
      })
      if (value !== null) {
        const key = `${whole.unit} ${at.sort().join()}`
        if (seen.has(key)) {
          totals++
          if (seen.get(key) === value) right++
        }
        seen.set(key, value)
      }
      for (const parts of grids) {
        if (parts.table !== whole.table || parts.by.length <= whole.by.length) continue
        const coarse = whole.by.every(name => parts.by.includes(name))
        const byArea = whole.by.includes('area') && parts.by.includes('cell')
        if (!coarse && !byArea) continue
        let sum: number | null = 0
        parts.cells.forEach((part, j) => {
          let rest = j
          const place: Record<string, string> = {}
          for (const name of parts.by.toReversed()) {
            const values = dimensions[name]!
            place[name] = values[rest % values.length]!
            if (name === 'cell') place.area = cellAreas![rest % values.length]!
            rest = Math.floor(rest / values.length)
          }
          if (!at.every(pair => pair === `${pair.split('=')[0]}=${place[pair.split('=')[0]!]}`)) return
          sum = sum === null || part === null ? null : sum + part
        })
        if (sum === null || value === null) continue
        totals++
        if (sum === value) right++
      }
    })
  }
  return { totals, right }
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const error = ({ truth, served }: Cell) => Math.abs(served! - truth) / truth

test('edition L at 4,000 accesses a year', async ({ task, given, product }) => {
  const partner = await product.as('partner')
  const cells: Cell[] = []
  const sums = { totals: 0, right: 0, figures: 0, whole: 0 }
  const ranks = { pairs: 0, right: 0 }
  const months = complete ? undefined : ['2025-10', '2025-11', '2025-12']
  for (let n = 0; n < many(1, 4); n++) {
    const visits = worldOf(`utility ${n}`, 4000, months)
    const periods = periodsOf('2025', months)
    const releases = await undone(async () => {
      await givenSalt(given, `utility ${n}`)
      await givenVisits(given, visits)
      await close(given, periods)
      // On figures, hidden ones too, every table of a unit has one total per period.
      const { rows } = await sql<{ totals: number; whole: number }>`
        select count(distinct table_code)::integer as totals, count(distinct sum)::integer as whole
          from (select release_id, table_code, sum(value) from published.figure group by 1, 2) f
         group by release_id`.execute(given.reader)
      for (const { totals, whole } of rows) {
        sums.figures += totals
        sums.whole += totals - whole + 1
      }
      return readAnew(given, partner, periods)
    })
    for (const release of releases) {
      const its = compared(release, L, visits)
      cells.push(...its)
      const { totals, right } = additivity(release)
      sums.totals += totals
      sums.right += right
      const areas = its.filter(
        ({ grid, area }) => /^T\d area( × month)?$/.test(grid) && area !== 'outside_or_unknown',
      )
      for (const [i, a] of areas.entries())
        for (const b of areas.slice(i + 1)) {
          if (a.grid !== b.grid || a.area === b.area) continue
          const [low, high] = a.truth < b.truth ? [a, b] : [b, a]
          if (high.truth - low.truth < 0.15 * high.truth || high.truth === 0) continue
          ranks.pairs++
          if ((low.served ?? L.threshold - 1) < (high.served ?? 0)) ranks.right++
        }
    }
  }
  const large = cells.filter(({ truth, served }) => truth >= 30 && served !== null)
  const areaMonth = cells.filter(
    ({ grid, served, truth }) => grid === 'T0 area × month' && served !== null && truth > 0,
  )
  found(
    { task },
    {
      name: 'error',
      success: rounded(median(large.map(error))),
      bound: { most: 0.08 },
      trials: large.length,
    },
  )
  found(
    { task },
    {
      name: 'area_month',
      success: rounded(median(areaMonth.map(error))),
      bound: { most: complete ? 0.05 : 0.08 },
      trials: areaMonth.length,
    },
  )
  found(
    { task },
    {
      name: 'ranking',
      success: rounded(ranks.right / ranks.pairs),
      bound: { least: complete ? 0.95 : 0.85 },
      trials: ranks.pairs,
    },
  )
  const well = cells.filter(({ truth }) => truth >= 12)
  found(
    { task },
    {
      name: 'hidden',
      success: rounded(well.filter(({ served }) => served === null).length / well.length),
      bound: { most: 0.03 },
      trials: well.length,
    },
  )
  expect(sums.whole).toBe(sums.figures)
  found(
    { task },
    { name: 'additivity', success: sums.right / sums.totals, bound: { least: 1 }, trials: sums.totals },
  )
  const shown = cells.filter(({ served }) => served !== null)
  const inside = shown.filter(({ truth, served, halfWidth }) => Math.abs(served! - truth) <= halfWidth)
  found(
    { task },
    {
      name: 'coverage_served',
      success: rounded(inside.length / shown.length),
      bound: { least: complete ? 0.9 : 0.87, most: 0.97 },
      trials: shown.length,
    },
  )
})

test('edition S at 300 accesses a year', async ({ task, given, product }) => {
  const partner = await product.as('partner')
  await givenEdition(given, 'S', '2025-Q1')
  const cells: Cell[] = []
  for (let n = 0; n < many(2, 12); n++) {
    const visits = worldOf(`small ${n}`, 300)
    await undone(async () => {
      await givenSalt(given, `small ${n}`)
      await givenVisits(given, visits)
      await close(given, periodsOf('2025'))
      const quarters = await readAnew(given, partner, ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'])
      for (const release of [...quarters, ...(await readAnew(given, partner, ['2025']))]) {
        cells.push(...compared(release, S, visits).filter(({ grid }) => grid === 'S0 area'))
        const { totals, right } = additivity(release)
        expect(right).toBe(totals)
      }
    })
  }
  // «Few or none» says 0–5: it is within 4 of whatever is at most 9.
  const near = cells.filter(({ truth, served }) =>
    served === null ? truth <= S.threshold - 1 + 4 : Math.abs(served - truth) <= 4,
  )
  found(
    { task },
    {
      name: 'small_district',
      success: rounded(near.length / cells.length),
      bound: { least: 0.9 },
      trials: cells.length,
    },
  )
})

test('intervals of 90 % hold what they say in every grid of the editions', async ({
  task,
  given,
  product,
}) => {
  // One closing gives a grid with one cell one case: thousands of drawings of the same method tell its coverage.
  const partner = await product.as('partner')
  const months = ['2025-10', '2025-11', '2025-12']
  const coverages: { grid: string; share: number }[] = []
  const worlds = many(600, 6000)
  // Totals of a period are off together, so that a few worlds cannot tell a bias from their luck.
  const large = { cells: 0, error: 0 }
  for (const edition of editions) {
    const visits = worldOf('intervals', edition === L ? 4000 : 300, months)
    const releases = await undone(async () => {
      if (edition === S) await givenEdition(given, 'S', '2025-Q1')
      await givenVisits(given, visits)
      await close(given, periodsOf('2025', months))
      return readAnew(given, partner, edition === L ? ['2025-10', '2025-Q4', '2025'] : ['2025-Q4', '2025'])
    })
    for (const release of releases) {
      const machine = new Machine(edition, release.id, release)
      const values = machine.values(visits)
      const truth = machine.sums(values)
      const random = seeded(`intervals ${edition.name} ${release.id}`)
      const inside = machine.grids.map(() => 0)
      for (let world = 0; world < worlds; world++) {
        const drawn = machine.sums(machine.figures(values, machine.noise(random)))
        machine.grids.forEach(({ start, size }, g) => {
          const { halfWidth } = release.grids[g]!
          for (let i = start; i < start + size; i++)
            if (Math.abs(drawn[i]! - truth[i]!) <= halfWidth) inside[g]! += 1 / size / worlds
          for (let i = start; i < start + size; i++)
            if (truth[i]! >= 30 && drawn[i]! >= edition.threshold) {
              large.cells++
              large.error += drawn[i]! - truth[i]!
            }
        })
      }
      machine.grids.forEach(({ table, by }, g) => {
        coverages.push({ grid: `${table.code} ${by.join(' × ')}`, share: inside[g]! })
      })
    }
  }
  coverages.sort((a, b) => a.share - b.share)
  const [least, most] = [coverages[0]!, coverages.at(-1)!]
  // The widths ask for two standard errors of their own 2,000 drawings more; the short form draws few worlds itself.
  const slack = complete ? 0 : 0.03
  const name = ({ grid, share }: typeof least) => `${grid}: ${rounded(share)}`
  console.log(`intervals: ${name(least)} … ${name(most)}`)
  found(
    { task },
    {
      name: 'coverage_least',
      success: rounded(least.share),
      bound: { least: rounded(0.9 - slack) },
      trials: worlds,
    },
  )
  found(
    { task },
    {
      name: 'bias',
      success: rounded(Math.abs(large.error / large.cells)),
      bound: { most: 0.3 },
      trials: large.cells,
    },
  )
  found(
    { task },
    { name: 'coverage_most', success: rounded(most.share), bound: { most: 0.97 }, trials: worlds },
  )
})

test('the noise is the one of the law', async ({ task, given }) => {
  const { rows } = await sql<{ z: number }>`
    select derived.drawn(sha256('law'), 'T0', 'cell/' || n, 3::smallint) as z
      from generate_series(1, 10000) n`.execute(given.owner)
  const values = rows.map(({ z }) => z)
  const average = mean(values)
  const variance = mean(values.map(z => (z - average) ** 2))
  found(
    { task },
    {
      name: 'noise_variance',
      success: rounded(variance),
      bound: { least: 8.5, most: 9.5 },
      trials: values.length,
    },
  )
  const bin = (z: number) => Math.max(-8, Math.min(8, z))
  const law = probabilities(3)
  const expected = new Map<number, number>()
  law.forEach((p, i) => {
    const z = bin(i - (law.length - 1) / 2)
    expected.set(z, (expected.get(z) ?? 0) + p * values.length)
  })
  let square = 0
  for (const [z, count] of expected)
    square += (values.filter(value => bin(value) === z).length - count) ** 2 / count
  found(
    { task },
    {
      name: 'noise_law',
      success: rounded(chiTail(square, expected.size - 1), 4),
      bound: { least: 0.001 },
      trials: values.length,
    },
  )
})

/** P(χ² ≥ x) for an even number of degrees of freedom: a Poisson tail, exactly. */
function chiTail(x: number, freedom: number): number {
  let term = Math.exp(-x / 2)
  let sum = term
  for (let i = 1; i < freedom / 2; i++) {
    term *= x / 2 / i
    sum += term
  }
  return sum
}
