/** Where, when and how the access happened: filled in already, one line to read, opened only to change. */
import { useId, useState } from 'react'
import { channels, origins } from '../../api/observations/contract.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/language.ts'
import { words } from '../words/observations.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { dayWords, today } from './days.ts'
import type { Faults, Sticky } from './draft.ts'

type Props = {
  centreName: string
  sticky: Sticky
  faults: Faults
  onChange: (change: Partial<Sticky>) => void
}

export function Occasion({ centreName, sticky, faults, onChange }: Props) {
  const w = useWords(words)
  const labels = useWords(vocabulary)
  const id = useId()
  const [opened, setOpened] = useState(false)
  const isToday = sticky.date === today()
  const day = dayWords(sticky.date, { weekday: 'long', day: 'numeric', month: 'long' })
  const fault = (name: string) => faults[`#/body/${name}`]
  const open = opened || ['centre', 'date', 'channel', 'origin'].some(fault)
  return (
    <>
      <p className="occasion">
        {centreName} ·{' '}
        <span className={isToday ? '' : 'occasion-other'}>{isToday ? `${w.today}, ${day}` : day}</span> ·{' '}
        {labels.channel[sticky.channel].toLowerCase()} · {labels.origin[sticky.origin].toLowerCase()}{' '}
        <Button kind="plain" aria-expanded={open} aria-controls={id} onClick={() => setOpened(!open)}>
          {open ? w.done : w.change}
        </Button>
      </p>
      <div className="occasion-fields" id={id} hidden={!open}>
        {fault('centre') && <p className="fault">{fault('centre')}</p>}
        <label className="field" id="date">
          {w.date}
          <input
            type="date"
            max={today()}
            value={sticky.date}
            onChange={event => event.target.value && onChange({ date: event.target.value })}
          />
          {fault('date') && <span className="fault">{fault('date')}</span>}
          {!isToday && <span className="occasion-other">{w.otherDay}</span>}
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
