/** The rows of a file, one card at a time: one key each, or all those without doubts in one act. */
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import {
  blockingFaults,
  type ImportRow,
  type ResourceImport,
  type RowFilter,
  rowFaultWords,
  rowFilters,
} from '../../api/resources/import/contract.ts'
import type { ResourceType } from '../../api/resources/types.codes.ts'
import { CallProblem, call, offline, type ProblemBody } from '../api/call.ts'
import type { LonLat } from '../map/projection.ts'
import type { Scene } from '../map/scene.ts'
import { useSource } from '../map/sources.ts'
import { TerritoryMap } from '../map/TerritoryMap.tsx'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Toast } from '../ui/Toast.tsx'
import type { Camera } from '../view/view.ts'
import { locale, useLanguage, useWords } from '../words/language.ts'
import { problemWords } from '../words/problems.ts'
import { words } from '../words/resourceImports.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words as shell } from '../words/shell.ts'
import { words as vocabularyWords } from '../words/vocabulary.ts'
import { fieldWord, TypeOptions } from './ImportPreview.tsx'
import { useKeys } from './keys.ts'
import { SameAs } from './SameAs.tsx'

const page = 100
/** Where nothing else says where to look (WGS84 degrees). */
const middle: LonLat = [15.806, 40.64]
type Decision = 'accept' | 'refuse' | 'same'

const first = (value: unknown): unknown =>
  Array.isArray(value) && Array.isArray(value[0]) ? first(value[0]) : value
const placeOf = (row: ImportRow): LonLat | null =>
  row.content.geometry ? (first(row.content.geometry.coordinates) as LonLat) : null
const isOpen = (row: ImportRow) => row.state === 'waiting' || row.state === 'duplicate'
const isBlocked = (row: ImportRow) =>
  row.faults.some(({ code }) => (blockingFaults as readonly string[]).includes(code))

