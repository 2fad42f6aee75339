/** The chosen area, centre or resource, in words and numbers; nothing chosen: the areas side by side. */

import { useRef } from 'react'
import { needGroups } from '../../api/disclosure/codes.ts'
import type { Resource } from '../../api/resources/contract.ts'
import type { Area, Centre } from '../../api/territory/contract.ts'
import { TrendChart } from '../charts/TrendChart.tsx'
import { HoursTold } from '../hours/HoursTold.tsx'
import { useLarge } from '../map/census.ts'
import { useKeptFocus } from '../map/keepFocus.ts'
import { ResourceDetail, useResourceLine } from '../map/ResourceDetail.tsx'
import { ResourceRow } from '../map/ResourceRow.tsx'
import { MapSymbol } from '../map/Symbol.tsx'
import { centreIcon } from '../map/symbols.ts'
import { useSurvivor } from '../resources/merging/survivor.ts'
import { Button } from '../ui/Button.tsx'
import { type Fact, Facts } from '../ui/Facts.tsx'
import { Notice } from '../ui/Notice.tsx'
import { accessesByMonth, needsOf } from '../view/select.ts'
import { useWords } from '../words/language.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words } from '../words/territory.ts'
import { withoutAreas } from './explored.ts'
import { Needs, Receipt, Section } from './figures.tsx'
import type { Parts, QuestionPart } from './questions.ts'

type Props = Parts & { part: QuestionPart | null }
const listed = 6

function AreaPanel({ area, part, ...props }: Props & { area: Area }) {
  const { view, act, explored } = props
  const w = useWords(words)
  const r = useWords(resourceWords)
  const line = useResourceLine(() => '')
  const p = area.properties
  const { resources } = explored.sources
  // Of a census that is not here whole the server says how many, and which come first.
  const first = useLarge({ area: p.id, need: view.need, group: view.group, search: '' }, null)
  const here = first
    ? first.resources
    : explored.scene.resources.filter(({ properties }) => properties.area === p.id)
  const trend = accessesByMonth(explored.monthly, p.id)
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
      {part && <part.AreaPart {...props} area={area} />}
      {!part?.lists && (
        <Section title={w.whatIsThere}>
          {resources.state === 'failed' && (
            <Notice action={<Button onClick={resources.retry}>{w.retry}</Button>}>{w.notLoaded}</Notice>
          )}
          {resources.state === 'ready' && !first?.waiting && here.length === 0 && <p>{w.nothingThere}</p>}
          <ul className="cards">
            {here.slice(0, listed).map(resource => (
              <ResourceRow
                key={resource.id}
                resource={resource}
                line={line(resource)}
                onOpen={() => act({ selection: `resource:${resource.properties.id}` })}
              />
            ))}
          </ul>
          {here.length > listed && (
            <Button kind="plain" onClick={() => act({ screen: 'resources', selection: null })}>
              {w.moreResources(first ? first.matched : here.length)}
            </Button>
          )}
        </Section>
      )}
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
  const fields: Fact[] = [
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
      <Facts facts={fields} />
    </article>
  )
}

/** @param props.part the question that is asked; null while it loads */
export function Panel(props: Props) {
  const container = useRef<HTMLDivElement>(null)
  useKeptFocus(container, `${props.view.selection} ${props.view.area}`)
  return (
    <div className="panel" ref={container} tabIndex={-1}>
      <PanelContent {...props} />
    </div>
  )
}

function PanelContent({ part, ...props }: Props) {
  const { view, act, explored } = props
  const w = useWords(words)
  const r = useWords(resourceWords)
  const { areas, sources } = explored
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
        <AreaPanel {...props} part={part} area={area} />
      </>
    )
  return (
    <>
      <h2 className="unseen">{w.panel}</h2>
      {view.area && <Notice>{w.notFound}</Notice>}
      {withoutAreas(explored) && !part?.anywhere ? (
        <Notice>{w.noAreas}</Notice>
      ) : (
        part && <part.Panel {...props} />
      )}
    </>
  )
}
