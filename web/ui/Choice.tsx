/** A question with one answer: native radios drawn as keys, where one key answers and moves on. */
import { createContext, type KeyboardEvent, useContext, useId } from 'react'
import { Key } from './Key.tsx'

export type Option<T extends string> = {
  value: T
  label: string
  /** Keys that choose it, lower case; the first is drawn. */
  keys: readonly string[]
}

/** The question that takes the keys pressed where nothing else takes them: it shows that it listens. */
export const ListeningQuestion = createContext<string | undefined>(undefined)

type Props<T extends string> = {
  /** Also the id of the group, by which a question is found and focused. */
  name: string
  label: string
  hint?: string
  options: readonly Option<T>[]
  value: T | undefined
  fault?: string | undefined
  onChange: (value: T) => void
  /** The answer is given, by its key or by a click: the next question can have the focus. */
  onDone?: () => void
  onBack?: () => void
}

export function Choice<T extends string>(props: Props<T>) {
  const { name, label, hint, options, value, fault, onChange, onDone, onBack } = props
  const id = useId()
  const listening = useContext(ListeningQuestion) === name

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const chosen = options.find(option => option.keys.includes(event.key.toLowerCase()))
    if (chosen) {
      onChange(chosen.value)
      onDone?.()
    } else if (event.key === 'Enter') {
      if (value !== undefined) onDone?.()
    } else if (event.key === 'Backspace') onBack?.()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      className="choice"
      id={name}
      data-listening={listening ? '' : undefined}
      role="radiogroup"
      aria-labelledby={`${id}-label`}
      aria-describedby={fault ? `${id}-fault` : undefined}
      aria-invalid={fault !== undefined}
      onKeyDown={onKeyDown}
    >
      <div className="choice-label">
        <span id={`${id}-label`}>{label}</span>
        {hint && <span className="secondary">{hint}</span>}
      </div>
      <div className="choice-options">
        {options.map(option => (
          <label className="option" key={option.value}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              aria-keyshortcuts={option.keys[0]}
              onChange={() => onChange(option.value)}
              // A click made by the arrow keys has no detail: they look around and do not move on.
              onClick={event => event.detail > 0 && onDone?.()}
            />
            {option.keys[0] && <Key>{option.keys[0].toUpperCase()}</Key>}
            {option.label}
          </label>
        ))}
      </div>
      {fault && (
        <p className="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  )
}

/** Focuses the answer of a question, or its first option; scrolls no more than needed. */
export function focusQuestion(name: string): void {
  const question = document.getElementById(name)
  const at =
    question?.querySelector<HTMLElement>('input:checked') ??
    question?.querySelector<HTMLElement>('input, select, button, [tabindex]') ??
    question
  at?.focus({ preventScroll: true })
  question?.scrollIntoView?.({ block: 'nearest' })
}
