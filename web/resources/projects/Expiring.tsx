/** «In scadenza»: what ends within 3, 6 or 12 months, and what is left of each need in each area, in words first. */
import { useEffect, useState } from 'react'
import { type NeedGroup, needGroups } from '../../../api/disclosure/codes.ts'
import type { Answer } from '../../../api/http/operation.ts'
import type { ExpiringResource, listExpiring } from '../../../api/resources/expiring/contract.ts'
import { windows } from '../../../api/resources/expiring/coverage.contract.ts'
import type { Area } from '../../../api/territory/contract.ts'
import { call } from '../../api/call.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Scroll } from '../../ui/Scroll.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { emptyView, useView } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/projects.ts'
import { words as resourceWords } from '../../words/resources.ts'
import { words as vocabularyWords } from '../../words/vocabulary.ts'
import { placeOf } from './timeline.ts'
import { useVerifiedShares } from './VerifiedShares.tsx'
import { ViewLink } from './ViewLink.tsx'

type Answered = Answer<typeof listExpiring>
type Group = Answered['groups'][number]

/** Rows of the list; beyond them a filter is quicker than scrolling. */
const listed = 60

const groupOf = (need: Group['need']): NeedGroup =>
  (needGroups as readonly string[]).includes(need) ? (need as NeedGroup) : 'protected'