export function ImportQueue({ batch, onBack }: { batch: string; onBack: () => void }) {
  const w = useWords(words)
  const s = useWords(shell)
  const language = useLanguage()
  const [about, setAbout] = useState<ResourceImport | null>(null)
  const [filter, setFilter] = useState<RowFilter | null>(null)
  const [rows, setRows] = useState<readonly ImportRow[] | 'loading' | 'failed'>('loading')
  const [more, setMore] = useState(false)
  const [at, setAt] = useState(0)
  const [told, setTold] = useState<{ text: string; row: ImportRow } | null>(null)
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const [busy, setBusy] = useState(false)
  /** The row that is being found in the census. */
  const [searching, setSearching] = useState<number | null>(null)
  const card = useRef<HTMLElement>(null)

  const ask = useEffectEvent(async (wanted: RowFilter | null, after?: number) => {
    try {
      const answer = await call('listImportRows', {
        params: { batch },
        query: {
          limit: page,
          ...(wanted ? { filter: wanted } : {}),
          ...(after === undefined ? {} : { after }),
        },
      })
      setAbout(answer.import)
      // What there is to do comes first.
      if (wanted === null) {
        const { counts } = answer.import
        const opened = rowFilters.find(name => counts[name] > 0) ?? 'ready'
        setFilter(opened)
        return
      }
      setRows(before =>
        after === undefined || !Array.isArray(before) ? answer.rows : [...before, ...answer.rows],
      )
      setMore(answer.rows.length === page)
      if (after === undefined) setAt(0)
    } catch (thrown) {
      setProblem(thrown instanceof CallProblem ? thrown.problem : offline)
      setRows('failed')
    }
  })
  useEffect(() => {
    setRows('loading')
    setMore(false)
    void ask(filter)
  }, [filter])

  const list = Array.isArray(rows) ? (rows as readonly ImportRow[]) : []
  const row = list[Math.min(at, list.length - 1)]

  /** One after the other, in the order of the keys; none is lost while another is on its way. */
  const line = useRef<Promise<unknown>>(Promise.resolve())
  function during(work: () => Promise<void>): Promise<void> {
    setBusy(true)
    const done = line.current.then(async () => {
      setProblem(null)
      try {
        await work()
      } catch (thrown) {
        setProblem(thrown instanceof CallProblem ? thrown.problem : offline)
      }
    })
    line.current = done
    return done.then(() => {
      if (line.current === done) setBusy(false)
    })
  }
  const change = (next: (before: readonly ImportRow[]) => readonly ImportRow[]) =>
    setRows(before => (Array.isArray(before) ? next(before) : before))
  const putBack = (back: ImportRow) =>
    change(before => [...before.filter(({ id }) => id !== back.id), back].sort((a, b) => a.id - b.id))
  /** The counts of the list follow what was decided. */
  const recount = async () => {
    const answer = await call('listImportRows', { params: { batch }, query: { limit: 1 } })
    setAbout(answer.import)
  }
  /** The row leaves the list at once, and comes back when the server says no. */
  async function decide(decision: Decision, same = row?.similar ?? null) {
    if (!row || !isOpen(row) || (decision === 'same' && !same)) return
    if (decision === 'accept' && isBlocked(row)) return announce(w.blocked)
    const of = row
    change(before => before.filter(({ id }) => id !== of.id))
    card.current?.focus({ preventScroll: true })
    await during(async () => {
      try {
        await call('decideImportRow', {
          params: { batch, row: String(of.id) as never },
          body: decision === 'same' ? { decision, resource: same!.id } : { decision },
        })
      } catch (thrown) {
        putBack(of)
        throw thrown
      }
      const name = of.content.name ?? w.noName
      const text =
        decision === 'same'
          ? w.sameOne(same!.name)
          : { accept: w.acceptedOne, refuse: w.refusedOne }[decision](name)
      setTold({ text, row: of })
      announce(text)
      await recount()
    })
  }
  const takeBack = (which: ImportRow) =>
    during(async () => {
      const back = await call('decideImportRow', {
        params: { batch, row: String(which.id) as never },
        body: { decision: 'wait' },
      })
      setTold(null)
      putBack(back)
      await recount()
    })
  const correct = (fields: Record<string, unknown>) =>
    during(async () => {
      if (!row) return
      const changed = await call('correctImportRow', {
        params: { batch, row: String(row.id) as never },
        body: fields,
      })
      change(before => before.map(each => (each.id === changed.id ? changed : each)))
      await recount()
    })
  const acceptAll = () =>
    during(async () => {
      const { accepted } = await call('acceptImportRows', { params: { batch } })
      announce(w.accepted(accepted))
      setFilter('accepted')
      await ask('accepted')
    })
  const move = (by: number) => setAt(Math.max(0, Math.min(list.length - 1, at + by)))

  useKeys(key => {
    if (key === 'a') void decide('accept')
    else if (key === 'x') void decide('refuse')
    else if (key === 's') void decide('same')
    else if (key === 'c' && row && isOpen(row)) setSearching(row.id)
    else if (key === 'j') move(1)
    else if (key === 'k') move(-1)
    else return false
  })
  const shown = row?.id
  const name = row?.content.name ?? w.noName
  const say = useEffectEvent(() => row && announce(`${w.row} ${row.row}: ${name}`))
  useEffect(() => {
    if (shown === undefined) return
    say()
    // The card that had the focus may have gone.
    if (document.activeElement === document.body) card.current?.focus({ preventScroll: true })
  }, [shown])

  const counts = about?.counts
  return (
    <div className="rimport rimport-queue">
      <header>
        <Button kind="plain" onClick={onBack}>
          ← {w.back}
        </Button>
        <h1>{about?.source ?? w.title}</h1>
        {about && (
          <p className="secondary">
            {w.formats[about.format]} · {about.licence ?? w.licenceNone}
          </p>
        )}
      </header>
      {problem && (
        <Notice
          kind="warning"
          action={rows === 'failed' ? <Button onClick={() => void ask(filter)}>{s.retry}</Button> : null}
        >
          <strong>{problemWords(problem).title}.</strong>{' '}
          {problem.errors?.map(({ detail }) => detail).join('. ') ?? problemWords(problem).text}
        </Notice>
      )}
      {counts && (
        <div className="rimport-bar">
          <fieldset className="rimport-filters" aria-label={w.filters}>
            {rowFilters
              .filter(each => counts[each] > 0 || each === filter)
              .map(each => (
                <Chip key={each} on={filter === each} onClick={() => setFilter(each)}>
                  {w.filter[each]} {counts[each].toLocaleString(locale())}
                </Chip>
              ))}
          </fieldset>
          {counts.ready > 0 && (
            <Button kind="primary" busy={busy} onClick={() => void acceptAll()}>
              {w.acceptAll(counts.ready)}
            </Button>
          )}
        </div>
      )}
      {rows === 'loading' ? (
        <Skeleton lines={6} />
      ) : list.length === 0 ? (
        rows !== 'failed' && <Notice>{w.queueNone}</Notice>
      ) : (
        <div className="rimport-review">
          <div className="rimport-rows">
            <ul aria-label={w.list}>
              {list.map((each, index) => (
                <li key={each.id}>
                  <button
                    type="button"
                    aria-current={each.id === row?.id || undefined}
                    onClick={() => setAt(index)}
                  >
                    <b>{each.content.name ?? w.noName}</b>
                    <small>
                      {w.row} {each.row}
                      {each.faults.length > 0 && ` · ${rowFaultWords[each.faults[0]!.code][language]}`}
                    </small>
                  </button>
                </li>
              ))}
            </ul>
            {more && (
              <Button kind="plain" onClick={() => void ask(filter, list.at(-1)!.id)}>
                {w.more}
              </Button>
            )}
          </div>
          {row && (
            <RowCard
              key={row.id}
              {...{ row, card }}
              searching={searching === row.id}
              onSearch={on => {
                setSearching(on ? row.id : null)
                if (!on) card.current?.focus({ preventScroll: true })
              }}
              onDecide={decide}
              onCorrect={correct}
              onMove={move}
            />
          )}
        </div>
      )}
      {told && (
        <Toast
          key={told.row.id}
          action={{ label: w.undoOne, onAct: () => void takeBack(told.row) }}
          onEnd={() => setTold(null)}
        >
          {told.text}
        </Toast>
      )}
    </div>
  )
}

