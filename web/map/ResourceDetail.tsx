/** Everything the census knows of a resource, in words; what is closed says so before anything else. */
import type { ReactNode } from 'react'
import type { Resource } from '../../api/resources/contract.ts'
import { halfLives } from '../../api/resources/freshness.codes.ts'
import { HoursTold } from '../hours/HoursTold.tsx'
import { useHours, useNow } from '../hours/library.ts'
import { today } from '../observations/days.ts'
import { useKeptAlive } from '../resources/projects/KeptAlive.tsx'
import { type Fact, Facts } from '../ui/Facts.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words as hoursWords } from '../words/hours.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { capacityTold, fundingTold, words as placeWords } from '../words/places.ts'
import { words as projectWords } from '../words/projects.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words as territoryWords } from '../words/territory.ts'
import { words as upkeepWords } from '../words/upkeep.ts'
import { words as vocabularyWords } from '../words/vocabulary.ts'
import { MapSymbol } from './Symbol.tsx'
import { resourceIcon } from './symbols.ts'
import './detail.css'

export function ResourceSymbol({ resource }: { resource: Resource }) {
  const { group, stale, faded, status } = resource.properties
  return (
    <MapSymbol image={resourceIcon({ group, stale, faded, active: status === 'active', selected: false })} />
  )
}

/** The line under a name in every list. */
export function useResourceLine(areaName: (id: string | null) => string): (resource: Resource) => string {
  const w = useWords(resourceWords)
  const t = useWords(territoryWords)
  const h = useWords(hoursWords)
  const u = useWords(upkeepWords)
  const l = useWords(placeWords)
  const now = useNow()
  const { hours } = useHours()
  const openNow = (p: Resource['properties']) => {
    const open = p.status === 'active' && hours ? hours.openAt(p.openingHours, now) : null
    return open === null ? null : open ? h.openNow : h.closedNow
  }
  return ({ geometry, properties: p }) =>
    [
      w.types[p.type],
      p.status !== 'active' && w.statuses[p.status],
      areaName(p.area),
      openNow(p),
      p.faded ? u.faded : p.stale ? w.stale : p.verifiedOn && w.verifiedOn(t.day(p.verifiedOn)),
      p.capacity && l.places(p.capacity),
      !geometry && w.notOnMap,
    ]
      .filter(Boolean)
      .join(' · ')
}

type Props = { resource: Resource; areaName: string; keeperName?: string | undefined; actions?: ReactNode }

