/** Where one looks from, and how far. */
import { useNarrow } from '../../map/narrow.ts'
import { Button } from '../../ui/Button.tsx'
import { middleOf, walkFor } from '../../view/near.ts'
import { radii, type View } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/near.ts'
import type { Parts } from '../questions.ts'
import { NearSearch } from './NearSearch.tsx'
import type { Place } from './places.ts'
import { cameraAround } from './seen.ts'
import { name as nameIt, pick } from './store.ts'
import { toldBy, useAreaName } from './told.ts'

const frame = () => ({ width: window.innerWidth, height: window.innerHeight })
/** The view around a point: nothing else is chosen, and the whole circle is seen. */
export const lookAround = ([lon, lat]: readonly [number, number], radius: number): Partial<View> => ({
  around: { lon, lat },
  area: null,
  selection: null,
  camera: cameraAround([lon, lat], radius, frame()),
})

export function Where(props: Parts) {
  const { view, act, explored, answer } = props
  const w = useWords(words)
  const told = toldBy.get(answer)
  const narrow = useNarrow()
  const areaName = useAreaName(props)
  const { centres, resources } = explored.sources
  const choose = ({ name, goes }: Place) => {
    pick(false)
    if ('at' in goes) nameIt(goes.at, name)
    act(
      'area' in goes
        ? { area: goes.area, around: null, selection: null, camera: null }
        : lookAround(goes.at, view.radius),
    )
  }
  function startPicking() {
    const middle = told?.origin ? middleOf(told.origin.shape) : centres.data[0]?.geometry.coordinates
    const at = view.around
      ? ([view.around.lon, view.around.lat] as const)
      : view.camera
        ? ([view.camera.lon, view.camera.lat] as const)
        : (middle ?? ([15.806, 40.64] as const))
    act({ around: { lon: at[0], lat: at[1] }, area: null, selection: null })
    pick(true)
  }
  const [kind, id] = view.selection?.split(/:(.*)/) ?? []
  const chosen =
    kind === 'centre'
      ? centres.data.find(one => one.id === id)
      : kind === 'resource'
        ? resources.data.find(one => one.id === id)
        : undefined
  return (
    <section className="rail-part near-where">
      <NearSearch
        areaName={areaName}
        centreAt={id => centres.data.find(centre => centre.id === id)?.geometry.coordinates}
        onChoose={choose}
      />
      <div className="acts">
        <Button
          aria-pressed={told?.picking ?? false}
          onClick={() => (told?.picking ? pick(false) : startPicking())}
        >
          {told?.picking ? w.stopPicking : w.pick}
        </Button>
        {chosen?.geometry && (view.around || view.area) && (
          <Button onClick={() => act(lookAround(middleOf(chosen.geometry!), view.radius))}>
            {w.around(chosen.properties.name)}
          </Button>
        )}
        {(view.around || view.area) && !told?.picking && (
          <Button
            kind="plain"
            onClick={() => act({ around: null, area: null, selection: null, camera: null })}
          >
            {w.clear}
          </Button>
        )}
      </div>
      {told?.picking && <p role="status">{w.picking}</p>}
      {!(narrow && told?.origin) && (
        <>
          <h2 className="section-label">{w.doors}</h2>
          <ul className="near-doors">
            {centres.data.map(centre => (
              <li key={centre.id}>
                <button
                  type="button"
                  className="chip"
                  aria-pressed={told?.origin?.kind === 'centre' && told.origin.id === centre.id}
                  onClick={() => {
                    pick(false)
                    act(lookAround(centre.geometry.coordinates, view.radius))
                  }}
                >
                  {centre.properties.name}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <Radius {...props} />
    </section>
  )
}

function Radius({ view, act, answer }: Parts) {
  const w = useWords(words)
  const told = toldBy.get(answer)
  const origin = told?.origin ?? null
  if (origin?.kind === 'area') return null
  return (
    <fieldset className="near-radius">
      <legend className="section-label">{w.radius}</legend>
      {radii.map(radius => {
        const walk = walkFor(origin, radius, told?.isochrones ?? [])
        return (
          <label key={radius}>
            <input
              type="radio"
              name="radius"
              checked={view.radius === radius}
              onChange={() =>
                act({
                  radius,
                  ...(origin
                    ? { camera: cameraAround(asPair(middleOf(origin.shape)), radius, frame()) }
                    : {}),
                })
              }
            />
            <span>{walk ? w.walkShort(walk.properties.minutes) : w.straightShort(radius)}</span>
          </label>
        )
      })}
    </fieldset>
  )
}

export const asPair = ([lon, lat]: readonly [number, number]): [number, number] => [lon, lat]
