/**
 * Two areas or two periods side by side: one scale, one zoom, the difference with its interval and a sentence. It asks
 * for its own releases and takes the whole place of the map while it is open.
 */
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useReleases } from '../../api/releases.ts'
import { home, type Shift } from '../../map/linked.ts'
import { useSource } from '../../map/sources.ts'
import { StatementActions } from '../../statement/Actions.tsx'
import type { Picture } from '../../statement/picture/picture.ts'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { QualityLetter } from '../../ui/QualityLetter.tsx'
import { type AreaValue, type Figure, interval, quality } from '../../view/select.ts'
import { closedQuarters } from '../../view/stretch.ts'
import type { View } from '../../view/view.ts'
import { words } from '../../words/compare.ts'
import { words as disclosureWords } from '../../words/disclosure.ts'
import { useWords } from '../../words/language.ts'
import { words as territoryWords } from '../../words/territory.ts'
import { useCompared } from './compared.ts'
import type { Difference } from './difference.ts'
import { LinkedMaps } from './LinkedMaps.tsx'
import { type Kind, Picker } from './Picker.tsx'
import './compare.css'

type Props = {
  view: View
  act: (change: Partial<View>) => void
  move: (change: Partial<View>) => void
}

export function Compare({ view, act, move }: Props) {
  const w = useWords(words)
  const t = useWords(territoryWords)
  const { releases } = useReleases()
  const areas = useSource('areas').data
  const [picking, setPicking] = useState(false)

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = (event.target as Element).closest?.('input, select, textarea, dialog, [contenteditable]')
      if (event.ctrlKey || event.metaKey || event.altKey || typing) return
      if (event.key.toLowerCase() !== 'c') return
      event.preventDefault()
      setPicking(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  const choices = {
    areas: areas.map(({ properties: { id, name } }) => ({ id, name })),
    periods: closedQuarters(releases)
      .toReversed()
      .map(id => ({ id, name: t.periodName(id) })),
  }
  const pick = (kind: Kind, first: string, second: string) => {
    setPicking(false)
    act(
      kind === 'areas'
        ? { area: first, compare: second, selection: null }
        : { period: first, since: null, compare: second },
    )
  }
  const open = (
    <>
      {picking && (
        <Picker
          choices={choices}
          kind={choices.areas.length < 2 ? 'periods' : 'areas'}
          onPick={pick}
          onClose={() => setPicking(false)}
        />
      )}
      {view.compare && (
        <Sides view={view} act={act} move={move} compare={view.compare} onChange={() => setPicking(true)} />
      )}
    </>
  )
  const main = document.getElementById('main')
  return (
    <>
      <Button className="compare-open no-print" chord="C" onClick={() => setPicking(true)}>
        {w.compare}
      </Button>
      {main && createPortal(open, main)}
    </>
  )
}

function Sides(props: Props & { compare: string; onChange: () => void }) {
  const { view, act, move, compare, onChange } = props
  const w = useWords(words)
  const seen = useCompared(view, compare)
  const { state, known, ready, title, sentence, unit, sides, found, row, broken, needName, say } = seen
  const { statement, picture, maps } = seen
  const [shift, setShift] = useState(home)
  const heading = useRef<HTMLHeadingElement>(null)
  // What lies underneath is out of reach of keyboard and readers.
  useEffect(() => {
    const under = document.querySelector('.explore')
    under?.setAttribute('inert', '')
    return () => under?.removeAttribute('inert')
  }, [])
  const spoken = known && ready ? `${title}. ${sentence}` : ''
  useEffect(() => {
    if (!spoken) return
    announce(spoken)
    heading.current?.focus()
  }, [spoken])

  const linked = (index: 0 | 1) => ({
    ...maps[index],
    head: (
      <p>
        <Told
          value={index === 0 ? row.a : row.b}
          say={say}
          threshold={sides[index].release?.threshold ?? 8}
          large
        />
      </p>
    ),
  })
  const top = Math.max(
    1,
    ...found.rows
      .slice(1)
      .flatMap(({ a, b }) =>
        [a.figure, b.figure].map((figure, index) =>
          figure ? interval(figure, sides[index]!.release?.threshold ?? 8).high : 0,
        ),
      ),
  )
  return (
    <section
      className="compare"
      aria-label={w.compare}
      onKeyDown={event => {
        if (event.key === 'Escape' && !(event.target as Element).closest('dialog')) act({ compare: null })
      }}
    >
      <header className="compare-title">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {known ? title : w.compare}
          </h1>
          {known && ready && <p className="compare-sentence">{sentence}</p>}
          {known && (
            <p className="secondary">
              {unit} · {w.interval}
            </p>
          )}
        </div>
        <div className="compare-acts no-print">
          {known && ready && (
            <StatementActions statement={statement} picture={framedAs(picture, shift)} view={view} />
          )}
          <Button chord="C" onClick={onChange}>
            {w.change}
          </Button>
          <Button kind="plain" onClick={() => act({ compare: null })}>
            {w.close}
          </Button>
        </div>
      </header>
      {!known && state === 'ready' && <Notice>{seen.unknown}</Notice>}
      {known && (
        <>
          <LinkedMaps sides={[linked(0), linked(1)]} shift={shift} onShift={setShift} />
          <div className="scroll-x">
            <table className="table compare-table">
              <caption className="unseen">{w.table}</caption>
              <thead>
                <tr>
                  {statement.columns.map(({ key, name }) => (
                    <th key={key} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {found.rows.map(({ need, a, b, difference: between }) => (
                  <tr key={need ?? 'all'} className={need === view.need ? 'row-on' : undefined}>
                    <th scope="row">
                      <button
                        type="button"
                        className="button button-plain"
                        aria-pressed={need === view.need}
                        onClick={() => move({ need })}
                      >
                        {needName(need)}
                      </button>
                    </th>
                    {[a, b].map((value, index) => (
                      <td key={index === 0 ? 'a' : 'b'}>
                        <Told value={value} say={say} threshold={sides[index]!.release?.threshold ?? 8} />
                        {need && value.figure && <Bar figure={value.figure} top={top} />}
                      </td>
                    ))}
                    <td>{broken ? '—' : <Between difference={between} say={say} chance={w.byChance} />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="secondary receipt">{statement.sources.join(' · ')}</p>
        </>
      )}
    </section>
  )
}

/** On paper as on the screen: moved and enlarged by as much. */
const framedAs = (picture: Picture, shift: Shift): Picture => ({
  ...picture,
  ...(picture.pair && { pair: { ...picture.pair, shift } }),
})

function Told(props: {
  value: AreaValue
  say: (value: number) => string
  threshold: number
  large?: boolean
}) {
  const { value, say, threshold, large } = props
  const d = useWords(disclosureWords)
  const { figure, missing } = value
  if (!figure || figure.value === null) {
    const word = missing ?? 'few'
    return (
      <span className={`missing missing-${word}`}>{word === 'few' ? d.few(threshold) : d.missing[word]}</span>
    )
  }
  const { low, high } = interval(figure, threshold)
  return (
    <span className={large ? 'number number-large' : 'number'}>
      <b>{say(figure.value)}</b>
      <small>
        {say(low)}–{say(high)}
      </small>
      <QualityLetter letter={quality(figure.value, figure.halfWidth)} />
    </span>
  )
}

/** Both sides on one scale. */
function Bar({ figure, top }: { figure: Figure; top: number }) {
  if (figure.value === null) return null
  const at = (value: number) => `${(100 * Math.max(0, value)) / top}%`
  const low = Math.max(0, figure.value - figure.halfWidth)
  return (
    <span className="compare-bar" aria-hidden="true">
      <span style={{ left: at(low), width: at(figure.value + figure.halfWidth - low) }} />
      <i style={{ left: at(figure.value) }} />
    </span>
  )
}

function Between(props: { difference: Difference | null; say: (value: number) => string; chance: string }) {
  const { difference, say, chance } = props
  if (!difference) return <>—</>
  /** What is rounded to nothing has no sign. */
  const signed = (value: number) => {
    const shown = say(Math.abs(value))
    return /[1-9]/.test(shown) ? `${value > 0 ? '+' : '−'}${shown}` : shown
  }
  return (
    <span className="number">
      <b>{signed(difference.value)}</b>
      <small>
        {signed(difference.low)} … {signed(difference.high)}
        {difference.byChance && ` · ${chance}`}
      </small>
    </span>
  )
}
