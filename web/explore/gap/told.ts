/** What *Dove manca?* says of a view: the gap of each area, found once for the map, the list, the matrix and the panel. */
import { macroOf, type NeedGroup } from '../../../api/disclosure/codes.ts'
import type { AreaLabel } from '../../map/AreaLabels.tsx'
import { type Count, sumOf } from '../../map/counts.ts'
import { today } from '../../observations/days.ts'
import { type AreaGap, byWord, demandOf, type GapWord, gaps, gapWords } from '../../view/gap.ts'
import { type Assumed, assume } from '../../view/scenario.ts'
import { type Cell, measured, type Row, type Statement } from '../../view/statement.ts'
import type { View } from '../../view/view.ts'
import { words as disclosureWords } from '../../words/disclosure.ts'
import { words } from '../../words/gap.ts'
import type { Language } from '../../words/language.ts'
import { words as resourceWords } from '../../words/resources.ts'
import { words as territory } from '../../words/territory.ts'
import { words as vocabulary } from '../../words/vocabulary.ts'
import type { Explored } from '../explored.ts'
import { missingWord, range } from '../headline.ts'
import type { Answer, Asked } from '../questions.ts'
import { knownType, needsOfType } from './services.ts'

type Said = Pick<View, 'need' | 'service' | 'scenario'>
export type Told = { gaps: readonly AreaGap[]; before: readonly AreaGap[]; assumed: Assumed | null }

const countedBy = (counts: readonly Count[] | null, areas: Explored['areas']) =>
  counts &&
  new Map(
    areas.map(({ properties: { id } }) => [
      id,
      sumOf(counts, one => one.area === id && one.status === 'active'),
    ]),
  )

/** By release, for the facts last told about: of another need most rows of the matrix are known already. */
const kept = new WeakMap<object, { facts: readonly unknown[]; told: Map<string, Told> }>()

function toldBefore({ release, areas, large, counts, sources }: Explored): Map<string, Told> {
  const facts = [areas, large, counts, sources.resources.state, sources.resources.data, today()]
  const before = kept.get(release ?? areas)
  if (before && facts.every((fact, index) => fact === before.facts[index])) return before.told
  const told = new Map<string, Told>()
  kept.set(release ?? areas, { facts, told })
  return told
}

/** @param of the need of a row of the matrix; the view's own with its service and its hypothesis */
export function toldOf(explored: Explored, { need, service, scenario }: Said): Told {
  const known = toldBefore(explored)
  const key = [need, service, ...scenario].join(' ')
  const found = known.get(key)
  if (found) return found
  const { release, areas, large, counts, sources } = explored
  const { resources } = sources
  const counted = large ? countedBy(counts, areas) : null
  const assumed =
    scenario.length > 0 && !large && resources.state === 'ready'
      ? assume(
          resources.data,
          scenario,
          areas.map(({ properties: { id } }) => id),
          needsOfType,
        )
      : null
  const facts = {
    release,
    areas,
    need,
    service: knownType(service) ?? null,
    day: today(),
    resources: large || resources.state !== 'ready' ? null : resources.data,
    ...(counted ? { counted } : {}),
  }
  const before = gaps(facts)
  const told: Told = {
    before,
    gaps: assumed ? gaps({ ...facts, assumed: assumed.resources }) : before,
    assumed,
  }
  known.set(key, told)
  return told
}

/** A row of the matrix: of the chosen need it is what the map shows. */
export const rowOf = (explored: Explored, view: View, need: NeedGroup | null): readonly AreaGap[] =>
  toldOf(explored, { need, service: need === view.need ? view.service : null, scenario: view.scenario }).gaps

const inHeadline = 6

/** Whether a hypothesis changes what is counted in an area. */
export const touches = ({ gaps: found, before }: Told, area: string): boolean => {
  const [now, then] = [found, before].map(list => list.find(one => one.area === area)?.supply)
  return now?.resources !== then?.resources || now?.weight !== then?.weight
}

/** Why the census cannot be compared with. */
export const unlooked = (language: Language, { reason, need }: AreaGap): string | null =>
  reason === 'uncensused' || reason === 'unverified'
    ? words[language].unlooked[reason](need && vocabulary[language].needGroup[need])
    : null

/** Why an area has no word. */
export function reasonOf(language: Language, gap: AreaGap): string | null {
  const { reason } = gap
  if (reason === 'uncensused' || reason === 'unverified') return unlooked(language, gap)
  return reason && words[language].reason[reason]
}

