/** First contacts against the expected, and the share unknown to the service: what may be said, and what may not. */
import { describe, expect, test } from 'vitest'
import type { Release, ReleaseSummary } from '../../../api/disclosure/contract.ts'
import {
  chosenContacts,
  comparable,
  contacts,
  isSilent,
  knownPeriod,
  unknownInCity,
  unknownShares,
  verdictOf,
} from '../../../web/view/unreached.ts'

const areas = [
  { id: 'north', residents: 10_000, residentsOn: '2025-12-31' },
  { id: 'south', residents: 5_000, residentsOn: '2025-12-31' },
  { id: 'west', residents: 5_000, residentsOn: '2025-12-31' },
]
const edition = {
  L: { contacts: 'T2', known: 'T6', threshold: 8 },
  S: { contacts: 'S0', known: 'S2', threshold: 6 },
} as const
function release(
  name: 'L' | 'S',
  cells: { contacts?: (number | null)[]; known?: (number | null)[]; city?: (number | null)[] },
  halfWidth = 4,
): Release {
  const { contacts, known, threshold } = edition[name]
  const grid = (table: Release['grids'][number]['table'], by: Release['grids'][number]['by'], of: any) => ({
    table,
    unit: 'households' as const,
    by,
    halfWidth,
    cells: of,
  })
  return {
    id: '2026-Q3',
    period: '2026-Q3',
    kind: 'quarter',
    edition: name,
    closedOn: '2026-10-10',
    threshold,
    boundaries: '2026-09-30',
    dimensions: {
      area: ['north', 'south', 'west', 'outside_or_unknown'],
      month: [],
      known: ['yes', 'no', 'unknown'],
    },
    grids: [
      ...(cells.contacts ? [grid(contacts, ['area'], cells.contacts)] : []),
      ...(cells.known ? [grid(known, ['area', 'known'], cells.known)] : []),
      ...(cells.city ? [grid(known, ['known'], cells.city)] : []),
    ],
    hidden: 0,
  }
}
const verdictsOf = (cells: (number | null)[], name: 'L' | 'S' = 'L', halfWidth = 4, of = areas) =>
  contacts(release(name, { contacts: cells }, halfWidth), of).map(({ verdict }) => verdict)

describe('first contacts against the expected', () => {
  test.for([
    [
      'in proportion to the residents, many',
      [1000, 500, 500, 9],
      ['as_expected', 'as_expected', 'as_expected'],
    ],
    ['in proportion, too few to tell', [20, 10, 10, 9], ['indistinct', 'indistinct', 'indistinct']],
    ['one far under, one far over', [400, 60, 340, 9], ['as_expected', 'under', 'over']],
    ['few is under where many were expected', [400, null, 200, 9], ['over', 'under', 'over']],
    ['few is nothing where few were expected', [12, null, 9, 9], ['indistinct', 'indistinct', 'indistinct']],
  ] as const)('%s', ([, cells, expected]) => {
    expect(verdictsOf([...cells])).toEqual(expected)
  })

  test('expect of each area its part of all, with both intervals', () => {
    const [north, south] = contacts(release('L', { contacts: [300, 100, 200, 40] }), areas)
    expect(north!.expected!.value).toBeCloseTo(300)
    expect(south!.expected!.value).toBeCloseTo(150)
    // A quarter of √(4² + 4² + 4²)
    expect(south!.expected!.halfWidth).toBeCloseTo(Math.sqrt(48) / 4)
    const noise = Math.hypot(0.75 * 4, 0.25 * Math.hypot(4, 4))
    const chance = 1.645 * Math.sqrt(600 * 0.25 * 0.75)
    expect(south!.difference!.value).toBeCloseTo(-50)
    expect(south!.difference!.high).toBeCloseTo(-50 + Math.hypot(noise, chance))
    expect(south!.verdict).toBe('under')
    expect(isSilent(south!)).toBe(true)
    expect(isSilent(north!)).toBe(false)
  })

  test('by chance alone say «under» or «over» of one area in ten at most', () => {
    // Households fall on areas by their residents; a linear congruential generator makes them the same everywhere.
    let seed = 7
    const random = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed / 2147483648
    }
    let said = 0
    const worlds = 600
    for (let world = 0; world < worlds; world++) {
      const counts = [0, 0, 0]
      for (let household = 0; household < 240; household++) {
        const u = random()
        counts[u < 0.5 ? 0 : u < 0.75 ? 1 : 2]!++
      }
      said += verdictsOf(counts, 'L', 0).filter(verdict => verdict === 'under' || verdict === 'over').length
    }
    expect(said / (worlds * 3)).toBeLessThan(0.12)
    expect(said / (worlds * 3)).toBeGreaterThan(0.06)
  })

  test('are read in edition S by its own table and threshold', () => {
    expect(verdictsOf([400, 60, 340, 9], 'S')).toEqual(verdictsOf([400, 60, 340, 9], 'L'))
    const [, south] = contacts(release('S', { contacts: [400, null, 200, 9] }), areas)
    expect(south).toMatchObject({ missing: 'few', verdict: 'under' })
  })

  test('expect nothing without a dated count of residents, and of an area alone', () => {
    const undated = areas.map(area => (area.id === 'south' ? { ...area, residentsOn: null } : area))
    const found = contacts(release('L', { contacts: [400, 60, 340, 9] }), undated)
    expect(found.map(({ why }) => why)).toEqual([null, 'no_population', null])
    expect(found[1]).toMatchObject({ expected: null, verdict: null, observed: { value: 60 } })
    // What is not compared is not in the rate of the others either.
    expect(found[0]!.expected!.value).toBeCloseTo((740 * 2) / 3)
    const none = areas.map(area => ({ ...area, residents: null, residentsOn: null }))
    expect(contacts(release('L', { contacts: [400, 60, 340, 9] }), none).map(({ why }) => why)).toEqual([
      'no_population',
      'no_population',
      'no_population',
    ])
    expect(contacts(release('L', { contacts: [400, 60, 340, 9] }), areas.slice(0, 1))[0]!.why).toBe('alone')
  })

  test('say which of the missing states it is', () => {
    const stranger = { id: 'new', residents: 900, residentsOn: '2025-12-31' }
    expect(contacts(undefined, areas)[0]!.missing).toBe('not_published')
    expect(contacts(release('L', {}), areas)[0]!.missing).toBe('not_recorded')
    expect(contacts(release('L', { contacts: [400, 60, 340, 9] }), [stranger])[0]!.missing).toBe(
      'not_covered',
    )
    expect(contacts(release('L', { contacts: [400, null, 340, 9] }), areas)[1]!.missing).toBe('few')
    expect(contacts(release('L', { contacts: [1, 2, 3, 4] }), [])).toEqual([])
  })

  test.for([
    [{ low: -30, high: -1 }, 100, 'under'],
    [{ low: 1, high: 30 }, 100, 'over'],
    [{ low: -25, high: 20 }, 100, 'as_expected'],
    [{ low: -26, high: 20 }, 100, 'indistinct'],
    [{ low: 0, high: 0 }, 100, 'as_expected'],
  ] as const)('%j around %i is %s', ([difference, expected, verdict]) => {
    expect(verdictOf(difference, expected)).toBe(verdict)
  })
})

