/** What the filters of *Risorse* leave of the census: in the page while it is here whole, on the server beyond. */
import { useMemo } from 'react'
import type { Resource } from '../../api/resources/contract.ts'
import { useHours, useNow } from '../hours/library.ts'
import { type Large, useLarge } from '../map/census.ts'
import { useSource } from '../map/sources.ts'
import { shownResources } from '../view/select.ts'
import type { View } from '../view/view.ts'
import { locale, useWords } from '../words/language.ts'
import { words as largeWords } from '../words/large.ts'
import { words } from '../words/resources.ts'

export const noFilters = {
  area: null,
  need: null,
  group: null,
  search: '',
  openNow: false,
} satisfies Partial<View>

export type Found = {
  census: ReturnType<typeof useSource<'resources'>>
  large: Large | null
  /** By name; of a large census the first ones. */
  shown: readonly Resource[]
  filtered: boolean
  /** How many of how many, in words. */
  results: string
  ready: boolean
  /** What is open was asked for, and the library of hours did not come. */
  hoursFailed: boolean
}

export function useFound(view: View): Found {
  const w = useWords(words)
  const s = useWords(largeWords)
  const census = useSource('resources')
  const now = useNow()
  const { hours, failed } = useHours()
  const large = useLarge(
    { ...view, openAt: view.openNow ? Math.floor(now.getTime() / 60_000) : null },
    view.selection,
  )
  // Null: nothing is asked of the hours, or they cannot be read yet. Of a large census the server reads them.
  const open = useMemo(
    () =>
      view.openNow && hours
        ? new Map(
            [...new Set(census.data.map(({ properties }) => properties.openingHours))].map(text => [
              text,
              hours.openAt(text, now) === true,
            ]),
          )
        : null,
    [view.openNow, hours, census.data, now],
  )
  const reading = view.openNow && !hours && !large
  const shown = useMemo(() => {
    if (reading) return []
    if (large) return large.resources
    const labels = (resource: Resource) => [
      w.types[resource.properties.type],
      w.groups[resource.properties.group],
    ]
    const collator = new Intl.Collator(locale())
    return shownResources(view, census.data, labels)
      .filter(({ properties: p }) => !open || (p.status === 'active' && open.get(p.openingHours)))
      .sort((a, b) => collator.compare(a.properties.name, b.properties.name))
  }, [view, census.data, w, open, reading, large])
  return {
    census,
    large,
    shown,
    filtered:
      view.area !== null || view.need !== null || view.group !== null || view.search !== '' || view.openNow,
    results: large?.tiles
      ? s.some(shown.length, large.matched, large.total)
      : w.results(shown.length, large ? large.total : census.data.length),
    ready: census.state === 'ready' && !reading,
    hoursFailed: reading && failed,
  }
}