export function ResourceDetail({ resource, areaName, keeperName, actions }: Props) {
  const w = useWords(resourceWords)
  const t = useWords(territoryWords)
  const v = useWords(vocabularyWords)
  const u = useWords(upkeepWords)
  const l = useWords(placeWords)
  const now = useNow()
  const { hours } = useHours()
  const language = useLanguage()
  const keptAlive = useKeptAlive(resource.properties.id)
  const keptAliveBy = useWords(projectWords).keptAlive
  const p = resource.properties
  const closed = {
    closed: w.closedNotice,
    temporarily_closed: w.temporarilyClosedNotice,
    planned: w.plannedNotice,
  }
  const fields: Fact[] = [
    [w.fields.area, areaName],
    [w.fields.address, p.address],
    [
      l.stops,
      p.stops.length > 0 && (
        <ol key="stops" className="lines">
          {p.stops.map(({ name, when }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a stop is its place in the order
            <li key={`${index} ${name}`}>
              <b>
                {index + 1}. {name}
              </b>
              {when && (
                <>
                  {' · '}
                  {hours?.inWords(when, language) ?? when}
                  {p.status === 'active' && hours?.openAt(when, now) && (
                    <>
                      {' · '}
                      <b className="stop-now">{l.stopNow(name)}</b>
                    </>
                  )}
                </>
              )}
            </li>
          ))}
        </ol>
      ),
    ],
    [
      w.fields.hours,
      <HoursTold
        key="hours"
        hours={p.openingHours}
        text={p.openingHoursText}
        inUse={p.status === 'active'}
      />,
    ],
    [w.fields.access, p.accessMode && w.accessModes[p.accessMode]],
    [w.fields.cost, [p.cost && w.costs[p.cost], p.costNote].filter(Boolean).join(', ')],
    [w.fields.needs, w.list(p.needs.map(need => v.needDomain[need]))],
    [w.fields.services, w.list(p.services)],
    [w.fields.targets, w.list(p.targetGroups.map(group => w.targetGroups[group]))],
    [w.fields.ages, p.minAge !== undefined || p.maxAge !== undefined ? w.ages(p.minAge, p.maxAge) : ''],
    [w.fields.eligibility, p.eligibility],
    [w.fields.capacity, p.capacity && capacityTold(l, p.capacity)],
    [w.fields.waitingList, l.waiting(p.waitingList, p.waitingNumber)],
    [w.fields.languages, w.list(p.languages.map(w.languageName))],
    [w.fields.accessibility, [w.wheelchairs[p.wheelchair], p.accessibilityNote].filter(Boolean).join(' · ')],
    [w.fields.phone, p.phone && <a href={`tel:${p.phone.replace(/[^+\d]/g, '')}`}>{p.phone}</a>],
    [w.fields.email, p.email && <a href={`mailto:${p.email}`}>{p.email}</a>],
    [
      w.fields.website,
      p.website && (
        <a href={p.website} target="_blank" rel="noreferrer">
          {p.website.replace(/^https?:\/\//, '')}
        </a>
      ),
    ],
    [
      w.fields.owner,
      p.owner &&
        `${p.owner.name} (${w.ownerKinds[p.owner.kind]})${p.owner.taxCode ? `, ${w.taxCode(p.owner.taxCode)}` : ''}`,
    ],
    [
      w.fields.funding,
      p.fundings.length > 0 && (
        <ul key="fundings" className="lines">
          {p.fundings.map(line => (
            <li key={JSON.stringify(line)}>{fundingTold(l, line, today())}</li>
          ))}
        </ul>
      ),
    ],
    [keptAliveBy, keptAlive],
    [
      w.fields.validity,
      [p.validFrom && w.from(t.day(p.validFrom)), p.validTo && w.until(t.day(p.validTo))]
        .filter(Boolean)
        .join(' '),
    ],
    [w.fields.position, resource.geometry ? w.positionQualities[p.positionQuality] : w.notOnMap],
    [
      w.fields.freshness,
      [
        p.verifiedOn ? w.verifiedOn(t.day(p.verifiedOn)) : w.neverVerified,
        p.stale && (p.faded ? u.faded : w.stale),
      ]
        .filter(Boolean)
        .join(' · '),
    ],
    [u.keeper, keeperName],
    [w.fields.visibility, w.visibilities[p.visibility]],
    [w.fields.source, p.source],
    [w.fields.licence, p.licence],
  ]
  return (
    <article className="resource-detail">
      <p className="secondary resource-kind">
        <ResourceSymbol resource={resource} /> {w.types[p.type]} · {w.groups[p.group]}
      </p>
      <h2>{p.name}</h2>
      <p className="marks">
        <span className={p.status === 'active' ? 'mark' : 'mark mark-amber'}>{w.statuses[p.status]}</span>
        {p.stale && <span className="mark mark-amber">{p.faded ? u.faded : w.stale}</span>}
        {p.isDemo && <span className="mark mark-amber">{w.demo}</span>}
      </p>
      {p.status !== 'active' && <Notice kind="warning">{closed[p.status]}</Notice>}
      {p.faded && p.status !== 'closed' && (
        <Notice kind="warning">{u.fadedNotice(halfLives[p.group] * 2)}</Notice>
      )}
      {p.description && <p>{p.description}</p>}
      <Facts facts={fields} />
      {actions}
    </article>
  )
}
