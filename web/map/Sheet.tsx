/** On a phone, everything beside the map: a sheet with three stops whose handle is a button. */
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { announce } from '../ui/announce.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/territory.ts'
import './sheet.css'

const stops = ['low', 'middle', 'high'] as const
export type Stop = (typeof stops)[number]

type Props = {
  start?: Stop
  /** Where it stands, and how many pixels of what lies under it that takes. */
  onStop?: (stop: Stop, height: number) => void
  head: ReactNode
  children: ReactNode
}

export function Sheet(props: Props) {
  const w = useWords(words)
  const [stop, setStop] = useState<Stop>(props.start ?? 'middle')
  const sheet = useRef<HTMLElement>(null)
  const next = stops[(stops.indexOf(stop) + 1) % stops.length]!
  const told = useEffectEvent((at: Stop) => props.onStop?.(at, sheet.current!.offsetHeight))
  useEffect(() => told(stop), [stop])
  function go(to: Stop | undefined) {
    if (!to || to === stop) return
    setStop(to)
    announce(`${w.sheet} ${w.sheetStops[to]}`)
  }
  function onKeyDown(event: KeyboardEvent) {
    const at = stops.indexOf(stop)
    const to = { ArrowUp: stops[at + 1], ArrowDown: stops[at - 1], Home: stops[0], End: stops.at(-1) }
    if (!(event.key in to)) return
    event.preventDefault()
    go(to[event.key as keyof typeof to])
  }
  return (
    <section className={`sheet sheet-${stop}`} aria-label={w.sheet} ref={sheet}>
      <button
        type="button"
        className="sheet-handle"
        aria-expanded={stop !== 'low'}
        aria-label={w.sheetHandle(w.sheetStops[stop], w.sheetStops[next])}
        onClick={() => go(next)}
        onKeyDown={onKeyDown}
      >
        <span />
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what a field in it opens needs the room under it */}
      <div
        className="sheet-top"
        onFocus={event => stop === 'low' && event.target.matches('input') && setStop('middle')}
      >
        {props.head}
      </div>
      <div className="sheet-body" hidden={stop === 'low'}>
        {props.children}
      </div>
    </section>
  )
}
