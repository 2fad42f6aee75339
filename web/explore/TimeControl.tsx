/**
 * Which closed periods are shown: one alone or a stretch between two thumbs, by quarter or by month. The same control
 * moves map, table, panel and charts; lists and arrows do all that the pointer does.
 */
import { memo, useEffect, useState } from 'react'
import { useReleases } from '../api/releases.ts'
import { closedLike, closedMonths, closedQuarters, periodsOf, quarterOf } from '../view/stretch.ts'
import type { View } from '../view/view.ts'
import { useWords } from '../words/language.ts'
import { words as territory } from '../words/territory.ts'
import { words } from '../words/time.ts'
import './time.css'

type Change = Pick<View, 'period' | 'since'>
/** Long enough to read the headline of each period. */
const stepMs = 1600

export const still = (): boolean => window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? true

type Props = {
  since: string | null
  /** The last period shown; null while none is. */
  chosen: string | null
  onPick: (change: Change) => void
  /** Without a step in the history; for what goes by itself. */
  onMove?: (change: Change) => void
  /** Indicators of a month are not all there: quarters alone. */
  monthsToo?: boolean
}

/** Two lists of all periods: not made again by an act that leaves the period as it is. */
export const TimeControl = memo(function TimeControl(props: Props) {
  const { since, chosen, onPick, onMove = onPick, monthsToo = true } = props
  const w = useWords(words)
  const t = useWords(territory)
  const { releases } = useReleases()
  const [playing, setPlaying] = useState(false)
  const months = monthsToo ? closedMonths(releases) : []
  const byMonth = chosen !== null && /-\d\d$/.test(chosen)
  const kind = byMonth ? 'month' : chosen?.length === 4 ? 'year' : 'quarter'
  const known = chosen ? closedLike(chosen, releases) : closedQuarters(releases)
  const end = known.indexOf(chosen ?? '')
  const shown = periodsOf(since, chosen, releases)
  const several = shown.length > 1
  const start = several ? known.indexOf(shown[0]!) : end
  const last = known.length - 1

  useEffect(() => {
    if (!playing) return
    if (end >= last) {
      setPlaying(false)
      return
    }
    const timer = setTimeout(() => {
      const by = end + 1
      onMove({ period: known[by]!, since: several ? known[start + 1]! : null })
    }, stepMs)
    return () => clearTimeout(timer)
  })

  if (known.length === 0) return null
  const at = (index: number) => known[Math.min(last, Math.max(0, index))]!
  const pick = (from: number, to: number) => {
    setPlaying(false)
    onPick({ period: at(to), since: from < to ? at(from) : null })
  }
  const shift = (by: number) => pick(start + by, end + by)
  const play = () => {
    if (playing) return setPlaying(false)
    if (end >= last) onMove({ period: at(end - start), since: several ? at(0) : null })
    setPlaying(true)
  }
  const select = (label: string, index: number, onChange: (index: number) => void) => (
    <label className="time-list">
      <span>{label}</span>
      <select value={known[index] ?? ''} onChange={event => onChange(known.indexOf(event.target.value))}>
        {index < 0 && <option value="">—</option>}
        {known.toReversed().map(id => (
          <option key={id} value={id}>
            {t.periodName(id)}
          </option>
        ))}
      </select>
    </label>
  )
  const closedOn = releases.find(({ id }) => id === (byMonth ? quarterOf(chosen) : chosen))?.closedOn
  const portion = (index: number) => (last > 0 ? (100 * Math.max(0, index)) / last : 100)
  const thumb = (label: string, index: number, onChange: (index: number) => void) => (
    <input
      type="range"
      min={0}
      max={last}
      step={1}
      value={Math.max(0, index)}
      aria-label={label}
      aria-valuetext={known[index] ? t.periodName(known[index]) : '—'}
      onChange={event => onChange(Number(event.target.value))}
    />
  )
  return (
    <fieldset className="time">
      <legend className="unseen">{w.time}</legend>
      <div className="time-head">
        <div className="time-lists">
          {several && select(w.from[kind], start, index => pick(index, Math.max(index + 1, end)))}
          {select(several ? w.to[kind] : w.only, end, index =>
            pick(several ? Math.min(start, index - 1) : index, index),
          )}
          {closedOn && !several && <span className="secondary">{t.publishedOn(t.day(closedOn))}</span>}
        </div>
        <div className="time-modes">
          {months.length > 0 && (
            <label className="time-list">
              <span className="unseen">{w.grain}</span>
              <select
                value={byMonth ? 'months' : 'quarters'}
                onChange={event => {
                  setPlaying(false)
                  const next =
                    event.target.value === 'months'
                      ? (months.findLast(month => quarterOf(month) === chosen) ?? months.at(-1)!)
                      : quarterOf(chosen!)
                  onPick({ period: next, since: null })
                }}
              >
                <option value="quarters">{w.quarters}</option>
                <option value="months">{w.months}</option>
              </select>
            </label>
          )}
          {last > 0 && (
            <label className="time-several" title={w.severalHelp}>
              <input
                type="checkbox"
                checked={several}
                onChange={event =>
                  event.target.checked ? pick(Math.max(0, (end || 1) - 3), end || 1) : pick(end, end)
                }
              />
              {w.several}
            </label>
          )}
          {last > 0 && !still() && (
            <button
              type="button"
              className="time-play"
              title={w.playHelp}
              aria-pressed={playing}
              onClick={play}
            >
              <span aria-hidden="true">{playing ? '❚❚' : '▶'}</span> {playing ? w.stop : w.play}
            </button>
          )}
        </div>
      </div>
      {last > 0 && (
        <div className="time-line">
          <button type="button" aria-label={w.earlier} disabled={start <= 0} onClick={() => shift(-1)}>
            ‹
          </button>
          <div>
            <div className={several ? 'time-track time-two' : 'time-track'}>
              <span
                className="time-span"
                style={{ left: `${portion(several ? start : 0)}%`, right: `${100 - portion(end)}%` }}
              />
              {several && thumb(w.from[kind], start, index => pick(Math.min(index, end - 1), end))}
              {thumb(several ? w.to[kind] : w.only, end, index =>
                several ? pick(start, Math.max(index, start + 1)) : pick(index, index),
              )}
            </div>
            <p className="time-ends" aria-hidden="true">
              <span>{t.periodShort(known[0]!)}</span>
              <span>{t.periodShort(known[last]!)}</span>
            </p>
          </div>
          <button type="button" aria-label={w.later} disabled={end >= last} onClick={() => shift(1)}>
            ›
          </button>
        </div>
      )}
      {several && <p className="secondary time-sum">{w.sum(shown.length, kind)}</p>}
    </fieldset>
  )
})
