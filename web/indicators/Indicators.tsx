/** *Indicatori*: the profile of an area on one page, or one indicator in all areas; from releases and the census alone. */
import { TimeControl } from '../explore/TimeControl.tsx'
import { StatementActions } from '../statement/Actions.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useView } from '../view/view.ts'
import { words } from '../words/indicators.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { indicatorOf } from './catalogue.ts'
import { IndicatorPage } from './IndicatorPage.tsx'
import { Profile } from './Profile.tsx'
import { useSpeech } from './speech.ts'
import { profileStatement } from './statement.ts'
import { useFacts } from './useFacts.ts'
import './indicators.css'

export default function Indicators() {
  const w = useWords(words)
  const speech = useSpeech()
  const language = useLanguage()
  const { view, act, move } = useView()
  const known = useFacts(view)
  const { areas, chosen, state } = known
  const area = areas.find(({ id }) => id === view.area) ?? null
  const name = area?.name ?? w.city
  const indicator = indicatorOf(view.indicator)
  const period = known.facts.quarter?.period ?? chosen.id
  const ready = state !== 'loading' && (known.here || state === 'failed')
  const said = profileStatement(known.facts, { area: area?.id ?? null, name }, speech, language)

  return (
    <div className="indicators">
      <header className="indicators-head">
        <div>
          <h1>
            {w.title} · {name}
          </h1>
          <p className="secondary">
            {area?.subtitle ?? w.lead}
            {area?.isDemo && ` · ${w.demoBoundary}`}
            {period && <span className="print-only"> · {speech.t.periodName(period)}</span>}
          </p>
          {ready && state === 'ready' && !indicator && (
            <>
              <p className="profile-said">{said.title}</p>
              <StatementActions statement={said} picture={null} view={view} />
            </>
          )}
        </div>
        <fieldset className="indicators-areas no-print">
          <legend className="unseen">{w.area}</legend>
          <div className="chips">
            <Chip on={area === null} onClick={() => act({ area: null })}>
              {w.city}
            </Chip>
            {areas.map(({ id, name: label }) => (
              <Chip key={id} on={area?.id === id} onClick={() => act({ area: id })}>
                {label}
              </Chip>
            ))}
          </div>
        </fieldset>
        <div className="indicators-time no-print">
          <TimeControl since={view.since} chosen={chosen.id} monthsToo={false} onPick={act} onMove={move} />
        </div>
      </header>
      {view.area && !area && <Notice>{w.unknownArea(view.area)}</Notice>}
      {view.indicator && !indicator && <Notice>{speech.c.noSuchIndicator(view.indicator)}</Notice>}
      {state === 'failed' && (
        <Notice kind="warning" action={<Button onClick={known.retry}>{w.retry}</Button>}>
          {w.failed}
        </Notice>
      )}
      {state === 'ready' && !chosen.id && (
        <Notice
          action={
            view.period && <Button onClick={() => act({ period: null, since: null })}>{w.showNewest}</Button>
          }
        >
          <strong>{w.notPublishedTitle}.</strong>{' '}
          {view.period ? w.notPublished(speech.t.periodName(view.period)) : w.nothingPublished}
        </Notice>
      )}
      {!ready ? (
        <div className="card">
          <Skeleton lines={8} />
        </div>
      ) : indicator ? (
        <IndicatorPage indicator={indicator} known={known} name={name} />
      ) : (
        <Profile known={known} name={name} />
      )}
    </div>
  )
}
