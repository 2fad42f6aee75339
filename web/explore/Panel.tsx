/** The chosen area, centre or resource, in words and numbers; nothing chosen: the areas side by side. */

import { type ReactNode, useRef } from 'react'
import { needGroups } from '../../api/disclosure/codes.ts'
import type { Resource } from '../../api/resources/contract.ts'
import type { Area, Centre } from '../../api/territory/contract.ts'
import { IntervalStrip } from '../charts/IntervalStrip.tsx'
import { TrendChart } from '../charts/TrendChart.tsx'
import { HoursTold } from '../hours/HoursTold.tsx'
import { useLarge } from '../map/census.ts'
import { sumOf } from '../map/counts.ts'
import { useKeptFocus } from '../map/keepFocus.ts'
import { ResourceDetail, ResourceSymbol, useResourceLine } from '../map/ResourceDetail.tsx'
import { MapSymbol } from '../map/Symbol.tsx'
import { centreIcon } from '../map/symbols.ts'
import { useSurvivor } from '../resources/merging/survivor.ts'
import { Button } from '../ui/Button.tsx'
import { Missing } from '../ui/Missing.tsx'
import { Notice } from '../ui/Notice.tsx'
import { QualityLetter } from '../ui/QualityLetter.tsx'
import {
  type AreaValue,
  accessesByMonth,
  cityValue,
  type Figure,
  interval,
  type Missing as MissingState,
  needsOf,
  quality,
  rate,
} from '../view/select.ts'
import type { View } from '../view/view.ts'
import { words as disclosureWords } from '../words/disclosure.ts'
import { useWords } from '../words/language.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words } from '../words/territory.ts'
import { words as upkeepWords } from '../words/upkeep.ts'
import { words as vocabularyWords } from '../words/vocabulary.ts'
import type { Explored } from './explored.ts'
import { missingWord, range } from './headline.ts'

type Props = { view: View; act: (change: Partial<View>) => void; explored: Explored }
const listed = 6

