/** Finds a need by three letters, synonyms included. */
import { type KeyboardEvent, useContext, useId, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { ListeningQuestion } from '../ui/Choice.tsx'
import { useLanguage, useWords } from '../words/language.ts'
import { words } from '../words/observations.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import type { NeedDraft } from './draft.ts'
import { findNeeds, type NeedDomain } from './needs.ts'

type Props = {
  need: NeedDraft
  index: number
  label: string
  fault: string | undefined
  onChoose: (domain: NeedDomain) => void
  onBack: () => void
  /** → where the caret can go no further. */
  onForward: () => void
  onRemove?: () => void
}

export function NeedSearch({ need, index, label, fault, onChoose, onBack, onForward, onRemove }: Props) {
  const w = useWords(words)
  const language = useLanguage()
  const labels = useWords(vocabulary).needDomain
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  /** What is being typed; null when the field shows the chosen need. */
  const [typed, setTyped] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const listening = useContext(ListeningQuestion) === `needs-${index}-domain`
  const found = findNeeds(typed ?? '', language)

  function choose(domain: NeedDomain | undefined) {
    if (!domain) return
    setTyped(null)
    setOpen(false)
    onChoose(domain)
  }
  function show(at: number) {
    setOpen(true)
    setActive(at)
  }
  const caretAtEnd = () => input.current?.selectionEnd === input.current?.value.length
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter') choose(open ? found[active]?.domain : need.domain)
    else if (event.key === 'ArrowDown') show(open ? Math.min(active + 1, found.length - 1) : 0)
    else if (event.key === 'ArrowUp' && open) show(Math.max(active - 1, 0))
    else if (event.key === 'Escape' && open) setOpen(false)
    else if (event.key === 'Backspace' && input.current?.value === '') onBack()
    else if (event.key === 'ArrowRight' && need.domain && typed === null && caretAtEnd()) onForward()
    else {
      // Leaving with letters typed takes what they have found.
      if (event.key === 'Tab' && !event.shiftKey && open && typed) choose(found[active]?.domain)
      else return
    }
    event.preventDefault()
  }

  return (
    <div className="choice" id={`needs-${index}-domain`} data-listening={listening ? '' : undefined}>
      <div className="choice-label">
        <label htmlFor={`${id}-input`}>{label}</label>
        <span className="secondary" id={`${id}-hint`}>
          {w.needHint}
        </span>
      </div>
      <div className="need-search">
        <input
          ref={input}
          id={`${id}-input`}
          role="combobox"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && found[active] ? `${id}-${found[active].domain}` : undefined}
          aria-describedby={fault ? `${id}-fault` : `${id}-hint`}
          aria-invalid={fault !== undefined}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          placeholder={w.needPlaceholder}
          value={typed ?? (need.domain ? labels[need.domain] : '')}
          onChange={event => {
            setTyped(event.target.value)
            show(0)
          }}
          onFocus={event => event.target.select()}
          onClick={() => show(0)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        {onRemove && (
          <Button kind="plain" onClick={onRemove} aria-label={w.removeNeed(index + 1)}>
            ✕
          </Button>
        )}
        <div
          className="need-list"
          id={`${id}-list`}
          role="listbox"
          aria-label={label}
          hidden={!open || found.length === 0}
        >
          {open &&
            found.map(({ domain, by }, at) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above
              <div
                key={domain}
                id={`${id}-${domain}`}
                role="option"
                tabIndex={-1}
                aria-selected={at === active}
                className="need-option"
                onMouseDown={event => event.preventDefault()}
                onClick={() => choose(domain)}
              >
                <strong>{labels[domain]}</strong>
                {by && <> · {by}</>}
                {at === active && typed && <span aria-hidden="true">↵</span>}
              </div>
            ))}
        </div>
        <p className="unseen" role="status">
          {open && typed ? w.needResults(found.length) : ''}
        </p>
        {open && found.length === 0 && <p className="secondary need-none">{w.noNeed}</p>}
      </div>
      {fault && (
        <p className="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  )
}
