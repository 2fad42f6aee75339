/** The cards under those of areas, resources and doors: heat, needs by cell, outlines of the cells, the ground. */
import type { View } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/territory.ts'
import type { Explored } from '../explored.ts'
import { GroundCard } from './GroundCard.tsx'
import { HeatCard } from './HeatCard.tsx'
import { LayerCard } from './LayerCard.tsx'
import { NeedsHeatCard } from './NeedsHeatCard.tsx'
import './layers.css'

export type LayerProps = {
  view: View
  act: (change: Partial<View>) => void
  explored: Explored
  /** Why no further layer can be switched on now. */
  refused?: string | undefined
}

export const toggled = (view: View, name: View['layers'][number]): Pick<View, 'layers'> => ({
  layers: view.layers.includes(name) ? view.layers.filter(other => other !== name) : [...view.layers, name],
})

export function MoreLayers(props: LayerProps) {
  const { view, act, explored } = props
  const w = useWords(words)
  const { cells } = explored.sources
  return (
    <>
      <HeatCard {...props} />
      <NeedsHeatCard {...props} />
      <LayerCard
        name="cells"
        on={view.layers.includes('cells')}
        refused={props.refused}
        onToggle={() => act(toggled(view, 'cells'))}
        note={w.layerNotes.cells}
        failed={cells.state === 'failed'}
        onRetry={cells.retry}
      />
      <GroundCard act={act} explored={explored} />
    </>
  )
}
