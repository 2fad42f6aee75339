/** Who hosts inclusion traineeships: resources of that type, with their free places, which one act brings up to date. */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Resource } from '../../../api/resources/contract.ts'
import type { Area } from '../../../api/territory/contract.ts'
import { useAccount } from '../../accounts/account.tsx'
import { call, type ProblemBody, problemOf } from '../../api/call.ts'
import { keepResource } from '../../map/sources.ts'
import { today } from '../../observations/days.ts'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { act, emptyView, useView } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { problemWords } from '../../words/problems.ts'
import { words } from '../../words/projects.ts'
import { words as resourceWords } from '../../words/resources.ts'
import { emptyDraft, keepDraft } from '../draft.ts'
import { ViewLink } from './ViewLink.tsx'

type Props = { areas: readonly Area[]; mayWrite: boolean }

/** By area in their order, then the most free places first. */
function inOrder(hosts: readonly Resource[], areas: readonly Area[]): Resource[] {
  const place = ({ properties: { area } }: Resource) => {
    const at = areas.findIndex(({ properties }) => properties.id === area)
    return at < 0 ? areas.length : at
  }
  const free = ({ properties: { capacity } }: Resource) => capacity?.available ?? -1
  return [...hosts].sort(
    (a, b) => place(a) - place(b) || free(b) - free(a) || a.properties.name.localeCompare(b.properties.name),
  )
}
/** Its own last day, or the last of the dated lines when all have a date. */
function lastDay({ validTo, fundings }: Resource['properties']): string | undefined {
  const days = fundings.map(({ until }) => until)
  const paid = days.includes(undefined) ? undefined : days.sort().at(-1)
  return validTo && paid ? (validTo < paid ? validTo : paid) : (validTo ?? paid)
}

