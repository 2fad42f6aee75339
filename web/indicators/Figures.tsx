/** An indicator told: its figure with interval and letter, `?` beside it, and its parts on one scale. */
import type { ReactNode } from 'react'
import { Definition } from '../ui/Definition.tsx'
import { Missing } from '../ui/Missing.tsx'
import { QualityLetter } from '../ui/QualityLetter.tsx'
import { useView } from '../view/view.ts'
import { useLanguage } from '../words/language.ts'
import { type Indicator, inShort, type Place, type SplitName, valuesOf } from './catalogue.ts'
import type { Facts, Reading } from './measure.ts'
import { partName, say } from './say.ts'
import { useSpeech } from './speech.ts'
import type { Known } from './useFacts.ts'

export function ReadingText({
  indicator,
  reading,
  large,
}: {
  indicator: Indicator
  reading: Reading
  large?: boolean
}) {
  const speech = useSpeech()
  const { value, interval, why } = say(speech, indicator.unit, reading)
  if (reading.kind === 'missing')
    return (
      <span className="number">
        {reading.missing === 'few' && !why ? (
          <Missing state="few" threshold={(reading.most ?? 7) + 1} />
        ) : (
          <span className={`missing missing-${reading.missing}`}>{value}</span>
        )}
        {why && <small>{why}</small>}
      </span>
    )
  const percent = indicator.unit.startsWith('percent')
  // The name of a rate says its unit.
  const unit =
    percent || indicator.unit.startsWith('per_') || reading.kind === 'no_resource'
      ? null
      : speech.c.unit[indicator.unit]
  const detail = [unit, interval ?? why].filter(Boolean).join(' · ')
  return (
    <span className={large ? 'number number-large' : 'number'}>
      <b>{value}</b>
      {detail && <small>{detail}</small>}
      {reading.kind === 'measured' && <QualityLetter letter={reading.quality} />}
    </span>
  )
}

/** The name of an indicator leads to its page. */
export function IndicatorName({ indicator }: { indicator: Indicator }) {
  const { act } = useView()
  const speech = useSpeech()
  const name = indicator.name[useLanguage()]
  return (
    <button
      type="button"
      className="plain indicator-name"
      title={speech.c.openIndicator(name)}
      onClick={() => {
        act({ indicator: indicator.code })
        window.scrollTo(0, 0)
      }}
    >
      {name}
    </button>
  )
}

/** One figure of the profile. A period of its own is said: what only a year tells stands beside a quarter. */
export function Told(props: {
  indicator: Indicator
  known: Known
  place: Place
  large?: boolean
  children?: ReactNode
}) {
  const { indicator, known, place, large = false, children } = props
  const speech = useSpeech()
  const language = useLanguage()
  const reading = indicator.measure(known.facts, place)
  const own = 'period' in reading && reading.period?.length === 4 ? reading.period : null
  return (
    <div className="told" data-indicator={indicator.code}>
      <div className="secondary">
        <IndicatorName indicator={indicator} />
        {own && ` · ${speech.t.periodName(own)}`}
      </div>
      <Definition of={indicator.name[language]} text={inShort(indicator, language)}>
        <ReadingText indicator={indicator} reading={reading} large={large} />
      </Definition>
      {children}
    </div>
  )
}

export type PartRow = { value: string; name: string; reading: Reading }
export function usePartRows(
  indicator: Indicator,
  facts: Facts,
  area: string | null,
  by: SplitName,
  centres: Known['centres'],
): PartRow[] {
  const speech = useSpeech()
  return valuesOf(facts, by, area).map(value => ({
    value,
    name: partName(speech, by, value, centres),
    reading: indicator.measure(facts, { area, split: { by, value } }),
  }))
}

/** Parts one under the other, on one scale, in the order of the vocabulary and never by size. */
export function Parts(props: {
  indicator: Indicator
  known: Known
  area: string | null
  by: SplitName
  label: string
  /** Rows that are none at all say nothing. */
  withoutZeros?: boolean
  chosen?: string | null
  onPick?: (value: string) => void
}) {
  const { indicator, known, area, by, label, withoutZeros, chosen, onPick } = props
  const speech = useSpeech()
  const all = usePartRows(indicator, known.facts, area, by, known.centres)
  const rows = withoutZeros ? all.filter(({ reading }) => reading.kind !== 'exact' || reading.value > 0) : all
  const end = (reading: Reading) =>
    reading.kind === 'measured' ? reading.high : reading.kind === 'exact' ? reading.value : 0
  const top = Math.max(1, ...rows.map(({ reading }) => end(reading)))
  const at = (value: number) => `${(100 * value) / top}%`
  return (
    <table className="parts">
      <caption className="unseen">{label}</caption>
      <thead className="unseen">
        <tr>
          <th scope="col">{speech.c.part}</th>
          <td />
          <th scope="col">{speech.c.figure}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ value, name, reading }) => {
          const said = say(speech, indicator.unit, reading)
          return (
            <tr key={value} className={value === chosen ? 'parts-on' : undefined}>
              <th scope="row">
                {onPick ? (
                  <button
                    type="button"
                    className="plain"
                    aria-pressed={value === chosen}
                    onClick={() => onPick(value)}
                  >
                    {name}
                  </button>
                ) : (
                  name
                )}
              </th>
              <td className="parts-track" aria-hidden="true">
                {reading.kind === 'measured' && (
                  <span
                    className="parts-interval"
                    style={{ left: at(reading.low), width: at(reading.high - reading.low) }}
                  />
                )}
                {reading.kind === 'measured' && <i style={{ left: at(reading.value) }} />}
                {reading.kind === 'exact' && (
                  <span className="parts-bar" style={{ width: at(reading.value) }} />
                )}
              </td>
              <td className="parts-value">
                {reading.kind === 'missing' ? (
                  <span className={`missing missing-${reading.missing}`} title={said.why ?? undefined}>
                    {said.value}
                  </span>
                ) : (
                  <>
                    <b>{said.value}</b>{' '}
                    {(said.interval ?? said.why) && <small>{said.interval ?? said.why}</small>}
                    {reading.kind === 'measured' && <QualityLetter letter={reading.quality} />}
                  </>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
