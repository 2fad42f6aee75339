/**
 * Two areas or two periods side by side: one scale, one zoom, the difference with its interval and a sentence. It asks
 * for its own releases and takes the whole place of the map while it is open.
 */
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { type NeedGroup, needGroups } from '../../../api/disclosure/codes.ts'
import { useReleases } from '../../api/releases.ts'
import type { PaintedArea, Scene } from '../../map/scene.ts'
import { useSource } from '../../map/sources.ts'
import { StatementActions } from '../../statement/Actions.tsx'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { QualityLetter } from '../../ui/QualityLetter.tsx'
import {
  type AreaValue,
  areaValues,
  classBreaks,
  classOf,
  coloured,
  type Figure,
  interval,
  quality,
} from '../../view/select.ts'
import {
  chosenOfNeeds,
  chosenPeriod,
  closedQuarters,
  periodsOf,
  releasesOf,
  stretchOf,
} from '../../view/stretch.ts'
import type { View } from '../../view/view.ts'
import { words } from '../../words/compare.ts'
import { words as disclosureWords } from '../../words/disclosure.ts'
import { useWords } from '../../words/language.ts'
import { words as territoryWords } from '../../words/territory.ts'
import { words as vocabularyWords } from '../../words/vocabulary.ts'
import { compared, compareStatement, type Difference, type Side } from './difference.ts'
import { LinkedMaps } from './LinkedMaps.tsx'
import { type Kind, Picker } from './Picker.tsx'
import './compare.css'

