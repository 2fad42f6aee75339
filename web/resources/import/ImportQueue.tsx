/** The rows of a file, one card at a time: one key each, or all those without doubts in one act. */
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import {
  type ImportRow,
  type ResourceImport,
  type RowFilter,
  rowFaultWords,
  rowFilters,
} from '../../../api/resources/import/contract.ts'
import { call, type ProblemBody, problemOf } from '../../api/call.ts'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Toast, ToastPlace } from '../../ui/Toast.tsx'
import { locale, useLanguage, useWords } from '../../words/language.ts'
import { problemWords } from '../../words/problems.ts'
import { words } from '../../words/resourceImports.ts'
import { words as shell } from '../../words/shell.ts'
import type { Draft } from '../draft.ts'
import { useKeys } from '../keys.ts'
import { type Decision, ImportRowCard, isBlocked, isOpen } from './ImportRowCard.tsx'

const page = 100
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
  /** The row whose fields are being corrected, and what was typed of each row that was left. */
  const [editing, setEditing] = useState<number | null>(null)
  const typed = useRef(new Map<number, Draft>())
  /** What an acceptance did not accept. */
  const [returned, setReturned] = useState<string | null>(null)
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
      setProblem(problemOf(thrown))
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
        setProblem(problemOf(thrown))
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
        const answer = await call('decideImportRow', {
          params: { batch, row: String(of.id) as never },
          body: decision === 'same' ? { decision, resource: same!.id } : { decision },
        })
        if (isOpen(answer)) {
          // Not decided after all: it says why.
          putBack(answer)
          announce(decision === 'apart' ? w.setApart(of.updates?.name ?? '') : w.nowAlike)
          if (decision === 'accept') setReturned(w.nowAlike)
          return await recount()
        }
      } catch (thrown) {
        putBack(of)
        throw thrown
      }
      const name = of.content.name ?? w.noName
      const text =
        decision === 'same'
          ? w.sameOne(same!.name)
          : { accept: w.acceptedOne, refuse: w.refusedOne, apart: w.acceptedOne }[decision](name)
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
  /** @returns what is wrong with the fields, to be said at each of them */
  async function correct(fields: Record<string, unknown>): Promise<ProblemBody | null> {
    let wrong: ProblemBody | null = null
    await during(async () => {
      if (!row) return
      try {
        const changed = await call('correctImportRow', {
          params: { batch, row: String(row.id) as never },
          body: fields,
        })
        change(before => before.map(each => (each.id === changed.id ? changed : each)))
        announce(w.corrected)
      } catch (thrown) {
        wrong = problemOf(thrown)
        throw thrown
      }
      await recount()
    })
    return wrong
  }
  const acceptAll = () =>
    during(async () => {
      const { accepted, returned } = await call('acceptImportRows', { params: { batch } })
      const back = returned > 0 ? w.returned(returned) : null
      announce([w.accepted(accepted), back].filter(Boolean).join('. '))
      setReturned(back)
      const next = returned > 0 ? 'duplicates' : 'accepted'
      setFilter(next)
      await ask(next)
    })
  const move = (by: number) => setAt(Math.max(0, Math.min(list.length - 1, at + by)))

  useKeys(key => {
    if (key === 'a') void decide('accept')
    else if (key === 'x') void decide('refuse')
    else if (key === 's') void decide('same')
    else if (key === 'e' && row && isOpen(row)) setEditing(row.id)
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
      <ToastPlace>
        {told && (
          <Toast
            key={told.row.id}
            action={{ label: w.undoOne, onAct: () => void takeBack(told.row) }}
            onEnd={() => setTold(null)}
          >
            {told.text}
          </Toast>
        )}
      </ToastPlace>
      {problem && (
        <Notice
          kind="warning"
          action={rows === 'failed' ? <Button onClick={() => void ask(filter)}>{s.retry}</Button> : null}
        >
          <strong>{problemWords(problem).title}.</strong>{' '}
          {problem.errors?.map(({ detail }) => detail).join('. ') ?? problemWords(problem).text}
        </Notice>
      )}
      {about?.idsLeftOut && <Notice>{w.idsLeftOut}</Notice>}
      {returned && <Notice kind="warning">{returned}</Notice>}
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
            <ImportRowCard
              key={row.id}
              {...{ row, card }}
              searching={searching === row.id}
              onSearch={on => {
                setSearching(on ? row.id : null)
                if (!on) card.current?.focus({ preventScroll: true })
              }}
              editing={editing === row.id || (isOpen(row) && typed.current.has(row.id))}
              onEdit={on => {
                setEditing(on ? row.id : null)
                if (!on) card.current?.focus({ preventScroll: true })
              }}
              typed={typed.current.get(row.id)}
              onTyped={draft => {
                if (draft) typed.current.set(row.id, draft)
                else typed.current.delete(row.id)
              }}
              onDecide={decide}
              onCorrect={correct}
              onMove={move}
            />
          )}
        </div>
      )}
    </div>
  )
}
