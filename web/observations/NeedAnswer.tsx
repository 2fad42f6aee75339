/** One need of an access: found by three letters, then how it went, and why when nothing answered it. */
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { requests } from '../../api/observations/contract.ts'
import { Button } from '../ui/Button.tsx'
import { Choice, focusQuestion } from '../ui/Choice.tsx'
import { useLanguage, useWords } from '../words/language.ts'
import { words } from '../words/observations.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import type { Faults, NeedDraft } from './draft.ts'
import { findNeeds, type NeedDomain } from './needs.ts'
import { outcomeOptions, reasonOptions } from './questions.ts'
import { useResources } from './resources.ts'

type Props = {
  need: NeedDraft
  index: number
  faults: Faults
  onChange: (change: Partial<NeedDraft>) => void
  onDone: () => void
  onBack: () => void
  onRemove?: () => void
}

export function NeedAnswer({ need, index, faults, onChange, onDone, onBack, onRemove }: Props) {
  const w = useWords(words)
  const language = useLanguage()
  const id = (part: string) => `needs-${index}-${part}`
  const fault = (part: string) => faults[`#/body/needs/${index}/${part}`]
  const next = (change: Partial<NeedDraft>, to?: string) => {
    flushSync(() => onChange(change))
    if (to) focusQuestion(to)
    else onDone()
  }
  return (
    <div className="need">
      <NeedSearch
        {...{ index, need, onBack }}
        fault={fault('domain')}
        onChoose={domain =>
          next({ domain, ...(domain === need.domain ? {} : { resources: undefined }) }, id('outcome'))
        }
        label={index === 0 ? w.mainNeed : w.otherNeed(index + 1)}
        {...(onRemove ? { onRemove } : {})}
      />
      <Choice
        name={id('outcome')}
        label={w.outcome}
        options={outcomeOptions(language)}
        value={need.outcome}
        fault={fault('outcome')}
        onChange={outcome =>
          flushSync(() =>
            onChange(
              outcome === 'unmet' ? { outcome, resources: undefined } : { outcome, unmetReason: undefined },
            ),
          )
        }
        onDone={() => {
          const reason = document.getElementById(id('unmetReason'))
          if (reason) focusQuestion(id('unmetReason'))
          else onDone()
        }}
        onBack={() => focusQuestion(id('domain'))}
      />
      {need.outcome === 'unmet' && (
        <Choice
          name={id('unmetReason')}
          label={w.reason}
          hint={w.reasonHint}
          options={reasonOptions(language)}
          value={need.unmetReason}
          fault={fault('unmetReason')}
          onChange={unmetReason => flushSync(() => onChange({ unmetReason }))}
          onDone={onDone}
          onBack={() => focusQuestion(id('outcome'))}
        />
      )}
      {need.domain && (
        <NeedDetails
          {...{ need, onChange }}
          id={id}
          requestFault={fault('request')}
          resourceFault={
            Object.entries(faults).find(([at]) => at.startsWith(`#/body/needs/${index}/resources`))?.[1]
          }
        />
      )}
    </div>
  )
}

type SearchProps = {
  need: NeedDraft
  index: number
  label: string
  fault: string | undefined
  onChoose: (domain: NeedDomain) => void
  onBack: () => void
  onRemove?: () => void
}

function NeedSearch({ need, index, label, fault, onChoose, onBack, onRemove }: SearchProps) {
  const w = useWords(words)
  const language = useLanguage()
  const labels = useWords(vocabulary).needDomain
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  /** What is being typed; null when the field shows the chosen need. */
  const [typed, setTyped] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
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
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter') choose(open ? found[active]?.domain : need.domain)
    else if (event.key === 'ArrowDown') show(open ? Math.min(active + 1, found.length - 1) : 0)
    else if (event.key === 'ArrowUp' && open) show(Math.max(active - 1, 0))
    else if (event.key === 'Escape' && open) setOpen(false)
    else if (event.key === 'Backspace' && input.current?.value === '') onBack()
    else {
      // Leaving with letters typed takes what they have found.
      if (event.key === 'Tab' && !event.shiftKey && open && typed) choose(found[active]?.domain)
      else return
    }
    event.preventDefault()
  }

  return (
    <div className="choice" id={`needs-${index}-domain`}>
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

type DetailsProps = {
  need: NeedDraft
  id: (part: string) => string
  onChange: (change: Partial<NeedDraft>) => void
  requestFault: string | undefined
  resourceFault: string | undefined
}

function NeedDetails({ need, id, onChange, requestFault, resourceFault }: DetailsProps) {
  const w = useWords(words)
  const labels = useWords(vocabulary).request
  const { resources, failed, retry } = useResources(need.outcome === 'unmet' ? undefined : need.domain)
  return (
    <div className="need-details">
      <label className="field" id={id('request')}>
        <span>
          {w.request} <span className="secondary">· {w.optional}</span>
        </span>
        <select
          value={need.request ?? ''}
          onChange={event => onChange({ request: (event.target.value || undefined) as NeedDraft['request'] })}
        >
          <option value="">{w.noRequest}</option>
          {requests.map(code => (
            <option key={code} value={code}>
              {labels[code]}
            </option>
          ))}
        </select>
        {requestFault && <span className="fault">{requestFault}</span>}
      </label>
      {failed && need.outcome !== 'unmet' && (
        <p className="secondary">
          {w.resourcesFailed}{' '}
          <Button kind="plain" onClick={retry}>
            {w.retry}
          </Button>
        </p>
      )}
      {(resources.length > 0 || need.resources) && need.outcome !== 'unmet' && (
        <label className="field" id={id('resources')}>
          <span>
            {w.resource} <span className="secondary">· {w.optional}</span>
          </span>
          <select
            value={need.resources?.[0] ?? ''}
            onChange={event => onChange({ resources: event.target.value ? [event.target.value] : undefined })}
          >
            <option value="">{w.noResource}</option>
            {need.resources && !resources.some(({ id: resource }) => resource === need.resources?.[0]) && (
              <option value={need.resources[0]}>{w.sameResource}</option>
            )}
            {resources.map(({ id: resource, name, area }) => (
              <option key={resource} value={resource}>
                {name} · {area ?? w.elsewhere}
              </option>
            ))}
          </select>
          {resourceFault && <span className="fault">{resourceFault}</span>}
        </label>
      )}
    </div>
  )
}