const isPeriod = (text: string) => /^\d{4}-(Q[1-4]|\d{2})$/.test(text)

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
  const t = useWords(territoryWords)
  const d = useWords(disclosureWords)
  const v = useWords(vocabularyWords)
  const { state, releases, kept, load } = useReleases()
  const heading = useRef<HTMLHeadingElement>(null)
  // What lies underneath is out of reach of keyboard and readers.
  useEffect(() => {
    const under = document.querySelector('.explore')
    under?.setAttribute('inert', '')
    return () => under?.removeAttribute('inert')
  }, [])
  // Households of areas are told by quarter: where needs come out once a year, of that year its last quarter.
  const asked = view.period && /^\d{4}$/.test(view.period) ? `${view.period}-Q4` : view.period
  const quarter = chosenPeriod(asked, releases)
  const chosen = quarter.id ? quarter : chosenOfNeeds(view.period, releases)
  const byPeriod = isPeriod(compare)
  const mine = periodsOf(view.since, chosen.id, releases)
  const others = byPeriod ? periodsOf(null, compare, releases) : mine
  const wanted = [...new Set([...releasesOf(mine), ...releasesOf(others)])].join(' ')
  useEffect(() => {
    for (const id of wanted.split(' ')) if (id) load(id)
  }, [wanted, load])
  const [first, second] = [stretchOf(mine, kept), stretchOf(others, kept)]
  const areas = useSource('areas', { on: first?.boundaries }).data
  const before = useSource('areas', { on: second?.boundaries }).data
  const background = useSource('background').data
  const nameOf = (id: string | null) =>
    areas.find(({ properties }) => properties.id === id)?.properties.name ?? null
  // An area that is not there any more is no area of the comparison.
  const here = nameOf(view.area) ? view.area : null
  const known = byPeriod ? others.length > 0 : nameOf(compare) !== null && here !== null && here !== compare
  const periodName = (of: readonly string[], release: typeof first) =>
    release ? t.periodName(release.period) : t.periodName(of.at(-1) ?? compare)
  const sides: [Side, Side] = byPeriod
    ? [
        { name: periodName(mine, first), area: here, release: first },
        { name: periodName(others, second), area: here, release: second },
      ]
    : [
        { name: nameOf(view.area) ?? '—', area: view.area, release: first },
        { name: nameOf(compare) ?? compare, area: compare, release: first },
      ]
  const residents = areas.map(({ properties: { id, residents } }) => ({ id, residents }))
  const served = [first, second].filter(release => release !== undefined)
  // A need that neither release tells has no row of its own.
  const told = needGroups.filter(need => served.some(({ dimensions }) => dimensions.need?.includes(need)))
  const found = compared(sides, residents, served.length > 0 ? told : needGroups)
  const row = found.rows.find(({ need }) => need === view.need) ?? found.rows[0]!
  const needName = (need: NeedGroup | null) => (need ? v.needGroup[need] : w.all)
  const say = (value: number) => (found.by === 'rate' ? t.rate(value) : t.number(Math.round(value)))
  const changed = (id: string) =>
    areas.find(one => one.properties.id === id)?.properties.validFrom !==
    before.find(one => one.properties.id === id)?.properties.validFrom
  const broken =
    byPeriod && first && second
      ? first.edition !== second.edition
        ? w.edition
        : (here ? [here] : areas.map(({ properties }) => properties.id)).some(changed)
          ? w.broken
          : null
      : null
  const difference = broken ? null : row.difference
  const sentence =
    broken ??
    (!difference
      ? w.unknown
      : difference.byChance
        ? w.chance
        : (byPeriod ? w.morePeriod : w.more)(
            difference.value > 0 ? sides[0].name : sides[1].name,
            say(Math.abs(difference.value)),
            say(Math.min(Math.abs(difference.low), Math.abs(difference.high))),
            say(Math.max(Math.abs(difference.low), Math.abs(difference.high))),
            difference.value > 0 ? sides[1].name : sides[0].name,
          ))
  const where = byPeriod
    ? ` · ${here ? nameOf(here) : w.wholeCity}`
    : first
      ? ` · ${t.periodName(first.period)}`
      : ''
  const title = `${w.title(needName(row.need), sides[0].name, sides[1].name)}${where}`
  const unit = found.by === 'rate' ? w.unitRate : mine.length > 1 ? w.unitSum : w.unitCount
  const statement = compareStatement(
    // What changed its measure between the two has no difference.
    broken ? { ...found, rows: found.rows.map(one => ({ ...one, difference: null })) } : found,
    sides,
    {
      title,
      sentence,
      unit,
      needOf: needName,
      differenceName: w.difference,
      needName: w.need,
      chanceName: w.byChance,
    },
    [first, ...(byPeriod ? [second] : [])].flatMap(release =>
      release ? [d.receipt(release.id, release.edition, t.day(release.closedOn), release.hidden)] : [],
    ),
  )
  const ready = state === 'ready' && first !== undefined && second !== undefined
  const spoken = known && ready ? `${title}. ${sentence}` : ''
  useEffect(() => {
    if (!spoken) return
    announce(spoken)
    heading.current?.focus()
  }, [spoken])

  // One scale of colours for both maps, one zoom; of two periods one camera too.
  const values = sides.map(({ release }) => areaValues(release, residents, view.need))
  const by = coloured([...values[0]!, ...values[1]!]).by
  const shades = values.map(side =>
    side.map(value => (by === 'rate' ? value.rate?.value : value.figure?.value) ?? null),
  )
  const breaks = classBreaks(shades.flat())
  const painted = (index: 0 | 1): PaintedArea[] =>
    areas.map((area, at) => {
      const shade = shades[index]![at]
      return {
        area,
        fill:
          shade === null || shade === undefined
            ? (values[index]![at]?.missing ?? null)
            : classOf(shade, breaks),
      }
    })
  const scene = (index: 0 | 1): Scene => ({
    background,
    areas: painted(index),
    cells: [],
    centres: [],
    resources: [],
    layers: ['needs'],
    heatMetres: 400,
    area: sides[index].area,
    selection: null,
  })
  const linked = (index: 0 | 1) => {
    const { name, area, release } = sides[index]
    return {
      name,
      head: (
        <p>
          <Told value={index === 0 ? row.a : row.b} say={say} threshold={release?.threshold ?? 8} large />
        </p>
      ),
      scene: scene(index),
      framed: area ? areas.filter(({ properties }) => properties.id === area) : areas,
    }
  }
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
          {known && ready && <StatementActions statement={statement} picture={null} view={view} />}
          <Button chord="C" onClick={onChange}>
            {w.change}
          </Button>
          <Button kind="plain" onClick={() => act({ compare: null })}>
            {w.close}
          </Button>
        </div>
      </header>
      {!known && state === 'ready' && <Notice>{w.notKnown(compare)}</Notice>}
      {known && (
        <>
          <LinkedMaps sides={[linked(0), linked(1)]} />
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
  const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${say(Math.abs(value))}`
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
