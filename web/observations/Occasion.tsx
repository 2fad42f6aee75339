/** Where, when and how the access happened: filled in already, one line to read, opened only to change. */
import { type KeyboardEvent, useId } from 'react'
import { channels, origins } from '../../api/observations/contract.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/language.ts'
import { words } from '../words/observations.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { dayWords, today } from './days.ts'
import type { Faults, Sticky } from './draft.ts'

type Props = {
  /** Null while it is asked for. */
  centreName: string | null
  sticky: Sticky
  faults: Faults
  /** First day that can still be chosen, when there is one. */
  earliest: string | null
  /** First day of the oldest open month, when one has closed. */
  openMonth: string | null
  opened: boolean
  onOpen: (opened: boolean) => void
  onChange: (change: Partial<Sticky>) => void
  /** The day is chosen: on to the questions. */
  onDone: () => void
}

export function Occasion(props: Props) {
  const { centreName, sticky, faults, earliest, openMonth, opened, onOpen, onChange, onDone } = props
  const w = useWords(words)
  const labels = useWords(vocabulary)
  const id = useId()
  const isToday = sticky.date === today()
  const day = dayWords(sticky.date, { weekday: 'long', day: 'numeric', month: 'long' })
  const fault = (name: string) => faults[`#/body/${name}`]
  const lateMonth = openMonth !== null && sticky.date < openMonth ? openMonth : null
  function onDateKey(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    onDone()
  }
  const open = opened || ['centre', 'date', 'channel', 'origin'].some(fault)
  return (
    <>
      <p className="occasion">
        {centreName ?? '…'} ·{' '}
        <span className={isToday ? '' : 'occasion-other'}>
          {isToday ? `${w.today}, ${day}` : `${w.fromPaper}, ${day}`}
        </span>{' '}
        · {labels.channel[sticky.channel].toLowerCase()} · {labels.origin[sticky.origin].toLowerCase()}{' '}
        <Button kind="plain" aria-expanded={open} aria-controls={id} onClick={() => onOpen(!open)}>
          {open ? w.done : w.change}
        </Button>
        {!isToday && (
          <Button
            kind="plain"
            onClick={() => {
              onChange({ date: today() })
              onDone()
            }}
          >
            {w.backToToday}
          </Button>
        )}
      </p>
      <div className="occasion-fields" id={id} hidden={!open}>
        {fault('centre') && <p className="fault">{fault('centre')}</p>}
        <label className="field" id="date">
          {w.date}
          <input
            type="date"
            min={earliest ?? undefined}
            max={today()}
            value={sticky.date}
            onKeyDown={onDateKey}
            onChange={event => event.target.value && onChange({ date: event.target.value })}
          />
          {fault('date') && <span className="fault">{fault('date')}</span>}
          {lateMonth && (
            <span className="occasion-other">{w.countsIn(dayWords(lateMonth, { month: 'long' }))}</span>
          )}
        </label>
        <label className="field" id="channel">
          {w.channel}
          <select
            value={sticky.channel}
            onChange={event => onChange({ channel: event.target.value as Sticky['channel'] })}
          >
            {channels.map(code => (
              <option key={code} value={code}>
                {labels.channel[code]}
              </option>
            ))}
          </select>
          {fault('channel') && <span className="fault">{fault('channel')}</span>}
        </label>
        <label className="field" id="origin">
          {w.origin}
          <select
            value={sticky.origin}
            onChange={event => onChange({ origin: event.target.value as Sticky['origin'] })}
          >
            {origins.map(code => (
              <option key={code} value={code}>
                {labels.origin[code]}
              </option>
            ))}
          </select>
          {fault('origin') && <span className="fault">{fault('origin')}</span>}
        </label>
        <p className="secondary">{w.sticky}</p>
      </div>
    </>
  )
}
