/** What «Chi non raggiungiamo?» shows, and the statement that map, list, table and paper are made of. Pure. */
import type { Release } from '../../../api/disclosure/contract.ts'
import type { Releases } from '../../api/releases.ts'
import type { AreaLabel } from '../../map/AreaLabels.tsx'
import type { Fill } from '../../map/scene.ts'
import { interval, quality } from '../../view/select.ts'
import { type Cell, type Column, measured, type Row, type Statement } from '../../view/statement.ts'
import {
  type Contacts,
  chosenContacts,
  comparable,
  contacts,
  knownPeriod,
  leastHouseholds,
  type Share,
  type Unknown,
  unknownInCity,
  unknownShares,
  type Verdict,
} from '../../view/unreached.ts'
import type { View } from '../../view/view.ts'
import { words as disclosureWords } from '../../words/disclosure.ts'
import type { Language } from '../../words/language.ts'
import { words as territoryWords } from '../../words/territory.ts'
import { words } from '../../words/unreached.ts'
import type { Explored } from '../explored.ts'
import type { Answer } from '../questions.ts'

export type State = 'loading' | 'failed' | 'none' | 'no_such_period' | 'ready'
export type Seen = {
  state: State
  /** Of first contacts, and of who was known: in edition S they are two. */
  release: Release | undefined
  knownRelease: Release | undefined
  contacts: readonly Contacts[]
  shares: readonly Unknown[]
  city: Unknown
  threshold: number
}

/** Which releases a view needs: what the store asks for. */
export function wanted(view: Pick<View, 'period'>, { releases }: Releases): (string | null)[] {
  const { id } = chosenContacts(view.period, releases)
  return id ? [id, knownPeriod(id, releases)] : []
}

export function seen(view: Pick<View, 'period'>, releases: Releases, areas: Explored['areas']): Seen {
  const chosen = chosenContacts(view.period, releases.releases)
  const [first, known] = wanted(view, releases)
  const release = first ? releases.kept[first] : undefined
  const knownRelease = known ? releases.kept[known] : undefined
  const failed = [first, known].some(id => id && releases.failed.includes(id))
  const state: State =
    releases.state === 'failed' || failed
      ? 'failed'
      : releases.state === 'loading'
        ? 'loading'
        : chosen.missing
          ? view.period
            ? 'no_such_period'
            : 'none'
          : release && (knownRelease || !known)
            ? 'ready'
            : 'loading'
  const residents = areas.map(({ properties: { id, residents, residentsOn } }) => ({
    id,
    residents,
    residentsOn,
  }))
  return {
    state,
    release,
    knownRelease,
    contacts: contacts(release, residents),
    shares: unknownShares(
      knownRelease,
      residents.map(({ id }) => id),
    ),
    city: unknownInCity(knownRelease),
    threshold: release?.threshold ?? 8,
  }
}

/** «Sotto» is drawn as a silent zone, what chance explains as a doubt; the others by two shades of one hue. */
export const fillOf: Record<Verdict, Fill> = {
  under: 'silent',
  indistinct: 'unclear',
  as_expected: 1,
  over: 3,
}

/** The same on paper, where each fill is told beside. */
export const onPaper = (w: W): NonNullable<Answer['paper']> => ({
  scale: w.verdict,
  classes: ['', w.verdicts.as_expected, '', w.verdicts.over],
  called: { silent: w.verdicts.under, unclear: w.verdicts.indistinct },
  shows: 'verdict',
})

export const fills = ({ contacts }: Seen): ReadonlyMap<string, Fill> =>
  new Map(contacts.map(({ area, missing, verdict }) => [area, verdict ? fillOf[verdict] : missing]))

type W = (typeof words)['it']
type T = (typeof territoryWords)['it']

/** Whole points, and never 0 or 100. */
export const shareText = (w: W, value: number): string =>
  value < 5 ? w.underFive : value > 95 ? w.overNinetyFive : w.percent(value)

function shareCell(w: W, share: Share | null, missing: Unknown['missing'], threshold: number): Cell {
  if (!share) return missing ? { kind: 'missing', missing, threshold } : { kind: 'none' }
  if (share.value < 5 || share.value > 95) return { kind: 'text', text: shareText(w, share.value) }
  const { value, low, high } = share
  return {
    kind: 'measured',
    value: Math.round(value),
    low: Math.floor(low),
    high: Math.ceil(high),
    quality: quality(value, (high - low) / 2),
    decimals: 0,
  }
}

