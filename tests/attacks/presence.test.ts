/** The household that came: a coin decides whether it is in the records, and whoever knows all the others guesses. */
import { sql } from 'kysely'
import { seeded } from '../../api/demonstration/random.ts'
import type { Release } from '../../api/disclosure/contract.ts'
import { editionNamed } from '../../api/disclosure/editions.ts'
import { monthsOf } from '../../api/disclosure/period.ts'
import type { TestDatabase } from '../support/database.ts'
import { close, complete, expect, found, many, readAnew, rounded, test, undone } from './given.ts'
import { distinguisher, Machine, type Method, type Reading, simulate } from './likelihood.ts'
import { naiveRelease } from './naive.ts'
import {
  givenSalt,
  givenVisits,
  type Household,
  periodsOf,
  someHousehold,
  type Visit,
  visitsOf,
  worldOf,
} from './world.ts'

const edition = editionNamed('L')
const quarter = ['2025-10', '2025-11', '2025-12']
const days = { once: ['2025-11-12'], thrice: ['2025-11-03', '2025-11-12', '2025-11-24'] }
const yearly = ['2025-02-10', '2025-05-14', '2025-08-19', '2025-11-12']

/** An attacker that has learned each release of these worlds apart: their noises have nothing to do with each other. */
class Attacker {
  readonly machines: Machine[]
  readonly #readings: Reading[]
  constructor(
    method: Method,
    shapes: readonly Release[],
    visits: readonly Visit[],
    household: readonly Visit[],
    worlds: number,
  ) {
    this.machines = shapes.map(shape => new Machine(edition, shape.id, shape))
    this.#readings = this.machines.map(machine =>
      distinguisher(
        simulate(machine, method, visits, worlds, 'presence'),
        [household],
        Math.min(worlds, 300),
      ),
    )
  }
  /** Logarithm of the likelihood that the household came, release by release. */
  read(bodies: readonly Release[]): number[] {
    return bodies.map((body, i) => this.#readings[i]!(this.machines[i]!.read(body))[0]!)
  }
}

/**
 * From differences of periods alone: what is over, in each window of time that holds the visit, beyond the others; a
 * narrow interval weighs more than a wide one.
 */
function windows(
  machines: readonly Machine[],
  bodies: readonly Release[],
  visits: readonly Visit[],
  household: readonly Visit[],
) {
  let [over, weights] = [0, 0]
  machines.forEach((machine, i) => {
    const known = machine.sums(machine.counts(visits))
    const touched = machine.sums(machine.counts(household))
    const served = machine.read(bodies[i]!)
    for (const [g, grid] of machine.grids.entries()) {
      // Windows of time by place: grids of area and month, of area in the quarter, of area in the year.
      if (!grid.by.every(name => name === 'area' || name === 'month')) continue
      const weight = 1 / (bodies[i]!.grids[g]!.halfWidth + 0.5) ** 2
      for (let cell = grid.start; cell < grid.start + grid.size; cell++)
        if (touched[cell] !== 0 && served[cell] !== null) {
          over += (weight * (served[cell]! - known[cell]!)) / touched[cell]!
          weights += weight
        }
    }
  })
  return weights > 0 && over / weights > 0.5
}

/** The one number that tells most: accesses of the area in the month. */
function oneNumber(machine: Machine, body: Release, visits: readonly Visit[], household: readonly Visit[]) {
  const grid = machine.grids[0]!
  const cell = machine.sums(machine.counts(household)).findIndex((d, i) => d > 0 && i >= grid.start)
  const [known, served] = [machine.sums(machine.counts(visits))[cell]!, machine.read(body)[cell]]
  return served === null || served === undefined ? false : served - known > 0.5
}

type Measurement = { period: string; table: string; place: string; value: number }
const measured = async (given: TestDatabase): Promise<Measurement[]> =>
  (
    await sql<Measurement>`
      select l.period, l.table_code as table, array_to_string(m.cell, '/') as place, m.value
        from published.measurement m join published.ledger l on l.id = m.ledger_id`.execute(given.reader)
  ).rows

/**
 * The most that anybody can do, whatever is made of the measurements afterwards: the exact likelihood of what was drawn,
 * neither reconciled nor hidden. No partner is served it; the promise holds even for who is.
 */
function byMeasurements(
  machines: readonly Machine[],
  drawn: readonly Measurement[],
  visits: readonly Visit[],
  household: readonly Visit[],
): number {
  const values = new Map(drawn.map(one => [`${one.period} ${one.table} ${one.place}`, one.value]))
  let log = 0
  for (const machine of machines) {
    const known = machine.counts(visits)
    machine.counts(household).forEach(({ table, cell, value: steps }, i) => {
      if (steps === 0) return
      const value = values.get(`${machine.period} ${table} ${cell.join('/')}`)!
      log += (steps * (value - known[i]!.value) - steps ** 2 / 2) / edition.sigma ** 2
    })
  }
  return log
}

