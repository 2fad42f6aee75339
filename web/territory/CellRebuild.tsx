/** Cells of a coming quarter from a file of census sections: what they would be, on the map and in rows, then the reason. */
import table from 'virtual:operations'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { CellRebuild as Rebuild } from '../../api/territory/cells/contract.ts'
import { CallProblem, offline, type ProblemBody, problemOf } from '../api/call.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words as cellWords } from '../words/cells.ts'
import { language, useWords } from '../words/language.ts'
import { words } from '../words/territory-change.ts'
import { ChangeEnd, Refused } from './ChangeEnd.tsx'

/** @throws CallProblem */
async function send(file: Blob, query: Record<string, string>): Promise<Rebuild> {
  const [method, path] = table.rebuildCells!
  const response = await fetch(`/api/v1${path}?${new URLSearchParams(query)}`, {
    method: method.toUpperCase(),
    headers: { 'accept-language': language(), 'content-type': 'application/octet-stream' },
    body: file,
  }).catch(() => {
    throw new CallProblem(offline)
  })
  const body = await response.json().catch(() => offline)
  if (!response.ok) throw new CallProblem(body as ProblemBody)
  return body as Rebuild
}

/** The first days of the four quarters to come. */
export function quartersAfter(day: string): string[] {
  const first = Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1
  return [0, 1, 2, 3].map(
    more => `${Math.floor((first + more) / 4)}-${String(((first + more) % 4) * 3 + 1).padStart(2, '0')}-01`,
  )
}

type Props = {
  today: string
  areaName: (id: string | null) => string
  /** What the map draws; null while nothing is known. */
  onShow: (rebuild: Rebuild | null) => void
  onSaved: (rebuild: Rebuild) => void
  onCancel: () => void
}

export function CellRebuild({ today, areaName, onShow, onSaved, onCancel }: Props) {
  const w = useWords(words)
  const c = useWords(cellWords)
  const id = useId()
  const quarters = quartersAfter(today)
  const [from, setFrom] = useState(quarters[0]!)
  const [file, setFile] = useState<File | null>(null)
  const [source, setSource] = useState('')
  const [faults, setFaults] = useState<{ file?: string; source?: string }>({})
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const [busy, setBusy] = useState(false)
  const [shown, setShown] = useState<Rebuild | null>(null)
  const first = useRef<HTMLHeadingElement>(null)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus({ preventScroll: true }), [])
  const show = (rebuild: Rebuild | null) => {
    setShown(rebuild)
    onShow(rebuild)
  }

  async function ask(query: Record<string, string>, then: (rebuild: Rebuild) => void) {
    if (!file) return
    setBusy(true)
    setProblem(null)
    try {
      then(await send(file, { from, source: source.trim(), ...query }))
    } catch (error) {
      setProblem(problemOf(error))
    }
    setBusy(false)
  }
  function preview(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    const told = {
      ...(file ? {} : { file: c.missingFile }),
      ...(source.trim() ? {} : { source: c.missingSource }),
    }
    setFaults(told)
    if (Object.keys(told).length > 0)
      return document.getElementById(`${id}-${told.file ? 'file' : 'source'}`)?.focus()
    void ask({ dryRun: 'true' }, rebuild => {
      show(rebuild)
      announce(c.result(rebuild.cells.length, total(rebuild)))
    })
  }
  const total = ({ cells }: Rebuild) => cells.reduce((sum, { residents }) => sum + residents, 0)
  const title = (
    <h2 ref={first} tabIndex={-1}>
      {c.title}
    </h2>
  )
  if (shown)
    return (
      <section className="change" aria-label={c.title}>
        {title}
        <p>
          <b>{c.result(shown.cells.length, total(shown))}</b> {w.since(w.day(shown.from))}
          {shown.ended > 0 && ` · ${c.ended(shown.ended)}`}
        </p>
        {shown.short.length === 0 ? (
          <p className="secondary">{c.allAssigned}</p>
        ) : (
          <Notice kind="warning">
            <ul className="plain-list">
              {shown.short.map(({ area, residents }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an area may have several remainders
                <li key={index}>{c.short(residents, areaName(area))}</li>
              ))}
            </ul>
          </Notice>
        )}
        {shown.cells.length === 0 ? (
          <Notice kind="warning">{c.none}</Notice>
        ) : (
          <div className="cells-table">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{c.cell}</th>
                  <th scope="col">{c.area}</th>
                  <th scope="col" className="cells-count">
                    {c.residents}
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.cells.map(cell => (
                  <tr key={cell.id}>
                    <th scope="row">{cell.id}</th>
                    <td>{areaName(cell.area)}</td>
                    <td className="cells-count">{c.format(cell.residents)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <Refused problem={problem} />
        <ChangeEnd
          from={from}
          busy={busy}
          back={c.back}
          onBack={() => {
            setProblem(null)
            show(null)
          }}
          onConfirm={reason => void ask({ reason }, onSaved)}
          undecided={shown.cells.length === 0 ? c.none : null}
        />
      </section>
    )
  return (
    <form className="change" noValidate onSubmit={preview}>
      {title}
      <p className="secondary">{c.help}</p>
      <label className="field">
        {c.quarter}
        <select value={from} onChange={event => setFrom(event.target.value)}>
          {quarters.map(day => (
            <option key={day} value={day}>
              {w.day(day)}
            </option>
          ))}
        </select>
      </label>
      <div className="field">
        <span className="cells-label">{c.file}</span>
        <span className="secondary" id={`${id}-file-help`}>
          {c.fileHelp}
        </span>
        <span className="cells-file">
          <Button
            id={`${id}-file`}
            aria-describedby={`${id}-file-help ${id}-file-fault`}
            onClick={() => input.current?.click()}
          >
            {file ? c.another : c.choose}
          </Button>
          {file && <b>{file.name}</b>}
        </span>
        <input
          ref={input}
          className="unseen"
          type="file"
          tabIndex={-1}
          aria-label={c.file}
          accept=".geojson,.json"
          onChange={event => {
            setFile(event.target.files?.[0] ?? null)
            setFaults({ ...faults, file: '' })
            setProblem(null)
          }}
        />
        <span className="fault" id={`${id}-file-fault`} role="status">
          {faults.file}
        </span>
      </div>
      <div className="field">
        <label htmlFor={`${id}-source`}>{c.source}</label>
        <span className="secondary" id={`${id}-source-help`}>
          {c.sourceHelp}
        </span>
        <input
          id={`${id}-source`}
          maxLength={300}
          value={source}
          aria-invalid={faults.source ? true : undefined}
          aria-describedby={`${id}-source-help ${id}-source-fault`}
          onChange={event => {
            setSource(event.target.value)
            setFaults({ ...faults, source: '' })
          }}
        />
        <span className="fault" id={`${id}-source-fault`} role="status">
          {faults.source}
        </span>
      </div>
      <Refused problem={problem} />
      {busy && (
        <p className="secondary" role="status">
          {c.reading}
        </p>
      )}
      <div className="row">
        <Button kind="primary" type="submit" busy={busy}>
          {c.preview}
        </Button>
        <Button onClick={onCancel}>{c.cancel}</Button>
      </div>
    </form>
  )
}