export const warningText = (w: W, { warning, unsaid }: Unknown): string =>
  warning === 'small'
    ? w.warnings.small(leastHouseholds)
    : warning === 'unsaid' && unsaid
      ? w.warnings.unsaid(shareText(w, unsaid.value))
      : ''

/** In a table, whose definitions say the rest. */
const warningShort = (w: W, { warning }: Unknown): string =>
  warning === 'small' ? w.warningsShort.small(leastHouseholds) : warning ? w.warningsShort.unsaid : ''

/** Ends of a difference or of an expected number: whole households, outwards. */
export const outwards = ({ low, high }: { low: number; high: number }) => ({
  low: Math.floor(low),
  high: Math.ceil(high),
})
export const expectedEnds = ({ value, halfWidth }: { value: number | null; halfWidth: number }) =>
  outwards({ low: Math.max(0, value! - halfWidth), high: value! + halfWidth })

const columnsOf = (w: W, t: T): Column[] => [
  { key: 'area', name: t.area, unit: null, usual: true },
  { key: 'observed', name: w.observed, unit: w.households, usual: true },
  { key: 'expected', name: w.expected, unit: w.households, usual: true },
  { key: 'difference', name: w.difference, unit: w.households, usual: false },
  { key: 'verdict', name: w.verdict, unit: null, usual: true },
  { key: 'residents', name: w.residents, unit: null, usual: false },
  { key: 'residents_on', name: w.residentsOn, unit: null, usual: false },
  { key: 'unknown', name: w.unknown, unit: w.ofKnown, usual: true },
  { key: 'unsaid', name: w.unsaid, unit: w.ofAll, usual: true },
  { key: 'caution', name: w.caution, unit: null, usual: true },
]

function rowOf(w: W, t: T, one: Contacts, share: Unknown, name: string, threshold: number): Row {
  const cautions = [one.why && w.whyShort[one.why], warningShort(w, share)].filter(Boolean)
  return {
    id: one.area,
    target: { area: one.area },
    cells: {
      area: { kind: 'text', text: name },
      observed: one.observed
        ? measured(one.observed, threshold)
        : { kind: 'missing', missing: one.missing ?? 'not_published', threshold },
      expected: one.expected
        ? {
            kind: 'measured',
            value: Math.round(one.expected.value!),
            ...expectedEnds(one.expected),
            quality: quality(one.expected.value, one.expected.halfWidth),
            decimals: 0,
          }
        : { kind: 'none' },
      difference: one.difference
        ? {
            kind: 'measured',
            value: Math.round(one.difference.value),
            ...outwards(one.difference),
            quality: 'C',
            decimals: 0,
          }
        : { kind: 'none' },
      verdict: one.verdict ? { kind: 'text', text: w.verdicts[one.verdict] } : { kind: 'none' },
      residents:
        one.residents === null ? { kind: 'none' } : { kind: 'exact', value: one.residents, decimals: 0 },
      residents_on: one.residentsOn ? { kind: 'text', text: t.day(one.residentsOn) } : { kind: 'none' },
      unknown: shareCell(w, share.share, share.missing, threshold),
      unsaid: shareCell(w, share.unsaid, share.missing, threshold),
      caution: cautions.length > 0 ? { kind: 'text', text: cautions.join('; ') } : { kind: 'none' },
    },
  }
}

const order: readonly Verdict[] = ['under', 'over', 'as_expected', 'indistinct']
/** With more areas than this the headline says the silent ones and leaves the others to the list. */
const inHeadline = 6