export function Expiring({ areas }: { areas: readonly Area[] }) {
  const w = useWords(words)
  const v = useWords(vocabularyWords)
  const { view, act } = useView()
  const { months, area, need } = view
  const [answers, setAnswers] = useState<Partial<Record<3 | 6 | 12, Answered | 'failed'>>>({})
  const answer = answers[months]
  useEffect(() => {
    if (answer) return
    let wanted = true
    call('listExpiring', { query: { months: `${months}` } }).then(
      got => wanted && setAnswers(before => ({ ...before, [months]: got })),
      () => wanted && setAnswers(before => ({ ...before, [months]: 'failed' })),
    )
    return () => {
      wanted = false
    }
  }, [months, answer])

  const head = (
    <div className="projects-filters no-print">
      <fieldset className="chips expiring-window">
        <legend className="secondary">{w.within}</legend>
        {windows.map(each => (
          <Chip key={each} on={each === months} onClick={() => act({ months: each })}>
            {w.months(each)}
          </Chip>
        ))}
      </fieldset>
      <label className="field-line">
        {w.need}
        <select
          value={need ?? ''}
          onChange={event => act({ need: (event.target.value || null) as NeedGroup | null })}
        >
          <option value="">{w.anyNeed}</option>
          {needGroups.map(each => (
            <option key={each} value={each}>
              {v.needGroup[each]}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
  if (answer === 'failed')
    return (
      <>
        {head}
        <Notice
          kind="warning"
          action={
            <Button onClick={() => setAnswers(({ [months]: _failed, ...others }) => others)}>
              {w.retry}
            </Button>
          }
        >
          {w.expiringFailed}
        </Notice>
      </>
    )
  if (!answer)
    return (
      <>
        {head}
        <Skeleton lines={8} />
      </>
    )
  const asked = (of: { area: string | null }, needs: readonly Group['need'][]) =>
    (area === null || of.area === area) && (need === null || needs.some(each => groupOf(each) === need))
  const resources = answer.resources.filter(each => asked(each, each.needs))
  const groups = answer.groups.filter(each => asked(each, [each.need]))
  // The filters in force, in words: on paper they are nowhere else.
  const asking = [
    areas.find(({ properties }) => properties.id === area)?.properties.name,
    need && v.needGroup[need],
  ]
    .filter(Boolean)
    .join(' · ')
  if (resources.length === 0)
    return (
      <>
        {head}
        <Notice
          action={
            <ViewLink className="button no-print" to={{ ...emptyView, screen: 'resources', area }}>
              {w.toCensus}
            </ViewLink>
          }
        >
          {asking && `${asking}: `}
          <strong>{w.nothingEnds(answer.until)}</strong> {w.nothingEndsHelp}
        </Notice>
        <Shares areas={areas} />
      </>
    )
  return (
    <>
      {head}
      <p className="expiring-summary">
        {asking && `${asking}: `}
        <strong>{w.summary(resources.length, answer.until)}</strong>
      </p>
      <div className="expiring">
        <Left groups={groups} resources={resources} areas={areas} />
        <Matrix groups={answer.groups} areas={areas} />
      </div>
      <Ends answer={answer} resources={resources} areas={areas} />
      <Shares areas={areas} />
    </>
  )
}

/** Areas from which something goes, in their order, what is outside them last. */
function areasOf(groups: readonly Group[], areas: readonly Area[], outside: string) {
  const ids = new Set(groups.map(each => each.area))
  return [
    ...areas.map(({ properties: { id, name } }) => ({ id: id as string | null, name })),
    { id: null, name: outside },
  ].filter(({ id }) => ids.has(id))
}

function Left(props: {
  groups: readonly Group[]
  resources: readonly ExpiringResource[]
  areas: readonly Area[]
}) {
  const { groups, resources, areas } = props
  const w = useWords(words)
  const v = useWords(vocabularyWords)
  /** The last day of the last that goes. */
  const after = ({ area, need }: Group) =>
    resources
      .filter(each => each.area === area && each.needs.includes(need))
      .map(each => each.endsOn)
      .sort()
      .at(-1)!
  return (
    <Card title={w.leftTitle} className="expiring-left">
      {areasOf(groups, areas, w.outside).map(({ id, name }) => (
        <section key={id ?? 'outside'} aria-label={name}>
          <h3>{name}</h3>
          <ul>
            {groups
              .filter(each => each.area === id)
              .sort((a, b) => Number(a.remaining > 0) - Number(b.remaining > 0))
              .map(group => {
                const { need, now, remaining, places } = group
                const label = v.needDomain[need]
                return (
                  <li key={need} className={remaining === 0 ? 'left-none' : undefined}>
                    {remaining === 0 && now === 1
                      ? w.leftOnly(label, after(group))
                      : w.left(label, remaining, now, after(group))}
                    {places.length > 0 && (
                      <small>
                        {' '}
                        ({places.map(each => w.leftPlaces(each.remaining, each.now, each.unit)).join('; ')})
                      </small>
                    )}
                    .
                  </li>
                )
              })}
          </ul>
        </section>
      ))}
      <p className="secondary">{w.leftNote}</p>
    </Card>
  )
}

function Matrix({ groups, areas }: { groups: readonly Group[]; areas: readonly Area[] }) {
  const w = useWords(words)
  const v = useWords(vocabularyWords)
  const { view, act } = useView()
  const columns = areasOf(groups, areas, w.outside)
  const needs = [...new Set(groups.map(({ need }) => need))].sort((a, b) =>
    v.needDomain[a].localeCompare(v.needDomain[b]),
  )
  return (
    <Card title={w.matrixTitle} className="expiring-matrix">
      <Scroll label={w.matrixTitle}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{w.need}</th>
              {columns.map(({ id, name }) => (
                <th key={id ?? 'outside'} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {needs.map(need => (
              <tr key={need}>
                <th scope="row">{v.needDomain[need]}</th>
                {columns.map(({ id, name }) => {
                  const group = groups.find(each => each.area === id && each.need === need)
                  const on = view.area === id && view.need === groupOf(need)
                  return (
                    <td key={id ?? 'outside'}>
                      {group && (
                        <button
                          type="button"
                          className={group.remaining === 0 ? 'left-cell left-cell-none' : 'left-cell'}
                          aria-label={w.matrixSays(v.needDomain[need], name, group.remaining, group.now)}
                          aria-pressed={on}
                          onClick={() =>
                            act(on ? { area: null, need: null } : { area: id, need: groupOf(need) })
                          }
                        >
                          {w.matrixCell(group.remaining, group.now)}
                        </button>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="secondary">{w.matrixKey}</p>
    </Card>
  )
}

function Ends(props: { answer: Answered; resources: readonly ExpiringResource[]; areas: readonly Area[] }) {
  const { answer, resources, areas } = props
  const w = useWords(words)
  const r = useWords(resourceWords)
  const span = { from: answer.on, to: answer.until }
  return (
    <Card title={w.endsTitle}>
      <ol className="ends" aria-label={w.endsTitle}>
        {resources
          .slice(0, listed)
          .map(({ id, name, type, area, endsOn, cause, projects, lapsed, places }) => (
            <li key={id}>
              <ViewLink
                className="span-row project-row"
                to={{ ...emptyView, screen: 'resources', selection: `resource:${id}` }}
              >
                <span className="project-said">
                  <b>{name}</b>
                  <small>
                    {[
                      r.types[type],
                      areas.find(({ properties }) => properties.id === area)?.properties.name ?? w.outside,
                      places && w.places(places.total, places.unit),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                  <small>
                    <b>{w.day(endsOn)}</b> ·{' '}
                    {cause === 'projects'
                      ? w.byProjects(r.list(projects.map(each => each.name)))
                      : w.causes[cause]}
                    {lapsed && <span className="mark mark-amber">{w.lapsed}</span>}
                  </small>
                </span>
                <span className="span" aria-hidden="true">
                  <span
                    className={lapsed ? 'span-bar span-suspended' : 'span-bar span-in_progress'}
                    style={{ left: 0, width: `${Math.max(1, placeOf(endsOn, span))}%` }}
                  />
                </span>
              </ViewLink>
            </li>
          ))}
      </ol>
      {resources.length > listed && <p className="secondary">{w.more(resources.length - listed)}</p>}
    </Card>
  )
}

/** How much of what stands above can be trusted. */
function Shares({ areas }: { areas: readonly Area[] }) {
  const w = useWords(words)
  const { view } = useView()
  const shares = useVerifiedShares()?.filter(({ area }) => view.area === null || area === view.area)
  if (!shares || shares.length === 0) return null
  return (
    <Card title={w.share}>
      <Definition of={w.share} text={w.shareHelp}>
        <ul className="shares">
          {shares.map(({ area, verified, active }) => (
            <li key={area ?? 'outside'}>
              <span>
                {areas.find(({ properties }) => properties.id === area)?.properties.name ?? w.outside}
              </span>
              <i aria-hidden="true">
                <i style={{ width: `${(verified / active) * 100}%` }} />
              </i>
              <b>{w.shareTold(verified, active)}</b>
            </li>
          ))}
        </ul>
      </Definition>
    </Card>
  )
}