export function Hosts({ areas, mayWrite }: Props) {
  const w = useWords(words)
  const r = useWords(resourceWords)
  const { username } = useAccount()
  const { view } = useView()
  const [hosts, setHosts] = useState<readonly Resource[] | 'failed' | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [editing, setEditing] = useState<string | null>(null)
  const [told, setTold] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again
  useEffect(() => {
    let wanted = true
    call('listResources', { query: { group: 'work_training' } }).then(
      ({ features }) =>
        wanted &&
        setHosts(
          features.filter(({ properties: p }) => p.type === 'inclusion_traineeship' && p.status !== 'closed'),
        ),
      () => wanted && setHosts('failed'),
    )
    return () => {
      wanted = false
    }
  }, [attempt])

  // The act that opened the row's form has the focus again when it closes.
  const edited = useRef<string | null>(null)
  useEffect(() => {
    if (editing === null && edited.current !== null)
      document.getElementById(`places-${edited.current}`)?.focus()
    edited.current = editing
  }, [editing])

  const add = mayWrite && (
    <Button
      className="no-print"
      onClick={() => {
        keepDraft(username, { ...emptyDraft, type: 'inclusion_traineeship' })
        act({ ...emptyView, screen: 'resources', adding: true })
      }}
    >
      {w.addHost}
    </Button>
  )
  if (hosts === null) return <Skeleton lines={6} />
  if (hosts === 'failed')
    return (
      <Notice kind="warning" action={<Button onClick={() => setAttempt(attempt + 1)}>{w.retry}</Button>}>
        {w.hostsFailed}
      </Notice>
    )
  const shown = inOrder(
    hosts.filter(({ properties }) => view.area === null || properties.area === view.area),
    areas,
  )
  const said = shown.flatMap(({ properties: { capacity, status } }) =>
    status === 'active' && capacity?.available !== undefined ? [capacity] : [],
  )
  const unsaid = shown.filter(({ properties }) => properties.capacity?.available === undefined).length
  const sum = (of: (capacity: (typeof said)[number]) => number) => said.reduce((all, one) => all + of(one), 0)
  function saved(resource: Resource) {
    setHosts(before =>
      Array.isArray(before) ? before.map(each => (each.id === resource.id ? resource : each)) : before,
    )
    keepResource(resource)
    setEditing(null)
    setTold(w.placesSaved(resource.properties.name))
    announce(w.placesSaved(resource.properties.name))
  }

  return (
    <Card title={w.hostsTitle}>
      <div className="hosts-head">
        <p>
          {said.length > 0 && (
            <b>
              {w.hostsLead(
                sum(one => one.available ?? 0),
                sum(one => one.total),
                said.length,
              )}
            </b>
          )}{' '}
          {shown.length > 0 && unsaid > 0 && w.hostsUnknown(unsaid)}
        </p>
        {add}
      </div>
      {told && <Notice>{told}</Notice>}
      {shown.length === 0 ? (
        <Notice>
          <strong>{w.noHosts}</strong> {mayWrite && w.noHostsWrites}
        </Notice>
      ) : (
        <ul className="hosts" aria-label={w.hostsTitle}>
          {shown.map(resource => {
            const { id, name, owner, services, area, capacity, status } = resource.properties
            const end = lastDay(resource.properties)
            return (
              <li key={id}>
                <div className="host-name">
                  <ViewLink to={{ ...emptyView, screen: 'resources', selection: `resource:${id}` }}>
                    {name}
                  </ViewLink>
                  <small>
                    {[
                      status !== 'active' && r.statuses[status],
                      owner?.name,
                      areas.find(({ properties }) => properties.id === area)?.properties.name ?? w.outside,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </div>
                <div>
                  <small>{w.offers}</small>
                  <span>{r.list(services) || '–'}</span>
                </div>
                <div>
                  <small>{w.freePlaces}</small>
                  <span>
                    {capacity
                      ? capacity.available === undefined
                        ? w.freeUnknown(capacity.total)
                        : w.free(capacity.available, capacity.total)
                      : w.placesUnknown}
                  </span>
                  {capacity && <small>{w.on(capacity.on)}</small>}
                </div>
                <div>
                  <small>{w.until}</small>
                  <span>{end ? w.day(end) : w.noEnd}</span>
                </div>
                {mayWrite &&
                  (editing === id ? (
                    <Places resource={resource} onSaved={saved} onCancel={() => setEditing(null)} />
                  ) : (
                    <Button
                      className="no-print"
                      id={`places-${id}`}
                      aria-label={w.updateFor(name)}
                      onClick={() => {
                        setTold('')
                        setEditing(id)
                      }}
                    >
                      {w.update}
                    </Button>
                  ))}
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}

function Places(props: { resource: Resource; onSaved: (resource: Resource) => void; onCancel: () => void }) {
  const { resource, onSaved, onCancel } = props
  const w = useWords(words)
  const { id, version, capacity } = resource.properties
  const [free, setFree] = useState(String(capacity?.available ?? ''))
  const [total, setTotal] = useState(String(capacity?.total ?? ''))
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState(false)
  const [failed, setFailed] = useState<ProblemBody | null>(null)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.select(), [])

  async function save(event: FormEvent) {
    event.preventDefault()
    const whole = [free, total].every(text => /^\d{1,6}$/.test(text.trim()))
    const fits = whole && Number(free) <= Number(total)
    setWrong(!fits)
    if (!fits || busy) return
    setBusy(true)
    setFailed(null)
    try {
      const saved = await call('updateResource', {
        params: { resource: id },
        body: {
          version,
          capacity: {
            total: Number(total),
            available: Number(free),
            unit: capacity?.unit ?? 'posti',
            on: today(),
          },
        },
      })
      onSaved(saved)
    } catch (error) {
      setBusy(false)
      setFailed(problemOf(error))
    }
  }
  return (
    <form
      className="host-places"
      noValidate
      onSubmit={save}
      onKeyDown={event => event.key === 'Escape' && onCancel()}
    >
      <label className="field">
        {w.freeNow}
        <input
          ref={first}
          inputMode="numeric"
          autoComplete="off"
          value={free}
          aria-invalid={wrong}
          onChange={event => setFree(event.target.value)}
        />
      </label>
      <label className="field">
        {w.total}
        <input
          inputMode="numeric"
          autoComplete="off"
          value={total}
          aria-invalid={wrong}
          onChange={event => setTotal(event.target.value)}
        />
      </label>
      <Button kind="primary" type="submit" busy={busy}>
        {busy ? w.saving : w.save}
      </Button>
      <Button kind="plain" onClick={onCancel}>
        {w.cancel}
      </Button>
      {wrong && (
        <p className="fault" role="alert">
          {w.wrongPlaces}
        </p>
      )}
      {failed && (
        <p className="fault" role="alert">
          {problemWords(failed).title}. {problemWords(failed).text}
        </p>
      )}
    </form>
  )
}
