/** The places that answer a need, nearest first: up to three are chosen with the keyboard, or by touch. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { mostResources } from '../../api/observations/codes.ts'
import type { Answering } from '../../api/resources/contract.ts'
import { boot } from '../api/boot.ts'
import { ResourceSymbol } from '../map/ResourceDetail.tsx'
import { Button } from '../ui/Button.tsx'
import { Key } from '../ui/Key.tsx'
import { words } from '../words/answering.ts'
import { useWords } from '../words/language.ts'
import { capacityTold, words as placeWords } from '../words/places.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import type { NeedDraft } from './draft.ts'
import { emptiness, type Filter, filterNames, left, takenOut } from './filters.ts'
import type { NeedDomain } from './needs.ts'
import { PrintSheet } from './PrintSheet.tsx'
import type { Search } from './resources.ts'
import './picker.css'

type Props = {
  domain: NeedDomain
  area: string | undefined
  today: boolean
  search: Search
  chosen: readonly string[]
  outcome: NeedDraft['outcome']
  onChange: (change: Partial<NeedDraft>) => void
  onUnmet: (reason: NonNullable<NeedDraft['unmetReason']>) => void
  /** Back to where the list was opened from. */
  onLeave: () => void
  onClose: () => void
}

export function ResourcePicker(props: Props) {
  const { domain, area, today, search, chosen, outcome, onChange, onUnmet, onLeave, onClose } = props
  const w = useWords(words)
  const labels = useWords(vocabulary)
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const areaName = boot.areas.features.find(({ properties }) => properties.id === area)?.properties.name
  const offered = filterNames.filter(name => (name === 'open' ? today : name !== 'near' || areaName))
  const [off, setOff] = useState<readonly Filter[]>([])
  const [active, setActive] = useState(0)
  const [said, setSaid] = useState('')
  const [printing, setPrinting] = useState(false)

  const list = search.found?.resources ?? []
  const on = offered.filter(name => !off.includes(name))
  const shown = left(list, on)
  const at = Math.min(active, shown.length - 1)
  const filterLabel = (name: Filter) => (name === 'near' ? w.filter.near(areaName ?? '') : w.filter[name])
  const empty = search.state === 'ready' && shown.length === 0 ? emptiness(list, on) : null

  // The list and what stands for it when it is empty are found by one attribute.
  const focusList = () => panel.current?.querySelector<HTMLElement>('[data-list]')?.focus()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what holds the focus changes with the state of the search
  useEffect(() => {
    if (!panel.current?.contains(document.activeElement) || document.activeElement === panel.current)
      focusList()
    panel.current?.scrollIntoView?.({ block: 'nearest' })
  }, [search.state, shown.length === 0])
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView?.({ block: 'nearest' })
  }, [id, at])

  function toggle(resource: Answering) {
    const { name } = resource.properties
    if (chosen.includes(resource.id)) {
      const others = chosen.filter(other => other !== resource.id)
      onChange({ resources: others.length > 0 ? others : undefined })
      setSaid(w.unchosen(name, others.length))
    } else if (chosen.length >= mostResources) setSaid(w.most)
    else {
      // To hand over a place is the answer to «how did it go», unless another was given.
      onChange({ resources: [...chosen, resource.id], ...(outcome ? {} : { outcome: 'referral' as const }) })
      setSaid(w.chosen(name, chosen.length + 1))
    }
  }
  function flip(name: Filter) {
    setOff(off.includes(name) ? off.filter(other => other !== name) : [...off, name])
    setActive(0)
    setSaid('')
  }
  /** Takes away the filter that empties the list, or all of them. */
  function widen() {
    setOff(empty?.by ? [...off, empty.by] : [...filterNames])
    setActive(0)
  }
  const print = () => (chosen.length > 0 ? setPrinting(true) : setSaid(w.nothingToPrint))

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || printing) return
    const onList = (event.target as HTMLElement).matches('[data-list]')
    const { key } = event
    // The desk opens a further need: this list has done its work.
    if (key === '+') return onClose()
    if (key === 'Escape' || (key === 'ArrowLeft' && onList) || (key === 'Enter' && onList)) onLeave()
    else if (key.toLowerCase() === 'p') print()
    else if (key === '0' && empty) onUnmet(empty.reason)
    else if (key === ' ' && onList && empty && list.length > 0) widen()
    else if (!onList) return
    else if (key === 'ArrowDown') setActive(Math.min(at + 1, shown.length - 1))
    else if (key === 'ArrowUp') setActive(Math.max(at - 1, 0))
    else if (key === 'Home') setActive(0)
    else if (key === 'End') setActive(shown.length - 1)
    else if (key === ' ') shown[at] && toggle(shown[at])
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const sheetOf = list.filter(({ id: resource }) => chosen.includes(resource))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own frame
    <div
      className="picker"
      ref={panel}
      role="group"
      aria-label={w.title(labels.needDomain[domain])}
      onKeyDown={onKeyDown}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: likewise */}
      <div className="picker-filters" role="group" aria-label={w.filters}>
        {offered.map(name => {
          const count = takenOut(list, name)
          return (
            <button
              key={name}
              type="button"
              className="chip"
              aria-pressed={on.includes(name)}
              onClick={() => flip(name)}
            >
              <span aria-hidden="true">{on.includes(name) ? '✓' : '+'}</span> {filterLabel(name)}
              {on.includes(name) && count > 0 && <span className="secondary"> · {w.hidden(count)}</span>}
            </button>
          )
        })}
        {search.state === 'ready' && list.length > 0 && (
          <span className="secondary picker-count">
            {shown.length === 1 ? w.foundOne(list.length) : w.found(shown.length, list.length)}
          </span>
        )}
      </div>
      {search.found?.here && <p className="secondary">{w.offline}</p>}
      {search.state === 'loading' && (
        <p className="secondary picker-wait" data-list="" tabIndex={-1} aria-busy="true">
          {w.loading}
        </p>
      )}
      {search.state === 'failed' && (
        <p className="picker-wait" data-list="" tabIndex={-1}>
          {w.failed}{' '}
          <Button kind="plain" onClick={search.refresh}>
            {w.retry}
          </Button>
        </p>
      )}
      {empty && (
        <div className="picker-empty" data-list="" tabIndex={-1}>
          <p>
            {list.length === 0
              ? w.none
              : empty.by
                ? w.noneLeft(filterLabel(empty.by), empty.without)
                : w.noneTogether(empty.without)}
          </p>
          <p className="picker-end">
            {list.length > 0 && (
              <Button chord={w.keySpace} onClick={widen}>
                {w.widen(empty.without)}
              </Button>
            )}
            <Button chord="0" onClick={() => onUnmet(empty.reason)}>
              {w.asUnmet(labels.unmetReason[empty.reason])}
            </Button>
          </p>
        </div>
      )}
      {shown.length > 0 && (
        <div
          className="picker-list"
          role="listbox"
          tabIndex={0}
          data-list=""
          aria-multiselectable="true"
          aria-label={w.title(labels.needDomain[domain])}
          aria-activedescendant={`${id}-${at}`}
        >
          {shown.map((resource, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the list
            <div
              key={resource.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={chosen.includes(resource.id)}
              className={index === at ? 'picker-option picker-active' : 'picker-option'}
              onMouseDown={event => event.preventDefault()}
              onClick={() => {
                setActive(index)
                toggle(resource)
              }}
            >
              <span className="picker-box" aria-hidden="true">
                {chosen.includes(resource.id) ? '✓' : ''}
              </span>
              <ResourceSymbol resource={resource} />
              <span className="picker-name">
                <strong>{resource.properties.name}</strong>
                <Line resource={resource} />
              </span>
            </div>
          ))}
        </div>
      )}
      <p className="unseen" role="status">
        {said ||
          (search.state === 'loading'
            ? w.loading
            : shown.length === 1
              ? w.foundOne(list.length)
              : w.found(shown.length, list.length))}
      </p>
      <div className="picker-end">
        <Button chord="P" onClick={print}>
          {w.print}
        </Button>
        <Button kind="plain" chord="↵" onClick={onLeave}>
          {w.done}
        </Button>
        {said === w.most || said === w.nothingToPrint ? (
          <span className="picker-said">{said}</span>
        ) : (
          <span className="secondary desk-keys" aria-hidden="true">
            <Key>↑↓</Key> {w.keyMove} · <Key>{w.keySpace}</Key> {w.keyPick}
          </span>
        )}
      </div>
      {printing && (
        <PrintSheet
          // In the order in which they were chosen.
          resources={sheetOf.sort((a, b) => chosen.indexOf(a.id) - chosen.indexOf(b.id))}
          onClose={() => {
            setPrinting(false)
            requestAnimationFrame(focusList)
          }}
        />
      )}
    </div>
  )
}

/** What it is, how far, whether one can go now; and what speaks against it, where filters no longer hide it. */
function Line({ resource: { properties: p } }: { resource: Answering }) {
  const w = useWords(words)
  const r = useWords(resourceWords)
  const l = useWords(placeWords)
  const parts = [
    r.types[p.type],
    p.distance === 0 ? w.inArea : p.distance !== null ? w.fromArea(p.distance) : null,
    p.distance === null && p.fromCentre !== null ? w.fromCentre(p.fromCentre) : null,
    p.open === null && w.noHours,
    p.accessMode && r.accessModes[p.accessMode].toLowerCase(),
    p.capacity && capacityTold(l, p.capacity),
    p.stale && r.stale,
  ]
  return (
    <span className="secondary">
      {p.open && <span className="picker-open">{w.isOpen} · </span>}
      {parts.filter(Boolean).join(' · ')}
      {p.against.map(code => (
        <span key={code} className="picker-against">
          {' · '}
          {w.against[code]}
        </span>
      ))}
    </span>
  )
}
