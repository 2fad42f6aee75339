/** What the map of needs says: households of each area with their interval and rate, beside residents and resources. */
import type { NeedGroup } from '../../../api/disclosure/codes.ts'
import type { Release } from '../../../api/disclosure/contract.ts'
import { type AreaValue, areaValues, cityValue } from '../../view/select.ts'
import { type Cell, measured, type Row, type Statement } from '../../view/statement.ts'
import type { words as disclosureWords } from '../../words/disclosure.ts'
import type { words } from '../../words/territory.ts'

type Facts = {
  release: Release | undefined
  areas: readonly { id: string; name: string; residents: number | null }[]
  need: NeedGroup | null
  /** Resources shown in an area, outside every area (null) or in all of them; null while they are not known. */
  resources: (area: string | null | 'all') => number | null
}
type Words = { w: (typeof words)['it']; d: (typeof disclosureWords)['it'] }

export function needsStatement(
  facts: Facts,
  said: { title: string; note: string },
  { w, d }: Words,
): Statement {
  const { release, areas, need, resources } = facts
  const threshold = release?.threshold ?? 8
  const missing = (state: AreaValue['missing']): Cell => ({
    kind: 'missing',
    missing: state ?? 'not_published',
    threshold,
  })
  const count = (of: string | null | 'all'): Cell => {
    const value = resources(of)
    return value === null ? { kind: 'none' } : { kind: 'exact', value, decimals: 0 }
  }
  const figures = ({ figure, rate, missing: state }: AreaValue) => ({
    households: figure && !state ? measured(figure, threshold) : missing(state),
    rate:
      rate && !state ? measured(rate, threshold, 1) : state ? missing(state) : ({ kind: 'none' } as const),
  })
  const values = areaValues(release, areas, need)
  const outside = areaValues(release, [{ id: 'outside_or_unknown', residents: null }], need)[0]!
  const whole = cityValue(release, need)
  const city: AreaValue = {
    area: '',
    figure: whole,
    rate: null,
    missing: whole ? (whole.value === null ? 'few' : null) : (outside.missing ?? 'not_recorded'),
  }
  const summary = (id: string, name: string, value: AreaValue, of: null | 'all'): Row => ({
    id,
    target: null,
    summary: true,
    cells: {
      area: { kind: 'text', text: name },
      ...figures(value),
      rate: { kind: 'none' },
      residents: { kind: 'none' },
      resources: count(of),
    },
  })
  return {
    ...said,
    columns: [
      { key: 'area', name: w.area, unit: null, usual: true },
      { key: 'households', name: capital(w.households), unit: w.householdsUnit, usual: true },
      { key: 'rate', name: capital(w.rateOf), unit: w.perThousand, usual: true },
      { key: 'residents', name: w.residents, unit: w.residents.toLowerCase(), usual: true },
      { key: 'resources', name: w.resourcesHere, unit: w.resourcesHere.toLowerCase(), usual: true },
    ],
    rows: [
      ...areas.map(
        ({ id, name, residents }, index): Row => ({
          id,
          target: { area: id },
          cells: {
            area: { kind: 'text', text: name },
            ...figures(values[index]!),
            residents:
              residents === null ? { kind: 'none' } : { kind: 'exact', value: residents, decimals: 0 },
            resources: count(id),
          },
        }),
      ),
      summary('outside_or_unknown', w.outside, outside, null),
      summary('city', w.cityRow, city, 'all'),
    ],
    definitions: [
      { term: capital(w.households), text: `${capital(w.householdsUnit)}. ${w.accessesNote}` },
      { term: capital(w.rateOf), text: w.rateMeaning },
    ],
    period: release?.id ?? null,
    sources: release ? [d.receipt(release.id, release.edition, w.day(release.closedOn), release.hidden)] : [],
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
