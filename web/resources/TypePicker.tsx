/** What a resource is: ten families and the types under each, by one digit each, by arrows, or by typing. */
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import type { ResourceGroup } from '../../api/resources/codes.ts'
import { groupOfType, type ResourceType } from '../../api/resources/types.codes.ts'
import { MapSymbol } from '../map/Symbol.tsx'
import { resourceIcon } from '../map/symbols.ts'
import { Key } from '../ui/Key.tsx'
import { words } from '../words/form.ts'
import { useWords } from '../words/language.ts'
import { words as resourceWords } from '../words/resources.ts'
import { foundTypes, type OrderedGroup } from './types.ts'

type Props = {
  value: ResourceType | ''
  groups: readonly OrderedGroup[]
  /** Id, description and invalidity of the field. */
  field: object
  onChoose: (type: ResourceType) => void
}
type Option = { key: string; label: ReactNode; detail?: string; group: ResourceGroup; choose: () => void }

const digit = (index: number) => (index < 9 ? String(index + 1) : index === 9 ? '0' : '')

export function TypePicker({ value, groups, field, onChoose }: Props) {
  const w = useWords(words)
  const r = useWords(resourceWords)
  const id = useId()
  /** Null: the field shows the chosen type. */
  const [typed, setTyped] = useState<string | null>(null)
  const [group, setGroup] = useState<ResourceGroup | null>(null)
  const [active, setActive] = useState(0)
  const [open, setOpen] = useState(value === '')
  const found = typed ? foundTypes(typed, groups, r.types) : []

  function choose(type: ResourceType) {
    setTyped(null)
    setGroup(null)
    setActive(0)
    setOpen(false)
    onChoose(type)
  }
  function enter(next: ResourceGroup | null) {
    setTyped(null)
    setActive(0)
    setGroup(next)
  }
  const typeOption = (type: ResourceType): Option => ({
    key: type,
    label: r.types[type],
    group: groupOfType(type),
    ...(group === null ? { detail: r.groups[groupOfType(type)] } : {}),
    choose: () => choose(type),
  })
  const options: Option[] = typed
    ? found.map(typeOption)
    : group
      ? groups.find(one => one.group === group)!.types.map(typeOption)
      : groups.map(one => ({
          key: one.group,
          label: r.groups[one.group],
          group: one.group,
          choose: () => enter(one.group),
        }))

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const at = '1234567890'.indexOf(event.key)
    if (event.key.length === 1 && at >= 0 && !typed) {
      setOpen(true)
      options[at]?.choose()
    } else if (event.key === 'Enter' && open) options[active]?.choose()
    else if (event.key === 'Enter') setOpen(true)
    else if (event.key === 'ArrowDown') {
      setOpen(true)
      setActive(open ? Math.min(active + 1, options.length - 1) : 0)
    } else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0))
    else if (event.key === 'ArrowRight' && open && !typed && !group) options[active]?.choose()
    else if ((event.key === 'ArrowLeft' || event.key === 'Backspace') && group && !typed) enter(null)
    else if (event.key === 'Escape' && open && (group || typed)) enter(null)
    else if (event.key === 'Escape' && open && value) setOpen(false)
    else {
      // Leaving with letters typed takes what they have found.
      if (event.key === 'Tab' && !event.shiftKey && typed && found[0]) choose(found[active] ?? found[0])
      else return
    }
    event.preventDefault()
  }

  const activeId = open && options[active] ? `${id}-${options[active].key}` : undefined
  return (
    <div className="type-picker">
      <input
        {...field}
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        aria-required="true"
        autoComplete="off"
        spellCheck={false}
        placeholder={w.typePlaceholder}
        value={typed ?? (value ? r.types[value] : '')}
        onChange={event => {
          setTyped(event.target.value)
          setGroup(null)
          setActive(0)
          setOpen(true)
        }}
        onFocus={event => event.target.select()}
        onClick={() => setOpen(true)}
        onBlur={event => {
          if (value && !event.currentTarget.parentElement?.contains(event.relatedTarget)) {
            setOpen(false)
            enter(null)
          }
        }}
        onKeyDown={onKeyDown}
      />
      {value && !open && <span className="secondary">{r.groups[groupOfType(value)]}</span>}
      <div
        className="type-list"
        id={`${id}-list`}
        role="listbox"
        aria-label={group ? r.groups[group] : w.typeFamilies}
        hidden={!open}
      >
        {open &&
          options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above
            <div
              key={option.key}
              id={`${id}-${option.key}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className="type-option"
              onMouseDown={event => event.preventDefault()}
              onClick={option.choose}
            >
              {!typed && <Key>{digit(index)}</Key>}
              <MapSymbol
                image={resourceIcon({
                  group: option.group,
                  stale: false,
                  faded: false,
                  active: true,
                  selected: false,
                })}
              />
              <span>
                {option.label}
                {option.detail && <small>{option.detail}</small>}
              </span>
            </div>
          ))}
      </div>
      {open && group && !typed && (
        <button
          type="button"
          className="button button-plain"
          onMouseDown={e => e.preventDefault()}
          onClick={() => enter(null)}
        >
          ← {w.typeBack}
        </button>
      )}
      {open && typed && options.length === 0 && <p className="secondary">{w.noType}</p>}
      <p className="unseen" role="status">
        {open && typed ? w.typesFound(found.length) : ''}
      </p>
    </div>
  )
}
