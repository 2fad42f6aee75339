/** What the screen says as a table: the profile of an area, and an indicator in all the areas. Pure. */
import { type Cell, measured, type Row, type Statement } from '../view/statement.ts'
import type { Language } from '../words/language.ts'
import {
  type Indicator,
  indicatorOf,
  indicators,
  inShort,
  type Split,
  type Unit,
  valuesOf,
} from './catalogue.ts'
import type { Facts, Reading } from './measure.ts'
import { partName, type Speech, say } from './say.ts'

const decimals = (unit: Unit): 0 | 1 =>
  unit === 'per_thousand' || unit === 'per_ten_thousand' || unit === 'households_per_resource' ? 1 : 0

/** A reading as a cell: shares outside 5–95 and counts «out of» are words, because their number alone would lie. */
export function cellOf(speech: Speech, unit: Unit, reading: Reading): Cell {
  const words: Cell = { kind: 'text', text: say(speech, unit, reading).value }
  if (reading.kind === 'no_resource') return words
  if (reading.kind === 'missing')
    return { kind: 'missing', missing: reading.missing, threshold: (reading.most ?? 7) + 1 }
  if (reading.kind === 'exact')
    return reading.of === 0 || unit === 'of_needs'
      ? words
      : { kind: 'exact', value: Math.round(reading.value * 10) / 10, decimals: decimals(unit) }
  if (unit === 'percent' && (reading.value < 5 || reading.value > 95)) return words
  const { value, low, high, quality } = reading
  const round = (of: number) => (decimals(unit) === 1 ? Math.round(of * 10) / 10 : Math.round(of))
  const middle = measured({ value: round(value), halfWidth: 0 }, 0, decimals(unit))
  return middle.kind === 'measured' ? { ...middle, low: round(low), high: round(high), quality } : middle
}

const whenOf = (speech: Speech, reading: Reading): string =>
  'period' in reading && reading.period
    ? speech.t.periodShort(reading.period)
    : reading.kind === 'exact'
      ? speech.c.today
      : ''

const sourcesOf = (speech: Speech, facts: Facts): string[] =>
  [facts.quarter, facts.months?.at(-1), facts.quarter ? null : facts.year].flatMap(release =>
    release
      ? [speech.c.sourceOf(release.id, release.edition, speech.t.day(release.closedOn), release.hidden)]
      : [],
  )

const headings = ({ c }: Speech, first: string) => [
  { key: 'name', name: first, unit: null, usual: true },
  { key: 'value', name: c.figure, unit: null, usual: true },
  { key: 'unit', name: c.unitColumn, unit: null, usual: true },
  { key: 'period', name: c.periodColumn, unit: null, usual: true },
]

function rowOf(
  speech: Speech,
  id: string,
  name: string,
  unit: Unit,
  reading: Reading,
  more: Partial<Row> = {},
): Row {
  const when = whenOf(speech, reading)
  return {
    id,
    target: null,
    cells: {
      name: { kind: 'text', text: name },
      value: cellOf(speech, unit, reading),
      unit: { kind: 'text', text: speech.c.unit[unit] },
      period: when ? { kind: 'text', text: when } : { kind: 'none' },
    },
    ...more,
  }
}

/** The indicators that stand in the sentence of an area. */
const told = ['persons_est', 'unknown_share', 'res_count'] as const

/** Every indicator of an area, its parts under it. */
export function profileStatement(
  facts: Facts,
  { area, name }: { area: string | null; name: string },
  speech: Speech,
  language: Language,
  centres: readonly { id: string; name: string }[] = [],
): Statement {
  const period = facts.quarter?.period ?? facts.months?.at(-1)?.period
  const sentence = told.map(code => {
    const indicator = indicatorOf(code)!
    const reading = indicator.measure(facts, { area })
    const { value, interval } = say(speech, indicator.unit, reading)
    return `${indicator.name[language].toLowerCase()} ${value}${interval ? ` (${interval})` : ''}`
  })
  const rows = indicators.flatMap(indicator => {
    const { code, unit } = indicator
    const whole = indicator.byPartOnly
      ? []
      : [rowOf(speech, code, indicator.name[language], unit, indicator.measure(facts, { area }))]
    const [by] = indicator.splits
    const parts = by
      ? valuesOf(facts, by, area).map(value =>
          rowOf(
            speech,
            `${code}:${value}`,
            `${indicator.name[language]} · ${partName(speech, by, value, centres)}`,
            unit,
            indicator.measure(facts, { area, split: { by, value } }),
            { part: !indicator.byPartOnly },
          ),
        )
      : []
    return [...whole, ...parts]
  })
  return {
    title: `${name}${period ? ` · ${speech.t.periodShort(period)}` : ''}: ${sentence.join(' · ')}`,
    note: indicatorOf('acc_count')!.traps[language],
    columns: headings(speech, speech.c.indicator),
    rows,
    period: facts.quarter?.id ?? facts.year?.id ?? null,
    sheet: true,
    definitions: indicators.map(one => ({
      term: one.name[language],
      text: inShort(one, language),
      brief: one.formula[language],
    })),
    sources: sourcesOf(speech, facts),
  }
}

/** One indicator in all the areas, in geographic order, the city under them. */
export function comparisonStatement(
  indicator: Indicator,
  facts: Facts,
  areas: readonly { id: string; name: string }[],
  split: Split | undefined,
  speech: Speech,
  language: Language,
): Statement {
  const { c } = speech
  const name = indicator.name[language]
  const part = split ? ` · ${partName(speech, split.by, split.value, [])}` : ''
  const read = (area: string | null) => indicator.measure(facts, { area, ...(split && { split }) })
  const said = areas.map(area => `${area.name} ${say(speech, indicator.unit, read(area.id)).value}`)
  return {
    title: `${name}${part}: ${said.join(', ')}`,
    note: c.order,
    columns: headings(speech, speech.t.area),
    rows: [
      ...areas.map(area =>
        rowOf(speech, area.id, area.name, indicator.unit, read(area.id), { target: { area: area.id } }),
      ),
      rowOf(
        speech,
        'city',
        indicator.unit === 'per_thousand' || indicator.unit === 'per_ten_thousand'
          ? c.areasTogether
          : c.cityRow,
        indicator.unit,
        read(null),
        { summary: true },
      ),
    ],
    period: facts.quarter?.id ?? facts.year?.id ?? null,
    definitions: [{ term: name, text: inShort(indicator, language) }],
    sources: sourcesOf(speech, facts),
  }
}
