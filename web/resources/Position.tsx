/** Where a resource is: by address, by crosshair, by click, or drawn; said in words before it is saved. */
import { type KeyboardEvent, type ReactNode, useId } from 'react'
import type { Resource } from '../../api/resources/contract.ts'
import type { Area, Centre } from '../../api/territory/contract.ts'
import type { LonLat } from '../map/projection.ts'
import { fewest } from '../map/sketch.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/form.ts'
import { useWords } from '../words/language.ts'
import { words as resourceWords } from '../words/resources.ts'
import { knownAddresses, matchingAddresses } from './addresses.ts'
import { type Draft, type Faults, type Field, geometryOfDraft, type Shape, type StopDraft } from './draft.ts'
import { usePlacing, usePlacingWords } from './placing.ts'
import { placingHere } from './placingHere.ts'
import type { Sketcher } from './sketching.ts'

type Props = {
  draft: Draft
  change: (next: Partial<Draft>, field: Field) => void
  areas: readonly Area[]
  census: readonly Resource[]
  centres: readonly Centre[]
  sketcher: Sketcher
  faults: Faults
  /** A field with its label, hint and faults. */
  field: (name: Field, label: string, control: (props: object) => ReactNode, hint?: string) => ReactNode
  onMap: () => void
  onConfirmed: () => void
}

export const Fault = ({ id, faults }: { id: string; faults: readonly string[] | undefined }) =>
  faults && faults.length > 0 ? (
    <span className="fault" id={id}>
      {faults.join(' ')}
    </span>
  ) : null

const shapes = ['point', 'route', 'extent'] as const
/** Metres that an arrow moves a vertex, and with Shift. */
const step = 5
const farther = 30
const metresPerDegree = 111_320

export function Position(props: Props) {
  const { draft, change, areas, census, centres, sketcher, faults, field, onMap, onConfirmed } = props
  const w = useWords(words)
  const r = useWords(resourceWords)
  const id = useId()
  const geometry = geometryOfDraft(draft) ?? null
  const placed = usePlacing(draft.confirmed ? geometry : null, areas)
  const inWords = usePlacingWords(areas)
  const here = geometry && placingHere(geometry, areas)
  const drawn = draft.shape === 'point' ? null : draft.shape
  const few = drawn !== null && draft.sketch.points.length < fewest[drawn]
  const restricted = draft.visibility === 'restricted'

  if (restricted)
    return field('area', w.restrictedArea, control => (
      <select
        {...control}
        value={draft.area}
        onChange={event => change({ area: event.target.value }, 'area')}
      >
        <option value="">{w.pickArea}</option>
        {areas.map(({ properties }) => (
          <option key={properties.id} value={properties.id}>
            {properties.name}
          </option>
        ))}
      </select>
    ))

  function reshape(shape: Shape) {
    change({ shape, confirmed: false, closed: draft.closed && shape === draft.shape }, 'position')
  }
  function confirm() {
    change({ confirmed: true, closed: true }, 'position')
    onConfirmed()
  }
  const found = draft.confirmed ? [] : matchingAddresses(draft.address, knownAddresses(census, centres))

  return (
    <>
      {field(
        'address',
        r.address,
        control => (
          <input
            {...control}
            autoComplete="off"
            value={draft.address}
            onChange={event => change({ address: event.target.value }, 'address')}
          />
        ),
        draft.confirmed ? undefined : w.addressHelp,
      )}
      {found.length > 0 && (
        <ul className="found-addresses" aria-label={w.addressFound}>
          {found.map(({ address, at, name }) => (
            <li key={`${address} ${name}`}>
              <button
                type="button"
                className="button button-plain"
                onClick={() => {
                  change({ place: at, address }, 'address')
                  announce(w.addressGone(address))
                }}
              >
                {address} <small>{w.addressOf(name)}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
      <fieldset className="add-position" aria-describedby={`${id}-fault`}>
        <legend>{r.position}</legend>
        {!draft.confirmed && (
          <fieldset className="chips shapes">
            <legend className="unseen">{w.shape}</legend>
            {shapes.map(shape => (
              <button
                key={shape}
                type="button"
                className="chip"
                aria-pressed={draft.shape === shape}
                onClick={() => reshape(shape)}
              >
                {w.shapes[shape]}
              </button>
            ))}
          </fieldset>
        )}
        <p>
          {draft.confirmed && <b>{r.positionConfirmed}. </b>}
          {draft.confirmed && placed.placing
            ? inWords(placed.placing)
            : placed.asking
              ? w.placing
              : here &&
                (draft.confirmed
                  ? `${inWords(here)} (${w.preview})`
                  : (drawn ? w.drawnSoFar : r.preview)(inWords(here)))}
        </p>
        {draft.sketch.holes.length > 0 && drawn === 'extent' && (
          <p className="secondary">{w.holes(draft.sketch.holes.length)}</p>
        )}
        {draft.confirmed ? (
          <Button data-field="position" onClick={() => change({ confirmed: false }, 'position')}>
            {drawn ? w.changeDrawing : r.changePosition}
          </Button>
        ) : (
          <>
            <p className="secondary">
              {drawn ? (draft.closed ? w.reshapeHelp : w.drawHelp[drawn]) : r.positionHelp}
            </p>
            <div className="row">
              <Button
                kind="primary"
                data-field="position"
                aria-disabled={few || undefined}
                aria-describedby={few ? `${id}-few` : undefined}
                onClick={() => (few && drawn ? announce(w.tooFew[drawn]) : confirm())}
              >
                {drawn ? w.closeDrawing : r.confirmPosition}
              </Button>
              <Button onClick={onMap}>{r.toMap}</Button>
              {drawn && (
                <>
                  <Button aria-disabled={!sketcher.mayUndo || undefined} onClick={sketcher.undo}>
                    {w.undo}
                  </Button>
                  <Button aria-disabled={!sketcher.mayRedo || undefined} onClick={sketcher.redo}>
                    {w.redo}
                  </Button>
                  {draft.sketch.points.length > 0 && (
                    <Button kind="plain" onClick={sketcher.restart}>
                      {w.startAgain}
                    </Button>
                  )}
                </>
              )}
            </div>
            {few && drawn && (
              <p className="secondary" id={`${id}-few`}>
                {w.tooFew[drawn]}.
              </p>
            )}
            {drawn && draft.sketch.points.length > 0 && (
              <Vertices points={draft.sketch.points} sketcher={sketcher} />
            )}
          </>
        )}
        {(placed.fault || (faults.position?.length ?? 0) > 0) && (
          <span className="fault" id={`${id}-fault`}>
            {[placed.fault, ...(faults.position ?? [])].filter(Boolean).join(' ')}
          </span>
        )}
      </fieldset>
      {drawn === 'route' && <Stops {...{ draft, change, faults, onMap }} />}
    </>
  )
}

function Vertices({ points, sketcher }: { points: readonly LonLat[]; sketcher: Sketcher }) {
  const w = useWords(words)
  const id = useId()
  function onKeyDown(event: KeyboardEvent, index: number) {
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key]
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'z') return
      if (event.shiftKey) sketcher.redo()
      else sketcher.undo()
    } else if (arrow) {
      const [lon, lat] = points[index]!
      const by = event.shiftKey ? farther : step
      sketcher.move(index, [
        lon + (arrow[0]! * by) / (metresPerDegree * Math.cos((lat * Math.PI) / 180)),
        lat + (arrow[1]! * by) / metresPerDegree,
      ])
    } else if (event.key === 'Delete' || event.key === 'Backspace') sketcher.remove(index)
    else return
    event.preventDefault()
  }
  return (
    <details className="vertices">
      <summary>
        {w.vertices} ({points.length})
      </summary>
      <p className="secondary" id={id}>
        {w.vertexHelp}
      </p>
      <ol>
        {points.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a vertex is its place in the order
          <li key={index}>
            <button
              type="button"
              className="chip"
              aria-pressed={sketcher.at === index}
              aria-describedby={id}
              aria-label={w.vertex(index + 1, points.length)}
              onFocus={() => sketcher.select(index)}
              onBlur={() => sketcher.select(null)}
              onKeyDown={event => onKeyDown(event, index)}
            >
              {index + 1}
            </button>
          </li>
        ))}
      </ol>
    </details>
  )
}