describe('the share unknown to the service', () => {
  const shares = (known: (number | null)[]) =>
    unknownShares(release('L', { known: [...known, ...Array(12 - known.length).fill(50)] }), ['north'])[0]!

  test('is over the households of whom it is known, with the noise of both', () => {
    const found = shares([60, 40, 10])
    expect(found.share!.value).toBeCloseTo(40)
    const half = (Math.hypot(0.6 * 4, 0.4 * 4) / 100) * 100
    expect(found.share!.low).toBeCloseTo(40 - half)
    expect(found.unsaid!.value).toBeCloseTo((10 / 110) * 100)
    expect(found).toMatchObject({ base: 100, missing: null, warning: null })
  })

  test.for([
    ['over too few households', [15, 14, 2], { share: null, warning: 'small', missing: null }],
    ['over 30 there is one', [15, 15, 2], { warning: null, missing: null }],
    ['with many «non so»', [40, 40, 21], { warning: 'unsaid', missing: null }],
    ['with one in five', [40, 40, 20], { warning: null }],
    ['with an answer under the threshold', [60, null, 10], { share: null, missing: 'few' }],
    ['with few «non so»', [60, 40, null], { unsaid: null, warning: null, missing: null }],
  ] as const)('%s', ([, known, expected]) => {
    expect(shares([...known])).toMatchObject(expected)
  })

  test('of the city is one number, of areas a comparison only when all of them have one', () => {
    const whole = release('L', { known: [60, 40, 10, 50, 50, 9, 40, 60, 9, 9, 9, 9], city: [150, 150, 28] })
    expect(unknownInCity(whole).share!.value).toBeCloseTo(50)
    const all = unknownShares(whole, ['north', 'south', 'west'])
    expect(comparable(all)).toBe(true)
    expect(comparable([...all, { ...all[0]!, warning: 'unsaid' }])).toBe(false)
    expect(comparable(all.slice(0, 1))).toBe(false)
    expect(unknownInCity(undefined).missing).toBe('not_published')
    expect(unknownShares(release('L', {}), ['north'])[0]!.missing).toBe('not_recorded')
    expect(unknownShares(whole, ['new'])[0]!.missing).toBe('not_covered')
  })
})

describe('the periods', () => {
  const summary = (id: string, tables: ReleaseSummary['tables']): ReleaseSummary => ({
    id,
    period: id,
    replaced: false,
    kind: id.length === 4 ? 'year' : id.includes('Q') ? 'quarter' : 'month',
    edition: tables[0]!.startsWith('S') ? 'S' : 'L',
    closedOn: '2026-10-10',
    tables,
    hash: '',
  })
  const published = [
    summary('2026-Q3', ['S0']),
    summary('2026-09', ['T0', 'T1']),
    summary('2026-Q2', ['S0']),
    summary('2025', ['S1', 'S2', 'S3']),
    summary('2025-Q4', ['T2', 'T6']),
    summary('2024', ['T8']),
  ]

  test('of first contacts are quarters of either edition', () => {
    expect(chosenContacts(null, published)).toEqual({ id: '2026-Q3', missing: false })
    expect(chosenContacts('2025-Q4', published)).toEqual({ id: '2025-Q4', missing: false })
    // A month is told with its quarter, a year by its last one.
    expect(chosenContacts('2026-09', published)).toEqual({ id: '2026-Q3', missing: false })
    expect(chosenContacts('2025', published)).toEqual({ id: '2025-Q4', missing: false })
    expect(chosenContacts('2019-09', published)).toEqual({ id: null, missing: true })
    expect(chosenContacts(null, [])).toEqual({ id: null, missing: true })
  })

  test('of who was known are the same quarter, or the newest year in edition S', () => {
    expect(knownPeriod('2025-Q4', published)).toBe('2025-Q4')
    expect(knownPeriod('2026-Q3', published)).toBe('2025')
    expect(knownPeriod('2024-Q3', published)).toBeNull()
  })
})