/** The word of an area, or what stands in its place. */
export function wordOf(language: Language, gap: AreaGap, threshold: number): string {
  const w = words[language]
  if (gap.word) return w.word[gap.word]
  if (gap.reason === 'one_area') return w.reason.one_area
  if (gap.missing) return missingWord(disclosureWords[language], gap.missing, threshold)
  return reasonOf(language, gap) ?? w.none
}

/** «3 risorse attive, 1 da riverificare, 24 posti» */
export function supplyTold(language: Language, { supply }: AreaGap, service: string | null): string {
  const w = words[language]
  const type = knownType(service)
  if (!supply) return w.reason.no_census
  return [
    type ? w.services(supply.resources, resourceWords[language].types[type]) : w.resources(supply.resources),
    supply.toVerify > 0 && w.toVerify(supply.toVerify),
    supply.places !== null && w.places(territory[language].number(supply.places)),
  ]
    .filter(Boolean)
    .join(', ')
}

/** What is asked about, as the headline begins. */
export const subject = (language: Language, view: Pick<View, 'need' | 'service'>): string => {
  const type = knownType(view.service)
  return type
    ? resourceWords[language].types[type]
    : view.need
      ? vocabulary[language].needGroup[view.need]
      : territory[language].allNeeds
}

export function answer({ view, explored, language }: Asked): Answer {
  const w = words[language]
  const t = territory[language]
  const d = disclosureWords[language]
  const { areas, release } = explored
  const threshold = release?.threshold ?? 8
  const told = toldOf(explored, view)
  const nameOf = (id: string) => areas.find(({ properties }) => properties.id === id)?.properties.name ?? id
  const list = (found: readonly AreaGap[]) =>
    found.length > inHeadline ? w.areas(found.length) : found.map(({ area }) => nameOf(area)).join(', ')

  const groups: string[] = gapWords.flatMap(word => {
    const found = told.gaps.filter(one => one.word === word)
    return found.length > 0 ? [w.said(w.word[word], list(found))] : []
  })
  const others = new Map<string, AreaGap[]>()
  for (const one of told.gaps)
    if (!one.word) {
      const word = (!one.missing && reasonOf(language, one)) || wordOf(language, one, threshold)
      others.set(word, [...(others.get(word) ?? []), one])
    }
  const without = [...others].map(([word, found]) =>
    // What the census lacks, it lacks in the whole city.
    found.length === told.gaps.length || found.some(one => unlooked(language, one) === word)
      ? word
      : w.said(word, list(found)),
  )
  const allUnclear = told.gaps.length > 1 && told.gaps.every(one => one.word === 'unclear')

  const assumed = told.assumed
  const changes = assumed?.applied.map(change =>
    change.kind === 'opens'
      ? w.opened(resourceWords[language].types[change.type], t.number(change.places), nameOf(change.area))
      : w.closed(change.resource?.properties.name ?? change.id),
  )
  const differ = assumed
    ? told.gaps.flatMap((one, index) => {
        const before = told.before[index]!
        return one.word === before.word
          ? []
          : [
              w.changed(
                nameOf(one.area),
                wordOf(language, before, threshold),
                wordOf(language, one, threshold),
              ),
            ]
      })
    : []
  const demand = release ? demandOf(release, view.need) : 'none'
  const need = view.need ? vocabulary[language].needGroup[view.need] : t.allNeeds
  const note = [
    assumed && (differ.length > 0 ? differ.join('; ') : w.noChange),
    w.demandFor(
      need,
      areas.some(({ properties }) => properties.residents),
    ),
    view.service && w.demandNeed,
    demand === 'macro' && w.demandMacro(w.macro[macroOf[view.need!]]),
    explored.large && w.supplyCounted,
  ]
    .filter(Boolean)
    .join(' · ')
  return {
    statement: {
      title: [
        ...(assumed ? [w.hypothesis] : []),
        w.headline(
          subject(language, view),
          release ? t.periodShort(release.period) : '',
          allUnclear ? [w.allUnclear] : [...groups, ...without],
        ),
      ].join(' · '),
      note,
      ...table(language, view, explored, told),
    },
    fills: new Map(told.gaps.map(one => [one.area, one.fill])),
    labels: told.gaps.map((one, index) => labelOf(areas[index]!, one)),
    paper: { scale: w.gap, classes: [], called: w.word, shows: 'word' },
    ...(view.scenario.length > 0
      ? {
          hypothesis: {
            text: [...(changes ?? []), (!assumed || assumed.unknown.length > 0) && w.unknownChange]
              .filter(Boolean)
              .join('; '),
            clear: { scenario: [] },
          },
        }
      : {}),
  }

  function shortOf(gap: AreaGap): string {
    if (gap.word) return w.short[gap.word] ?? w.word[gap.word]
    if (gap.missing === 'few') return d.fewShort(threshold)
    if (gap.reason === 'uncensused' || gap.reason === 'unverified') return w.unlookedShort[gap.reason]
    return gap.reason === 'one_area' ? '' : wordOf(language, gap, threshold)
  }
  function labelOf(
    { properties: { id, name, labelAt } }: Explored['areas'][number],
    gap: AreaGap,
  ): AreaLabel {
    const tried = touches(told, id)
    const word = [wordOf(language, gap, threshold), tried && `(${w.hypothesis.toLowerCase()})`]
      .filter(Boolean)
      .join(' ')
    const rate = gap.rate && gap.rate.value !== null ? gap.rate : null
    const figure = rate ?? (gap.households && gap.households.value !== null ? gap.households : null)
    const number = figure && (rate ? t.rate(figure.value!) : t.number(figure.value!))
    const interval = figure ? range(t, figure, threshold) : ''
    const few = gap.missing === 'few' && gap.word ? missingWord(d, 'few', threshold) : null
    return {
      id,
      name,
      at: labelAt,
      value: view.layers.includes('needs') ? number : null,
      unit: rate ? '‰' : t.households,
      interval,
      word: view.layers.includes('needs') ? word : '',
      short: view.layers.includes('needs') ? shortOf(gap) + (tried ? ' *' : '') : '',
      sentence: t.areaLabel(
        name,
        [
          word,
          figure ? `${number} ${rate ? t.perThousand : t.households}, ${interval}` : few,
          supplyTold(language, gap, view.service),
          gap.missing && reasonOf(language, gap),
        ]
          .filter(Boolean)
          .join('; '),
      ),
    }
  }
}

