/** Accesses from a file, in the order of the work: choose, match the columns, read the faults, import, undo. */
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import {
  type ColumnName,
  columnNamed,
  columns,
  csvOf,
  type ImportBatch,
  type ImportReport,
  identityWords,
  templateOf,
} from '../../api/observations/import/contract.ts'
import { useAccount } from '../accounts/account.tsx'
import { SignInAgain } from '../accounts/SignInAgain.tsx'
import { CallProblem, call, offline, type ProblemBody } from '../api/call.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { act, addressOf, emptyView } from '../view/view.ts'
import { words } from '../words/imports.ts'
import { locale, useLanguage, useWords } from '../words/language.ts'
import { problemWords } from '../words/problems.ts'
import { words as shell } from '../words/shell.ts'
import { capital, dayWords, today } from './days.ts'
import { answersOf, ImportColumns, valueWords } from './ImportColumns.tsx'
import {
  type AccessFile,
  composed,
  doubled,
  FileRefused,
  type Match,
  missing,
  readFile,
} from './importFile.ts'
import { Interrupted, importFile, tryFile } from './importSend.ts'
import './import.css'

const record = { ...emptyView, screen: 'record' as const }
const number = (value: number) => value.toLocaleString(locale())
const instant = (iso: string) =>
  new Date(iso).toLocaleString(locale(), { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Rome' })
const monthWords = (month: string) => dayWords(`${month}-01`, { month: 'long', year: 'numeric' })
const asProblem = (thrown: unknown): ProblemBody => (thrown instanceof CallProblem ? thrown.problem : offline)

function download(name: string, text: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

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
      const said = asProblem(thrown)
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
      const said = thrown instanceof Interrupted ? 'interrupted' : asProblem(thrown)
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
      setProblem({ said: asProblem(thrown), again: () => void undo(batch) })
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
      <ImportColumns />
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

/** Nothing of the file would be left out without having been decided, and nothing identifies anybody. */
const isResolved = (file: AccessFile, matches: readonly Match[]) =>
  !file.columns.some(column => column.identity) &&
  !matches.includes(null) &&
  !doubled(matches) &&
  missing(matches).length === 0

type Choosing = {
  busy: boolean
  again: boolean
  input: React.RefObject<HTMLInputElement | null>
  onChoose: (file: File | undefined) => Promise<void>
}
function FileChoice({ busy, again, input, onChoose }: Choosing) {
  const w = useWords(words)
  const language = useLanguage()
  const [over, setOver] = useState(false)
  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    if (!busy) void onChoose(event.dataTransfer.files[0])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way more; the button does the same
    <div
      className={`card import-choice ${over ? 'import-over' : ''}`}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div>
        <p className="import-acts">
          <Button kind={again ? 'secondary' : 'primary'} busy={busy} onClick={() => input.current?.click()}>
            {again ? w.another : w.choose}
          </Button>
          <span>{w.drop}</span>
        </p>
        <input
          ref={input}
          className="unseen"
          type="file"
          accept=".csv,.txt,text/csv"
          tabIndex={-1}
          aria-label={w.choose}
          onChange={event => void onChoose(event.target.files?.[0])}
        />
        <p className="secondary">{w.staysHere}</p>
      </div>
      <div>
        <Button kind="plain" onClick={() => download(w.templateName, templateOf(language, today()))}>
          {w.template}
        </Button>
        <p className="secondary">{w.templateText}</p>
      </div>
    </div>
  )
}

function Progress({ label, value, of }: { label: string; value: number | undefined; of: number }) {
  return (
    <div className="import-bar" role="status">
      <p>{label}</p>
      <progress aria-label={label} max={of} {...(value === undefined ? {} : { value })} />
    </div>
  )
}

function ProblemNotice({ said, again }: { said: ProblemBody | 'interrupted'; again: () => void }) {
  const w = useWords(words)
  const s = useWords(shell)
  if (said === 'interrupted')
    return (
      <Notice kind="warning">
        <strong>{w.interrupted.title}.</strong> {w.interrupted.text}
      </Notice>
    )
  if (said.type.endsWith('/sign-in-needed')) return <SignInAgain onEntered={again} />
  const { title, text } = problemWords(said)
  return (
    <Notice kind="warning" action={<Button onClick={again}>{s.retry}</Button>}>
      <strong>{title}.</strong> {said.errors?.[0]?.detail ?? text}
    </Notice>
  )
}

type Heading = React.RefObject<HTMLHeadingElement | null>

function Columns({
  file,
  matches,
  heading,
  busy,
  onMatch,
  onCheck,
}: {
  file: AccessFile
  matches: readonly Match[]
  heading: Heading
  busy: boolean
  onMatch: (index: number, match: Match) => void
  onCheck: () => void
}) {
  const w = useWords(words)
  const language = useLanguage()
  const identities = file.columns.filter(column => column.identity)
  const open = matches.filter(match => match === null).length
  const twice = doubled(matches)
  const absent = missing(matches)
  return (
    <section className="card" aria-labelledby="import-result">
      <h2 id="import-result" ref={heading} tabIndex={-1}>
        {identities.length > 0 ? w.identityTitle : w.columnsTitle}
      </h2>
      <p className="secondary">
        {w.columnsLead(number(file.filledRows), file.encoding, w.delimiters[file.delimiter])}
      </p>
      {identities.length > 0 && <Notice kind="warning">{w.identityText}</Notice>}
      <section className="import-matches">
        <table className="table import-stack">
          <thead>
            <tr>
              <th scope="col">{w.inFile}</th>
              <th scope="col">{w.examples}</th>
              <th scope="col">{w.becomes}</th>
            </tr>
          </thead>
          <tbody>
            {file.columns.map(({ place, header, examples, identity }, index) => (
              <tr key={place}>
                <th scope="row">
                  <span className="import-place">{place}</span> {header || <em>{w.unnamed}</em>}
                </th>
                {/* What may be somebody's is not put on the screen. */}
                <td className="secondary import-examples">{identity ? '' : examples.join(' · ')}</td>
                <td>
                  {identity ? (
                    <span className="fault">{w.identity(identityWords[identity][language])}</span>
                  ) : identities.length > 0 ? (
                    columnNamed(matches[index] ?? '')?.header[language]
                  ) : (
                    <select
                      className="import-select"
                      aria-label={`${place} ${header}: ${w.becomes}`}
                      value={matches[index] ?? ''}
                      onChange={event => onMatch(index, (event.target.value || null) as Match)}
                    >
                      <option value="">{w.chooseColumn}</option>
                      <option value="ignore">{w.ignore}</option>
                      {columns.map(column => (
                        <option key={column.name} value={column.name}>
                          {column.header[language]}
                        </option>
                      ))}
                    </select>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {identities.length === 0 && (
        <div className="import-acts">
          <Button
            kind="primary"
            busy={busy || !isResolved(file, matches)}
            onClick={onCheck}
            aria-describedby="import-why"
          >
            {busy ? w.checking : w.check}
          </Button>
          <p id="import-why" className="secondary">
            {open > 0
              ? w.unresolved(open)
              : twice
                ? w.doubled(twice.header[language])
                : absent.length > 0
                  ? w.missing(absent.map(column => column.header[language]).join(', '))
                  : ''}
          </p>
        </div>
      )}
    </section>
  )
}

function Checked({
  file,
  matches,
  report,
  heading,
  acceptLate,
  onAcceptLate,
  onMatch,
  onImport,
}: {
  file: AccessFile
  matches: readonly Match[]
  report: ImportReport
  heading: Heading
  acceptLate: boolean
  onAcceptLate: (accept: boolean) => void
  onMatch: () => void
  onImport: () => void
}) {
  const w = useWords(words)
  const language = useLanguage()
  const { rows, faultCount, lateRows, repeated } = report
  const openMonth = report.months.find(({ month, countsIn }) => month !== countsIn)?.countsIn
  const whyNot =
    faultCount > 0
      ? w.whyNot.faults
      : repeated
        ? w.whyNot.repeated
        : lateRows > 0 && !acceptLate
          ? w.whyNot.late
          : null
  return (
    <section className="card import-checked" aria-labelledby="import-result">
      <h2 id="import-result" ref={heading} tabIndex={-1}>
        {faultCount > 0 ? w.faultsTitle(number(faultCount)) : w.cleanTitle(number(rows))}
      </h2>
      {faultCount > 0 && <Faults {...{ file, matches, report }} />}
      {repeated && <Notice kind="warning">{w.repeated(instant(repeated))}</Notice>}
      {report.declaredDays.length > 0 && (
        <Notice>
          {w.declared(
            report.declaredDays
              .map(day => dayWords(day, { day: 'numeric', month: 'long', year: 'numeric' }))
              .join(', '),
          )}
        </Notice>
      )}
      {report.assumed.length > 0 && (
        <p>
          {w.assumed}{' '}
          {report.assumed.map(({ column, value }, index) => (
            <span key={column}>
              {index > 0 && ', '}
              {columnNamed(column)!.header[language]} <strong>{valueWords(column, value, language)}</strong>
            </span>
          ))}
          .
        </p>
      )}
      {faultCount === 0 && (
        <>
          <Months report={report} />
          <Sample report={report} />
        </>
      )}
      {lateRows > 0 && faultCount === 0 && openMonth && (
        <Notice kind="warning">
          {w.late(number(lateRows), monthWords(openMonth))}
          <label className="import-accept">
            <input
              type="checkbox"
              checked={acceptLate}
              onChange={event => onAcceptLate(event.target.checked)}
            />
            {w.acceptLate(monthWords(openMonth))}
          </label>
        </Notice>
      )}
      <div className="import-acts">
        <Button kind="primary" busy={whyNot !== null} aria-describedby="import-why" onClick={onImport}>
          {w.importAll(number(rows))}
        </Button>
        <Button kind="plain" onClick={onMatch}>
          {w.columnsTitle}
        </Button>
        <p id="import-why" className="secondary">
          {whyNot}
        </p>
      </div>
    </section>
  )
}

function Faults({
  file,
  matches,
  report,
}: {
  file: AccessFile
  matches: readonly Match[]
  report: ImportReport
}) {
  const w = useWords(words)
  const language = useLanguage()
  const nameOf = (column: string | null) => (column ? columnNamed(column)!.header[language] : '')
  const written = (row: number, column: string | null) => {
    const index = matches.indexOf(column as ColumnName)
    return index < 0 ? '' : (file.rows[row - 2]?.[index] ?? '').trim()
  }
  return (
    <>
      <p>{w.faultsLead}</p>
      <Scroll label={w.faultsList}>
        <table className="table import-faults import-stack">
          <thead>
            <tr>
              <th scope="col">{w.row}</th>
              <th scope="col">{w.column}</th>
              <th scope="col">{w.written}</th>
              <th scope="col">{w.why}</th>
              <th scope="col">{w.how}</th>
            </tr>
          </thead>
          <tbody>
            {report.faults.map(({ row, column, code, detail }) => (
              <tr key={`${row} ${column} ${code}`}>
                <th scope="row">
                  <span data-label={w.row}>{number(row)}</span>
                </th>
                <td>{nameOf(column)}</td>
                <td data-label={w.written}>
                  {written(row, column) || <em className="secondary">{w.nothing}</em>}
                </td>
                <td>{detail}</td>
                <td className="secondary" data-label={w.how}>
                  {column ? answersOf(column, language) : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="import-acts">
        <Button
          onClick={() =>
            // Without what the cells say: a list of faults travels further than the file does.
            download(
              w.faultsName,
              csvOf([
                [w.row, w.column, w.why, w.how],
                ...report.faults.map(({ row, column, detail }) => [
                  String(row),
                  nameOf(column),
                  detail,
                  column ? answersOf(column, language) : '',
                ]),
              ]),
            )
          }
        >
          {w.downloadFaults}
        </Button>
        {report.faultCount > report.faults.length && (
          <span className="secondary">{w.faultsShown(number(report.faults.length))}</span>
        )}
      </p>
    </>
  )
}

function Months({ report }: { report: ImportReport }) {
  const w = useWords(words)
  return (
    <Scroll label={w.months}>
      <table className="table import-months">
        <caption>{w.months}</caption>
        <thead>
          <tr>
            <th scope="col">{w.month}</th>
            <th scope="col" className="figure">
              {w.accesses}
            </th>
            <th scope="col">{w.countsIn}</th>
          </tr>
        </thead>
        <tbody>
          {report.months.map(({ month, rows, countsIn }) => (
            <tr key={month}>
              <th scope="row">{capital(monthWords(month))}</th>
              <td className="figure">{number(rows)}</td>
              <td className={month === countsIn ? 'secondary' : 'import-late'}>{monthWords(countsIn)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

const sampleColumns = columns.filter(({ name }) => !/\d$/.test(name) && name !== 'centre')

function Sample({ report }: { report: ImportReport }) {
  const w = useWords(words)
  const language = useLanguage()
  const shown = sampleColumns.filter(({ name }) => report.columns.includes(name))
  return (
    <Scroll label={w.sample}>
      <table className="table import-sample">
        <caption>
          {w.sample} {number(report.sample.length)}
        </caption>
        <thead>
          <tr>
            {shown.map(({ name, header }) => (
              <th key={name} scope="col">
                {header[language]}
              </th>
            ))}
            <th scope="col">{w.needs}</th>
          </tr>
        </thead>
        <tbody>
          {report.sample.map((access, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have nothing else
            <tr key={index}>
              {shown.map(({ name }) => (
                <td key={name}>
                  {name === 'date'
                    ? dayWords(access.date, { day: '2-digit', month: '2-digit', year: 'numeric' })
                    : valueWords(name, String(access[name as keyof typeof access] ?? ''), language)}
                </td>
              ))}
              <td>
                {access.needs.map(need => (
                  <span className="import-need" key={need.domain}>
                    {valueWords('need1', need.domain, language)} →{' '}
                    {valueWords('outcome1', need.outcome, language)}
                    {need.unmetReason && ` (${valueWords('unmetReason1', need.unmetReason, language)})`}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function Past({
  past,
  onRetry,
  onUndo,
}: {
  past: ImportBatch[] | 'loading' | 'failed'
  onRetry: () => void
  onUndo: (batch: ImportBatch) => void
}) {
  const w = useWords(words)
  const s = useWords(shell)
  const when = ({ importedAt, undoable }: ImportBatch) =>
    undoable ? instant(importedAt) : capital(monthWords(romeMonth(importedAt)))
  return (
    <Card title={w.pastTitle}>
      {past === 'loading' && <Skeleton lines={2} />}
      {past === 'failed' && (
        <Notice kind="warning" action={<Button onClick={onRetry}>{s.retry}</Button>}>
          {w.pastFailed}
        </Notice>
      )}
      {Array.isArray(past) && past.length === 0 && <p>{w.pastNone}</p>}
      {Array.isArray(past) && past.length > 0 && (
        <Scroll label={w.pastList}>
          <table className="table import-stack">
            <thead>
              <tr>
                <th scope="col">{w.when}</th>
                <th scope="col" className="figure">
                  {w.accesses}
                </th>
                <th scope="col" className="figure">
                  {w.present}
                </th>
                <th scope="col">
                  <span className="unseen">{w.undo}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {past.map(batch => (
                <tr key={batch.id}>
                  <th scope="row">{when(batch)}</th>
                  <td className="figure" data-label={w.accesses}>
                    {number(batch.rows)}
                  </td>
                  <td className="figure" data-label={w.present}>
                    {batch.undoable ? number(batch.present) : '–'}
                  </td>
                  <td>
                    {batch.undoable ? (
                      <Button aria-label={w.undoOf(when(batch))} onClick={() => onUndo(batch)}>
                        {w.undo}
                      </Button>
                    ) : (
                      <span className="secondary">{w.notUndoable}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Card>
  )
}

/** The month of an instant in Rome, YYYY-MM. */
const romeMonth = (iso: string) => today(new Date(iso)).slice(0, 7)

const Scroll = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
  <section className="scroll-x import-scroll" tabIndex={0} aria-label={label}>
    {children}
  </section>
)
