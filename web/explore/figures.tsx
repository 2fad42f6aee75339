/** Figures of areas side by side, shared by the panel and the questions: tiles, strips with intervals, the receipt. */

import type { ReactNode } from 'react'
import { IntervalStrip } from '../charts/IntervalStrip.tsx'
import { Missing } from '../ui/Missing.tsx'
import { QualityLetter } from '../ui/QualityLetter.tsx'
import {
  type AreaValue,
  type Figure,
  interval,
  type Missing as MissingState,
  quality,
  rate,
} from '../view/select.ts'
import type { View } from '../view/view.ts'
import { words as disclosureWords } from '../words/disclosure.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/territory.ts'
import { words as vocabularyWords } from '../words/vocabulary.ts'
import type { Explored } from './explored.ts'
import { missingWord, range } from './headline.ts'

/** What a figure needs of the parts of a question. */
type Seen = { view: View; act: (change: Partial<View>) => void; explored: Explored }

/** A number, its interval and its letter, each in its place; or the word of what is missing. */
export function Tile(props: {
  figure: Figure | null
  missing: MissingState | null
  unit?: string
  text: string
  threshold: number
}) {
  const { figure, missing, unit, text, threshold } = props
  const w = useWords(words)
  const known = figure !== null && figure.value !== null
  return (
    <div className="tile">
      {known ? (
        <>
          <p className="tile-number">
            <b>{(Number.isInteger(figure.halfWidth) ? w.number : w.rate)(figure.value!)}</b>{' '}
            {unit && <span>{unit}</span>}
            <QualityLetter letter={quality(figure.value, figure.halfWidth)} />
          </p>
          <p className="secondary">
            {text}, {range(w, figure, threshold)}
          </p>
        </>
      ) : (
        <>
          <p>
            <Missing state={missing ?? 'not_published'} threshold={threshold} />
          </p>
          <p className="secondary">{text}</p>
        </>
      )}
    </div>
  )
}

export const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="panel-part">
    <h3 className="section-label">{title}</h3>
    {children}
  </section>
)

export function Receipt({ explored }: { explored: Explored }) {
  const w = useWords(words)
  const { release } = explored
  return release ? <p className="receipt">{w.receipt(release.id, release.edition, release.hidden)}</p> : null
}

export function Comparison({ view, act, explored }: Seen) {
  const w = useWords(words)
  const d = useWords(disclosureWords)
  const { values, areas, release, colouredBy } = explored
  const threshold = release?.threshold ?? 8
  const nameOf = (id: string) => areas.find(area => area.properties.id === id)?.properties.name ?? id
  const row = (value: AreaValue) => {
    const residents =
      areas.find(({ properties }) => properties.id === value.area)?.properties.residents ?? null
    const figure = value.figure && (colouredBy === 'rate' ? rate(value.figure, residents) : value.figure)
    const few = value.figure ? interval(value.figure, threshold) : { low: 0, high: 0 }
    const scale = colouredBy === 'rate' && residents ? 1000 / residents : 1
    const reach = figure && figure.value !== null ? interval(figure, threshold) : null
    return {
      id: value.area,
      label: nameOf(value.area),
      value: figure?.value ?? null,
      low: reach?.low ?? 0,
      high: reach?.high ?? few.high * scale,
      emphasis: value.area === view.area,
      ...(value.missing && value.missing !== 'few' ? { note: missingWord(d, value.missing, threshold) } : {}),
    }
  }
  const unit = colouredBy === 'rate' ? w.perThousand : w.households
  return (
    <Section title={w.compare}>
      <IntervalStrip
        rows={values.map(row)}
        unit={unit}
        label={w.compare}
        onSelect={area => act({ area, selection: null })}
      />
      <p className="secondary">{unit}</p>
    </Section>
  )
}

/** The needs of an area or of everyone, on one scale. */
export function Needs(
  props: Seen & {
    rows: { id: View['need']; value: Figure | null; missing: MissingState | null }[]
    title: string
  },
) {
  const w = useWords(words)
  const d = useWords(disclosureWords)
  const v = useWords(vocabularyWords)
  const threshold = props.explored.release?.threshold ?? 8
  return (
    <Section title={props.title}>
      <IntervalStrip
        unit={w.households}
        label={props.title}
        onSelect={need => props.act({ need: need as View['need'] })}
        rows={props.rows.map(({ id, value, missing }) => ({
          id: id!,
          label: v.needGroup[id!],
          value: value?.value ?? null,
          ...(value ? interval(value, threshold) : { low: 0, high: 0 }),
          emphasis: id === props.view.need,
          ...(missing && missing !== 'few' ? { note: missingWord(d, missing, threshold) } : {}),
        }))}
      />
      <p className="secondary">{w.allMainNeeds}</p>
    </Section>
  )
}