function Stops({ draft, change, faults, onMap }: Pick<Props, 'draft' | 'change' | 'faults' | 'onMap'>) {
  const w = useWords(words)
  const r = useWords(resourceWords)
  const id = useId()
  const { stops, place } = draft
  const set = (index: number, next: Partial<StopDraft>) =>
    change({ stops: stops.with(index, { ...stops[index]!, ...next }) }, `stops/${index}`)
  return (
    <fieldset className="add-lines">
      <legend>{w.stops}</legend>
      <p className="secondary">{w.stopsHelp}</p>
      {stops.map((stop, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stop is its place in the order
        <div className="add-line" key={index}>
          <span className="stop-number" aria-hidden="true">
            {index + 1}
          </span>
          <label className="field">
            {w.stopName}
            <input
              data-field={`stops/${index}`}
              autoComplete="off"
              aria-invalid={(faults[`stops/${index}`]?.length ?? 0) > 0 || undefined}
              aria-describedby={`${id}-${index}`}
              value={stop.name}
              onChange={event => set(index, { name: event.target.value })}
            />
          </label>
          <label className="field">
            {w.stopWhen}
            <input
              autoComplete="off"
              aria-describedby={`${id}-${index}`}
              value={stop.when}
              onChange={event => set(index, { when: event.target.value })}
            />
          </label>
          <span className="row">
            <Button kind="plain" onClick={() => place && set(index, { at: place })}>
              {w.stopHere}
            </Button>
            <Button
              kind="plain"
              aria-label={w.removeStop(stop.name || String(index + 1))}
              onClick={() => change({ stops: stops.toSpliced(index, 1) }, 'stops')}
            >
              {w.remove}
            </Button>
          </span>
          <Fault id={`${id}-${index}`} faults={faults[`stops/${index}`]} />
        </div>
      ))}
      <span className="row">
        <Button
          data-field="stops"
          onClick={() => {
            if (!place) return
            change({ stops: [...stops, { name: '', at: place, when: '' }] }, 'stops')
            announce(w.stopAdded(stops.length + 1))
            requestAnimationFrame(() =>
              document.querySelector<HTMLElement>(`[data-field="stops/${stops.length}"]`)?.focus(),
            )
          }}
        >
          {w.addStop}
        </Button>
        <Button onClick={onMap}>{r.toMap}</Button>
      </span>
      {faults.stops && faults.stops.length > 0 && <span className="fault">{faults.stops.join(' ')}</span>}
    </fieldset>
  )
}