function table(
  language: Language,
  view: View,
  { areas, release }: Explored,
  told: Told,
): Pick<Statement, 'columns' | 'rows' | 'definitions' | 'sources'> {
  const w = words[language]
  const t = territory[language]
  const threshold = release?.threshold ?? 8
  const exact = (value: number | null | undefined, decimals: 0 | 1): Cell =>
    value === null || value === undefined ? { kind: 'none' } : { kind: 'exact', value, decimals }
  const rows = told.gaps.map((gap): Row => {
    const name = areas.find(({ properties }) => properties.id === gap.area)!.properties.name
    const missing: Cell = { kind: 'missing', missing: gap.missing ?? 'not_recorded', threshold }
    const { unmet, supply } = gap
    const share: Cell = !unmet
      ? {
          kind: 'missing',
          missing: gap.missing === 'not_published' ? 'not_published' : 'not_recorded',
          threshold,
        }
      : unmet.value === null
        ? { kind: 'missing', missing: 'few', threshold }
        : measured({ value: unmet.value, halfWidth: (unmet.high - unmet.low) / 2 }, threshold, 1)
    const word = wordOf(language, gap, threshold)
    return {
      id: gap.area,
      target: { area: gap.area },
      cells: {
        area: { kind: 'text', text: name },
        word: {
          kind: 'text',
          text: touches(told, gap.area) ? `${word} (${w.hypothesis.toLowerCase()})` : word,
        },
        rate: gap.rate ? measured(gap.rate, threshold, 1) : missing,
        households: gap.households ? measured(gap.households, threshold) : missing,
        unmet: share,
        resources: exact(supply?.resources, 0),
        places: exact(supply?.places, 0),
        weight: exact(supply?.weight, 1),
        expected: exact(gap.expected, 1),
      },
    }
  })
  const column = (key: keyof typeof w.column, unit: string | null, usual = true) => ({
    key,
    name: w.column[key],
    unit,
    usual,
  })
  return {
    columns: [
      column('area', null),
      column('word', null),
      column('rate', t.perThousand),
      column('households', t.householdsUnit, false),
      column('unmet', w.unmet),
      column('resources', subject(language, view)),
      column('places', null),
      column('weight', w.column.weight, false),
      column('expected', w.column.weight, false),
    ],
    rows,
    definitions: (['gap', 'demand', 'unmet', 'supply'] as const).map(key => ({
      term: w[key],
      text: w.definitions[key],
    })),
    sources: release ? [t.receipt(release.id, release.edition, release.hidden)] : [],
  }
}

/** In the order of the list. */
export const ordered = (told: Told): readonly AreaGap[] => byWord(told.gaps)
export type { AreaGap, GapWord }