export function statement(
  seen: Seen,
  view: Pick<View, 'period'>,
  areas: Explored['areas'],
  language: Language,
): Statement {
  const w = words[language]
  const t = territoryWords[language]
  const nameOf = (id: string) => areas.find(area => area.id === id)?.properties.name ?? id
  const { release, knownRelease, city } = seen
  const empty = { columns: [], rows: [], definitions: [], sources: [] }
  if (seen.state !== 'ready' || !release) {
    const period = view.period ? t.periodShort(view.period) : ''
    const notes = {
      loading: w.loading,
      failed: w.failed,
      none: w.none,
      no_such_period: w.noSuch(period),
      ready: w.loading,
    }
    return { title: w.headline(period || '—', []), note: notes[seen.state], ...empty }
  }
  const parts = order
    .filter(verdict => verdict === 'under' || seen.contacts.length <= inHeadline)
    .map(verdict => [verdict, seen.contacts.filter(one => one.verdict === verdict)] as const)
    .filter(([, list]) => list.length > 0)
    .map(([verdict, list]) =>
      w.headlinePart(
        w.inHeadline[verdict],
        list.map(({ area }) => nameOf(area)),
      ),
    )
  const missing = seen.contacts.filter(({ missing }) => missing && missing !== 'few')
  const why = seen.contacts.find(one => one.why)?.why
  const said = city.share
    ? w.cityShare(
        shareText(w, city.share.value),
        w.percent(Math.floor(city.share.low)),
        w.percent(Math.ceil(city.share.high)),
      )
    : w.cityShareMissing
  const later =
    knownRelease && knownRelease.id !== release.id ? w.knownOf(t.periodName(knownRelease.period)) : ''
  return {
    title: w.headline(t.periodShort(release.period), [
      ...(parts.length === 0 && why ? [w.whyShort[why]] : parts),
      ...missing.map(one => `${nameOf(one.area)} ${disclosureWords[language].missing[one.missing!]}`),
    ]),
    note: [said, later, why && w.why[why], w.notPersons].filter(Boolean).join(' · '),
    columns: columnsOf(w, t),
    rows: [
      ...seen.contacts.map((one, index) =>
        rowOf(w, t, one, seen.shares[index]!, nameOf(one.area), seen.threshold),
      ),
      {
        id: 'city',
        target: null,
        summary: true,
        cells: {
          area: { kind: 'text', text: w.city },
          unknown: shareCell(w, city.share, city.missing, seen.threshold),
          unsaid: shareCell(w, city.unsaid, city.missing, seen.threshold),
          caution: { kind: 'text', text: warningShort(w, city) || '—' },
        },
      },
    ],
    definitions: Object.values(w.definitions),
    period: release.period,
    sources: [
      ...[release, ...(knownRelease && knownRelease.id !== release.id ? [knownRelease] : [])].map(one =>
        w.source(one.id, one.edition, t.day(one.closedOn), one.hidden),
      ),
      ...areas.flatMap(({ properties: p }) =>
        p.residents !== null && p.residentsOn
          ? [
              w.populationSource(
                p.name,
                t.number(p.residents),
                t.day(p.residentsOn),
                p.residentsSource ?? '—',
              ),
            ]
          : [],
      ),
    ],
  }
}

export function labels(seen: Seen, areas: Explored['areas'], language: Language): AreaLabel[] {
  const w = words[language]
  const t = territoryWords[language]
  const d = disclosureWords[language]
  return areas.map(({ properties: { id, name, labelAt } }) => {
    const one = seen.contacts.find(({ area }) => area === id)
    const bare = { id, name, at: labelAt, value: null, unit: '', interval: '' }
    if (!one || seen.state !== 'ready') return { ...bare, word: '', sentence: name }
    const verdict = one.verdict ? w.verdicts[one.verdict] : one.why ? w.whyShort[one.why] : ''
    if (!one.observed || one.observed.value === null) {
      const missing =
        one.missing === 'few' ? d.few(seen.threshold) : d.missing[one.missing ?? 'not_published']
      const word = [missing, verdict].filter(Boolean).join(', ')
      const short = one.missing === 'few' ? d.fewShort(seen.threshold) : missing
      return { ...bare, word, short, sentence: t.areaLabel(name, word) }
    }
    const { low, high } = interval(one.observed, seen.threshold)
    const expected = one.expected && expectedEnds(one.expected)
    const sentence = expected
      ? w.expectedLine(
          t.number(one.observed.value),
          t.number(Math.round(one.expected!.value!)),
          t.number(expected.low),
          t.number(expected.high),
        )
      : `${t.number(one.observed.value)} ${w.households}`
    return {
      ...bare,
      value: t.number(one.observed.value),
      unit: w.households,
      interval: `${t.number(low)}–${t.number(high)}`,
      word: verdict,
      ...(one.verdict === 'indistinct' ? { short: w.indistinctShort } : {}),
      sentence: t.areaLabel(name, [sentence, verdict].filter(Boolean).join('; ')),
    }
  })
}

export const sideBySide = ({ shares }: Seen): boolean => comparable(shares)
