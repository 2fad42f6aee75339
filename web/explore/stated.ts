/** The view of *Esplora* as a statement, and the picture that goes with it on paper. */
import { useMemo } from 'react'
import { sumOf } from '../map/counts.ts'
import type { Picture } from '../statement/picture.ts'
import type { Statement } from '../view/statement.ts'
import type { View } from '../view/view.ts'
import { words as disclosureWords } from '../words/disclosure.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/territory.ts'
import type { Explored } from './explored.ts'
import { needsStatement } from './needs-statement.ts'

export function useStated(
  view: View,
  explored: Explored,
  said: { title: string; note: string },
): { statement: Statement; picture: Picture } {
  const w = useWords(words)
  const d = useWords(disclosureWords)
  const { title, note } = said
  const { release, areas, scene, large, counts, sources, breaks, colouredBy } = explored
  const { need, group } = view
  const known = large ? counts !== null : sources.resources.state === 'ready'
  const statement = useMemo(
    () =>
      needsStatement(
        {
          release,
          areas: areas.map(({ properties: { id, name, residents } }) => ({ id, name, residents })),
          need,
          resources: of => {
            const here = (area: string | null) => of === 'all' || area === of
            if (!known) return null
            return large
              ? sumOf(counts ?? [], one => here(one.area) && (!group || one.group === group))
              : scene.resources.filter(({ properties }) => here(properties.area)).length
          },
        },
        { title, note },
        { w, d },
      ),
    [release, areas, need, group, known, large, counts, scene.resources, title, note, w, d],
  )
  const picture = useMemo<Picture>(
    () => ({
      scene,
      scale: colouredBy === 'rate' ? w.perThousand : w.households,
      classes: breaks.map((to, index) =>
        w.classRange(w.number(index === 0 ? 0 : breaks[index - 1]!), w.number(to)),
      ),
      shows: colouredBy === 'rate' ? 'rate' : 'households',
    }),
    [scene, colouredBy, breaks, w],
  )
  return { statement, picture }
}
