/** One page per area, from releases and nothing else: what was measured, how surely, and what is missing. */
import { useEffect } from 'react'
import { boot } from '../api/boot.ts'
import { useReleases } from '../api/releases.ts'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Missing } from '../ui/Missing.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { missingStates, quarters } from '../view/select.ts'
import { addressOf, emptyView, useView } from '../view/view.ts'
import { words } from '../words/indicators.ts'
import { locale, useWords } from '../words/language.ts'
import { words as territory } from '../words/territory.ts'
import { Accesses } from './Accesses.tsx'
import { Comparison } from './Comparison.tsx'
import { Needs } from './Needs.tsx'
import { lastMonthOf, monthsUntil, quarterAsked, quarterOf } from './profile.ts'
import './indicators.css'

export default function Indicators() {
  const w = useWords(words)
  const { periodName, day } = useWords(territory)
  const { view, act } = useView()
  const { state, releases, release, load, failed, retry } = useReleases()
  const areas = boot.areas.features.map(feature => feature.properties)
  const area = areas.find(({ id }) => id === view.area) ?? null
  const quarter = quarterAsked(view.period, releases)
  const months = monthsUntil(view.period, releases)

  const wanted = [...(quarter.id ? [quarter.id] : []), ...months.map(({ id }) => id)].join(' ')
  useEffect(() => {
    for (const id of wanted.split(' ')) if (id) load(id)
  }, [wanted, load])

  const known = quarters(releases)
  const shown = quarter.id ? release(quarter.id) : undefined
  const name = area?.name ?? w.city
  const loadingFailed = state === 'failed' || failed.some(id => wanted.split(' ').includes(id))
  const here = { ...emptyView, area: area?.id ?? null, need: view.need, period: view.period }

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
          </p>
          {area && (
            <p className="secondary">
              {area.residents && area.residentsOn
                ? w.residents(
                    area.residents.toLocaleString(locale(), { useGrouping: 'always' }),
                    day(area.residentsOn),
                    area.residentsSource ?? '',
                  )
                : w.noResidents}
            </p>
          )}
        </div>
        <label className="field no-print">
          {w.period}
          <select
            value={quarter.id ?? ''}
            disabled={known.length === 0}
            onChange={event =>
              act({ period: event.target.value === known[0]?.id ? null : event.target.value })
            }
          >
            {!quarter.id && <option value="">{view.period ? periodName(view.period) : '—'}</option>}
            {known.map(({ id }, index) => (
              <option key={id} value={id}>
                {index === 0 ? w.newest(periodName(id)) : periodName(id)}
              </option>
            ))}
          </select>
        </label>
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
      </header>
      {view.area && !area && <Notice>{w.unknownArea(view.area)}</Notice>}
      {loadingFailed && (
        <Notice kind="warning" action={<Button onClick={retry}>{w.retry}</Button>}>
          {w.failed}
        </Notice>
      )}
      {state === 'ready' && !quarter.id && (
        <Notice
          action={
            known[0] && (
              <Button
                onClick={() => {
                  act({ period: null })
                }}
              >
                {w.showNewest}
              </Button>
            )
          }
        >
          <strong>{w.notPublishedTitle}.</strong>{' '}
          {view.period && known[0] ? w.notPublished(periodName(quarterOf(view.period))) : w.nothingPublished}
        </Notice>
      )}
      {state === 'loading' && (
        <div className="card">
          <Skeleton lines={6} />
        </div>
      )}
      {state === 'ready' && (
        <Accesses
          areaName={name}
          area={area?.id ?? null}
          months={months.map(({ id }) => ({ id, release: release(id) }))}
          closing={quarter.id ? lastMonthOf(quarter.id) : null}
        />
      )}
      {quarter.id && !shown && !loadingFailed && (
        <div className="card">
          <Skeleton lines={8} />
        </div>
      )}
      {shown && (
        <>
          <Needs
            release={shown}
            area={area}
            need={view.need}
            onSelect={need => act({ need: need === view.need ? null : need })}
          />
          <Comparison
            release={shown}
            areas={areas}
            area={area?.id ?? null}
            need={view.need}
            onSelect={id => act({ area: id })}
            onAllNeeds={() => act({ need: null })}
          />
          <Card title={w.resources} className="no-print">
            <p>{w.resourcesText}</p>
            <p className="indicators-links">
              <a
                className="button"
                href={addressOf({ ...here, screen: 'resources' })}
                onClick={event => {
                  event.preventDefault()
                  act({ ...here, screen: 'resources' })
                }}
              >
                {w.seeResources(name)}
              </a>
              <a
                className="button"
                href={addressOf({ ...here, screen: 'explore' })}
                onClick={event => {
                  event.preventDefault()
                  act({ ...here, screen: 'explore' })
                }}
              >
                {w.seeMap}
              </a>
            </p>
          </Card>
          <Card title={w.missingLegend}>
            <dl className="missing-legend">
              {missingStates.map(missing => (
                <div key={missing}>
                  <dt>
                    <Missing state={missing} threshold={shown.threshold} />
                  </dt>
                  <dd className="secondary">{w.missingMeaning[missing]}</dd>
                </div>
              ))}
            </dl>
          </Card>
        </>
      )}
    </div>
  )
}
