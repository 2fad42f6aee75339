/** The sentence before the picture, and what each area says on the map: the same facts, in words. */
import type { Area } from '../../api/territory/contract.ts'
import type { AreaLabel } from '../map/AreaLabels.tsx'
import { type AreaValue, coloured, type Figure, interval, type Missing, tiedPairs } from '../view/select.ts'
import type { words as disclosureWords } from '../words/disclosure.ts'
import type { words } from '../words/territory.ts'

type W = (typeof words)['it']
type D = (typeof disclosureWords)['it']

export const missingWord = (d: D, missing: Missing, threshold: number): string =>
  missing === 'few' ? d.few(threshold) : d.missing[missing]

/** Ends of the interval in the unit of the figure: tens of thousands lose nothing, rates keep one decimal. */
export function ends(w: W, figure: Figure, threshold: number): { low: string; high: string } {
  const { low, high } = interval(figure, threshold)
  const say = Number.isInteger(figure.halfWidth) ? w.number : w.rate
  return { low: say(low), high: say(high) }
}

/** «27–41» */
export const range = (w: W, figure: Figure, threshold: number): string => {
  const { low, high } = ends(w, figure, threshold)
  return `${low}–${high}`
}

type Facts = {
  w: W
  d: D
  areas: readonly Area[]
  values: readonly AreaValue[]
  threshold: number
}

/** With more areas than this the headline leaves the list to the map and the table. */
const inHeadline = 6

export function headline(facts: Facts, need: string, period: string): { title: string; note: string } {
  const { w, d, areas, values, threshold } = facts
  const nameOf = (id: string) => areas.find(area => area.properties.id === id)?.properties.name ?? id
  const said = values.map(
    value =>
      `${nameOf(value.area)} ${value.missing ? d.missing[value.missing] : w.number(value.figure!.value!)}`,
  )
  const title = w.headline(need, period, said.length <= inHeadline ? said : [])
  const pairs = tiedPairs(values, threshold)
  const compared = values.filter(value => !value.missing).length
  const all = (compared * (compared - 1)) / 2
  const tied =
    compared < 2
      ? ''
      : pairs.length === 0
        ? w.tiedNone
        : pairs.length === all
          ? w.tiedAll
          : w.tied(pairs.map(([a, b]) => [nameOf(a), nameOf(b)] as const))
  const colour = coloured(values).by === 'rate' ? w.colourByRate : w.colourByCount
  return { title, note: [colour, tied].filter(Boolean).join(' · ') }
}

export function areaLabels({ w, d, areas, values, threshold }: Facts): AreaLabel[] {
  const { by } = coloured(values)
  return areas.map(({ properties: { id, name, labelAt } }) => {
    const value = values.find(one => one.area === id)
    if (!value)
      return { id, name, at: labelAt, value: null, unit: '', interval: '', word: '', sentence: name }
    if (value.missing || !value.figure) {
      const word = missingWord(d, value.missing ?? 'not_published', threshold)
      const sentence = w.areaLabel(name, word)
      const short = value.missing === 'few' ? d.fewShort(threshold) : word
      return { id, name, at: labelAt, value: null, unit: '', interval: '', word, short, sentence }
    }
    const count = `${w.number(value.figure.value!)} ${w.households}`
    const told = ends(w, value.figure, threshold)
    const sentence = w.areaLabel(name, `${count}, ${w.between(told.low, told.high)}`)
    return by === 'rate' && value.rate
      ? {
          id,
          name,
          at: labelAt,
          value: w.rate(value.rate.value!),
          unit: '‰',
          interval: range(w, value.rate, threshold),
          word: count,
          sentence: `${sentence}; ${w.rate(value.rate.value!)} ${w.rateOf}`,
        }
      : {
          id,
          name,
          at: labelAt,
          value: w.number(value.figure.value!),
          unit: w.households,
          interval: range(w, value.figure, threshold),
          word: '',
          sentence,
        }
  })
}
