/** Which published quarter is shown: a slider with its two buttons, the same for the map, the table and the panel. */
import { useWords } from '../words/language.ts'
import { words } from '../words/territory.ts'

type Quarter = { id: string; closedOn: string }

/** Oldest first, as time runs on a line. */
export function TimeControl(props: {
  quarters: readonly Quarter[]
  chosen: string | null
  onPick: (id: string) => void
}) {
  const w = useWords(words)
  const { quarters, chosen, onPick } = props
  if (quarters.length === 0) return null
  const index = Math.max(
    0,
    quarters.findIndex(({ id }) => id === chosen),
  )
  const { id, closedOn } = quarters[index]!
  const last = quarters.length - 1
  const pick = (at: number) => onPick(quarters[Math.min(last, Math.max(0, at))]!.id)
  return (
    <div className="time">
      <p className="time-head">
        <b>{w.periodName(id)}</b>
        <span className="secondary">
          {w.publishedOn(w.day(closedOn))}
          {last === 0 && ` · ${w.onePeriod}`}
        </span>
      </p>
      {last > 0 && (
        <div className="time-line">
          <button type="button" aria-label={w.earlier} disabled={index === 0} onClick={() => pick(index - 1)}>
            ‹
          </button>
          <div>
            <input
              type="range"
              min={0}
              max={last}
              step={1}
              value={index}
              aria-label={w.time}
              aria-valuetext={w.periodName(id)}
              onChange={event => pick(Number(event.target.value))}
            />
            <p className="time-ends" aria-hidden="true">
              <span>{w.periodShort(quarters[0]!.id)}</span>
              <span>{w.periodShort(quarters[last]!.id)}</span>
            </p>
          </div>
          <button
            type="button"
            aria-label={w.later}
            disabled={index === last}
            onClick={() => pick(index + 1)}
          >
            ›
          </button>
        </div>
      )}
    </div>
  )
}
