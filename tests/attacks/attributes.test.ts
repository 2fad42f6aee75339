/** A household that came: what did it answer? And a group that seems to be all alike: is it? */
import { seeded } from '../../api/demonstration/random.ts'
import type { Release } from '../../api/disclosure/contract.ts'
import { editionNamed } from '../../api/disclosure/editions.ts'
import type { Client } from '../support/app.ts'
import type { TestDatabase } from '../support/database.ts'
import { close, complete, describe, expect, found, many, readAnew, test, undone } from './given.ts'
import { distinguisher, Machine, type Method, type Reading, type Simulation, simulate } from './likelihood.ts'
import { naiveRelease } from './naive.ts'
import {
  areas,
  cellsOf,
  givenSalt,
  givenVisits,
  type Household,
  periodsOf,
  published,
  someHousehold,
  type Visit,
  visitsOf,
  worldOf,
} from './world.ts'

const edition = editionNamed('L')
const months = ['2025-10', '2025-11', '2025-12']
const periods = periodsOf('2025', months)
const days = ['2025-11-12']
/** Answers of a household as published, and what it may have answered before categories were merged. */
const answers: Partial<Record<keyof Household, readonly string[]>> = {
  need: [
    'economic',
    'work',
    'housing',
    'education',
    'health',
    'disability_care',
    'family',
    'isolation',
    'migration',
    'rights_access',
    'violence',
  ],
  outcome: ['information', 'referral', 'intake_proposal', 'unmet'],
  age: ['0-17', '18-34', '35-49', '50-64', '65+', 'unknown'],
  gender: ['F', 'M', 'other_ns'],
  citizenship: ['it', 'eu', 'non_eu', 'unknown'],
  household: ['single', 'single_parent', 'other'],
  income: ['none', 'adi', 'unknown'],
  known: ['yes', 'no', 'unknown'],
}

/** Closes the world with these rows added, reads what a partner and the naive server's client read, takes it back. */
const served = (
  given: TestDatabase,
  partner: Client,
  visits: readonly Visit[],
  machines: readonly Machine[],
  added: readonly Visit[],
  salt: string,
) =>
  undone(async () => {
    await givenSalt(given, salt)
    await givenVisits(given, added)
    await close(given, periods)
    return {
      bodies: await readAnew(
        given,
        partner,
        machines.map(({ period }) => period),
      ),
      naives: machines.map(machine =>
        naiveRelease(machine.period, machine.counts(visits, added), machine.edition),
      ),
    }
  })

const shapesOf = (given: TestDatabase, partner: Client) =>
  undone(async () => {
    await close(given, periods)
    return readAnew(given, partner, ['2025-Q4', '2025'])
  })

/** The worlds of one attack, simulated once and looked at with every question. */
const simulationsOf = (
  method: Method,
  machines: readonly Machine[],
  visits: readonly Visit[],
  worlds: number,
): Simulation[] => machines.map(machine => simulate(machine, method, visits, worlds, 'attributes'))

/** Attackers of each release, for one question with a list of possible answers. */
function learn(
  simulations: readonly Simulation[],
  alternatives: readonly (readonly Visit[])[],
  shifts: number,
) {
  const readings: Reading[] = simulations.map(simulation => distinguisher(simulation, alternatives, shifts))
  return (bodies: readonly Release[]): number[] => {
    const each = bodies.map((body, i) => readings[i]!(simulations[i]!.machine.read(body)))
    return alternatives.map((_, k) => each.reduce((sum, logs) => sum + logs[k]!, 0))
  }
}
const best = (scores: readonly number[]) => scores.indexOf(Math.max(...scores))

