/** What hours may mean, as answers to choose from: by Alt and a figure from the field, or by the figure alone here. */
import { useEffect, useRef } from 'react'
import { words } from '../words/hours.ts'
import { useLanguage, useWords } from '../words/language.ts'
import type { Hours } from './library.ts'
import './hours.css'

type Props = { library: Hours; readings: readonly string[]; onChoose: (hours: string) => void }

export function HoursChoice({ library, readings, onChoose }: Props) {
  const w = useWords(words)
  const language = useLanguage()
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const inside = list.current?.contains(event.target as Node)
      const field = list.current?.closest('.field, .add-field, form')?.contains(event.target as Node)
      if (event.ctrlKey || event.metaKey || !(inside || (event.altKey && field))) return
      const reading = readings[Number(/^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1]) - 1]
      if (reading === undefined) return
      event.preventDefault()
      event.stopPropagation()
      onChoose(reading)
    }
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [readings, onChoose])
  return (
    <ol ref={list} className="hours-choice" aria-label={w.readings}>
      {readings.map((reading, place) => (
        <li key={reading}>
          <button
            type="button"
            aria-keyshortcuts={`Alt+${place + 1}`}
            title={w.choose(place + 1)}
            onClick={() => onChoose(reading)}
          >
            <kbd>Alt+{place + 1}</kbd> {library.inWords(reading, language)}
          </button>
        </li>
      ))}
    </ol>
  )
}
