/** Four words from demand and supply; when noise could explain the difference, or something is missing, no word is forced. */
import { describe, expect, test } from 'vitest'
import type { Release } from '../../../api/disclosure/contract.ts'
import type { Resource } from '../../../api/resources/contract.ts'
import type { Area } from '../../../api/territory/contract.ts'
import { byWord, type GapFacts, gaps, supplies } from '../../../web/view/gap.ts'
import { assume, closing, opening } from '../../../web/view/scenario.ts'

const day = '2026-11-23'
/** A square of 0.01° with its south-west corner there. */
const area = (id: string, residents: number | null = 10_000, lon = 15.8): Area =>
  ({
    type: 'Feature',
    id,
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [lon, 40.6],
          [lon + 0.01, 40.6],
          [lon + 0.01, 40.61],
          [lon, 40.61],
          [lon, 40.6],
        ],
      ],
    },
    properties: { id, name: id, residents },
  }) as never
const ids = (count: number) => Array.from({ length: count }, (_, at) => `a${at}`)
const some = (count: number, residents?: number | null) =>
  ids(count).map((id, at) => area(id, residents, 15.8 + at / 50))

let number = 0
const resource = (at: string | null, more: Partial<Resource['properties']> = {}): Resource =>
  ({
    type: 'Feature',
    id: `r${number}`,
    geometry: { type: 'Point', coordinates: [15.8, 40.6] },
    properties: {
      id: `r${number++}`,
      name: 'r',
      type: 'after_school',
      group: 'minors_family',
      area: at,
      needs: ['education'],
      status: 'active',
      stale: false,
      faded: false,
      stops: [],
      ...more,
    },
  }) as never
const several = (at: string, count: number) => Array.from({ length: count }, () => resource(at))

/** Households with the need in each area; null is «few». */
const release = (households: (number | null)[], more: Partial<Release> = {}, halfWidth = 8): Release =>
  ({
    threshold: 8,
    dimensions: { area: ids(households.length), need: ['education'], macro: ['work_education'], month: [] },
    grids: [{ table: 'T2', unit: 'households', by: ['area', 'need'], halfWidth, cells: households }],
    hidden: 0,
    ...more,
  }) as never
const facts = (more: Partial<GapFacts>): GapFacts => ({
  release: undefined,
  areas: some(4),
  need: 'education',
  service: null,
  day,
  // Somebody has looked: there is an answer, in none of the areas.
  resources: [resource(null)],
  ...more,
})
const words = (more: Partial<GapFacts>) => gaps(facts(more)).map(({ word }) => word)
const fills = (more: Partial<GapFacts>) => gaps(facts(more)).map(({ fill }) => fill)

test('high or low demand beside present or weak supply: four areas, four words', () => {
  const resources = [...several('a1', 4), ...several('a3', 4)]
  expect(words({ release: release([100, 100, 20, 20]), resources })).toEqual([
    'gap',
    'pressure',
    'silent',
    'untapped',
  ])
})

test.for([
  ['no wider than the noise', [62, 58, 60, 60], 8, ['unclear', 'unclear', 'unclear', 'unclear']],
  ['one stands out, the others do not', [90, 50, 50, 50], 8, ['gap', 'silent', 'silent', 'silent']],
  ['the same figures under more noise', [90, 50, 50, 50], 45, ['unclear', 'unclear', 'unclear', 'unclear']],
  ['all alike', [50, 50, 50, 50], 1, ['unclear', 'unclear', 'unclear', 'unclear']],
] as const)('%s', ([, households, halfWidth, expected]) => {
  expect(words({ release: release([...households], {}, halfWidth) })).toEqual(expected)
})

describe('few or none', () => {
  test('stays few, and has a word only where all of it lies under the city line', () => {
    const found = gaps(facts({ release: release([120, 110, 100, null]) }))
    expect(found[3]).toMatchObject({ missing: 'few', level: 'low', word: 'silent' })
    expect(found[3]!.rate?.value).toBeNull()
    expect(fills({ release: release([12, 11, 10, null]) })[3]).toBe('few')
  })
  test('everywhere: four times few, no word', () => {
    expect(fills({ release: release([null, null, null, null]) })).toEqual(Array(4).fill('few'))
  })
})

test.for([
  ['nothing published', { release: undefined }, 'not_published'],
  ['an area that the release does not know', { release: release([50, 40]) }, 'not_covered'],
] as const)('%s is said so', ([, more, expected]) => {
  expect(fills(more).at(-1)).toBe(expected)
})

