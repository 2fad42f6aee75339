/** The one search box of the rail: a need or a type of service, by its first letters; `B` leads to it. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Key } from '../ui/Key.tsx'
import type { View } from '../view/view.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { words } from '../words/questions.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words as territory } from '../words/territory.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { knownType } from './gap/services.ts'
import type { Pick } from './picks.ts'
import './need-pick.css'

/** The words that are looked through come after the map. */
const load = () => import('./picks.ts')
type Find = Awaited<ReturnType<typeof load>>['picks']

export function NeedPick({ view, act }: { view: View; act: (change: Partial<View>) => void }) {
  const w = useWords(words)
  const t = useWords(territory)
  const v = useWords(vocabulary)
  const r = useWords(resourceWords)
  const language = useLanguage()
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  /** Null: the box shows what is chosen. */
  const [typed, setTyped] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const [find, setFind] = useState<Find | null>(null)
  const found = open && find ? find(typed ?? '', language, t.allNeeds) : []
  const at = Math.min(active, found.length - 1)
  const type = knownType(view.service)
  const chosen = type ? r.types[type] : view.need ? v.needGroup[view.need] : ''

  useEffect(() => {
    load().then(
      ({ picks }) => setFind(() => picks),
      () => {}, // asked for again by the first Enter
    )
  }, [])
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const typing = (event.target as Element).closest?.('input, select, textarea, dialog, [contenteditable]')
      if (event.key.toLowerCase() !== 'b' || typing || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      box.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' })
  })

  function close() {
    setTyped(null)
    setOpen(false)
    setActive(0)
  }
  function choose(pick: Pick | undefined) {
    if (!pick) return
    close()
    act({ need: pick.need, service: pick.service, shade: null })
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    const last = found.length - 1
    if (event.key === 'Enter' && open && find) choose(found[at])
    else if (event.key === 'Enter' && open)
      load().then(({ picks }) => choose(picks(typed ?? '', language, t.allNeeds)[0]))
    else if (event.key === 'ArrowDown') {
      setOpen(true)
      setActive(open ? (at >= last ? 0 : at + 1) : 0)
    } else if (event.key === 'ArrowUp' && open) setActive(at <= 0 ? last : at - 1)
    else if (event.key === 'Escape' && open) close()
    else return
    event.preventDefault()
  }

  return (
    <div className="need-pick">
      <label className="field" htmlFor={id}>
        <span className="need-pick-name">
          {w.box} <Key>B</Key>
        </span>
      </label>
      <div className="need-pick-box">
        <input
          id={id}
          ref={box}
          role="combobox"
          aria-expanded={open && found.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && found[at] ? `${id}-${found[at].key}` : undefined}
          aria-keyshortcuts="b"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          placeholder={w.boxPlaceholder}
          value={typed ?? chosen}
          onChange={event => {
            setTyped(event.target.value)
            setActive(0)
            setOpen(true)
          }}
          onFocus={event => event.target.select()}
          onClick={() => setOpen(true)}
          onBlur={close}
          onKeyDown={onKeyDown}
        />
        {chosen && typed === null && (
          <button
            type="button"
            className="need-pick-clear"
            aria-label={w.clear}
            title={w.clear}
            onClick={() => act({ need: null, service: null, shade: null })}
          >
            ✕
          </button>
        )}
        <div
          className="need-pick-list"
          id={`${id}-list`}
          role="listbox"
          aria-label={w.box}
          ref={list}
          hidden={!open || found.length === 0}
        >
          {found.map((pick, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above
            <div
              key={pick.key}
              id={`${id}-${pick.key}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className="need-pick-option"
              onMouseDown={event => event.preventDefault()}
              onMouseMove={() => setActive(index)}
              onClick={() => choose(pick)}
            >
              <span>{pick.label}</span>
              {pick.note && <small>{pick.note}</small>}
            </div>
          ))}
        </div>
      </div>
      {open && typed && find && found.length === 0 && <p className="secondary">{w.boxNone}</p>}
      <p className="unseen" role="status">
        {open && typed && find ? w.boxFound(found.length) : ''}
      </p>
    </div>
  )
}
