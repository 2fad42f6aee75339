/** Resources from a file, in the order of the work: choose, match, see what would be, put into the queue, review. */
import { type DragEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { csvOf } from '../../../api/observations/import/columns.codes.ts'
import type {
  ImportProgress,
  ResourceImport,
  ResourceImportReport,
} from '../../../api/resources/import/contract.ts'
import { useAccount } from '../../accounts/account.tsx'
import { SignInAgain } from '../../accounts/SignInAgain.tsx'
import { call, type ProblemBody, problemOf } from '../../api/call.ts'
import { newId } from '../../api/newId.ts'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useView } from '../../view/view.ts'
import { locale, useLanguage, useWords } from '../../words/language.ts'
import { problemWords } from '../../words/problems.ts'
import { words } from '../../words/resourceImports.ts'
import { words as shell } from '../../words/shell.ts'
import { isReused } from '../once.ts'
import { ImportPreview, linesOf } from './ImportPreview.tsx'
import { ImportQueue } from './ImportQueue.tsx'
import { type Choices, noChoices, sendResources, setRunning, useRunning } from './send.ts'
import './import-resources.css'

export const instant = (iso: string) =>
  new Date(iso).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Rome' })

type Step =
  | { at: 'choosing' | 'reading' | 'loading' }
  | { at: 'refused'; sentences: readonly string[] }
  | { at: 'tried'; report: ResourceImportReport; busy: boolean }

function download(name: string, text: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const tell = () => setOnline(navigator.onLine)
    window.addEventListener('online', tell)
    window.addEventListener('offline', tell)
    return () => {
      window.removeEventListener('online', tell)
      window.removeEventListener('offline', tell)
    }
  }, [])
  return online
}