type CardProps = {
  row: ImportRow
  card: React.RefObject<HTMLElement | null>
  searching: boolean
  onSearch: (on: boolean) => void
  onDecide: (decision: Decision, same?: { id: string; name: string }) => Promise<void>
  onCorrect: (change: Record<string, unknown>) => Promise<void>
  onMove: (by: number) => void
}

function RowCard({ row, card, searching, onSearch, onDecide, onCorrect, onMove }: CardProps) {
  const w = useWords(words)
  const r = useWords(resourceWords)
  const v = useWords(vocabularyWords)
  const language = useLanguage()
  const { content } = row
  const [name, setName] = useState(content.name ?? '')
  const [pin, setPin] = useState<LonLat | null>(null)
  const place = placeOf(row)
  const has = (code: string) => row.faults.some(fault => fault.code === code)
  const open = isOpen(row)
  const facts: [string, string | undefined][] = [
    [w.fields.address, content.address],
    [w.fields.openingHours, content.openingHours],
    [w.fields.phone, content.phone],
    [w.fields.email, content.email],
    [w.fields.website, content.website],
    [w.fields.owner, content.owner?.name],
    [w.fields.services, content.services?.join(' · ')],
    [w.fields.needs, content.needs?.map(need => v.needDomain[need]).join(' · ')],
    [w.fields.targetGroups, content.targetGroups?.map(group => r.targetGroups[group]).join(' · ')],
    [w.fields.eligibility, content.eligibility],
    [w.fields.costNote, content.costNote],
    [w.fields.description, content.description],
    [w.externalId, row.externalId ?? undefined],
  ]
  return (
    <article className="card rimport-card" ref={card} tabIndex={-1} aria-label={content.name ?? w.noName}>
      <p className="secondary">
        {w.row} {row.row} ·{' '}
        {
          w.filter[
            row.state === 'waiting'
              ? isBlocked(row) || row.faults.length > 0
                ? 'doubts'
                : 'ready'
              : row.state === 'duplicate'
                ? 'duplicates'
                : row.state
          ]
        }
      </p>
      <h2>{content.name ?? <em>{w.noName}</em>}</h2>
      <p>{content.type ? r.types[content.type] : <em>{w.noType}</em>}</p>
      {row.similar && <Notice kind="info">{w.similar(row.similar.name)}</Notice>}
      {row.sameRow !== null && <Notice kind="info">{w.sameRow(row.sameRow)}</Notice>}
      {row.updates && <Notice kind="info">{w.updates(row.updates.name)}</Notice>}
      {row.faults.length > 0 && (
        <ul className="rimport-faults">
          {row.faults.map(({ code, field, at }) => (
            <li
              key={`${code} ${field}`}
              data-blocking={(blockingFaults as readonly string[]).includes(code) || undefined}
            >
              {field && field !== 'geometry' && <b>{fieldWord(field, w)}: </b>}
              {rowFaultWords[code][language]}
              {at && ` (${at})`}
            </li>
          ))}
        </ul>
      )}
      {open && has('name_missing') && (
        <form
          className="rimport-fix"
          onSubmit={event => {
            event.preventDefault()
            if (name.trim()) void onCorrect({ name: name.trim() })
          }}
        >
          <label className="field">
            {w.name}
            <input value={name} maxLength={200} onChange={event => setName(event.target.value)} />
          </label>
          <Button type="submit">{w.saveName}</Button>
        </form>
      )}
      {open && has('type_missing') && (
        <label className="field rimport-fix">
          {w.type}
          <select value="" onChange={event => void onCorrect({ type: event.target.value as ResourceType })}>
            <option value="">{w.chooseType}</option>
            <TypeOptions />
          </select>
        </label>
      )}
      <dl className="rimport-facts">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {open && (
        <div className="rimport-acts rimport-decide">
          <Button
            kind="primary"
            chord="A"
            aria-keyshortcuts="A"
            aria-disabled={isBlocked(row) || undefined}
            aria-describedby={isBlocked(row) ? 'rimport-blocked' : undefined}
            onClick={() => !isBlocked(row) && void onDecide('accept')}
          >
            {w.accept}
          </Button>
          {row.similar && (
            <Button chord="S" aria-keyshortcuts="S" onClick={() => void onDecide('same')}>
              {w.same}
            </Button>
          )}
          <Button
            chord="C"
            aria-keyshortcuts="C"
            aria-expanded={searching}
            onClick={() => onSearch(!searching)}
          >
            {w.sameAs}
          </Button>
          <Button chord="X" aria-keyshortcuts="X" onClick={() => void onDecide('refuse')}>
            {w.refuse}
          </Button>
          {row.suggestion && (
            <Button onClick={() => void onCorrect({ geometry: row.suggestion })}>{w.swap}</Button>
          )}
          {!pin && (
            <Button onClick={() => setPin(has('outside_municipality') || !place ? middle : place)}>
              {w.place}
            </Button>
          )}
          <Button
            kind="plain"
            chord="K"
            aria-keyshortcuts="K"
            aria-label={w.previous}
            onClick={() => onMove(-1)}
          >
            ↑
          </Button>
          <Button kind="plain" chord="J" aria-keyshortcuts="J" aria-label={w.next} onClick={() => onMove(1)}>
            ↓
          </Button>
        </div>
      )}
      {open && searching && (
        <SameAs
          name={content.name ?? ''}
          onPick={one => {
            onSearch(false)
            void onDecide('same', one)
          }}
          onBack={() => onSearch(false)}
        />
      )}
      {open && isBlocked(row) && (
        <p id="rimport-blocked" className="secondary">
          {w.blocked}.
        </p>
      )}
      {(pin ?? place) && (
        <RowMap
          row={row}
          place={place}
          pin={pin}
          onPin={setPin}
          onConfirm={() => {
            if (!pin) return
            const coordinates = pin.map(degrees => Math.round(degrees * 1e6) / 1e6)
            void onCorrect({ geometry: { type: 'Point', coordinates } }).then(() => {
              setPin(null)
              announce(w.placed)
            })
          }}
        />
      )}
      {open && <p className="secondary rimport-keys">{w.keys}</p>}
    </article>
  )
}

