/** Where resources are dense: what each weighs, how far it is felt, and how many are left out and why. */
import { heatRadii, heatWeights } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/layers.ts'
import { LayerCard } from './LayerCard.tsx'
import { type LayerProps, toggled } from './MoreLayers.tsx'

export function HeatCard({ view, act, explored, refused }: LayerProps) {
  const w = useWords(words)
  const { sources, more, large } = explored
  const { heat } = view
  const { heated, tiles } = more
  const tiled = large?.tiles != null
  const failed = sources.resources.state === 'failed' || (tiled && tiles.heat.failed)
  const left = heated
    ? (
        [
          [heated.left.closed, w.leftClosed],
          [heated.left.stale, w.leftStale],
          [heated.left.unplaced, w.leftUnplaced],
          [heated.left.undeclared, w.leftUndeclared],
        ] as const
      ).flatMap(([count, say]) => (count > 0 ? [say(count)] : []))
    : []
  return (
    <LayerCard
      name="heat"
      on={view.layers.includes('heat')}
      refused={refused}
      onToggle={() => act(toggled(view, 'heat'))}
      failed={failed}
      onRetry={() => {
        sources.resources.retry()
        if (tiles.heat.failed) tiles.heat.retry()
      }}
    >
      <fieldset className="layer-options">
        <legend>{w.weight}</legend>
        {heatWeights.map(by => (
          <label key={by}>
            <input
              type="radio"
              name="heat-weight"
              checked={heat.by === by}
              onChange={() => act({ heat: { ...heat, by } })}
            />
            {w.weights[by]}
          </label>
        ))}
      </fieldset>
      <Radius {...{ view, act }} name="heat-radius" />
      <div className="heat-scale-words">
        <span className="heat-scale" aria-hidden="true" />
        <span>{w.sparse}</span>
        <span>{w.dense}</span>
      </div>
      {tiled && <p className="secondary">{heat.by === 'places' ? w.heatTiledPlaces : w.heatTiled}</p>}
      {heated && (
        <p className="secondary">
          {heated.places.length === 0
            ? w.heatNone
            : heated.by === 'count'
              ? w.heatCount(heated.places.length)
              : w.heatPlaces(heated.places.length, heated.total, heated.unit)}{' '}
          {left.length > 0 && w.heatLeft(left)}
        </p>
      )}
    </LayerCard>
  )
}

/** The width of the heat, of resources and of needs alike, in metres on the ground. */
export function Radius({ view, act, name }: Pick<LayerProps, 'view' | 'act'> & { name: string }) {
  const w = useWords(words)
  return (
    <fieldset className="layer-options">
      <legend>{w.radius}</legend>
      {heatRadii.map(metres => (
        <label key={metres}>
          <input
            type="radio"
            name={name}
            checked={view.heat.metres === metres}
            onChange={() => act({ heat: { ...view.heat, metres } })}
          />
          {w.metres(metres)}
        </label>
      ))}
    </fieldset>
  )
}