export default function ImportResources() {
  const w = useWords(words)
  const s = useWords(shell)
  const language = useLanguage()
  const { view, act } = useView()
  const online = useOnline()
  const who = useAccount().username
  /** Also of a file that was left on its way. */
  const running = useRunning(who)
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  const [tried, setTried] = useState<ImportProgress | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const [choices, setChoices] = useState<Choices>(noChoices)
  const [step, setStep] = useState<Step>({ at: 'choosing' })
  const [problem, setProblem] = useState<{ said: ProblemBody; again: () => void } | null>(null)
  const [past, setPast] = useState<readonly ResourceImport[] | 'loading' | 'failed'>('loading')
  const [undoing, setUndoing] = useState<ResourceImport | null>(null)
  const [left, setLeft] = useState<{ kept: string[]; closed: string[] } | null>(null)
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  /** The identity of the import of this file, so that loading it again after a lost answer makes no second one. */
  const made = useRef(newId())
  /** The source whose ids the report has judged. */
  const judged = useRef('')

  const loadPast = useEffectEvent(() =>
    call('listResourceImports').then(
      ({ imports }) => setPast(imports),
      () => setPast('failed'),
    ),
  )
  useEffect(() => {
    void loadPast()
  }, [])
  // A file that was left and has arrived is in the list.
  const arriving = useRef(running !== null)
  useEffect(() => {
    if (arriving.current && !running) void loadPast()
    arriving.current = running !== null
  }, [running])
  // What came of an act is where the reading goes on.
  useEffect(() => {
    if (step.at === 'refused' || step.at === 'tried') heading.current?.focus()
  }, [step.at])

  /** @returns what the file would become; null when it has been said why not */
  async function attempt(
    chosen: File,
    matching: Choices,
    before?: ResourceImportReport,
  ): Promise<ResourceImportReport | null> {
    setProblem(null)
    setStep(before ? { at: 'tried', report: before, busy: true } : { at: 'reading' })
    setTried(null)
    try {
      const report = await sendResources(chosen, matching, null, setTried)
      setStep({ at: 'tried', report, busy: false })
      return report
    } catch (thrown) {
      const said = problemOf(thrown)
      if (said.errors?.length) setStep({ at: 'refused', sentences: said.errors.map(({ detail }) => detail) })
      else {
        setStep(before ? { at: 'tried', report: before, busy: false } : { at: 'choosing' })
        setProblem({ said, again: () => void attempt(chosen, matching, before) })
      }
    }
    return null
  }
  function choose(chosen: File | undefined) {
    if (!chosen) return
    setFile(chosen)
    made.current = newId()
    judged.current = ''
    setLeft(null)
    setChoices({ ...noChoices, source: choices.source, licence: choices.licence })
    void attempt(chosen, noChoices)
    if (input.current) input.current.value = '' // the same file, corrected, may be chosen again
  }
  function change(next: Partial<Choices>) {
    const changed = { ...choices, ...next }
    setChoices(changed)
    const matching = next.columns || next.types || next.otherwise !== undefined || next.ids !== undefined
    if (matching && file && step.at === 'tried') void attempt(file, changed, step.report)
  }
  async function load(report: ResourceImportReport) {
    if (!file) return
    setProblem(null)
    const source = choices.source.trim()
    // What came from there before may be met by ids that are numbers of rows: somebody says so before anything is queued.
    const known = Array.isArray(past) && past.some(one => one.source === source)
    if (known && choices.ids === '' && judged.current !== source) {
      judged.current = source
      const again = await attempt(file, choices, report)
      if (!again || again.ids.doubtful) return
    }
    setStep({ at: 'loading' })
    const { name } = file
    setRunning({ who, name, progress: null })
    try {
      const done = await sendResources(file, choices, made.current, progress =>
        setRunning({ who, name, progress }),
      )
      setRunning(null)
      announce(w.loaded(done.rows))
      if (!here.current) return
      setFile(null)
      setStep({ at: 'choosing' })
      setChoices(noChoices)
      act({ batch: done.batch })
    } catch (thrown) {
      setRunning(null)
      if (isReused(thrown)) {
        announce(w.arrivedBefore)
        setFile(null)
        setStep({ at: 'choosing' })
        act({ batch: made.current })
        return void loadPast()
      }
      setStep({ at: 'tried', report, busy: false })
      setProblem({ said: problemOf(thrown), again: () => void load(report) })
    }
    void loadPast()
  }
  async function undo(batch: ResourceImport) {
    setUndoing(null)
    setProblem(null)
    try {
      const { removed, reverted, kept, closed } = await call('undoImport', { params: { batch: batch.id } })
      announce(w.undone(removed, reverted))
      setLeft({ kept: kept.map(({ name }) => name), closed: closed.map(({ name }) => name) })
    } catch (thrown) {
      setProblem({ said: problemOf(thrown), again: () => void undo(batch) })
    }
    void loadPast()
  }

  const notice = problem && <Problem {...problem} retry={s.retry} />
  if (view.batch)
    return (
      <ImportQueue
        key={view.batch}
        batch={view.batch}
        onBack={() => {
          act({ batch: null })
          void loadPast()
        }}
      />
    )

  /** Left on its way and found again. */
  const found = step.at === 'loading' ? null : running
  const progress = step.at === 'reading' ? tried : (running?.progress ?? null)
  const busy =
    found !== null || step.at === 'reading' || step.at === 'loading' || (step.at === 'tried' && step.busy)
  return (
    <div className="rimport" data-unfinished={file ? '' : undefined}>
      <header>
        <h1>{w.title}</h1>
        <p>{w.lead}</p>
      </header>
      {!online && <Notice kind="warning">{w.offline}</Notice>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way more; the button does the same */}
      <div
        className={`card rimport-choice ${over ? 'rimport-over' : ''}`}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault()
          setOver(false)
          if (!busy && online) choose(event.dataTransfer.files[0])
        }}
      >
        <Button
          kind={step.at === 'choosing' ? 'primary' : 'secondary'}
          busy={busy || !online}
          onClick={() => input.current?.click()}
        >
          {step.at === 'choosing' ? w.choose : w.another}
        </Button>
        <span>{file ? <b>{file.name}</b> : w.drop}</span>
        <input
          ref={input}
          className="unseen"
          type="file"
          tabIndex={-1}
          aria-label={w.choose}
          accept=".csv,.txt,.xlsx,.json,.geojson,.ndjson,.zip,.osm,.pbf"
          onChange={event => choose(event.target.files?.[0])}
        />
      </div>
      {notice}
      {(step.at === 'reading' || step.at === 'loading' || found) && (
        <section className="card rimport-progress" role="status">
          <p>
            {step.at === 'reading' ? w.reading : w.loading}
            {found && `: ${found.name}`}
          </p>
          <progress
            aria-label={step.at === 'reading' ? w.reading : w.loading}
            {...(progress ? { value: progress.done, max: Math.max(1, progress.rows) } : {})}
          />
          {progress && <p className="secondary">{w.progress(progress)}</p>}
          {step.at !== 'reading' && <p className="secondary">{w.mayLeave}</p>}
        </section>
      )}
      {step.at === 'refused' && (
        <section className="card" aria-labelledby="rimport-refused">
          <h2 id="rimport-refused" ref={heading} tabIndex={-1}>
            {w.refusedTitle}
          </h2>
          <ul className="rimport-faults">
            {step.sentences.map(sentence => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      {step.at === 'tried' && (
        <ImportPreview
          {...{ choices, change, heading }}
          report={step.report}
          busy={step.busy}
          onReport={() => download(w.reportName, csvOf(linesOf(step.report.lines, w, language)))}
          onLoad={() => void load(step.report)}
        />
      )}
      {left && (left.kept.length > 0 || left.closed.length > 0) && (
        <Notice>
          {left.kept.length > 0 && (
            <p>
              <b>{w.stayed}:</b> {left.kept.join(' · ')}
            </p>
          )}
          {left.closed.length > 0 && (
            <p>
              <b>{w.closedOnes}:</b> {left.closed.join(' · ')}
            </p>
          )}
        </Notice>
      )}
      <section className="card" aria-labelledby="rimport-past">
        <h2 id="rimport-past">{w.past}</h2>
        {past === 'loading' ? (
          <Skeleton lines={2} />
        ) : past === 'failed' ? (
          <Notice kind="warning" action={<Button onClick={() => void loadPast()}>{s.retry}</Button>}>
            {w.pastFailed}
          </Notice>
        ) : past.length === 0 ? (
          <p className="secondary">{w.pastNone}</p>
        ) : (
          <ul className="rimport-past">
            {past.map(one => (
              <li key={one.id}>
                <div>
                  <b>{one.source}</b>{' '}
                  <span className="secondary">
                    {w.formats[one.format]} · {one.licence ?? w.licenceNone}
                  </span>
                  <p className="secondary">
                    {instant(one.importedAt)}
                    {one.by && ` · ${one.by}`}
                    {one.undoneAt && ` · ${w.undoneAt} ${instant(one.undoneAt)}`}
                  </p>
                  <p className="rimport-counts">
                    {(['ready', 'doubts', 'duplicates', 'accepted', 'refused', 'skipped'] as const)
                      .filter(name => one.counts[name] > 0)
                      .map(name => `${w.filter[name]} ${one.counts[name].toLocaleString(locale())}`)
                      .join(' · ')}
                  </p>
                </div>
                {!one.undoneAt && (
                  <div className="rimport-acts">
                    <Button aria-label={w.openOne(one.source)} onClick={() => act({ batch: one.id })}>
                      {w.open}
                    </Button>
                    <Button kind="plain" aria-label={w.undoOf(one.source)} onClick={() => setUndoing(one)}>
                      {w.undo}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      {undoing && (
        <Dialog
          title={w.undoAsk(undoing.source)}
          onClose={() => setUndoing(null)}
          actions={
            <>
              <Button kind="primary" onClick={() => void undo(undoing)}>
                {w.undoYes}
              </Button>
              <Button data-first onClick={() => setUndoing(null)}>
                {w.keep}
              </Button>
            </>
          }
        >
          <p>{w.undoText}</p>
        </Dialog>
      )}
    </div>
  )
}

function Problem({ said, again, retry }: { said: ProblemBody; again: () => void; retry: string }) {
  if (said.type.endsWith('/sign-in-needed')) return <SignInAgain onEntered={again} />
  const { title, text } = problemWords(said)
  return (
    <Notice kind="warning" action={<Button onClick={again}>{retry}</Button>}>
      <strong>{title}.</strong> {said.errors?.[0]?.detail ?? text}
    </Notice>
  )
}