type MapProps = {
  row: ImportRow
  place: LonLat | null
  pin: LonLat | null
  onPin: (place: LonLat) => void
  onConfirm: () => void
}

/** Where the row would be, among what the census has. */
function RowMap({ row, place, pin, onPin, onConfirm }: MapProps) {
  const w = useWords(words)
  const areas = useSource('areas')
  const resources = useSource('resources')
  const background = useSource('background').data
  const [start] = useState<Camera>(() => {
    const [lon, lat] = pin ?? place!
    return { lon, lat, zoom: pin && !place ? 12.5 : 15 }
  })
  const [camera, setCamera] = useState<Camera | null>(start)
  const scene = useMemo<Scene>(() => {
    const { geometry } = row.content
    const here = geometry &&
      !pin && {
        type: 'Feature' as const,
        id: 'import',
        geometry,
        properties: {
          ...row.content,
          id: 'import',
          group: 'access_guidance' as const,
          name: row.content.name ?? '',
          status: 'active' as const,
          stale: false,
          faded: false,
        },
      }
    return {
      background,
      areas: areas.data.map(area => ({ area, fill: null })),
      cells: [],
      centres: [],
      resources: [...resources.data, ...(here ? [here as never] : [])],
      layers: ['resources'],
      heatMetres: 400,
      area: null,
      selection: here ? 'resource:import' : null,
    }
  }, [background, areas.data, resources.data, row, pin])
  return (
    <div className="rimport-map">
      {pin && (
        <p className="rimport-acts">
          <Button kind="primary" onClick={onConfirm}>
            {w.confirm}
          </Button>
          <span className="secondary">{w.placeHint}</span>
        </p>
      )}
      <div className="rimport-map-frame">
        <TerritoryMap
          scene={scene}
          label={w.mapLabel}
          labels={[]}
          camera={camera}
          onCamera={setCamera}
          onChoose={() => {}}
          padding={() => ({ top: 16, right: 16, bottom: 16, left: 16 })}
          pin={pin}
          onPin={onPin}
          onConfirm={onConfirm}
        />
      </div>
    </div>
  )
}