/** A number, its interval and its letter, each in its place; or the word of what is missing. */
function Tile(props: {
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

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="panel-part">
    <h3 className="section-label">{title}</h3>
    {children}
  </section>
)

function Receipt({ explored }: { explored: Explored }) {
  const w = useWords(words)
  const { release } = explored
  return release ? <p className="receipt">{w.receipt(release.id, release.edition, release.hidden)}</p> : null
}

function Comparison({ view, act, explored }: Props) {
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
function Needs(
  props: Props & {
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

function AreaPanel({ area, ...props }: Props & { area: Area }) {
  const { view, act, explored } = props
  const w = useWords(words)
  const r = useWords(resourceWords)
  const u = useWords(upkeepWords)
  const v = useWords(vocabularyWords)
  const line = useResourceLine(() => '')
  const p = area.properties
  const threshold = explored.release?.threshold ?? 8
  const value = explored.values.find(one => one.area === p.id)
  const { resources } = explored.sources
  // Of a census that is not here whole the server says how many, and which come first.
  const { large, counts } = explored
  const first = useLarge({ area: p.id, need: view.need, group: view.group, search: '' }, null)
  const here = first
    ? first.resources
    : explored.scene.resources.filter(({ properties }) => properties.area === p.id)
  const active = here.filter(({ properties }) => properties.status === 'active')
  const places = active.reduce((sum, { properties }) => sum + (properties.capacity?.total ?? 0), 0)
  const trend = accessesByMonth(explored.monthly, p.id)
  const last = trend.at(-1)
  const needName = view.need && v.needGroup[view.need]
  return (
    <>
      <header className="panel-head">
        <p className="secondary">
          {w.targetArea}
          {p.isDemo && ` · ${w.demoBoundary}`}
        </p>
        <h2>{p.name}</h2>
        {p.subtitle && <p>{p.subtitle}</p>}
      </header>
      <div className="tiles" aria-busy={explored.stale}>
        <Tile
          figure={value?.figure ?? null}
          missing={value?.missing ?? null}
          text={needName ? w.figureNeed(needName) : w.figureAll}
          threshold={threshold}
        />
        {p.residents ? (
          <Tile
            figure={value?.rate ?? null}
            missing={value?.missing ?? null}
            unit="‰"
            text={w.rateOf}
            threshold={threshold}
          />
        ) : (
          <div className="tile">
            <p className="secondary">{w.rateMissing}</p>
          </div>
        )}
        <div className="tile">
          <p className="tile-number">
            <b>
              {large
                ? counts
                  ? w.number(
                      sumOf(
                        counts,
                        one =>
                          one.area === p.id &&
                          one.status === 'active' &&
                          (!view.group || one.group === view.group),
                      ),
                    )
                  : '—'
                : resources.state === 'ready'
                  ? w.number(active.length)
                  : '—'}
            </b>
          </p>
          <p className="secondary">
            {[
              resources.state === 'failed' && w.notLoaded,
              w.activeResources(needName),
              !large &&
                active.some(({ properties }) => properties.stale) &&
                w.toVerify(active.filter(({ properties }) => properties.stale).length),
              !large &&
                active.length > 0 &&
                u.verifiedShare(
                  Math.round(
                    (100 * active.filter(({ properties }) => !properties.stale).length) / active.length,
                  ),
                ),
              !large && places > 0 && w.places(w.number(places)),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        {last && (
          <Tile
            figure={last.figure}
            missing={last.figure ? (last.figure.value === null ? 'few' : null) : 'not_recorded'}
            text={w.accessesLast(w.periodShort(last.month))}
            threshold={threshold}
          />
        )}
      </div>
      {explored.figures === 'ready' && <Comparison {...props} />}
      <Section title={w.whatIsThere}>
        {resources.state === 'failed' && (
          <Notice action={<Button onClick={resources.retry}>{w.retry}</Button>}>{w.notLoaded}</Notice>
        )}
        {resources.state === 'ready' && !first?.waiting && here.length === 0 && <p>{w.nothingThere}</p>}
        <ul className="cards">
          {here.slice(0, listed).map(resource => (
            <li key={resource.id}>
              <button
                type="button"
                className="resource-row"
                onClick={() => act({ selection: `resource:${resource.properties.id}` })}
              >
                <ResourceSymbol resource={resource} />
                <span>
                  <b>{resource.properties.name}</b>
                  <small>{line(resource)}</small>
                </span>
              </button>
            </li>
          ))}
        </ul>
        {here.length > listed && (
          <Button kind="plain" onClick={() => act({ screen: 'resources', selection: null })}>
            {w.moreResources(first ? first.matched : here.length)}
          </Button>
        )}
      </Section>
      {explored.figures === 'ready' && (
        <Needs
          {...props}
          title={w.needsHere}
          rows={needsOf(explored.release, { id: p.id, residents: p.residents }, needGroups).map(one => ({
            id: one.need,
            value: one.value.figure,
            missing: one.value.missing,
          }))}
        />
      )}
      {trend.length > 1 && (
        <Section title={w.accessesTrend(p.name)}>
          <TrendChart
            label={w.accessesTrend(p.name)}
            unit={w.accesses}
            points={trend.map(({ month, figure }) => ({
              id: month,
              label: w.monthShort(month),
              value: figure?.value ?? null,
              halfWidth: figure?.halfWidth ?? 0,
            }))}
          />
          <p className="secondary">{w.accessesNote}</p>
        </Section>
      )}
      <Receipt explored={explored} />
      {p.residents && p.residentsOn && (
        <p className="secondary">
          {w.residentsNote(w.number(p.residents), w.day(p.residentsOn), p.residentsSource ?? r.fields.source)}
        </p>
      )}
    </>
  )
}

function CentrePanel({ centre, areaName }: { centre: Centre; areaName: string }) {
  const w = useWords(words)
  const r = useWords(resourceWords)
  const p = centre.properties
  const fields: [string, ReactNode][] = [
    [w.serves, areaName],
    [w.address, p.address],
    [w.hours, <HoursTold key="hours" hours={p.openingHours} />],
    [w.managedBy, p.managedBy],
    [w.openedOn, w.day(p.openedOn)],
    [w.position, r.positionQualities[p.positionQuality]],
  ]
  return (
    <article className="resource-detail">
      <p className="secondary resource-kind">
        <MapSymbol image={centreIcon(false)} size={24} /> {w.centre}
      </p>
      <h2>{p.name}</h2>
      {p.isDemo && (
        <p className="marks">
          <span className="mark mark-amber">{r.demo}</span>
        </p>
      )}
      <dl className="fields">
        {fields
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </article>
  )
}

export function Panel(props: Props) {
  const container = useRef<HTMLDivElement>(null)
  useKeptFocus(container, `${props.view.selection} ${props.view.area}`)
  return (
    <div className="panel" ref={container} tabIndex={-1}>
      <PanelContent {...props} />
    </div>
  )
}

function PanelContent(props: Props) {
  const { view, act, explored } = props
  const w = useWords(words)
  const r = useWords(resourceWords)
  const { areas, sources, release } = explored
  const areaName = (id: string | null) =>
    areas.find(area => area.properties.id === id)?.properties.name ?? r.outsideAreas
  const [kind, id] = view.selection?.split(':') ?? []
  const { state, data } = sources.resources
  const missing = state === 'ready' && !data.some(({ properties }) => properties.id === id)
  useSurvivor(missing ? view.selection : null)
  const close = (
    <Button
      kind="plain"
      className="panel-close"
      onClick={() => act(kind ? { selection: null } : { area: null })}
    >
      ← {w.closePanel}
    </Button>
  )

  if (kind) {
    const resource: Resource | undefined =
      kind === 'resource'
        ? (sources.resources.data.find(({ properties }) => properties.id === id) ?? explored.large?.selected)
        : undefined
    const centre =
      kind === 'centre' ? sources.centres.data.find(({ properties }) => properties.id === id) : undefined
    const waiting = sources[kind === 'centre' ? 'centres' : 'resources'].state === 'loading'
    return (
      <>
        {close}
        {resource && (
          <ResourceDetail
            resource={resource}
            areaName={areaName(resource.properties.area)}
            actions={
              <Button onClick={() => act({ screen: 'resources', area: null, need: null, group: null })}>
                {w.openResources}
              </Button>
            }
          />
        )}
        {centre && <CentrePanel centre={centre} areaName={areaName(centre.properties.area)} />}
        {!resource && !centre && !waiting && <Notice>{w.notFound}</Notice>}
      </>
    )
  }
  const area = areas.find(({ properties }) => properties.id === view.area)
  if (area)
    return (
      <>
        {close}
        <AreaPanel {...props} area={area} />
      </>
    )
  return (
    <>
      {view.area && <Notice>{w.notFound}</Notice>}
      <header className="panel-head">
        <h2>{w.pickArea}</h2>
        <p>{w.pickAreaText}</p>
      </header>
      {explored.figures === 'ready' && (
        <>
          <Comparison {...props} />
          <Needs
            {...props}
            title={w.cityRow}
            rows={needGroups.map(need => {
              const value = cityValue(release, need)
              return {
                id: need,
                value,
                missing: value ? (value.value === null ? 'few' : null) : 'not_recorded',
              }
            })}
          />
          <Receipt explored={explored} />
        </>
      )}
    </>
  )
}
