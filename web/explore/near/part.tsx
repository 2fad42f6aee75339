/** «Cosa c’è vicino a …?»: choose where, read what is there by distance, open a card or hand it over. */
import { lazy, Suspense, useState } from 'react'
import type { Answering } from '../../../api/resources/contract.ts'
import type { Area } from '../../../api/territory/contract.ts'
import { useAccount } from '../../accounts/account.tsx'
import { useNarrow } from '../../map/narrow.ts'
import { ReachOverlay } from '../../map/ReachOverlay.tsx'
import { ResourceSymbol, useResourceLine } from '../../map/ResourceDetail.tsx'
import { Button } from '../../ui/Button.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Missing } from '../../ui/Missing.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { middleOf, type Near, walkFor } from '../../view/near.ts'
import { type Figure, interval } from '../../view/select.ts'
import { emptyView, radii, type View } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/near.ts'
import { words as territoryWords } from '../../words/territory.ts'
import { Section } from '../figures.tsx'
import type { Answer, Asked, Parts, QuestionPart } from '../questions.ts'
import { NearSearch } from './NearSearch.tsx'
import type { Place } from './places.ts'
import { cameraAround, type Facts, labels, nameOf, type Seen, seen, statement, withinText } from './seen.ts'
import { name as nameIt, pick, store } from './store.ts'
import './near.css'

const PrintSheet = lazy(() =>
  import('../../observations/PrintSheet.tsx').then(({ PrintSheet }) => ({ default: PrintSheet })),
)

type Told = Seen & Pick<Facts, 'isochrones' | 'picking'>
/** What the components show is what was answered: one computing for all of them. */
const toldBy = new WeakMap<Answer, Told>()

function answer({ view, explored, language, facts }: Asked): Answer {
  const known = facts as Facts
  const found = seen(view, explored, known)
  const { origin, reach } = found
  const w = words[language]
  const at = origin && origin.kind !== 'area' ? middleOf(origin.shape) : null
  const answered: Answer = {
    statement: statement(found, view, explored, language),
    fills: new Map(),
    labels: labels(explored),
    ...(origin && reach
      ? {
          paper: {
            scale: '',
            classes: [],
            called: {},
            shows: '',
            reach: {
              shape: reach.shape,
              straight: reach.by === 'straight',
              at,
              label: reach.by === 'border' ? '' : withinText(w, reach),
            },
          },
          over: (camera, size) => (
            <ReachOverlay
              shape={reach.shape}
              straight={reach.by === 'straight'}
              label={reach.by === 'border' ? '' : withinText(w, reach)}
              {...{ at, camera, size }}
            />
          ),
        }
      : {}),
    ...(known.picking && view.around
      ? {
          pin: {
            at: [view.around.lon, view.around.lat] as const,
            // A movement on the way: the address follows, and *back* goes to before the choosing.
            moved: ([lon, lat]: readonly [number, number]): Partial<View> => ({ around: { lon, lat } }),
            done: () => pick(false),
          },
        }
      : {}),
  }
  toldBy.set(answered, { ...found, isochrones: known.isochrones, picking: known.picking })
  return answered
}

const frame = () => ({ width: window.innerWidth, height: window.innerHeight })
/** The view around a point: nothing else is chosen, and the whole circle is seen. */
const lookAround = ([lon, lat]: readonly [number, number], radius: number): Partial<View> => ({
  around: { lon, lat },
  area: null,
  selection: null,
  camera: cameraAround([lon, lat], radius, frame()),
})

function useAreaName({ explored }: Pick<Parts, 'explored'>) {
  return (id: string | null) => explored.areas.find(area => area.id === id)?.properties.name ?? ''
}

