/** A reading in words: value, interval, unit and what is missing, the same on screen, in tables and on paper. */
import type { words as catalogueWords } from '../words/catalogue.ts'
import type { words as disclosureWords } from '../words/disclosure.ts'
import type { words as resourceWords } from '../words/resources.ts'
import type { words as territoryWords } from '../words/territory.ts'
import type { words as vocabularyWords } from '../words/vocabulary.ts'
import type { Indicator, SplitName, Unit } from './catalogue.ts'
import type { Reading } from './measure.ts'

export type Speech = {
  c: (typeof catalogueWords)['it']
  d: (typeof disclosureWords)['it']
  t: (typeof territoryWords)['it']
  v: (typeof vocabularyWords)['it']
  r: (typeof resourceWords)['it']
}
export type Said = {
  value: string
  /** «27–41», «da meno del 5 a 14 %»; null where there is none. */
  interval: string | null
  /** Why the word of absence stands there. */
  why: string | null
}

const isPercent = (unit: Unit) => unit.startsWith('percent')
/** Counts are whole, rates and ratios have one decimal. */
const decimalsOf = (unit: Unit): 0 | 1 =>
  unit === 'per_thousand' || unit === 'per_ten_thousand' || unit === 'households_per_resource' ? 1 : 0

/** Whole points; a share is never said to be nothing or all. */
function percent({ c, t }: Speech, value: number): string {
  if (value < 5) return c.under5
  if (value > 95) return c.over95
  return c.percent(t.number(Math.round(value)))
}
function percentEnds({ c, t }: Speech, low: number, high: number): string {
  const end = (value: number) =>
    value < 5 ? c.under5End : value > 95 ? c.over95End : t.number(Math.round(value))
  return low >= 5 && high <= 95 ? c.percent(`${end(low)}–${end(high)}`) : c.fromTo(end(low), end(high))
}

export function say(speech: Speech, unit: Unit, reading: Reading): Said {
  const { c, d, t } = speech
  const number = (value: number) => (decimalsOf(unit) === 1 ? t.rate(value) : t.number(Math.round(value)))
  if (reading.kind === 'missing') {
    const { missing, why, most } = reading
    const value = missing === 'few' && !why ? c.few(most ?? 7) : d.missing[missing]
    return { value, interval: null, why: why ? c.why[why] : null }
  }
  if (reading.kind === 'no_resource') return { value: c.noResource, interval: null, why: null }
  if (reading.kind === 'exact') {
    const { value, count, of } = reading
    if (of === undefined || count === undefined) return { value: number(value), interval: null, why: null }
    if (of === 0) return { value: c.noneCounted, interval: null, why: null }
    const outOf = c.outOf(t.number(count), t.number(of))
    return {
      value: isPercent(unit) ? c.percent(t.number(Math.round(value))) : outOf,
      interval: null,
      why: isPercent(unit) ? outOf : null,
    }
  }
  return {
    value: isPercent(unit) ? percent(speech, reading.value) : number(reading.value),
    interval: isPercent(unit)
      ? percentEnds(speech, reading.low, reading.high)
      : `${number(reading.low)}–${number(reading.high)}`,
    why: null,
  }
}

/** The whole figure in one breath. */
export function sayAll(speech: Speech, indicator: Pick<Indicator, 'unit'>, reading: Reading): string {
  const { value, interval, why } = say(speech, indicator.unit, reading)
  const numbered = reading.kind === 'measured' || reading.kind === 'exact'
  const unit = numbered && !isPercent(indicator.unit) ? ` ${speech.c.unit[indicator.unit]}` : ''
  return `${value}${unit}${interval || why ? ` (${interval ?? why})` : ''}`
}

/** The name of a part. */
export function partName(
  speech: Speech,
  by: SplitName,
  value: string,
  centres: readonly { id: string; name: string }[],
): string {
  const { c, v, r } = speech
  const known = {
    need: v.needGroup,
    macro: c.macro,
    outcome: c.outcome,
    gender: v.gender,
    citizenship: v.citizenship,
    household: c.household,
    income: c.income,
    channel: c.channel,
    group: r.groups,
    owner: c.owner,
  } as const
  if (by === 'age') return c.years(value)
  if (by === 'centre') return centres.find(({ id }) => id === value)?.name ?? c.otherCentre
  return (known[by] as Record<string, string>)[value] ?? value
}
