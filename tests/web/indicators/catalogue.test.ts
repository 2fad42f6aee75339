// @vitest-environment happy-dom
/** Every indicator on releases made by hand: the figure, its ends, and the right word where there is none. */
import { expect, test } from 'vitest'
import {
  indicatorOf,
  indicators,
  inShort,
  notMeasured,
  type Split,
  valuesOf,
} from '../../../web/indicators/catalogue.ts'
import type { Facts, Reading } from '../../../web/indicators/measure.ts'
import { stretch } from '../../../web/view/stretch.ts'
import { languages } from '../../../web/words/language.ts'
import { census, facts, month, quarterL, quarterS, yearS } from './fixtures.ts'

const read = (code: string, of: Facts, area: string | null, split?: Split): Reading =>
  indicatorOf(code)!.measure(of, { area, ...(split && { split }) })
/** A reading as one line, figures to one decimal. */
function line(reading: Reading): string {
  const say = (value: number) => String(Math.round(value * 10) / 10)
  switch (reading.kind) {
    case 'measured':
      return `${say(reading.value)} (${say(reading.low)}–${say(reading.high)}) ${reading.quality} ${reading.period}`
    case 'exact':
      return `${say(reading.value)}${reading.of === undefined ? '' : `: ${reading.count} of ${reading.of}`}`
    case 'no_resource':
      return `no resource for ${reading.households}`
    case 'missing':
      return [reading.missing, reading.why].filter(Boolean).join(' ')
  }
}

test('the catalogue holds the twenty-five, each once', () => {
  const numbers = [...indicators, ...notMeasured].map(one => one.number).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 25 }, (_, index) => index + 1))
  const codes = [...indicators, ...notMeasured].map(one => one.code)
  expect(new Set(codes).size).toBe(25)
  for (const code of codes) expect(code).toMatch(/^[a-z_]+$/)
})

test.each(languages)('in %s each has all its words, and `?` at most sixty', language => {
  for (const one of indicators) {
    for (const text of [one.name, one.definition, one.formula, one.absent, one.reading, one.traps])
      expect(text[language].trim(), one.code).not.toBe('')
    expect(inShort(one, language).split(/\s+/).length, one.code).toBeLessThanOrEqual(60)
  }
  for (const one of notMeasured) expect(one.why[language], one.code).toMatch(/\.$/)
  const text = JSON.stringify([indicators, notMeasured].flat().map(one => Object.values(one))).toLowerCase()
  for (const brand of ['degrad', 'disagiat', 'emarginat', 'peggior']) expect(text).not.toContain(brand)
})

/** Twelve months of the same quarter. */
const year = () => stretch(['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3'].map(period => quarterL(period)))!

