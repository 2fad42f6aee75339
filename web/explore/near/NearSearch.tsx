/** The box of «Cosa c’è vicino a …?»: an address, a door, an area or a resource by a few letters; nothing typed is kept. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { Addresses } from '../../../api/resources/near/contract.ts'
import type { Found } from '../../../api/resources/search.contract.ts'
import { call } from '../../api/call.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/near.ts'
import { type Place, places } from './places.ts'

/** A moment after the last key. */
const pauseMs = 150
type Answer = { of: string; found: Found; addresses: Addresses }

function useFound(typed: string): { answer: Answer | null; failed: boolean } {
  const [state, setState] = useState<{ answer: Answer | null; failed: boolean }>({
    answer: null,
    failed: false,
  })
  useEffect(() => {
    if (typed.length < 2) return setState({ answer: null, failed: false })
    const overtaken = new AbortController()
    const timer = setTimeout(
      () =>
        Promise.all([
          call('search', { query: { q: typed } }, overtaken.signal),
          call('findAddresses', { body: { q: typed } }, overtaken.signal),
        ]).then(
          ([found, addresses]) =>
            !overtaken.signal.aborted && setState({ answer: { of: typed, found, addresses }, failed: false }),
          () => !overtaken.signal.aborted && setState({ answer: null, failed: true }),
        ),
      pauseMs,
    )
    return () => {
      clearTimeout(timer)
      overtaken.abort()
    }
  }, [typed])
  return state
}

export function NearSearch(props: {
  areaName: (id: string | null) => string
  centreAt: (id: string) => readonly [number, number] | undefined
  onChoose: (place: Place) => void
}) {
  const { areaName, centreAt, onChoose } = props
  const w = useWords(words)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const typed = text.trim().slice(0, 200)
  const { answer, failed } = useFound(typed)
  const settled = answer?.of === typed
  const results = answer && typed.length > 1 ? places(answer, { w, areaName, centreAt }) : []
  const at = Math.min(active, results.length - 1)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })

  function choose(place: Place | undefined) {
    if (!place) return
    setText('')
    onChoose(place)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    const last = results.length - 1
    if (event.key === 'Enter') {
      if (settled) choose(results[at])
    } else if (event.key === 'ArrowDown') setActive(at >= last ? 0 : at + 1)
    else if (event.key === 'ArrowUp') setActive(at <= 0 ? last : at - 1)
    else if (event.key === 'Escape' && text !== '') setText('')
    else return
    event.preventDefault()
  }
  const streets = answer?.addresses.streets
  return (
    <div className="near-search">
      <label className="field">
        {w.search}
        <input
          role="combobox"
          aria-expanded={results.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={results[at] ? `${id}-${at}` : undefined}
          aria-describedby={`${id}-note`}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          value={text}
          onChange={event => {
            setText(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <div className="near-found" id={`${id}-list`} role="listbox" aria-label={w.search} ref={list}>
        {results.map((place, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above
          <div
            key={place.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className="near-option"
            onMouseDown={event => event.preventDefault()}
            onMouseMove={() => setActive(index)}
            onClick={() => choose(place)}
          >
            <b>{place.name}</b>
            <small>{place.note}</small>
          </div>
        ))}
      </div>
      <p className="secondary" id={`${id}-note`} role="status">
        {typed.length < 2
          ? w.searchHelp
          : failed
            ? w.failed
            : !settled
              ? w.searching
              : results.length === 0
                ? w.nothing
                : w.found(results.length)}
        {settled && (
          <> {streets ? w.streets(streets.streets, streets.numbers, streets.source) : w.noStreets}</>
        )}
      </p>
    </div>
  )
}
