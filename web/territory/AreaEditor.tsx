/** An area changed from a day: drawn, imported or renamed; seen; confirmed with a reason. */
import { type KeyboardEvent, useId, useState } from 'react'
import type {
  AreaDrawing,
  AreaImpact as Impact,
  TerritoryChange,
} from '../../api/territory/change/contract.ts'
import type { Area } from '../../api/territory/contract.ts'
import { call } from '../api/call.ts'
import { moved, redone, removed, type Sketch, undone } from '../map/sketch.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { locale, useWords } from '../words/language.ts'
import { words } from '../words/territory-change.ts'
import { AreaImpact, type Counted } from './AreaImpact.tsx'
import {
  type AreaDraft,
  bodyOf,
  type Candidate,
  candidatesOf,
  drew,
  imported,
  inPart,
  nudged,
} from './areaDraft.ts'
import { ChangeFrame, useAsking } from './ChangeFrame.tsx'

type Props = {
  /** As in force on the day; null for a new one. */
  area: Area | null
  draft: AreaDraft
  onDraft: (draft: AreaDraft) => void
  impact: Impact | null
  onImpact: (impact: Impact | null) => void
  /** The vertex that the keys move. */
  at: number | null
  onAt: (at: number | null) => void
  earliest: string | null
  areaName: (id: string | null) => string
  onSaved: (change: TerritoryChange) => void
  onCancel: () => void
}

type Decision = Pick<AreaDrawing, 'over' | 'gap'>
const near = 10
const far = 100

const wholeNumber = (text: string) =>
  /^[\d. ]+$/.test(text) ? Number(text.replace(/[. ]/g, '')) : Number.NaN

