// @vitest-environment happy-dom
/** Trends: a point for each closed period, breaks where nothing is compared, and what a change can be said to be. */
import { expect, test } from 'vitest'
import { indicatorOf } from '../../../web/indicators/catalogue.ts'
import type { Reading } from '../../../web/indicators/measure.ts'
import { breakBetween, changeOf, indistinct, seriesOf } from '../../../web/indicators/series.ts'
import { facts, month, quarterL, quarterS, releaseOf, yearS } from './fixtures.ts'

const persons = indicatorOf('persons_est')!
const north = { area: 'north' }
const past = (more: Partial<Parameters<typeof seriesOf>[3]> = {}) => ({
  months: [],
  quarters: [],
  years: [],
  ...more,
})

test('households by quarter, accesses by month, and no past for the census of today', () => {
  const quarters = [quarterL('2026-Q2'), quarterL('2026-Q3')]
  const months = [month('2026-08'), month('2026-09')]
  const of = (code: string) => seriesOf(indicatorOf(code)!, north, facts(), past({ quarters, months }))
  expect(of('persons_est').map(({ period }) => period)).toEqual(['2026-Q2', '2026-Q3'])
  expect(of('acc_count').map(({ reading }) => reading.kind === 'measured' && reading.value)).toEqual([60, 60])
  expect(of('acc_rate').map(({ reading }) => reading.kind === 'measured' && reading.value)).toEqual([6, 6])
  expect(of('res_count')).toEqual([])
})

test('edition S tells by year what it does not tell by quarter', () => {
  const points = seriesOf(
    indicatorOf('unknown_share')!,
    north,
    facts(),
    past({ quarters: [quarterS()], years: [yearS()] }),
  )
  expect(points.map(({ period }) => period)).toEqual(['2025'])
})

test('a series breaks where edition, boundary or the meaning of support change', () => {
  const [before, after] = [
    quarterL('2026-Q2', { boundaries: '2026-06-30' }),
    quarterL('2026-Q3', { boundaries: '2026-09-30' }),
  ]
  const between = (indicator = persons, place: { area: string | null } = north, starts = {}) =>
    breakBetween(before, after, indicator, place, starts)
  expect(between()).toBeNull()
  expect(between(persons, north, { north: '2026-08-01' })).toEqual({ kind: 'areas' })
  expect(between(persons, { area: 'south' }, { north: '2026-08-01' })).toBeNull()
  expect(between(persons, { area: 'outside_or_unknown' }, { north: '2026-08-01' })).toEqual({ kind: 'areas' })
  expect(between(persons, { area: null }, { north: '2026-08-01' })).toBeNull()
  expect(between(persons, north, { north: '2019-09-01' })).toBeNull()
  expect(breakBetween(quarterS(), after, persons, north, {})).toEqual({ kind: 'edition', from: 'S', to: 'L' })
  const fewer = releaseOf('2026-Q2', { dimensions: { area: ['south'], month: [] } })
  expect(breakBetween(fewer, after, persons, north, {})).toEqual({ kind: 'areas' })
  const support = indicatorOf('inc_unknown')!
  const [rdc, adi] = [quarterL('2023-Q4'), quarterL('2024-Q1')]
  expect(breakBetween(rdc, adi, support, north, {})).toEqual({ kind: 'income' })
  expect(breakBetween(rdc, adi, persons, north, {})).toBeNull()
  expect(breakBetween(adi, after, support, north, {})).toBeNull()
})

test('a rate is not made of the residents of another boundary', () => {
  const months = [{ ...month('2026-06'), boundaries: '2026-06-30' }, month('2026-09')]
  const points = seriesOf(indicatorOf('acc_rate')!, north, facts(), past({ months }), { north: '2026-08-01' })
  expect(points.map(({ reading }) => ('why' in reading ? reading.why : reading.kind))).toEqual([
    'no_population',
    'measured',
  ])
  expect(points[1]!.broken).toEqual({ kind: 'areas' })
})

const at = (value: number, half: number, base?: number): Reading => ({
  kind: 'measured',
  value,
  low: value - half,
  high: value + half,
  quality: 'B',
  period: '2026-Q3',
  ...(base !== undefined && { base }),
})
const few: Reading = { kind: 'missing', missing: 'few' }

test.each([
  [at(50, 8, 100), at(60, 8, 100), 'indistinct'],
  // 12 points: beyond the noise of 11.3, within √(11.3² + 11.6²) of nature as well.
  [at(50, 8, 100), at(62, 8, 100), { beyond: 'noise', direction: 'more' }],
  [at(62, 8, 100), at(50, 8, 100), { beyond: 'noise', direction: 'fewer' }],
  [at(50, 4, 1000), at(62, 4, 1000), { beyond: 'nature', direction: 'more' }],
  [few, at(62, 4, 1000), 'unknown'],
  [at(62, 4, 1000), few, 'unknown'],
])('a share from %o to %o', (before, after, expected) => {
  expect(changeOf(before, after, { unit: 'percent' })).toEqual(expected)
})

test('a rate changes when the count it is made of does', () => {
  // 60 and 68 accesses on 10,000 residents, ± 5: what `change.test.ts` says of 60 and 68.
  expect(changeOf(at(6, 0.5, 60), at(6.8, 0.5, 68), { unit: 'per_thousand' })).toEqual({
    beyond: 'noise',
    direction: 'more',
  })
  expect(changeOf(at(6, 0.5, 60), at(6.6, 0.5, 66), { unit: 'per_thousand' })).toBe('indistinct')
})

test('two readings are not told apart while their intervals touch', () => {
  expect(indistinct(at(50, 5), at(60, 5))).toBe(true)
  expect(indistinct(at(50, 5), at(61, 5))).toBe(false)
  expect(indistinct(few, at(61, 5))).toBe(false)
})
