/** Accesses from a file, in the order of the work: choose, match the columns, read the faults, import, undo. */
import { useEffect, useRef, useState } from 'react'
import type { ImportBatch, ImportReport } from '../../../api/observations/import/contract.ts'
import { useAccount } from '../../accounts/account.tsx'
import { call, type ProblemBody, problemOf } from '../../api/call.ts'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { act, addressOf, emptyView } from '../../view/view.ts'
import { words } from '../../words/imports.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import { Checked } from './Checked.tsx'
import { ColumnGuide } from './ColumnGuide.tsx'
import { Columns, isResolved } from './Columns.tsx'
import { FileChoice, ProblemNotice, Progress } from './FileChoice.tsx'
import { type AccessFile, composed, FileRefused, type Match, readFile } from './file.ts'
import { Past } from './Past.tsx'
import { Interrupted, importFile, tryFile } from './send.ts'
import { number } from './told.tsx'
import './import.css'

const record = { ...emptyView, screen: 'record' as const }

type Step =
  | { at: 'choosing' }
  | { at: 'reading'; share: number }
  | { at: 'refused'; sentence: string }
  | { at: 'matching' | 'checking' }
  | { at: 'checked'; report: ImportReport; sent: Blob }
  | { at: 'importing'; report: ImportReport; sent: Blob; recorded: number | null; of: number }
  | { at: 'done'; batch: ImportBatch }

export default function Import() {
  const w = useWords(words)
  const language = useLanguage()
  const account = useAccount()
  const [step, setStep] = useState<Step>({ at: 'choosing' })
  const [file, setFile] = useState<AccessFile | null>(null)
  const [matches, setMatches] = useState<readonly Match[]>([])
  const [acceptLate, setAcceptLate] = useState(false)
  const [problem, setProblem] = useState<{ said: ProblemBody | 'interrupted'; again: () => void } | null>(
    null,
  )
  const [past, setPast] = useState<ImportBatch[] | 'loading' | 'failed'>('loading')
  const [undoing, setUndoing] = useState<ImportBatch | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const result = useRef<HTMLHeadingElement>(null)

  const loadPast = () =>
    call('listAccessImports').then(
      ({ imports }) => setPast(imports),
      () => setPast('failed'),
    )
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the screen opens
  useEffect(() => {
    void loadPast()
  }, [])
  // What came of an act is where the reading goes on.
  useEffect(() => {
    if (['refused', 'matching', 'checked', 'done'].includes(step.at)) result.current?.focus()
  }, [step.at])

  async function choose(chosen: File | undefined) {
    if (!chosen) return
    setProblem(null)
    setAcceptLate(false)
    setFile(null)
    setStep({ at: 'reading', share: 0 })
    try {
      const read = await readFile(chosen, share => setStep({ at: 'reading', share }))
      const byHeader = read.columns.map(column => column.match)
      setFile(read)
      setMatches(byHeader)
      setStep({ at: 'matching' })
      if (isResolved(read, byHeader)) await check(read, byHeader)
    } catch (thrown) {
      const refused = thrown instanceof FileRefused ? thrown : new FileRefused('not_text')
      setStep({ at: 'refused', sentence: refused.said(language) })
    }
    if (input.current) input.current.value = '' // the same file, corrected, may be chosen again
  }

  async function check(read: AccessFile, matched: readonly Match[]) {
    setProblem(null)
    setStep({ at: 'checking' })
    const sent = composed(read, matched)
    try {
      setStep({ at: 'checked', report: await tryFile(sent), sent })
    } catch (thrown) {
      const said = problemOf(thrown)
      if (said.type.endsWith('/unreadable-file') && said.errors?.length)
        setStep({ at: 'refused', sentence: said.errors.map(error => error.detail).join('. ') })
      else {
        setStep({ at: 'matching' })
        setProblem({ said, again: () => void check(read, matched) })
      }
    }
  }

  async function importAll(report: ImportReport, sent: Blob) {
    setProblem(null)
    setStep({ at: 'importing', report, sent, recorded: null, of: report.rows })
    try {
      const { batch } = await importFile(sent, acceptLate, (recorded, of) =>
        setStep({ at: 'importing', report, sent, recorded, of }),
      )
      setFile(null)
      setStep({ at: 'done', batch: batch! })
      announce(w.done(number(batch!.rows)))
    } catch (thrown) {
      setStep({ at: 'checked', report, sent })
      const said = thrown instanceof Interrupted ? 'interrupted' : problemOf(thrown)
      setProblem({ said, again: () => void importAll(report, sent) })
    }
    void loadPast()
  }

  async function undo(batch: ImportBatch) {
    setUndoing(null)
    setProblem(null)
    try {
      await call('undoAccessImport', { params: { batch: batch.id } })
      announce(w.undone(number(batch.present)))
      if (step.at === 'done' && step.batch.id === batch.id) setStep({ at: 'choosing' })
    } catch (thrown) {
      setProblem({ said: problemOf(thrown), again: () => void undo(batch) })
    }
    void loadPast()
  }

  const busy = step.at === 'reading' || step.at === 'checking' || step.at === 'importing'
  return (
    <div className="import" data-unfinished={file ? '' : undefined}>
      <header>
        <a
          href={addressOf(record)}
          onClick={event => {
            event.preventDefault()
            act(record)
          }}
        >
          {w.back}
        </a>
        <h1>{w.title}</h1>
        <p>{w.lead}</p>
      </header>
      {account.centre ? (
        <FileChoice busy={busy} again={step.at !== 'choosing'} input={input} onChoose={choose} />
      ) : (
        <Notice kind="warning">{w.noCentre}</Notice>
      )}
      {problem && <ProblemNotice {...problem} />}
      {step.at === 'reading' && (
        <Progress label={w.reading(`${Math.round(step.share * 100)} %`)} value={step.share} of={1} />
      )}
      {step.at === 'refused' && (
        <section className="card" aria-labelledby="import-result">
          <h2 id="import-result" ref={result} tabIndex={-1}>
            {w.refusedTitle}
          </h2>
          <p>{step.sentence}.</p>
        </section>
      )}
      {file && (step.at === 'matching' || step.at === 'checking') && (
        <Columns
          {...{ file, matches }}
          heading={result}
          busy={step.at === 'checking'}
          onMatch={(index, match) => setMatches(matches.map((each, at) => (at === index ? match : each)))}
          onCheck={() => void check(file, matches)}
        />
      )}
      {file && step.at === 'checked' && (
        <Checked
          {...{ file, matches, acceptLate }}
          heading={result}
          report={step.report}
          onAcceptLate={setAcceptLate}
          onMatch={() => setStep({ at: 'matching' })}
          onImport={() => void importAll(step.report, step.sent)}
        />
      )}
      {step.at === 'importing' && (
        <section className="card import-progress">
          <Progress
            label={step.recorded === null ? w.sending : w.recording(number(step.recorded), number(step.of))}
            value={step.recorded ?? undefined}
            of={step.of}
          />
          <p className="secondary">{w.mayLeave}</p>
        </section>
      )}
      {step.at === 'done' && (
        <section className="card" aria-labelledby="import-result">
          <h2 id="import-result" ref={result} tabIndex={-1}>
            {w.done(number(step.batch.rows))}
          </h2>
          <p>{w.doneText}</p>
          <p className="import-acts">
            <Button onClick={() => setUndoing(step.batch)}>{w.undo}</Button>
          </p>
        </section>
      )}
      <Past past={past} onRetry={() => void loadPast()} onUndo={setUndoing} />
      <ColumnGuide />
      {undoing && (
        <Dialog
          title={w.undoAsk(number(undoing.present))}
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