test.each<[string, string | null, Split | undefined, string]>([
  // Three months of 60 ± 5: 180 ± √75 = 8.7, rounded outwards.
  ['acc_count', 'north', undefined, '180 (171–189) A 2026-07..2026-09'],
  ['acc_count', null, undefined, '360 (344–376) A 2026-07..2026-09'],
  ['acc_count', null, { by: 'channel', value: 'phone' }, '90 (74–106) B 2026-07..2026-09'],
  ['acc_count', 'north', { by: 'centre', value: 'door-north' }, '195 (182–208) A 2026-07..2026-09'],
  ['acc_count', 'south', { by: 'centre', value: 'door-north' }, 'not_recorded'],
  ['acc_count', 'west', undefined, 'not_covered'],
  ['acc_rate', 'north', undefined, '18 (17.1–18.9) A 2026-07..2026-09'],
  // 300 accesses of both areas on 15,000 residents; outside has no denominator.
  ['acc_rate', null, undefined, '20 (19.1–20.9) A 2026-07..2026-09'],
  // 100 of 180: the rest is 80 ± √(9² + 6²) = 10.8.
  ['first_share', 'north', undefined, '55.6 (50.9–60.5) A 2026-Q3'],
  ['persons_est', 'north', undefined, '100 (94–106) A 2026-Q3'],
  ['persons_est', null, undefined, '156 (144–168) A 2026-Q3'],
  ['persons_est', 'north', { by: 'age', value: '18-34' }, '80 (74–86) A 2026-Q3'],
  ['persons_est', 'south', { by: 'need', value: 'housing' }, 'few'],
  ['persons_est', 'north', { by: 'gender', value: 'F' }, 'not_recorded'],
  // 60 of 100 answers, ± 8 against ∓ 8.
  ['unknown_share', 'north', undefined, '60 (52–68) B 2026-Q3'],
  ['unknown_share', 'south', undefined, 'few small_base'],
  ['unknown_share', null, undefined, '54.8 (46.6–63) B 2026-Q3'],
  // Known 20 + 10, not known 20 and a few: 24 ± 11.
  ['unknown_share', 'north', { by: 'income', value: 'none' }, '44.4 (25.5–61.4) C 2026-Q3'],
  // Known 10 + 8, not known 10 + 12, each ± √(5² + 5²) rounded outwards.
  ['inc_unknown', 'north', undefined, '55 (35–75) C 2026-Q3'],
  ['inc_unknown', 'south', undefined, 'few small_base'],
  ['mode_share', 'north', { by: 'channel', value: 'at_the_door' }, '76.9 (72.3–81.5) A 2026-07..2026-09'],
  ['mode_share', null, { by: 'channel', value: 'phone' }, '25 (20.6–29.4) B 2026-07..2026-09'],
  ['mode_share', null, undefined, 'not_recorded'],
  ['mode_share', 'west', { by: 'channel', value: 'phone' }, 'not_covered no_centre'],
  ['need_prev', 'north', { by: 'need', value: 'economic' }, '60 (53.5–66.9) B 2026-Q3'],
  ['need_prev', 'south', { by: 'need', value: 'housing' }, 'few'],
  ['need_prev', null, { by: 'need', value: 'housing' }, '34.6 (27.8–42) B 2026-Q3'],
  ['outcome_share', 'north', { by: 'outcome', value: 'answered' }, '40 (32.3–48.1) B 2026-Q3'],
  ['outcome_share', 'outside_or_unknown', { by: 'outcome', value: 'answered' }, 'few small_base'],
  ['intake_rate', 'north', undefined, '12 (4.9–19.4) C 2026-Q3'],
  ['unmet_share', 'north', undefined, '20 (12.7–27.6) C 2026-Q3'],
  ['unmet_share', 'south', undefined, 'few'],
  ['unmet_share', 'north', { by: 'macro', value: 'material' }, '20.5 (13.6–27.9) C 2026-Q3'],
  ['unmet_share', 'north', { by: 'macro', value: 'rights' }, 'few small_base'],
  ['out_of_area', null, undefined, '16.7 (13.8–19.7) B 2026-07..2026-09'],
  ['out_of_area', 'north', undefined, 'not_recorded not_by_area'],
  ['res_count', 'north', undefined, '2'],
  ['res_count', null, undefined, '3'],
  ['res_count', 'south', undefined, '0'],
  ['res_count', 'north', { by: 'group', value: 'youth' }, '1'],
  ['res_count', 'north', { by: 'owner', value: 'third_sector' }, '1'],
  ['res_rate', 'north', undefined, '2'],
  ['res_rate', null, undefined, '1.3'],
  ['res_mix', 'north', { by: 'owner', value: 'public' }, '50: 1 of 2'],
  ['res_mix', 'south', { by: 'owner', value: 'public' }, '0: 0 of 0'],
  ['res_fresh', 'north', undefined, '50: 1 of 2'],
  ['res_fresh', null, undefined, '66.7: 2 of 3'],
  // 600 of the north's 2,000 live in the cell of the two resources.
  ['near_share', 'north', undefined, '30: 600 of 2000'],
  ['near_share', 'north', { by: 'group', value: 'health' }, '0: 0 of 2000'],
  ['near_share', null, undefined, '24: 600 of 2500'],
])('%s of %s by %o', (code, area, split, expected) => {
  expect(line(read(code, facts({ twelveMonths: year() }), area, split))).toBe(expected)
})

test('households per resource sum four quarters, and none is a word', () => {
  const all = facts({ twelveMonths: year() })
  // 4 × 40 ± 4 quarters of 5: 160 ± 10, on one active resource.
  expect(line(read('gap', all, 'north', { by: 'need', value: 'housing' }))).toBe(
    '160 (150–170) A 2025-Q4..2026-Q3',
  )
  expect(line(read('gap', all, 'north', { by: 'need', value: 'economic' }))).toBe('no resource for 240')
  expect(line(read('gap', all, 'north'))).toBe('200 (194–206) A 2025-Q4..2026-Q3')
  expect(line(read('gap', facts(), 'north'))).toBe('not_published')
})

test('needs with a resource are counted among those with a served number', () => {
  const quarter = quarterL('2026-Q3', {
    dimensions: { ...quarterL().dimensions, need: [...valuesOf(facts(), 'need', null)] },
    grids: [
      {
        table: 'T2',
        unit: 'households',
        by: ['area', 'need'],
        halfWidth: 5,
        cells: [60, null, 40, 12, ...Array(7).fill(null), ...Array(22).fill(null)],
      },
    ],
  })
  const of = facts({ quarter })
  // Economic, housing and education are served; housing and education have a resource in the north.
  expect(line(read('coverage', of, 'north'))).toBe('2: 2 of 3')
  expect(line(read('coverage', of, 'south'))).toBe('few small_base')
  expect(line(read('coverage', facts({ quarter: null, months: null }), 'north'))).toBe('not_published')
})