describe('without a population', () => {
  const areas = [area('a0'), area('a1'), area('a2'), area('a3', null)]
  test('an area has no rate and no word, and the others are compared among themselves', () => {
    const found = gaps(facts({ areas, release: release([100, 20, 20, 400]), resources: several('a3', 1) }))
    expect(found[3]).toMatchObject({ rate: null, word: null, fill: 'not_recorded', reason: 'no_population' })
    expect(found[3]!.households?.value).toBe(400)
    expect(found.slice(0, 3).map(({ word }) => word)).toEqual(['gap', 'silent', 'silent'])
  })
  test('nowhere: every area says why', () => {
    const found = gaps(facts({ areas: some(4, null), release: release([100, 20, 20, 40]) }))
    expect(found.map(({ reason }) => reason)).toEqual(Array(4).fill('no_population'))
    expect(found.map(({ word }) => word)).toEqual(Array(4).fill(null))
  })
})

describe('a census in which nobody has looked', () => {
  const figures = release([100, 100, 20, 20])
  const refused = (reason: string) =>
    Array(4).fill({ word: null, answer: null, expected: null, fill: 'not_recorded', reason })
  const stale = { stale: true } as const
  test.for([
    ['nothing at all', [], 'uncensused'],
    ['nothing that answers the need', [resource('a1', { needs: ['housing'] })], 'uncensused'],
    ['what answers has closed', [resource('a1', { status: 'closed' })], 'uncensused'],
    ['what answers has ended', [resource('a1', { validTo: '2026-11-22' })], 'uncensused'],
    [
      'what answers is to be verified, all of it',
      [resource('a1', stale), resource('a2', stale)],
      'unverified',
    ],
  ] as const)('%s: no word in any area, and why', ([, resources, reason]) => {
    const found = gaps(facts({ release: figures, resources }))
    expect(found).toMatchObject(refused(reason))
    // Demand is known all the same.
    expect(found.map(({ level }) => level)).toEqual(['high', 'high', 'low', 'low'])
  })
  test.for([
    ['one answer in one area: the others are without', [resource('a1')], null],
    ['one answer outside every area', [resource(null)], null],
    ['one that was verified among those that were not', [resource('a1', stale), resource('a1')], null],
    ['another service for the same need', [resource('a1', { type: 'library' })], 'after_school'],
  ] as const)('%s: a word', ([, resources, service]) => {
    const found = gaps(facts({ release: figures, resources, service }))
    expect(found[0]).toMatchObject({ word: 'gap', answer: 'weak', reason: null })
  })
  test('without residents that comes first: no figure to compare either', () => {
    const [first, ...others] = gaps(
      facts({ areas: [area('a0', null), ...some(4).slice(1)], release: figures, resources: [] }),
    )
    expect(first).toMatchObject({ word: null, fill: 'not_recorded', reason: 'no_population' })
    expect(others.map(({ reason }) => reason)).toEqual(Array(3).fill('uncensused'))
  })
  test('few stays few, and a hypothesis does not fill the census', () => {
    const few = gaps(facts({ release: release([100, 100, 20, null]), resources: [] }))
    expect(few[3]).toMatchObject({ fill: 'few', word: null, reason: 'uncensused' })
    const tried = gaps(facts({ release: figures, resources: [], assumed: [resource('a0')] }))
    expect(tried).toMatchObject(refused('uncensused'))
  })
  test('of a census too large for the page the counts decide', () => {
    const counted = new Map(ids(4).map(id => [id, 0]))
    expect(gaps(facts({ release: figures, resources: null, counted }))).toMatchObject(refused('uncensused'))
  })
})

test.for([0, 1, 2, 3, 5, 12])('%i areas', count => {
  const households = Array.from({ length: count }, (_, at) => (at === 0 ? 200 : 20))
  const found = gaps(facts({ areas: some(count), release: release(households) }))
  expect(found).toHaveLength(count)
  if (count === 1) expect(found[0]).toMatchObject({ word: null, fill: 'unclear', reason: 'one_area' })
  if (count > 1) expect(found.map(({ word }) => word)).toEqual(['gap', ...Array(count - 1).fill('silent')])
})