describe('the answers of a household that came', () => {
  test('are guessed hardly better than from what the others answered', async ({ task, given, product }) => {
    const visits = worldOf('attributes', 4000, months)
    await givenVisits(given, visits)
    const partner = await product.as('partner')
    const machines = (await shapesOf(given, partner)).map(shape => new Machine(edition, shape.id, shape))
    const protectedly = simulationsOf('protected', machines, visits, many(300, 1500))
    const plainly = simulationsOf('naive', machines, visits, 2)
    const random = seeded('attributes')
    const firsts = visits.filter(({ lastVisit }) =>
      ['never_or_earlier_years', 'this_year'].includes(lastVisit),
    )
    let [guesses, right, blind, naively] = [0, 0, 0, 0]
    const targets = many(1, 16)
    const each = many(8, 15)
    for (let t = 0; t < targets; t++) {
      let household: Household
      do household = someHousehold(random)
      while (!(areas as readonly string[]).includes(household.area))
      const others = firsts.filter(({ area }) => area === household.area)
      const [truly] = visitsOf(household, days, random)
      const asked = Object.entries({ ...answers, cell: [...cellsOf(household.area), null] }) as [
        keyof Household,
        readonly (string | null)[],
      ][]
      const questions = asked.map(([name, values]) => {
        const alternatives = values.map(value => [{ ...truly!, [name]: value } as Visit])
        const said = alternatives.map(([visit]) => published(visit!)[name]!)
        const share = said.map(
          answer => (others.filter(other => published(other)[name] === answer).length + 0.1) / others.length,
        )
        return {
          prior: share,
          truth: said.indexOf(published(truly!)[name]!),
          protectedGuess: learn(protectedly, alternatives, many(40, 100)),
          naiveGuess: learn(plainly, alternatives, 1),
        }
      })
      for (let trial = 0; trial < each; trial++) {
        const { bodies, naives } = await served(
          given,
          partner,
          visits,
          machines,
          [truly!],
          `attributes ${t} ${trial}`,
        )
        for (const { prior, truth, protectedGuess, naiveGuess } of questions) {
          guesses++
          if (best(prior) === truth) blind++
          if (best(protectedGuess(bodies).map((log, k) => log + Math.log(prior[k]!))) === truth) right++
          if (best(naiveGuess(naives).map((log, k) => log + Math.log(prior[k]!))) === truth) naively++
        }
      }
    }
    found(
      { task },
      {
        name: 'attributes',
        success: (right - blind) / guesses,
        naive: naively / guesses,
        bound: { most: complete ? 0.06 : 0.12 },
        trials: guesses,
      },
    )
  })
})

describe('a group that is all alike', () => {
  test('is not told from one with an exception, and zero is never served', async ({
    task,
    given,
    product,
  }) => {
    const random = seeded('group')
    const others = worldOf('group', 4000, months).filter(
      visit => !(visit.area === 'gamma' && visit.citizenship === 'eu'),
    )
    // Twelve households from other countries of the Union in one area: all women but, perhaps, one.
    const group = Array.from({ length: 11 }, () =>
      visitsOf(
        { ...someHousehold(random), area: 'gamma', cell: null, citizenship: 'eu', gender: 'F' },
        days,
        random,
      ),
    ).flat()
    const visits = [...others, ...group]
    await givenVisits(given, visits)
    const partner = await product.as('partner')
    const [quarter] = await shapesOf(given, partner)
    const machines = [new Machine(edition, quarter!.id, quarter!)]
    const [last] = visitsOf({ ...group[0]! }, days, random)
    const alternatives = ['F', 'M'].map(gender => [{ ...last!, gender }])
    const worlds = many(400, 3000)
    const guess = learn(simulationsOf('protected', machines, visits, worlds), alternatives, many(200, 500))
    const naiveGuess = learn(simulationsOf('naive', machines, visits, 2), alternatives, 1)
    const trials = many(20, 240)
    let [right, naively] = [0, 0]
    for (let trial = 0; trial < trials; trial++) {
      const alike = random.chance(0.5)
      const { bodies, naives } = await served(
        given,
        partner,
        visits,
        machines,
        alternatives[alike ? 0 : 1]!,
        `group ${trial}`,
      )
      for (const { grids, threshold } of bodies)
        for (const { cells } of grids)
          for (const value of cells) if (value !== null) expect(value).toBeGreaterThanOrEqual(threshold)
      if ((best(guess(bodies)) === 0) === alike) right++
      if ((best(naiveGuess(naives)) === 0) === alike) naively++
    }
    found(
      { task },
      // One household moved between two cells of one table: Φ(1 / (σ√2)) = 0.59 at best.
      {
        name: 'group',
        success: right / trials,
        naive: naively / trials,
        bound: { most: complete ? 0.65 : 0.79 },
        trials,
      },
    )
  })
})