test('edition S: by quarter the households, by year the rest, and what it does not measure is «not recorded»', () => {
  const small = facts({ months: null, quarter: quarterS(), year: yearS() })
  expect(line(read('persons_est', small, 'north'))).toBe('50 (46–54) A 2026-Q3')
  expect(line(read('persons_est', small, null))).toBe('74 (68–80) A 2026-Q3')
  expect(line(read('persons_est', small, 'outside_or_unknown'))).toBe('few')
  expect(line(read('unknown_share', small, 'north'))).toBe('54.5 (50–59.1) A 2025')
  expect(line(read('inc_unknown', small, 'north'))).toBe('63.6 (56.4–70.9) B 2025')
  expect(line(read('need_prev', small, 'north', { by: 'macro', value: 'material' }))).toBe(
    '75 (70.3–79.9) A 2025',
  )
  expect(line(read('need_prev', small, null, { by: 'need', value: 'housing' }))).toBe(
    '45.7 (42.1–49.3) A 2025',
  )
  expect(line(read('coverage', small, 'north'))).toBe('1: 1 of 2')
  for (const code of ['acc_count', 'acc_rate', 'first_share', 'unmet_share', 'intake_rate', 'out_of_area'])
    expect([code, line(read(code, small, code === 'out_of_area' ? null : 'north'))]).toEqual([
      code,
      'not_recorded',
    ])
  // The year is not closed yet: what only a year tells will come.
  const young = facts({ months: null, quarter: quarterS(), year: null })
  expect(line(read('unknown_share', young, 'north'))).toBe('not_published')
  expect(line(read('acc_count', young, 'north'))).toBe('not_recorded')
})

test('before the first closing the census speaks alone', () => {
  const before = facts({ months: null, quarter: null })
  const of = (area: string | null) =>
    Object.fromEntries(indicators.map(one => [one.code, line(one.measure(before, { area }))]))
  expect(of('north')).toMatchObject({
    acc_count: 'not_published',
    acc_rate: 'not_published',
    persons_est: 'not_published',
    unknown_share: 'not_published',
    unmet_share: 'not_published',
    gap: 'not_published',
    res_count: '2',
    res_fresh: '50: 1 of 2',
  })
})

test('without a dated population there is no rate, and the counts stay', () => {
  const unknown = facts({
    areas: [
      { id: 'north', residents: null },
      { id: 'south', residents: 5000 },
    ],
  })
  for (const code of ['acc_rate', 'res_rate'])
    for (const area of ['north', null])
      expect(line(read(code, unknown, area))).toBe('not_recorded no_population')
  expect(line(read('acc_rate', unknown, 'south'))).toMatch(/^24 /)
  expect(line(read('acc_count', unknown, 'north'))).toMatch(/^180 /)
  expect(line(read('near_share', facts({ cells: [] }), 'north'))).toBe('not_recorded no_population')
})

test('a census too large to be here one by one is counted, and what needs each resource says so', () => {
  const large = facts({ census: { ...census(), resources: null } })
  expect(line(read('res_count', large, 'north'))).toBe('2')
  for (const [code, split] of [
    ['res_mix', { by: 'owner', value: 'public' }],
    ['coverage', undefined],
    ['near_share', undefined],
  ] as const)
    expect(line(read(code, large, 'north', split))).toBe('not_recorded large_census')
  expect(line(read('res_count', facts({ census: null }), 'north'))).toBe('not_recorded census_loading')
})

test.each([0, 1, 12])('with %i areas nothing is made up', number => {
  const areas = Array.from({ length: number }, (_, index) => `area-${index}`)
  const dimensions = { area: [...areas, 'outside_or_unknown'], month: ['2026-09'] }
  const quarter = quarterL('2026-Q3', {
    dimensions,
    grids: [
      { table: 'T2', unit: 'households', by: ['area'], halfWidth: 6, cells: [...areas.map(() => 40), 20] },
      { table: 'T2', unit: 'households', by: [], halfWidth: 20, cells: [40 * number + 20] },
    ],
  })
  const monthly = {
    ...month('2026-09'),
    dimensions,
    grids: [
      {
        table: 'T0' as const,
        unit: 'accesses' as const,
        by: ['area' as const, 'month' as const],
        halfWidth: 5,
        cells: [...areas.map(() => 50), 20],
      },
    ],
  }
  const of = facts({
    quarter,
    months: [monthly],
    areas: areas.map(id => ({ id, residents: 1000 })),
    centres: [],
  })
  expect(line(read('persons_est', of, null))).toMatch(new RegExp(`^${40 * number + 20} `))
  expect(line(read('acc_rate', of, null))).toMatch(number === 0 ? /^not_recorded/ : /^50 /)
  for (const area of areas) expect(line(read('acc_rate', of, area))).toBe('50 (45–55) A 2026-09')
  for (const one of indicators)
    for (const area of [null, ...areas]) expect(() => one.measure(of, { area })).not.toThrow()
})

test('a percentage is never above 100, and its ends stay between 0 and 100', () => {
  const quarter = quarterL('2026-Q3', {
    grids: [
      {
        table: 'T3',
        unit: 'households',
        by: ['area', 'outcome'],
        halfWidth: 9,
        cells: [104, 8, null, null, 50, 9, null, null, 9, null, null, null],
      },
      { table: 'T2', unit: 'households', by: ['area'], halfWidth: 9, cells: [100, 60, 20] },
    ],
  })
  const reading = read('outcome_share', facts({ quarter }), 'north', { by: 'outcome', value: 'answered' })
  expect(reading).toMatchObject({ kind: 'measured', value: 100, high: 100 })
  expect(reading.kind === 'measured' && reading.low).toBeGreaterThan(80)
})
