/** On a phone, everything beside the map: a sheet with three stops whose handle is a button. */
import { type ReactNode, useState } from 'react'
import { useWords } from '../words/language.ts'
import { words } from '../words/territory.ts'
import './sheet.css'

const stops = ['low', 'middle', 'high'] as const
export type Stop = (typeof stops)[number]

export function Sheet(props: { start?: Stop; head: ReactNode; children: ReactNode }) {
  const w = useWords(words)
  const [stop, setStop] = useState<Stop>(props.start ?? 'middle')
  const next = stops[(stops.indexOf(stop) + 1) % stops.length]!
  return (
    <section className={`sheet sheet-${stop}`} aria-label={w.sheet}>
      <button
        type="button"
        className="sheet-handle"
        aria-expanded={stop !== 'low'}
        aria-label={w.sheetHandle(w.sheetStops[stop], w.sheetStops[next])}
        onClick={() => setStop(next)}
      >
        <span />
      </button>
      {props.head}
      <div className="sheet-body" hidden={stop === 'low'}>
        {props.children}
      </div>
    </section>
  )
}
