/** What lies under everything: nothing, the schematic drawing, or the municipality’s own map with whose it is. */
import { grounds } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/layers.ts'
import { NotLoaded } from './LayerCard.tsx'
import type { LayerProps } from './MoreLayers.tsx'

export function GroundCard({ act, explored }: Pick<LayerProps, 'act' | 'explored'>) {
  const w = useWords(words)
  const { municipal, refused, state, retry } = explored.more.municipal
  const chosen = explored.scene.ground ?? 'schematic'
  return (
    <li className="layer">
      <fieldset className="layer-options">
        <legend>{w.ground}</legend>
        {grounds.map(ground => (
          <label key={ground}>
            <input
              type="radio"
              name="ground"
              checked={chosen === ground}
              disabled={ground === 'municipal' && !municipal}
              onChange={() => act({ ground })}
            />
            {w.grounds[ground]}
          </label>
        ))}
      </fieldset>
      {state === 'failed' && <NotLoaded onRetry={retry} />}
      {state !== 'failed' && !municipal && (
        <p className="secondary">
          {refused ? w.groundRefused[refused] : state === 'loading' ? w.groundLoading : w.groundAbsent}
        </p>
      )}
      {municipal && chosen === 'municipal' && municipal.attribution && (
        <p className="secondary">{w.groundSource(municipal.attribution)}</p>
      )}
    </li>
  )
}