export function AreaEditor(props: Props) {
  const { area, draft, onDraft, impact, onImpact, at, onAt, earliest, areaName, onSaved, onCancel } = props
  const w = useWords(words)
  const id = useId()
  const { problem, setProblem, busy, ask } = useAsking()
  const [decision, setDecision] = useState<Decision>({})
  const [counted, setCounted] = useState<Record<string, Counted>>({})
  const [file, setFile] = useState<{ fault: string } | { candidates: readonly Candidate[] } | null>(null)
  const { sketch } = draft

  function preview(next: Decision) {
    setDecision(next)
    return ask(async () => {
      onImpact(await call('previewAreaChange', { body: { ...bodyOf(draft, area), ...next } }))
      announce(w.impact)
    })
  }
  const counts = (): AreaDrawing['residents'] =>
    Object.entries(counted).flatMap(([one, { residents, on, source }]) =>
      residents.trim() ? [{ area: one, residents: wholeNumber(residents), on, source }] : [],
    )
  async function save(reason: string) {
    if (!impact) return
    const residents = counts()
    // Seen as a part that is taken: an answer given by not choosing to stop.
    const over = decision.over ?? (impact.taken.length > 0 ? 'take' : undefined)
    const body = {
      ...bodyOf(draft, area),
      ...(over ? { over } : {}),
      ...(decision.gap ? { gap: decision.gap } : {}),
      ...(residents && residents.length > 0 ? { residents } : {}),
      reason,
      state: impact.state,
    }
    await ask(
      async () => onSaved(await call('changeArea', { body })),
      () => preview(decision),
    )
  }

  function become(next: Sketch) {
    onDraft(drew(draft, next))
  }
  function back(step: typeof undone) {
    const found = step(draft.past, sketch)
    if (found) onDraft({ ...draft, sketch: found.now, past: found.past })
  }
  const told = (index: number, [lon, lat]: readonly [number, number]) => {
    const degrees = (value: number) =>
      value.toLocaleString(locale(), { minimumFractionDigits: 5, maximumFractionDigits: 5 })
    announce(w.vertexMoved(index + 1, degrees(lon), degrees(lat)))
  }
  const here = Math.min(at ?? 0, Math.max(0, sketch.points.length - 1))
  function onPad(event: KeyboardEvent) {
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key]
    const all = sketch.points.length
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z')
      back(event.shiftKey ? redone : undone)
    else if (event.ctrlKey || event.metaKey || event.altKey || all === 0) return
    else if (arrow) {
      const by = event.shiftKey ? far : near
      const to = nudged(sketch.points[here]!, arrow[0]! * by, arrow[1]! * by)
      become(moved(sketch, here, to))
      told(here, to)
    } else if (event.key === 'PageDown' || event.key === 'PageUp') {
      const next = (here + (event.key === 'PageDown' ? 1 : -1) + all) % all
      onAt(next)
      told(next, sketch.points[next]!)
    } else if (event.key === '+' || event.key === 'Insert') {
      const [a, b] = [sketch.points[here]!, sketch.points[(here + 1) % all]!]
      become({
        ...sketch,
        points: sketch.points.toSpliced(here + 1, 0, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]),
      })
      onAt(here + 1)
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && all > 3) {
      become(removed(sketch, here))
      onAt(Math.max(0, here - 1))
    } else return
    event.preventDefault()
  }

  async function read(given: File | undefined) {
    if (!given) return
    const found = candidatesOf(await given.text())
    if (typeof found === 'string') setFile({ fault: w[found] })
    else if (found.length === 1) take(found[0]!)
    else setFile({ candidates: found })
  }
  function take(candidate: Candidate) {
    setFile(null)
    setProblem(null)
    const next = imported(draft, candidate.parts)
    onDraft(draft.id === null && !draft.name ? { ...next, name: candidate.name } : next)
    announce(w.imported(candidate.name, candidate.parts.flat(2).length))
  }

  const rest = impact?.left.filter(({ other }) => !(decision.gap === 'neighbour' && other !== null)) ?? []
  return (
    <ChangeFrame
      title={area ? w.editArea(area.properties.name) : w.addArea}
      from={draft.from}
      onFrom={from => onDraft({ ...draft, from })}
      earliest={earliest}
      problem={problem}
      busy={busy}
      onPreview={() => preview({})}
      onCancel={onCancel}
      impact={
        impact && (
          <AreaImpact
            impact={impact}
            over={decision.over}
            gap={decision.gap}
            onDecide={preview}
            counted={counted}
            onCounted={(one, count) => setCounted({ ...counted, [one]: count })}
            areaName={areaName}
          />
        )
      }
      back={w.back}
      onBack={() => {
        setProblem(null)
        onImpact(null)
      }}
      onConfirm={save}
      undecided={
        rest.length > 0 && decision.gap !== 'outside'
          ? w.gapTitle(w.size(rest.reduce((sum, { squareMetres }) => sum + squareMetres, 0)), null)
          : null
      }
    >
      {!area && (
        <label className="field">
          {w.name}
          <input
            value={draft.name}
            maxLength={200}
            onChange={event => onDraft({ ...draft, name: event.target.value })}
          />
        </label>
      )}
      {!draft.ends && (
        <>
          <p className="secondary">{draft.closed ? w.drawHelp : w.newHelp}</p>
          {draft.parts.length > 1 && (
            <div className="chips">
              {draft.parts.map((_, index) => (
                <button
                  // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the boundary
                  key={index}
                  type="button"
                  className="chip"
                  aria-pressed={draft.part === index}
                  onClick={() => onDraft(inPart(draft, index))}
                >
                  {w.part(index + 1, draft.parts.length)}
                </button>
              ))}
            </div>
          )}
          {sketch.points.length > 0 && (
            <div className="vertex-pad">
              <button
                type="button"
                className="button button-secondary"
                aria-describedby={`${id}-vertex`}
                onKeyDown={onPad}
                onFocus={() => onAt(here)}
              >
                {w.vertexPad(here + 1, sketch.points.length)}
              </button>
              <Button aria-disabled={draft.past.back.length === 0 || undefined} onClick={() => back(undone)}>
                {w.undo}
              </Button>
              <Button aria-disabled={draft.past.forth.length === 0 || undefined} onClick={() => back(redone)}>
                {w.redo}
              </Button>
              {!draft.closed && sketch.points.length > 2 && (
                <Button kind="primary" onClick={() => onDraft({ ...draft, closed: true })}>
                  {w.closeDrawing}
                </Button>
              )}
              <span className="secondary" id={`${id}-vertex`}>
                {w.vertexHelp}
              </span>
            </div>
          )}
          <div className="field">
            <label htmlFor={`${id}-file`}>{w.importFile}</label>
            <input
              id={`${id}-file`}
              type="file"
              accept=".geojson,.json,application/geo+json"
              onChange={event => read(event.target.files?.[0])}
            />
            {file && 'fault' in file && (
              <span className="fault" role="alert">
                {file.fault}
              </span>
            )}
            {file && 'candidates' in file && (
              <select
                aria-label={w.importPick}
                defaultValue=""
                onChange={event => take(file.candidates[Number(event.target.value)]!)}
              >
                <option value="" disabled>
                  {w.importPick}
                </option>
                {file.candidates.map(({ name }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a candidate is its place in the file
                  <option key={index} value={index}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </div>
        </>
      )}
      <details>
        <summary>{w.nameAndEnd}</summary>
        <div className="change-more">
          {area && (
            <label className="field">
              {w.name}
              <input
                value={draft.name}
                maxLength={200}
                disabled={draft.ends}
                onChange={event => onDraft({ ...draft, name: event.target.value })}
              />
            </label>
          )}
          <label className="field">
            {w.subtitle}
            <input
              value={draft.subtitle}
              maxLength={300}
              disabled={draft.ends}
              onChange={event => onDraft({ ...draft, subtitle: event.target.value })}
            />
          </label>
          {area && (
            <label className="choice-line">
              <input
                type="checkbox"
                checked={draft.ends}
                onChange={event => onDraft({ ...draft, ends: event.target.checked })}
              />
              {w.endsArea}
            </label>
          )}
        </div>
      </details>
    </ChangeFrame>
  )
}
