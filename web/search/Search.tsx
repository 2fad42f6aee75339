/** One box over everything that has a name: `/` opens it, Enter opens what is found, nothing typed is kept. */
import { Fragment, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { boot } from '../api/boot.ts'
import { MapSymbol } from '../map/Symbol.tsx'
import { useSource } from '../map/sources.ts'
import { centreIcon, resourceIcon } from '../map/symbols.ts'
import { findNeeds } from '../observations/needs.ts'
import { act } from '../view/view.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words } from '../words/search.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { neighbourhoodAt, type Result, resultsOf } from './results.ts'
import { useFound } from './useFound.ts'
import './search.css'

const labelOf = (area: string) =>
  boot.areas.features.find(({ properties }) => properties.id === area)?.properties.labelAt ?? null

export default function Search({ onClose }: { onClose: () => void }) {
  const w = useWords(words)
  const r = useWords(resourceWords)
  const needs = useWords(vocabulary).needDomain
  const language = useLanguage()
  const background = useSource('background').data
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const typed = text.trim().slice(0, 200)
  const { found, of, failed } = useFound(typed)
  // One letter begins too many needs to be an answer.
  const results = resultsOf(
    found,
    typed.length > 1 ? findNeeds(typed, language) : [],
    domain => needs[domain],
    (name, area) => neighbourhoodAt(background, name) ?? labelOf(area),
  )
  const at = Math.min(active, results.length - 1)
  const settled = of === typed

  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    dialog.current?.showModal()
    return () => {
      // What was opened may have put the focus where it belongs.
      if (document.activeElement === document.body) before?.focus()
    }
  }, [])
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })

  function open(result: Result | undefined) {
    if (!result) return
    dialog.current?.close()
    act(result.opens)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    const last = results.length - 1
    if (event.key === 'Enter') open(results[at])
    else if (event.key === 'ArrowDown') setActive(at >= last ? 0 : at + 1)
    else if (event.key === 'ArrowUp') setActive(at <= 0 ? last : at - 1)
    else return
    event.preventDefault()
  }

  const areaName = (area: string | null | undefined) =>
    boot.areas.features.find(({ properties }) => properties.id === area)?.properties.name
  const note = ({ kind, type, area, by }: Result): string => {
    const where = areaName(area)
    if (kind === 'needs') return [by, w.need].filter(Boolean).join(' · ')
    if (kind === 'areas') return w.area
    if (kind === 'centres') return [w.centre, where].filter(Boolean).join(' · ')
    if (kind === 'neighbourhoods') return where ? w.neighbourhood(where) : w.area
    return [by, r.types[type!], where].filter(Boolean).join(' · ')
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside it closes; Esc does the same
    <dialog
      className="search-box"
      ref={dialog}
      aria-label={w.label}
      onClose={onClose}
      onClick={event => event.target === dialog.current && dialog.current.close()}
    >
      <div className="search-field">
        <input
          role="combobox"
          aria-label={w.label}
          aria-expanded={results.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={results[at] ? `${id}-${at}` : undefined}
          aria-describedby={`${id}-keys`}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          placeholder={w.placeholder}
          value={text}
          onChange={event => {
            setText(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="button button-plain" onClick={() => dialog.current?.close()}>
          {w.close}
        </button>
      </div>
      <div className="search-list" id={`${id}-list`} role="listbox" aria-label={w.label} ref={list}>
        {results.map((result, index) => (
          <Fragment key={result.key}>
            {result.kind !== results[index - 1]?.kind && (
              <div className="search-group" role="presentation">
                {w.groups[result.kind]}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above */}
            <div
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className="search-option"
              onMouseDown={event => event.preventDefault()}
              onMouseMove={() => setActive(index)}
              onClick={() => open(result)}
            >
              <span className="search-symbol">
                {result.group ? (
                  <MapSymbol
                    image={resourceIcon({
                      group: result.group,
                      stale: false,
                      faded: false,
                      active: true,
                      selected: false,
                    })}
                  />
                ) : result.kind === 'centres' ? (
                  <MapSymbol image={centreIcon(false)} size={24} />
                ) : null}
              </span>
              <span className="search-name">
                <b>{result.name}</b>
                <small>{note(result)}</small>
              </span>
              {index === at && <span aria-hidden="true">↵</span>}
            </div>
          </Fragment>
        ))}
      </div>
      <p className="secondary search-note" role="status">
        {typed === ''
          ? w.start
          : !settled
            ? ''
            : failed
              ? w.failed
              : results.length === 0
                ? w.none
                : w.results(results.length)}
      </p>
      <p className="secondary search-keys" id={`${id}-keys`}>
        {w.keys}
      </p>
    </dialog>
  )
}
