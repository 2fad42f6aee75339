/** One need of an access: found by three letters, then how it went, where the person is sent, and why nothing answered. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { requests } from '../../api/observations/contract.ts'
import type { FindResources } from '../../api/resources/contract.ts'
import { useAccount } from '../accounts/account.tsx'
import { Button } from '../ui/Button.tsx'
import { Choice, focusQuestion } from '../ui/Choice.tsx'
import { words as answering } from '../words/answering.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { words } from '../words/observations.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import type { Draft, Faults, NeedDraft } from './draft.ts'
import { NeedSearch } from './NeedSearch.tsx'
import { outcomeOptions, reasonOptions } from './questions.ts'
import { ResourcePicker } from './ResourcePicker.tsx'
import { useNames, useSearch } from './resources.ts'

type Props = {
  need: NeedDraft
  index: number
  /** Of the access: they tell which resources are near, and for whom. */
  answers: Draft['answers']
  /** Whether the access is of today: only then a door that is closed now matters. */
  today: boolean
  faults: Faults
  onChange: (change: Partial<NeedDraft>) => void
  onDone: () => void
  onBack: () => void
  onRemove?: () => void
}

/** Only the answers that the search knows, and no others. */
const askingFor = (need: NeedDraft, answers: Draft['answers']): FindResources | undefined =>
  need.domain && need.outcome !== 'unmet'
    ? ({
        need: need.domain,
        area: answers.residenceArea ?? 'unknown',
        ageBand: answers.ageBand,
        citizenship: answers.citizenship,
        household: answers.household,
      } as FindResources)
    : undefined

export function NeedAnswer({
  need,
  index,
  answers,
  today,
  faults,
  onChange,
  onDone,
  onBack,
  onRemove,
}: Props) {
  const w = useWords(words)
  const language = useLanguage()
  const { centre } = useAccount()
  const id = (part: string) => `needs-${index}-${part}`
  const fault = (part: string) => faults[`#/body/needs/${index}/${part}`]
  const search = useSearch(askingFor(need, answers), centre)
  const [picking, setPicking] = useState(false)
  useEffect(() => {
    if (!need.domain) setPicking(false) // recorded: the next access begins with the list closed
  }, [need.domain])
  const openedFrom = useRef<string>(id('resources'))
  const next = (change: Partial<NeedDraft>, to?: string) => {
    flushSync(() => onChange(change))
    if (to) focusQuestion(to)
    else onDone()
  }
  function pick(from: string) {
    if (!need.domain || need.outcome === 'unmet') return
    openedFrom.current = from
    search.refresh()
    setPicking(true)
  }
  function leavePicking() {
    flushSync(() => setPicking(false))
    focusQuestion(openedFrom.current)
  }
  /** → opens the list of resources; the options are still reached with ↑ and ↓. */
  function onArrow(event: KeyboardEvent) {
    if (event.key !== 'ArrowRight' || event.ctrlKey || event.metaKey || event.altKey) return
    if (!need.domain || need.outcome === 'unmet') return
    event.preventDefault()
    event.stopPropagation()
    pick(id('outcome'))
  }
  return (
    <div className="need">
      <NeedSearch
        {...{ index, need, onBack }}
        fault={fault('domain')}
        onChoose={domain => {
          if (domain !== need.domain) setPicking(false)
          next({ domain, ...(domain === need.domain ? {} : { resources: undefined }) }, id('outcome'))
        }}
        onForward={() => pick(id('domain'))}
        label={index === 0 ? w.mainNeed : w.otherNeed(index + 1)}
        {...(onRemove ? { onRemove } : {})}
      />
      <Request {...{ need, onChange }} id={id('request')} fault={fault('request')} />
      <div onKeyDownCapture={onArrow}>
        <Choice
          name={id('outcome')}
          label={w.outcome}
          options={outcomeOptions(language)}
          value={need.outcome}
          fault={fault('outcome')}
          onChange={outcome =>
            flushSync(() => {
              if (outcome === 'unmet') setPicking(false)
              onChange(
                outcome === 'unmet' ? { outcome, resources: undefined } : { outcome, unmetReason: undefined },
              )
            })
          }
          onDone={() => {
            const reason = document.getElementById(id('unmetReason'))
            if (reason) focusQuestion(id('unmetReason'))
            else onDone()
          }}
          onBack={() => focusQuestion(id('domain'))}
        />
      </div>
      <div className="need-next">
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
        {need.outcome !== 'unmet' && (
          <Resources
            {...{ need, search, picking }}
            id={id('resources')}
            // One fault is enough to send the eye there.
            fault={
              Object.entries(faults).find(([at]) => at.startsWith(`#/body/needs/${index}/resources`))?.[1]
            }
            onOpen={() => (picking ? leavePicking() : pick(id('resources')))}
            onChange={onChange}
          />
        )}
      </div>
      {need.domain && picking && need.outcome !== 'unmet' && (
        <ResourcePicker
          {...{ search, today, onChange }}
          domain={need.domain}
          area={answers.residenceArea}
          chosen={need.resources ?? []}
          outcome={need.outcome}
          onLeave={leavePicking}
          onClose={() => setPicking(false)}
          onUnmet={unmetReason => {
            setPicking(false)
            next({ outcome: 'unmet', unmetReason, resources: undefined })
          }}
        />
      )}
    </div>
  )
}

type ResourcesProps = {
  need: NeedDraft
  id: string
  search: ReturnType<typeof useSearch>
  picking: boolean
  fault: string | undefined
  onOpen: () => void
  onChange: (change: Partial<NeedDraft>) => void
}

/** What is chosen, each with its way out, and the way into the list; both stand there before they can be used. */
function Resources({ need, id, search, picking, fault, onOpen, onChange }: ResourcesProps) {
  const w = useWords(answering)
  const { sameResource } = useWords(words)
  const chosen = need.resources ?? []
  const nameOf = useNames(chosen, search.found)
  return (
    <div className="need-resources" id={id}>
      <Button aria-expanded={picking} chord="→" busy={!need.domain} onClick={onOpen}>
        {w.open}
      </Button>
      {chosen.length === 0 || picking ? (
        <span className="secondary">{w.openHint}</span>
      ) : (
        <ul aria-label={w.picked}>
          {chosen.map(resource => {
            const name = nameOf(resource) ?? sameResource
            return (
              <li key={resource}>
                {name}
                <Button
                  kind="plain"
                  aria-label={w.remove(name)}
                  onClick={() => {
                    const others = chosen.filter(other => other !== resource)
                    flushSync(() => onChange({ resources: others.length > 0 ? others : undefined }))
                    focusQuestion(id)
                  }}
                >
                  ✕
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      {fault && <p className="fault">{fault}</p>}
    </div>
  )
}

type RequestProps = {
  need: NeedDraft
  id: string
  fault: string | undefined
  onChange: (change: Partial<NeedDraft>) => void
}

/** Beside the need, where it stands before there is one: nothing moves when the need is chosen. */
function Request({ need, id, fault, onChange }: RequestProps) {
  const w = useWords(words)
  const labels = useWords(vocabulary).request
  return (
    <label className="need-request" id={id}>
      <span className="unseen">{w.request}</span>
      <select
        disabled={!need.domain}
        value={need.request ?? ''}
        onChange={event => onChange({ request: (event.target.value || undefined) as NeedDraft['request'] })}
      >
        <option value="">
          {w.request} · {w.optional}
        </option>
        {requests.map(code => (
          <option key={code} value={code}>
            {labels[code]}
          </option>
        ))}
      </select>
      {fault && <span className="fault">{fault}</span>}
    </label>
  )
}
