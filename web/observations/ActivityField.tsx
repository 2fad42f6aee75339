/** Which resource or project a group activity is of: found by a few letters of its name, or left empty. */
import { type KeyboardEvent, useId, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/language.ts'
import { words } from '../words/tally.ts'
import { type Activity, useActivities } from './activities.ts'

type Props = {
  activity: Activity | undefined
  /** Only projects under way on it are offered. */
  day: string
  onChange: (activity: Activity | undefined) => void
}

export function ActivityField({ activity, day, onChange }: Props) {
  const w = useWords(words)
  const id = useId()
  const [letters, setLetters] = useState('')
  const [active, setActive] = useState(0)
  const found = useActivities(letters, day)
  const open = letters.trim().length >= 2

  function choose(chosen: Activity | undefined) {
    if (!chosen) return
    setLetters('')
    onChange(chosen)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || !open) return
    if (event.key === 'Enter') choose(found[active])
    else if (event.key === 'ArrowDown') setActive(Math.min(active + 1, found.length - 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0))
    else if (event.key === 'Escape') setLetters('')
    else return
    event.preventDefault()
  }
  return (
    <div className="field activity">
      <label htmlFor={`${id}-input`}>
        {w.activity} <span className="secondary">· {w.optional}</span>
      </label>
      {activity ? (
        <span className="activity-chosen">
          <strong>{activity.name || w.activityUnnamed}</strong>
          <Button kind="plain" id={`${id}-input`} onClick={() => onChange(undefined)}>
            {w.activityOther}
          </Button>
        </span>
      ) : (
        <span className="need-search">
          <input
            id={`${id}-input`}
            role="combobox"
            aria-expanded={open && found.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={open && found[active] ? `${id}-${active}` : undefined}
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            placeholder={w.activityPlaceholder}
            value={letters}
            onChange={event => {
              setLetters(event.target.value)
              setActive(0)
            }}
            onBlur={() => setLetters('')}
            onKeyDown={onKeyDown}
          />
          <span
            className="need-list"
            id={`${id}-list`}
            role="listbox"
            aria-label={w.activity}
            hidden={!open || found.length === 0}
          >
            {found.map((each, at) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above
              <span
                key={each.id}
                id={`${id}-${at}`}
                role="option"
                tabIndex={-1}
                aria-selected={at === active}
                className="need-option"
                onMouseDown={event => event.preventDefault()}
                onClick={() => choose(each)}
              >
                <strong>{each.name}</strong>
                <span className="secondary">{w.activityKind[each.kind]}</span>
              </span>
            ))}
          </span>
        </span>
      )}
    </div>
  )
}