function Where(props: Parts) {
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

const asPair = ([lon, lat]: readonly [number, number]): [number, number] => [lon, lat]

/** On a phone the rail is far below the list: there the panel begins with the same questions. */
function Rail(props: Parts) {
  return useNarrow() ? null : <Where {...props} />
}

/** Metres of 20 of them fit on a screen of the panel; the rest on request. */
const listed = 20
const onOneSheet = 3

function Resources({ near, ...props }: Parts & { near: readonly Near[] }) {
  const { view, act, answer } = props
  const w = useWords(words)
  const told = toldBy.get(answer)!
  const areaName = useAreaName(props)
  const line = useResourceLine(areaName)
  const { role } = useAccount()
  const [all, setAll] = useState(false)
  const [picked, setPicked] = useState<readonly string[]>([])
  const [printing, setPrinting] = useState(false)
  const shown = all ? near : near.slice(0, listed)
  // Only what is near is handed over: choosing another place empties the sheet.
  const chosen = near.filter(({ resource }) => picked.includes(resource.id))
  const larger = radii.find(radius => radius > view.radius)
  if (near.length === 0)
    return (
      <Notice
        action={
          told.reach?.by !== 'border' && larger ? (
            <Button onClick={() => act({ radius: larger })}>{w.emptyAct}</Button>
          ) : undefined
        }
      >
        {told.filtered ? `${w.emptyFiltered} ` : ''}
        {w.empty}
      </Notice>
    )
  return (
    <>
      {told.matched > near.length && <p className="secondary">{w.first(near.length, told.matched)}</p>}
      <ol className="near-list">
        {shown.map(({ resource, metres }) => {
          const { id, properties: p } = resource
          const on = chosen.some(one => one.resource.id === id)
          return (
            <li key={id}>
              <button
                type="button"
                className="near-item"
                aria-label={w.open(p.name)}
                onClick={() => act({ ...keepOrigin(told, view), selection: `resource:${id}` })}
              >
                <ResourceSymbol resource={resource} />
                <span>
                  <b>{p.name}</b>
                  <small>{line(resource)}</small>
                </span>
                {metres !== null && <b className="near-metres">{w.far(metres)}</b>}
              </button>
              {role === 'operator' && p.visibility !== 'restricted' && (
                <button
                  type="button"
                  className="chip near-pick"
                  aria-pressed={on}
                  aria-label={w.onSheetOf(p.name)}
                  aria-disabled={!on && chosen.length >= onOneSheet}
                  title={!on && chosen.length >= onOneSheet ? w.sheetFull : undefined}
                  onClick={() =>
                    setPicked(
                      on
                        ? picked.filter(other => other !== id)
                        : chosen.length < onOneSheet
                          ? [...chosen.map(one => one.resource.id), id]
                          : picked,
                    )
                  }
                >
                  {w.onSheet}
                </button>
              )}
            </li>
          )
        })}
      </ol>
      {near.length > shown.length && (
        <Button onClick={() => setAll(true)}>{w.more(near.length - shown.length)}</Button>
      )}
      {chosen.length > 0 && (
        <div className="near-sheet">
          <Button kind="primary" onClick={() => setPrinting(true)}>
            {w.sheet(chosen.length)}
          </Button>
        </div>
      )}
      {printing && (
        <Suspense fallback={null}>
          <PrintSheet resources={chosen.map(handedOver)} onClose={() => setPrinting(false)} />
        </Suspense>
      )}
      <p className="secondary">{w.listNote}</p>
    </>
  )
}

/** A card that is opened does not become the place one looks from. */
const keepOrigin = ({ origin }: Seen, view: View): Partial<View> => {
  if (!origin || origin.kind === 'area' || view.around) return {}
  const [lon, lat] = middleOf(origin.shape)
  return { around: { lon, lat } }
}

/** As the sheet wants it: nothing of a person is known here, so nothing speaks against a place. */
const handedOver = ({ resource, metres }: Near): Answering => ({
  ...resource,
  properties: { ...resource.properties, distance: metres, fromCentre: null, open: null, against: [] },
})

function Residents({ answer, ...props }: Parts) {
  const w = useWords(words)
  const areaName = useAreaName(props)
  const { reached } = toldBy.get(answer)!
  return (
    <Section title={w.residentsTitle}>
      {reached ? (
        <>
          <Definition of={w.definitions.residents.term} text={w.definitions.residents.text}>
            <b className="near-about">{w.residentsText(reached.residents)}</b>
          </Definition>
          {reached.areas.length > 1 && (
            <dl className="near-shares">
              {reached.areas.map(({ area, residents }) => (
                <div key={area ?? ''}>
                  <dt>{w.ofArea(area && areaName(area))}</dt>
                  <dd>{w.about(residents)}</dd>
                </div>
              ))}
            </dl>
          )}
          <p className="secondary">{w.residentsNote}</p>
        </>
      ) : (
        <p className="secondary">{w.residentsNone}</p>
      )}
    </Section>
  )
}

function Shares({ view, answer, ...props }: Parts) {
  const w = useWords(words)
  const areaName = useAreaName(props)
  const { shares } = toldBy.get(answer)!
  if (shares.length === 0) return null
  const told = (share: number) => (share < 5 ? w.underFive : share > 95 ? w.overNinetyFive : w.percent(share))
  return (
    <Section title={w.sharesTitle}>
      <p className="secondary">{w.sharesText(view.radius)}</p>
      <dl className="near-shares">
        {shares.map(({ area, share }) => (
          <div key={area}>
            <dt>{areaName(area)}</dt>
            <dd>
              {share === null ? (
                w.shareNone
              ) : (
                <>
                  <span className="near-bar" aria-hidden="true">
                    <span style={{ width: `${share}%` }} />
                  </span>
                  <span className="near-share">{told(share)}</span>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** Two published numbers side by side and what both together prove; the pair itself is not measured. */
function Door({ answer, explored, ...props }: Parts) {
  const w = useWords(words)
  const t = useWords(territoryWords)
  const areaName = useAreaName({ explored })
  const { door } = toldBy.get(answer)!
  if (!door) return null
  const threshold = explored.monthly[0]?.threshold ?? 8
  const area = door.area === null ? null : areaName(door.area)
  const told = (figure: Figure | null, text: string) => {
    const ends = figure?.value == null ? null : interval(figure, threshold)
    return (
      <div>
        <dt>{text}</dt>
        <dd>
          {ends && figure?.value != null ? (
            <>
              <b>{t.number(figure.value)}</b>{' '}
              <small>
                {t.number(ends.low)}–{t.number(ends.high)}
              </small>
            </>
          ) : (
            <Missing state={figure ? 'few' : (door.missing ?? 'not_recorded')} threshold={threshold} />
          )}
        </dd>
      </div>
    )
  }
  const [first, last] = [door.months[0], door.months.at(-1)]
  return (
    <Section title={w.doorTitle}>
      {first && last && <p className="secondary">{w.doorMonths(t.monthShort(first), t.monthShort(last))}</p>}
      <dl className="near-shares near-door">
        {told(door.atCentre, w.atCentre)}
        {area !== null && told(door.ofArea, w.ofAreaAccesses(area))}
      </dl>
      {area === null ? (
        <p>{w.noArea}</p>
      ) : door.proven ? (
        <p>
          {door.proven.from === 'elsewhere'
            ? w.fromElsewhere(door.proven.atLeast)
            : w.toElsewhere(door.proven.atLeast, area)}
        </p>
      ) : (
        door.atCentre?.value != null && door.ofArea?.value != null && <p>{w.notProven}</p>
      )}
      <p className="secondary">{w.notMeasured}</p>
      {props.view.period && <p className="secondary">{t.periodName(props.view.period)}</p>}
    </Section>
  )
}

function Panel(props: Parts) {
  const { act, answer } = props
  const w = useWords(words)
  const narrow = useNarrow()
  const { role } = useAccount()
  const told = toldBy.get(answer)
  const { origin, reach } = told ?? {}
  if (!told || !origin || !reach)
    return (
      <>
        {narrow && <Where {...props} />}
        <div className="panel-part">
          <p>{w.startNote}</p>
        </div>
        {told && <Shares {...props} />}
      </>
    )
  const at = middleOf(origin.shape)
  return (
    <>
      {narrow && <Where {...props} />}
      <header className="panel-head">
        <p className="secondary">{withinText(w, reach)}</p>
        <h2>{nameOf(w, origin, told.named)}</h2>
      </header>
      <Section title={reach.by === 'border' ? w.listInside : w.list}>
        <Resources {...props} near={told.near} key={answer.statement.title} />
        {(role === 'operator' || role === 'coordinator') && (
          <p>
            <Button
              kind="plain"
              onClick={() =>
                act({
                  ...emptyView,
                  screen: 'resources',
                  adding: true,
                  camera: { lon: at[0], lat: at[1], zoom: 16 },
                })
              }
            >
              {w.addHere}
            </Button>
          </p>
        )}
      </Section>
      <Residents {...props} />
      <Door {...props} />
      <Shares {...props} />
      <div className="panel-part">
        {answer.statement.sources.map(source => (
          <p className="receipt" key={source}>
            {source}
          </p>
        ))}
      </div>
    </>
  )
}

function AreaPart({ area: _area, ...props }: Parts & { area: Area }) {
  const w = useWords(words)
  const told = toldBy.get(props.answer)
  if (told?.reach?.by !== 'border') return null
  return (
    <>
      <Section title={w.listInside}>
        <p className="secondary">{w.inside}</p>
        <Resources {...props} near={told.near} key={props.answer.statement.title} />
      </Section>
      <Residents {...props} />
      <Shares {...props} />
    </>
  )
}

export default {
  answer,
  Rail,
  Panel,
  AreaPart,
  store,
  alone: true,
  anywhere: true,
  lists: true,
} satisfies QuestionPart
