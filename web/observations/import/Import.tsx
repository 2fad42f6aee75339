/** Accesses from a file, in the order of the work: choose, match columns and values, read the faults, import, undo. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ImportBatch, ImportReport } from '../../../api/observations/import/contract.ts'
import { useAccount } from '../../accounts/account.tsx'
import { call, type ProblemBody, problemOf } from '../../api/call.ts'
import { useSource } from '../../map/sources.ts'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { act, addressOf, emptyView } from '../../view/view.ts'
import { words } from '../../words/imports.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import { today } from '../days.ts'
import { Checked } from './Checked.tsx'
import { ColumnGuide } from './ColumnGuide.tsx'
import { Columns } from './Columns.tsx'
import { FileChoice, ProblemNotice, Progress } from './FileChoice.tsx'
import { type AccessFile, FileRefused, readFile } from './file.ts'
import { choicesOf, habitsWith, useHabits } from './habits.ts'
import { LeftBehind } from './LeftBehind.tsx'
import { type FileColumn, fileColumnsOf, isResolved, type Match, matchesOf } from './matching.ts'
import { outgoingFile } from './outgoing.ts'
import { Past } from './Past.tsx'
import { Interrupted, importFile, tryFile } from './send.ts'
import type { Places } from './suggestions.ts'
import { number } from './told.ts'
import { Values } from './Values.tsx'
import {
  type Choices,
  isPlain,
  openValues,
  type Tally,
  tallyOf,
  type ValueGroup,
  valuesOf,
} from './values.ts'
import './import.css'

const record = { ...emptyView, screen: 'record' as const }

type Step =
  | { at: 'choosing' }
  | { at: 'reading'; share: number }
  | { at: 'refused'; sentence: string }
  | { at: 'matching' | 'valuing' | 'checking' }
  | { at: 'checked'; report: ImportReport; sent: Blob }
  | { at: 'importing'; report: ImportReport; sent: Blob; recorded: number | null; of: number }
  | { at: 'done'; batch: ImportBatch }
/** A file with what its columns become; counted once they all are decided. */
type Register = {
  file: AccessFile
  fileColumns: readonly FileColumn[]
  matches: readonly Match[]
  tally: Tally | null
  /** What a person chose for the texts of this file. */
  choices: Choices
  /** Rows left out for their faults. */
  without: ReadonlySet<number>
}

const outgoing = ({ file, matches, tally, without }: Register, groups: readonly ValueGroup[]) =>
  outgoingFile(file, matches, tally!, groups, without)

export default function Import() {
  const w = useWords(words)
  const language = useLanguage()
  const account = useAccount()
  const [step, setStep] = useState<Step>({ at: 'choosing' })
  const [register, setRegister] = useState<Register | null>(null)
  const [habits, keepHabits] = useHabits(account.centre)
  const places = usePlaces(account.centre, register?.matches.includes('residenceCell') ?? false)
  const groupsOf = ({ tally, choices }: Register) =>
    tally ? valuesOf(tally, { places, choices, before: choicesOf(habits), today: today() }) : []
  // biome-ignore lint/correctness/useExhaustiveDependencies: groupsOf reads nothing else
  const groups = useMemo(() => (register ? groupsOf(register) : []), [register, places, habits])
  const behind = useMemo(() => (register?.tally ? outgoing(register, groups).left : null), [register, groups])
  const left = register && behind && <LeftBehind {...register} left={behind} />
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
    if (['refused', 'matching', 'valuing', 'checked', 'done'].includes(step.at)) result.current?.focus()
  }, [step.at])

  async function choose(chosen: File | undefined) {
    if (!chosen) return
    setProblem(null)
    setAcceptLate(false)
    setRegister(null)
    setStep({ at: 'reading', share: 0 })
    try {
      const file = await readFile(chosen, share => setStep({ at: 'reading', share }))
      const fileColumns = fileColumnsOf(file.headers, file.rows, places)
      const matches = matchesOf(fileColumns, habits.columns)
      const read = { file, fileColumns, matches, tally: null, choices: new Map(), without: new Set<number>() }
      setRegister(read)
      if (isResolved(matches)) await value(read)
      else setStep({ at: 'matching' })
    } catch (thrown) {
      const refused = thrown instanceof FileRefused ? thrown : new FileRefused('not_text')
      setStep({ at: 'refused', sentence: refused.said(language) })
    }
    if (input.current) input.current.value = '' // the same file, corrected, may be chosen again
  }

  /** On to the values; past them where nothing in them is new. */
  async function value(read: Register) {
    const counted = { ...read, tally: tallyOf(read.file, read.matches, today()) }
    setRegister(counted)
    const counts = groupsOf(counted)
    if (isPlain(counts) && openValues(counts) === 0) await check(counted)
    else setStep({ at: 'valuing' })
  }

  async function check(read: Register) {
    setProblem(null)
    setStep({ at: 'checking' })
    const values = groupsOf(read)
    keepHabits?.(habitsWith(habits, read.fileColumns, read.matches, values))
    const { sent } = outgoing(read, values)
    try {
      setStep({ at: 'checked', report: await tryFile(sent), sent })
    } catch (thrown) {
      const said = problemOf(thrown)
      if (said.type.endsWith('/unreadable-file') && said.errors?.length)
        setStep({ at: 'refused', sentence: said.errors.map(error => error.detail).join('. ') })
      else {
        setStep({ at: 'valuing' })
        setProblem({ said, again: () => void check(read) })
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
      setRegister(null)
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
    <div className="import" data-unfinished={register ? '' : undefined}>
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
      {register && step.at === 'matching' && (
        <Columns
          {...register}
          heading={result}
          busy={false}
          onMatch={(index, match) =>
            setRegister({
              ...register,
              matches: register.matches.map((each, at) => (at === index ? match : each)),
            })
          }
          onCheck={() => void value(register)}
        />
      )}
      {register?.tally && (step.at === 'valuing' || step.at === 'checking') && (
        <Values
          {...{ groups, places, left }}
          heading={result}
          busy={step.at === 'checking'}
          keeps={keepHabits !== null}
          onChoose={(keys, choice) =>
            setRegister({
              ...register,
              choices: new Map([...register.choices, ...keys.map(key => [key, choice] as const)]),
            })
          }
          onMatch={() => setStep({ at: 'matching' })}
          onCheck={() => void check(register)}
        />
      )}
      {register && step.at === 'checked' && (
        <Checked
          {...{ acceptLate, left }}
          {...register}
          heading={result}
          report={step.report}
          onAcceptLate={setAcceptLate}
          onMatch={() => setStep({ at: 'matching' })}
          onValues={() => setStep({ at: 'valuing' })}
          onLeave={rows => {
            const without = { ...register, without: new Set([...register.without, ...rows]) }
            setRegister(without)
            void check(without)
          }}
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

/** What the territory knows by name; cells only where a file speaks of them. */
function usePlaces(centre: string | null, withCells: boolean): Places {
  const areas = useSource('areas').data
  const centres = useSource('centres').data
  const cells = useSource('cells', { wanted: withCells }).data
  return useMemo(
    () => ({
      areas: areas.map(({ properties }) => properties),
      centres: centres.map(({ properties }) => properties),
      cells: cells.map(({ properties }) => properties.id),
      centre: centre ?? '',
    }),
    [areas, centres, cells, centre],
  )
}