describe('the unmet share', () => {
  const table = (outcomes: { all: number; unmet: number | null }[], cells = [50, 50, 50, 50]) =>
    release(cells, {
      dimensions: {
        area: ids(4),
        need: ['education'],
        macro: ['work_education'],
        outcome: ['unmet', 'solved'],
        month: [],
      } as never,
      grids: [
        { table: 'T2', unit: 'households', by: ['area', 'need'], halfWidth: 3, cells },
        {
          table: 'T3',
          unit: 'households',
          by: ['area', 'macro'],
          halfWidth: 4,
          cells: outcomes.map(({ all }) => all),
        },
        {
          table: 'T3',
          unit: 'households',
          by: ['area', 'macro', 'outcome'],
          halfWidth: 4,
          cells: outcomes.flatMap(({ all, unmet }) => [unmet, all - (unmet ?? 0)]),
        },
        { table: 'T3', unit: 'households', by: ['macro'], halfWidth: 8, cells: [400] },
        { table: 'T3', unit: 'households', by: ['macro', 'outcome'], halfWidth: 8, cells: [80, 320] },
      ] as never,
    })
  const alike = { all: 100, unmet: 20 }
  test('far above the city’s makes demand high where the rate alone would not tell', () => {
    const found = gaps(facts({ release: table([{ all: 100, unmet: 60 }, alike, alike, alike]) }))
    expect(found.map(({ level }) => level)).toEqual(['high', 'unclear', 'unclear', 'unclear'])
    expect(found[0]!.unmet).toMatchObject({ value: 60, of: 100 })
    expect(found[0]!.unmet!.low).toBeLessThan(60)
  })
  test.for([
    [{ all: 29, unmet: 15 }, null],
    [{ all: 30, unmet: 15 }, 50],
    [{ all: 100, unmet: null }, null],
  ] as const)('%j: a percentage over thirty households or none', ([outcome, expected]) => {
    const found = gaps(facts({ release: table([outcome, alike, alike, alike]) }))
    expect(found[0]!.unmet?.value ?? null).toBe(expected)
    expect(found[0]!.unmet === null).toBe(outcome.all < 30)
  })
})

describe('supply', () => {
  const of = (resources: Resource[], more: Partial<Release> = {}, areas = some(2)) =>
    supplies(resources, areas, { need: 'education', service: null, day }, release([50, 50], more))
  test.for([
    ['fresh', {}, 1],
    ['to be verified', { stale: true }, 0.5],
    ['long unverified', { stale: true, faded: true }, 0.25],
    ['closed', { status: 'closed' }, 0],
    ['planned', { status: 'planned' }, 0],
    ['ended yesterday', { validTo: '2026-11-22' }, 0],
    ['begins tomorrow', { validFrom: '2026-11-24' }, 0],
    ['answers something else', { needs: ['housing'] }, 0],
  ] as const)('%s', ([, more, weight]) => {
    expect(of([resource('a0', more as never)])[0]!.weight).toBe(weight)
  })
  test('places count beside the usual of their unit, and one large place does not stand for a quarter', () => {
    const places = (at: string, total: number, unit = 'posti') =>
      resource(at, { capacity: { total, unit, on: day } })
    const [first, second] = of([
      places('a0', 20),
      places('a0', 20),
      places('a1', 40),
      places('a1', 500),
      resource('a1'),
    ])
    // Usual: the middle one of 20, 20, 40, 500 is 40.
    expect(first).toMatchObject({ weight: 1, places: 40 })
    expect(second).toMatchObject({ weight: 1 + 4 + 1, places: 540, resources: 3 })
    expect(of([places('a0', 0)])[0]!.weight).toBe(0)
  })
  test('a route serves where it stops, an extent what it covers, each in part; outside every area nobody', () => {
    const areas = some(2)
    const route = {
      ...resource(null, {
        stops: [
          { name: 'x', at: [15.805, 40.605] },
          { name: 'y', at: [15.825, 40.605] },
        ],
      }),
      geometry: {
        type: 'LineString',
        coordinates: [
          [15.7, 40.5],
          [15.9, 40.7],
        ],
      },
    } as never as Resource
    expect(of([route], {}, areas).map(({ weight, resources }) => [weight, resources])).toEqual([
      [0.5, 1],
      [0.5, 1],
    ])
    const around = {
      ...resource(null),
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [15.79, 40.59],
            [15.815, 40.59],
            [15.815, 40.62],
            [15.79, 40.62],
            [15.79, 40.59],
          ],
        ],
      },
    } as never as Resource
    expect(of([around], {}, areas).map(({ weight }) => weight)).toEqual([1, 0])
    expect(of([resource(null)], {}, areas).map(({ resources }) => resources)).toEqual([0, 0])
  })
  test('an age that a resource does not admit takes its households away; a child is asked for by grown-ups', () => {
    const ages = {
      dimensions: {
        area: ids(2),
        need: ['education'],
        macro: ['work_education'],
        age: ['0-17', '18-34', '35-49', '50-64', '65+', 'unknown'],
        month: [],
      } as never,
      grids: [
        {
          table: 'T4',
          unit: 'households',
          by: ['macro', 'age'],
          halfWidth: 5,
          cells: [0, 30, 40, 10, 20, 50],
        },
      ] as never,
    }
    expect(of([resource('a0', { minAge: 65 })], ages)[0]!.weight).toBeCloseTo(0.2)
    expect(of([resource('a0', { maxAge: 14 })], ages)[0]!.weight).toBeCloseTo(0.8)
    expect(of([resource('a0', { minAge: 65 })])[0]!.weight).toBe(1)
  })
  test('what is not loaded makes no word, only demand', () => {
    const found = gaps(facts({ release: release([100, 20, 20, 20]), resources: null }))
    expect(found[0]).toMatchObject({ level: 'high', word: null, reason: 'no_census', supply: null })
  })
  test('of a census too large for the page the counts are taken', () => {
    const counted = new Map([['a0', 9]])
    expect(words({ release: release([100, 20, 20, 20]), resources: null, counted })[0]).toBe('pressure')
  })
})

