/** One indicator: what it is, all the areas, its course, its parts, and what to mind. */

import { StatementActions } from '../statement/Actions.tsx'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { useView } from '../view/view.ts'
import { useLanguage } from '../words/language.ts'
import { type Indicator, intervalOf, type Split, valuesOf } from './catalogue.ts'
import { Parts, ReadingText } from './Figures.tsx'
import { Strips } from './Strips.tsx'
import { partName } from './say.ts'
import { useSpeech } from './speech.ts'
import { comparisonStatement } from './statement.ts'
import { Trend } from './Trend.tsx'
import type { Known } from './useFacts.ts'

export function IndicatorPage({
  indicator,
  known,
  name,
}: {
  indicator: Indicator
  known: Known
  name: string
}) {
  const { view, act } = useView()
  const speech = useSpeech()
  const language = useLanguage()
  const { c } = speech
  const { area } = view
  // What exists by part alone is shown for the first part, or for the need of the view.
  const by =
    indicator.byPartOnly || (view.need && indicator.splits.includes('need')) ? indicator.splits[0] : null
  const values = by ? valuesOf(known.facts, by, area) : []
  const value = by === 'need' && view.need ? view.need : values[0]
  const split: Split | undefined = by && value ? { by, value } : undefined
  const place = { area, ...(split && { split }) }
  const title = split
    ? `${indicator.name[language]} · ${partName(speech, split.by, split.value, known.centres)}`
    : indicator.name[language]
  const said = comparisonStatement(indicator, known.facts, known.areas, split, speech, language)
  const about = [
    [c.definition, indicator.definition],
    [c.formula, indicator.formula],
    [c.absent, indicator.absent],
    [c.reading, indicator.reading],
    [c.traps, indicator.traps],
  ] as const
  return (
    <>
      <div className="indicator-title">
        <Button kind="plain" className="no-print" onClick={() => act({ indicator: null })}>
          ← {c.back}
        </Button>
        <h2>{indicator.name[language]}</h2>
        <p>
          {title !== indicator.name[language] && <span className="secondary">{title} · </span>}
          {name}: <ReadingText indicator={indicator} reading={indicator.measure(known.facts, place)} large />
        </p>
        <StatementActions statement={said} picture={null} view={view} />
      </div>
      <Card title={c.strips}>
        <h3>{title}</h3>
        <Strips
          indicator={indicator}
          known={known}
          {...(split && { split })}
          area={area}
          label={title}
          onSelect={id => act({ area: id })}
        />
      </Card>
      <Card title={c.definition} className="about">
        <dl>
          {about.map(([term, text]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text[language]}</dd>
            </div>
          ))}
          <div>
            <dt>{c.interval}</dt>
            <dd>
              {intervalOf(indicator, language).replace(/^\p{L}+: (\p{L})/u, (_, letter: string) =>
                letter.toUpperCase(),
              )}
            </dd>
          </div>
        </dl>
      </Card>
      <Card title={`${c.trends} · ${name}`}>
        <Trend indicator={indicator} known={known} place={place} areaName={name} />
      </Card>
      <Card title={`${c.part} · ${name}`}>
        {indicator.splits.length === 0 && <p className="secondary">{c.noSplit}</p>}
        {indicator.splits.map(each => (
          <section key={each} className="part">
            <h3>{c.by(c.split[each])}</h3>
            <Parts
              indicator={indicator}
              known={known}
              area={area}
              by={each}
              label={c.by(c.split[each])}
              {...(each === 'need'
                ? {
                    chosen: view.need,
                    onPick: (need: string) =>
                      act({ need: need === view.need ? null : (need as typeof view.need) }),
                  }
                : {})}
            />
          </section>
        ))}
      </Card>
    </>
  )
}
