/** What a comparison says and draws, from the view and the releases: for the screen, paper and the dossier alike. */
import { useEffect } from 'react'
import { type NeedGroup, needGroups } from '../../../api/disclosure/codes.ts'
import { useReleases } from '../../api/releases.ts'
import { home } from '../../map/linked.ts'
import { groundOf, useMunicipal } from '../../map/municipal.ts'
import type { PaintedArea, Scene } from '../../map/scene.ts'
import { useSource } from '../../map/sources.ts'
import type { PairedMap, Picture } from '../../statement/picture/picture.ts'
import { areaValues, classBreaks, classOf, coloured, type Figure } from '../../view/select.ts'
import type { Cell, Statement } from '../../view/statement.ts'
import { chosenOfNeeds, chosenPeriod, periodsOf, releasesOf, stretchOf } from '../../view/stretch.ts'
import type { View } from '../../view/view.ts'
import { words } from '../../words/compare.ts'
import { words as disclosureWords } from '../../words/disclosure.ts'
import { useWords } from '../../words/language.ts'
import { words as territoryWords } from '../../words/territory.ts'
import { words as vocabularyWords } from '../../words/vocabulary.ts'
import { compared, compareStatement, type Side, sideCell } from './difference.ts'

const isPeriod = (text: string) => /^\d{4}-(Q[1-4]|\d{2})$/.test(text)

export type Seen = ReturnType<typeof useCompared>

export function useCompared(view: View, compare: string) {
  const w = useWords(words)
  const t = useWords(territoryWords)
  const d = useWords(disclosureWords)
  const v = useWords(vocabularyWords)
  const { state, releases, kept, failed, load } = useReleases()
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
  const ofAreas = useSource('areas', { on: first?.boundaries })
  const ofBefore = useSource('areas', { on: second?.boundaries })
  const [areas, before] = [ofAreas.data, ofBefore.data]
  const ofBackground = useSource('background')
  const ofMunicipal = useMunicipal()
  const ground = groundOf(view.ground, ofMunicipal.municipal)
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
  const statement: Statement = {
    ...compareStatement(
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
    ),
    definitions: [
      { term: capital(t.households), text: `${capital(unit)}. ${t.accessesNote}` },
      ...(found.by === 'rate' ? [{ term: capital(t.rateOf), text: t.rateMeaning }] : []),
      { term: w.difference, text: w.interval },
    ],
    period: first?.period ?? null,
  }

  // Of the need that the title names: one scale of colours for both maps, one zoom; of two periods one camera too.
  const values = sides.map(({ release }) => areaValues(release, residents, row.need))
  const { by } = coloured([...values[0]!, ...values[1]!])
  const figureOf = (value: (typeof values)[number][number] | undefined): Figure | null =>
    (by === 'rate' ? value?.rate : value?.figure) ?? null
  const breaks = classBreaks(values.flat().map(value => figureOf(value)?.value ?? null))
  const painted = (index: 0 | 1): PaintedArea[] =>
    areas.map((area, at) => {
      const value = values[index]![at]
      const shade = figureOf(value)?.value ?? null
      return { area, fill: shade === null ? (value?.missing ?? null) : classOf(shade, breaks) }
    })
  const scene = (index: 0 | 1): Scene => ({
    background: ofBackground.data,
    ...ground,
    areas: painted(index),
    cells: [],
    centres: [],
    resources: [],
    layers: ['needs'],
    heatMetres: 400,
    area: sides[index].area,
    selection: null,
  })
  const map = (index: 0 | 1): PairedMap => {
    const side = sides[index]
    const cells = areas.map(({ properties: { id } }, at): [string, Cell] => {
      const value = values[index]![at]!
      const figure = figureOf(value)
      return [id, sideCell({ ...value, figure }, side, by)]
    })
    return {
      name: side.name,
      figure: sideCell(index === 0 ? row.a : row.b, side, found.by),
      unit,
      scene: scene(index),
      framed: side.area ? areas.filter(({ properties }) => properties.id === side.area) : areas,
      says: new Map(cells),
    }
  }
  const maps: readonly [PairedMap, PairedMap] = [map(0), map(1)]
  const picture: Picture = {
    scene: maps[0].scene,
    pair: { maps, shift: home },
    scale: by === 'rate' ? t.perThousand : t.households,
    classes: breaks.map((to, index) =>
      t.classRange(t.number(index === 0 ? 0 : breaks[index - 1]!), t.number(to)),
    ),
    called: {},
    shows: '',
    groundLeftOut: view.ground !== (ground.ground ?? 'schematic'),
  }
  /** Nothing more is on its way, also if it did not come. */
  const settled =
    state !== 'loading' &&
    wanted.split(' ').every(id => !id || id in kept || failed.includes(id)) &&
    [ofAreas, ofBefore, ofBackground, ofMunicipal].every(one => one.state !== 'loading')
  return {
    state,
    known,
    ready: state === 'ready' && first !== undefined && second !== undefined,
    settled,
    /** Why there is nothing to compare. */
    unknown: w.notKnown(compare),
    byPeriod,
    title,
    sentence,
    unit,
    sides,
    found,
    row,
    broken,
    needName,
    say,
    statement,
    picture,
    maps,
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
