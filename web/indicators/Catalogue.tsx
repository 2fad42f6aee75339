/** The twenty-five by name: each leads to its page, and those that no edition measures say why. */
import { Card } from '../ui/Card.tsx'
import { useLanguage } from '../words/language.ts'
import { indicators, notMeasured } from './catalogue.ts'
import { IndicatorName } from './Figures.tsx'
import { useSpeech } from './speech.ts'

export function Catalogue() {
  const { c } = useSpeech()
  const language = useLanguage()
  const all = [...indicators, ...notMeasured].sort((a, b) => a.number - b.number)
  return (
    <Card title={c.catalogue} className="catalogue no-print">
      <p className="secondary">{c.catalogueText}</p>
      <ol>
        {all.map(one => (
          <li key={one.code} value={one.number}>
            {'why' in one ? (
              <>
                <span className="missing missing-not_recorded">{one.name[language]}</span>{' '}
                <span className="secondary">
                  {c.notMeasured}: {one.why[language]}
                </span>
              </>
            ) : (
              <IndicatorName indicator={one} />
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}