type Scenario = { name: 'once' | 'thrice' | 'year'; days: readonly string[]; months: readonly string[] }
const trialsOf = { once: many(40, 480), thrice: many(0, 240), year: many(0, 96) }

async function campaign(
  scenario: Scenario,
  { given, product }: Pick<Parameters<Parameters<typeof test>[2] & object>[0], 'given' | 'product'>,
) {
  const trials = trialsOf[scenario.name]
  const visits = worldOf(`presence ${scenario.name}`, 4000, scenario.months)
  const periods = periodsOf('2025', scenario.months)
  await givenVisits(given, visits)
  const partner = await product.as('partner')
  // The shape is public: one release of anything shows it.
  const shapes = await undone(async () => {
    await close(given, periods)
    return readAnew(given, partner, periods)
  })
  const random = seeded(`targets ${scenario.name}`)
  const targets = Array.from({ length: Math.max(1, Math.min(many(2, 12), trials / 20)) }, () => {
    // Somebody who lives somewhere: whoever is «outside» is hidden in a larger crowd.
    let household: Household
    do household = someHousehold(random)
    while (household.area === 'outside' || household.area === 'unknown')
    return visitsOf(household, scenario.days, random)
  })
  const right = { all: 0, one: 0, windows: 0, naive: 0, naiveWindows: 0, measured: 0 }
  let seen = 0
  const different = new Set<string>()
  for (const [t, household] of targets.entries()) {
    const attacker = new Attacker(
      'protected',
      shapes,
      visits,
      household,
      many(400, scenario.name === 'year' ? 1000 : 2500),
    )
    const naive = new Attacker('naive', shapes, visits, household, 2)
    const mine = Math.floor(((t + 1) * trials) / targets.length) - Math.floor((t * trials) / targets.length)
    for (let trial = 0; trial < mine; trial++) {
      const came = random.chance(0.5)
      const { bodies, naives, drawn } = await undone(async () => {
        await givenSalt(given, `${scenario.name} ${t} ${trial}`)
        if (came) await givenVisits(given, household)
        await close(given, periods)
        return {
          bodies: await readAnew(given, partner, periods),
          drawn: await measured(given),
          naives: attacker.machines.map(machine =>
            naiveRelease(machine.period, machine.counts(came ? [...visits, ...household] : visits)),
          ),
        }
      })
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
      const guess = (name: keyof typeof right, yes: boolean) => {
        if (yes === came) right[name]++
      }
      guess('all', sum(attacker.read(bodies)) > 0)
      guess('measured', byMeasurements(attacker.machines, drawn, visits, household) > 0)
      guess('naive', sum(naive.read(naives)) > 0)
      guess('windows', windows(attacker.machines, bodies, visits, household))
      guess('naiveWindows', windows(attacker.machines, naives, visits, household))
      const month = attacker.machines.findIndex(({ period }) => period === household[0]!.day.slice(0, 7))
      guess('one', oneNumber(attacker.machines[month]!, bodies[month]!, visits, household))
      seen++
      different.add(JSON.stringify(bodies))
    }
  }
  expect(seen).toBe(trials)
  // Another salt, another world: each trial read numbers of its own.
  expect(different.size).toBe(trials)
  const share = (name: keyof typeof right) => right[name] / trials
  return { trials, share }
}

// A short form has few trials: its bound is wider by the three standard errors that chance may add to 40 coins.
const bound = (promise: number) => ({ most: rounded(promise + (complete ? 0.06 : 0.2), 2) })

test('who came once in a quarter is not told by all the numbers, by one, or by differences of periods', async ({
  task,
  given,
  product,
}) => {
  const { trials, share } = await campaign(
    { name: 'once', days: days.once, months: quarter },
    { given, product },
  )
  found(
    { task },
    { name: 'presence', success: share('all'), naive: share('naive'), bound: bound(0.69), trials },
  )
  found({ task }, { name: 'presence_one_number', success: share('one'), bound: bound(0.57), trials })
  found(
    { task },
    { name: 'windows', success: share('windows'), naive: share('naiveWindows'), bound: bound(0.69), trials },
  )
})

test.runIf(complete)('who came three times', async ({ task, given, product }) => {
  const { trials, share } = await campaign(
    { name: 'thrice', days: days.thrice, months: quarter },
    { given, product },
  )
  found(
    { task },
    {
      name: 'presence_three_visits',
      success: share('all'),
      naive: share('naive'),
      bound: bound(0.8),
      trials,
    },
  )
})

test.runIf(complete)('who came in each quarter of a year', async ({ task, given, product }) => {
  const months = monthsOf('2025')
  const { trials, share } = await campaign({ name: 'year', days: yearly, months }, { given, product })
  found(
    { task },
    { name: 'presence_year', success: share('all'), naive: share('naive'), bound: bound(0.83), trials },
  )
})
