/** The page of an area, on one sheet: who came, with what need, what followed, and what is there already. */
import type { NeedGroup } from '../../api/disclosure/codes.ts'
import { Card } from '../ui/Card.tsx'
import { Missing } from '../ui/Missing.tsx'
import { missingStates } from '../view/select.ts'
import { addressOf, emptyView, useView } from '../view/view.ts'
import { words } from '../words/indicators.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { Catalogue } from './Catalogue.tsx'
import { Comparison } from './Comparison.tsx'
import { indicatorOf } from './catalogue.ts'
import { Parts, Told } from './Figures.tsx'
import { find } from './measure.ts'
import { Receipt } from './Receipt.tsx'
import { seriesOf } from './series.ts'
import { useSpeech } from './speech.ts'
import { Trend } from './Trend.tsx'
import type { Known } from './useFacts.ts'

const of = (code: string) => indicatorOf(code)!

export function Profile({ known, name }: { known: Known; name: string }) {
  const { view, act } = useView()
  const speech = useSpeech()
  const w = useWords(words)
  const language = useLanguage()
  const { c, t } = speech
  const { facts } = known
  const area = known.areas.some(({ id }) => id === view.area) ? view.area : null
  const place = { area }
  const own = known.areas.find(({ id }) => id === area)
  // Accesses by month; edition S, which publishes none, has its households by quarter.
  const monthly = seriesOf(of('acc_count'), place, facts, known.past, known.starts)
  const inTime = of(monthly.length > 0 ? 'acc_count' : 'persons_est')
  // Edition S knows kinds of need, by year; L the eleven groups, by quarter.
  const byNeed = facts.quarter?.dimensions.need !== undefined || facts.year?.dimensions.macro === undefined
  const sources = [facts.quarter, facts.months?.at(-1), facts.quarter ? null : facts.year].filter(
    release => release !== null && release !== undefined,
  )
  const dontKnow = find(
    facts,
    [
      ['quarter', 'T6'],
      ['year', 'S2'],
    ],
    area,
    { known: 'unknown' },
  )
  const go = (screen: 'explore' | 'resources') => ({
    ...emptyView,
    area,
    need: view.need,
    period: view.period,
    screen,
  })
  const link = (screen: 'explore' | 'resources', text: string) => (
    <a
      className="button no-print"
      href={addressOf(go(screen))}
      onClick={event => {
        event.preventDefault()
        act(go(screen))
      }}
    >
      {text}
    </a>
  )
  return (
    <>
      <div className="profile">
        <Card title={c.visits} className="visits">
          <Told indicator={of('persons_est')} known={known} place={place} large />
          <Told indicator={of('acc_count')} known={known} place={place} large />
          <div className="told-pair">
            <Told indicator={of('acc_rate')} known={known} place={place} />
            <Told indicator={of('first_share')} known={known} place={place} />
          </div>
          <p className="secondary">{w.notPersons}</p>
        </Card>
        <Card title={`${c.needs} · ${byNeed ? c.byNeed : c.byMacro}`} className="profile-needs">
          <Parts
            indicator={of('persons_est')}
            known={known}
            area={area}
            by={byNeed ? 'need' : 'macro'}
            label={byNeed ? c.byNeed : c.byMacro}
            chosen={view.need}
            {...(byNeed && {
              onPick: (need: string) => act({ need: need === view.need ? null : (need as NeedGroup) }),
            })}
          />
        </Card>
        <Card title={c.unknown}>
          <Told indicator={of('unknown_share')} known={known} place={place} large>
            {'part' in dontKnow && (
              <p className="secondary">
                {c.dontKnow}{' '}
                {dontKnow.part.value === null ? (
                  <Missing state="few" threshold={dontKnow.part.most + 1} />
                ) : (
                  t.number(dontKnow.part.value)
                )}
                .
              </p>
            )}
          </Told>
          <Told indicator={of('inc_unknown')} known={known} place={place} />
        </Card>
        <Card title={c.answered}>
          <Parts indicator={of('outcome_share')} known={known} area={area} by="outcome" label={c.answered} />
          <Told indicator={of('unmet_share')} known={known} place={place} />
        </Card>
        <Card title={c.supply}>
          <div className="told-pair">
            <Told indicator={of('res_count')} known={known} place={place} large />
            <Told indicator={of('res_fresh')} known={known} place={place} large />
            <Told indicator={of('res_rate')} known={known} place={place} />
            <Told indicator={of('near_share')} known={known} place={place} />
          </div>
          <Parts
            indicator={of('res_mix')}
            known={known}
            area={area}
            by="owner"
            label={of('res_mix').name[language]}
            withoutZeros
          />
          <h3 className="secondary">{c.groups}</h3>
          <Parts
            indicator={of('res_count')}
            known={known}
            area={area}
            by="group"
            label={c.groups}
            withoutZeros
          />
        </Card>
        <Card title={c.channels}>
          <Parts indicator={of('mode_share')} known={known} area={area} by="channel" label={c.channels} />
          <Told indicator={of('out_of_area')} known={known} place={{ area: null }} />
        </Card>
        <Card title={c.together}>
          <Told indicator={of('coverage')} known={known} place={place} />
          <Told
            indicator={of('gap')}
            known={known}
            place={{ ...place, ...(view.need && { split: { by: 'need', value: view.need } }) }}
          />
          <p className="secondary no-print">{c.togetherText}</p>
          <p className="indicators-links">
            {link('explore', c.openGap)}
            {link('resources', w.seeResources(name))}
          </p>
        </Card>
        <Card title={`${c.trends} · ${inTime.name[language]}`} className="profile-trend">
          <Trend indicator={inTime} known={known} place={place} areaName={name} />
        </Card>
        {facts.quarter && (
          <Comparison
            release={facts.quarter}
            areas={known.areas}
            area={area}
            need={view.need}
            onSelect={id => act({ area: id })}
            onAllNeeds={() => act({ need: null })}
          />
        )}
        <Card title={c.context} className="context">
          <p className="secondary">{c.contextText}</p>
          <dl>
            {(own ? [own] : known.areas).map(one => (
              <div key={one.id}>
                <dt>
                  {c.residents}
                  {!own && ` · ${one.name}`}
                </dt>
                <dd>
                  {one.residents && one.residentsOn ? (
                    <>
                      <b>{t.number(one.residents)}</b>{' '}
                      <span className="secondary">
                        {c.residentsOf(t.day(one.residentsOn), one.residentsSource ?? '')}
                      </span>
                    </>
                  ) : (
                    <Missing state="not_recorded" />
                  )}
                </dd>
              </div>
            ))}
          </dl>
          <p className="secondary">{c.contextMissing}</p>
        </Card>
      </div>
      <Card title={w.missingLegend} className="legend-card">
        <dl className="missing-legend">
          {missingStates.map(missing => (
            <div key={missing}>
              <dt>
                <Missing state={missing} threshold={facts.quarter?.threshold ?? 8} />
              </dt>
              <dd className="secondary">{w.missingMeaning[missing]}</dd>
            </div>
          ))}
        </dl>
        {sources.map(release => (
          <p className="secondary profile-receipt" key={release.id}>
            <Receipt release={release} />
          </p>
        ))}
      </Card>
      <Catalogue />
    </>
  )
}