describe('edition S', () => {
  const yearly = (grids: unknown[]) =>
    release([], {
      period: '2026',
      dimensions: { area: ids(2), macro: ['work_education'], month: [] } as never,
      grids: grids as never,
    })
  test('publishes a group of needs by area and year, and it is that', () => {
    const s1 = { table: 'S1', unit: 'households_year', by: ['area', 'macro'], halfWidth: 5, cells: [90, 30] }
    const found = gaps(facts({ areas: some(2), release: yearly([s1]) }))
    expect(found.map(({ word }) => word)).toEqual(['gap', 'silent'])
    expect(found.every(({ unmet }) => unmet === null)).toBe(true)
  })
  test('by quarter publishes no need: the reason is said, nothing is guessed', () => {
    const s0 = { table: 'S0', unit: 'households', by: ['area'], halfWidth: 5, cells: [90, 30] }
    const asked = gaps(facts({ areas: some(2), release: yearly([s0]) }))
    expect(asked.map(({ fill, reason }) => [fill, reason])).toEqual(
      Array(2).fill(['not_recorded', 'edition']),
    )
    expect(words({ areas: some(2), release: yearly([s0]), need: null })).toEqual(['gap', 'silent'])
  })
})

describe('a hypothesis', () => {
  const base = several('a1', 2)
  const given = { release: release([100, 100, 20, 20]), resources: base }
  const needs = () => ['education'] as never
  test('is compared with the city as it is, and the others keep their word', () => {
    const { resources, unknown } = assume(base, [opening('after_school', 20, 'a0')], ids(4), needs)
    const [before, after] = [words(given), words({ ...given, assumed: resources })]
    expect([before[0], after[0]]).toEqual(['gap', 'pressure'])
    expect(after.slice(1)).toEqual(before.slice(1))
    expect(unknown).toEqual([])
    expect(gaps(facts({ ...given, assumed: resources }))[0]!.supply).toMatchObject({ assumed: 1, places: 20 })
  })
  test('closes what is there, and says what it cannot apply', () => {
    const gone = base.map(({ properties }) => closing(properties.id))
    const { resources, unknown } = assume(
      base,
      [...gone, '-nobody', '+castle:3@a0', '+gym:3@nowhere'],
      ids(4),
      needs,
    )
    expect(resources).toEqual([])
    expect(unknown).toEqual(['-nobody', '+castle:3@a0', '+gym:3@nowhere'])
    expect(words({ ...given, assumed: resources })[1]).toBe('gap')
  })
  test('without one the census is the same object', () => {
    expect(assume(base, [], ids(4), needs).resources).toBe(base)
  })
})

test('the list goes by word and within a word as the map does, never by number', () => {
  const found = gaps(facts({ release: release([20, 90, 25, 120]), resources: several('a3', 2) }))
  expect(byWord(found).map(each => [each.area, each.word])).toEqual([
    ['a1', 'gap'],
    ['a3', 'pressure'],
    ['a0', 'silent'],
    ['a2', 'silent'],
  ])
})
